#include "policy_sets.h"

#include <algorithm>
#include <filesystem>

namespace doorward::test {
namespace {

namespace fs = std::filesystem;

void add(std::vector<std::unique_ptr<LoadedSet>>& sets, const std::string& path) {
  auto set = std::make_unique<LoadedSet>();
  set->name = path;
  DiagnosticSink sink;
  set->loaded = load_sources({path}, {.ignore_unknown = true}, set->sources, sink);
  if (!sink.has_errors() && !set->loaded.set.policies.empty()) sets.push_back(std::move(set));
}

std::vector<std::unique_ptr<LoadedSet>> load_all() {
  std::vector<std::unique_ptr<LoadedSet>> sets;
  add(sets, DOORWARD_SOURCE "/examples/contoso");
  std::vector<std::string> files;
  for (const char* root : {DOORWARD_SOURCE "/stdlib/templates", DOORWARD_SOURCE "/tests/corpus/policies"}) {
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const std::string extension = entry.path().extension().string();
      if (entry.is_regular_file() && (extension == ".json" || extension == ".ward")) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) add(sets, file);
  return sets;
}

}  // namespace

const std::vector<std::unique_ptr<LoadedSet>>& real_sets() {
  static const std::vector<std::unique_ptr<LoadedSet>> kSets = load_all();
  return kSets;
}

std::vector<Diagnostic> findings_of(Code code, const LoadedSet& loaded, const model::PolicySet& set,
                                    const LintOptions& options) {
  LoadedSources changed;
  changed.set = set;
  changed.sources = loaded.loaded.sources;
  LintOptions asked = options;
  asked.wanted = [&](Code each) { return each == code; };
  DiagnosticSink sink;
  lint(changed, loaded.sources, asked, sink);
  return sink.diagnostics();
}

}  // namespace doorward::test
