#include "engines.h"

#include "doorward/compiler/compile.h"
#include "doorward/runtime/device.h"
#include "doorward/runtime/principal.h"

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

reference::Decision Engines::decide_bound(const SignIn& sign_in, const EvaluateOptions& options) {
  const BoundPrincipal principal(std::make_shared<const Principal>(sign_in.user), *loaded_);
  const BoundDevice device(std::make_shared<const Device>(sign_in.device), *loaded_);
  SignIn request = sign_in;
  request.user = {};
  request.device = {};
  evaluate(*scratch_, principal, device, request, options, decision_);
  return in_words(decision_, *loaded_, sign_in.id);
}

reference::Decision outcome_of(reference::Decision decision) {
  reference::Decision outcome;
  outcome.id = std::move(decision.id);
  outcome.outcome = std::move(decision.outcome);
  outcome.status = std::move(decision.status);
  outcome.reauthenticate = decision.reauthenticate;
  outcome.assumed = std::move(decision.assumed);
  outcome.user_state = std::move(decision.user_state);
  outcome.user_state.overrode.clear();
  return outcome;
}

}  // namespace doorward::differential
