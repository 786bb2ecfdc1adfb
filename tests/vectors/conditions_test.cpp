// Recorded calls of the simulator's condition matchers: the policy applies exactly where the simulator's condition
// matched, except where disagreements.def says why not.
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "translate.h"

namespace doorward::vectors {
namespace {

/// Vector id to the product's answer.
std::map<std::string, std::string> stated_disagreements() {
  return {
#define DW_DISAGREEMENT(id, answer, section) {id, answer},
#include "disagreements.def"
#undef DW_DISAGREEMENT
  };
}

/// `matches`, `no match`, or `refused`.
std::string answer_to(const std::string& subject, const Json& args) {
  const bool rule_first = subject == "evaluateFilterRule";
  TranslatedCall call = translate(subject, args[rule_first ? 0 : 1], args[rule_first ? 1 : 0]);
  LoadedSet set = load_graph(call.graph);
  if (!set.engines) return "refused: " + set.refusal;
  return decide(set, call.sign_in).applied.empty() ? "no match" : "matches";
}

std::string recorded(const Json& observed) {
  const Json matches = observed.is_object() ? observed["matches"] : observed;
  if (matches.is_null()) return "refused";
  return matches.get<bool>() ? "matches" : "no match";
}

TEST_CASE("recorded conditions match as the simulator says, or differ for a stated reason") {
  const Json file = read_vectors("conditions-ca-simulator.json");
  std::map<std::string, std::string> stated = stated_disagreements();
  std::set<std::string> used;
  for (const Json& vector : file["vectors"]) {
    for (const Json& call : vector["calls"]) {
      const std::string id = vector["id"];
      const std::string found = answer_to(call["subject"], call["args"]);
      const bool differs = stated.contains(id);
      INFO(id << "\n" << call["args"].dump() << "\n" << found);
      if (differs) {
        used.insert(id);
        CHECK(found == stated[id]);
      } else {
        const std::string wanted = recorded(call["observed"]);
        CHECK(found.substr(0, wanted.size()) == wanted);
      }
    }
  }
  CHECK(used.size() == stated.size());
}

}  // namespace
}  // namespace doorward::vectors
