// The whole way with a set and sign-ins that the input chooses: compiled, loaded, and decided by interpreter, index and
// reference evaluator, which must agree.
#include <nlohmann/json.hpp>

#include "doorward/compiler/model_dump.h"
#include "doorward/io/sign_in_writer.h"
#include "engines.h"
#include "holds.h"
#include "reference/decide.h"
#include "reference/generate.h"
#include "reference/universe.h"

namespace {

namespace reference = doorward::reference;
using doorward::Evaluation;
using doorward::fuzz::must;

const reference::AppGroups& groups() {
  static const reference::AppGroups kGroups = reference::published_app_groups();
  return kGroups;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  constexpr int kSignIns = 8;
  reference::Random random(std::span(bytes, size));
  const doorward::model::PolicySet set = reference::random_set(random);
  doorward::differential::Engines engines(set, random.percent(20));
  must(engines.fault().empty(), "a generated set loads", engines.fault() + "\n" + doorward::dump(set));
  for (int i = 0; i < kSignIns; ++i) {
    const doorward::SignIn sign_in = reference::random_sign_in(random, set);
    const std::int64_t now = random.one_of(reference::universe::times());
    const bool strict = random.percent(15);
    const auto expected = reference::decide(set, groups(), sign_in, {.now = now, .strict = strict});
    for (const Evaluation engine : {Evaluation::interpreter, Evaluation::index}) {
      const auto found = engines.decide(sign_in, {.now = now, .strict = strict, .evaluation = engine});
      if (found == expected) continue;
      must(false, "both engines decide as the reference evaluator does",
           doorward::dump(set) + sign_in_json(sign_in) + "\nreference: " + reference::to_json(expected).dump() +
               "\nfound:     " + reference::to_json(found).dump());
    }
  }
  return 0;
}
