#include "engines.h"

#include "doorward/compiler/compile.h"

namespace doorward::differential {

Engines::Engines(const model::PolicySet& set, bool strip) {
  const SourceMap sources;
  DiagnosticSink sink;
  const std::vector<std::byte> module = compile(set, sources, {.strip = strip}, sink);
  if (sink.has_errors()) {
    fault_ = "compile: " + sink.diagnostics().front().message;
    return;
  }
  std::string error;
  loaded_ = PolicySet::load(module, error);
  if (!loaded_) {
    fault_ = "load: " + error;
    return;
  }
  scratch_ = std::make_unique<Scratch>(loaded_);
}

reference::Decision Engines::decide(const SignIn& sign_in, const EvaluateOptions& options) {
  evaluate(*scratch_, sign_in, options, decision_);
  return in_words(decision_, *loaded_, sign_in.id);
}

}  // namespace doorward::differential
