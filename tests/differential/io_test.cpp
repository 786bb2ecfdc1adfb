// The whole way of `eval`: a generated sign-in as a JSON line through the reader, the index and the writer must come
// out as the reference evaluator's decision, byte for byte.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "case_count.h"
#include "doorward/compiler/model_dump.h"
#include "doorward/io/decision_writer.h"
#include "doorward/io/sign_in_reader.h"
#include "doorward/io/sign_in_writer.h"
#include "engines.h"
#include "reference/decide.h"
#include "reference/generate.h"
#include "reference/universe.h"

namespace doorward::differential {
namespace {

constexpr std::uint64_t kSignInsOfSet = 50;

/// What `eval` prints for the line, or the reader's error.
std::string printed(const std::string& line, SignInReader& reader, Engines& engines, DecisionWriter& writer,
                    std::int64_t now) {
  SignIn sign_in;
  if (!reader.read(line, sign_in)) return std::string(reader.error());
  engines.decide(sign_in, {.now = now, .strict = false, .evaluation = Evaluation::index});
  return std::string(writer.write(sign_in.id, engines.last()));
}

TEST_CASE("a sign-in read from JSON is decided and written as the reference evaluator prints it") {
  const std::uint64_t cases = case_count() / 20;
  const reference::AppGroups groups = reference::published_app_groups();
  SignInReader reader;
  for (std::uint64_t done = 0, number = 0; done < cases; done += kSignInsOfSet, ++number) {
    reference::Random random(case_seed() + 77 + number * 0x100000001b3U);
    const model::PolicySet set = reference::random_set(random);
    Engines engines(set);
    REQUIRE(engines.fault() == "");
    DecisionWriter writer(engines.loaded());
    for (std::uint64_t i = 0; i < kSignInsOfSet; ++i) {
      const SignIn sign_in = reference::random_sign_in(random, set);
      const std::int64_t now = random.one_of(reference::universe::times());
      const std::string line = sign_in_json(sign_in);
      const auto expected = reference::decide(set, groups, sign_in, {.now = now, .strict = false});
      INFO(dump(set) << line);
      REQUIRE(printed(line, reader, engines, writer, now) == reference::to_json(expected).dump() + "\n");
    }
  }
}

}  // namespace
}  // namespace doorward::differential
