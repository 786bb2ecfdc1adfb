#include "corpus.h"

#include <doctest/doctest.h>

#include <fstream>

#include "doorward/compiler/graph_reader.h"
#include "reference/build.h"

namespace doorward::vectors {

Json read_vectors(const std::string& name) {
  std::ifstream file(std::string(DOORWARD_CORPUS) + "/vectors/" + name);
  REQUIRE_MESSAGE(file, name);
  return Json::parse(file);
}

LoadedSet load_graph(const Json& policies_and_locations) {
  SourceMap sources;
  DiagnosticSink sink;
  GraphReader reader(sources, {}, sink);
  reader.add(sources.add("vector.json", policies_and_locations.dump()), GraphFileOrigin::named);
  model::PolicySet set = reference::set_of({});
  reader.finish(set);
  LoadedSet loaded;
  loaded.warnings = sink.diagnostics().size() - sink.errors();
  if (sink.has_errors()) {
    loaded.refusal = sink.diagnostics().front().message;
    return loaded;
  }
  loaded.engines = std::make_unique<differential::Engines>(set);
  REQUIRE(loaded.engines->fault() == "");
  return loaded;
}

reference::Decision decide(LoadedSet& set, const SignIn& sign_in) {
  const auto plain = set.engines->decide(sign_in, {.now = 0, .strict = false, .evaluation = Evaluation::interpreter});
  const auto indexed = set.engines->decide(sign_in, {.now = 0, .strict = false, .evaluation = Evaluation::index});
  CHECK(plain == indexed);
  return plain;
}

Json policy_with(const Json& conditions) {
  Json policy = {
      {"id", "10000000-0000-4000-8000-000000000001"},
      {"displayName", "vector"},
      {"state", "enabled"},
      {"conditions", {{"users", {{"includeUsers", {"All"}}}}, {"applications", {{"includeApplications", {"All"}}}}}},
      {"grantControls", {{"operator", "OR"}, {"builtInControls", {"mfa"}}}}};
  for (const auto& member : conditions.items()) policy["conditions"][member.key()] = member.value();
  return policy;
}

}  // namespace doorward::vectors
