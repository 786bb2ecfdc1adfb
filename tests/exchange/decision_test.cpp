// A policy set and what it is imported to decide alike, byte for byte.
#include <doctest/doctest.h>

#include "decisions.h"
#include "doorward/compiler/unparse.h"
#include "sources.h"

namespace doorward::tests {

TEST_CASE("a corpus file and what it is imported to decide alike") {
  Draws draws(42);
  std::size_t files = 0;
  std::size_t applied = 0;
  for (const CorpusCase& one : corpus()) {
    if (one.set.policies.empty()) continue;
    CAPTURE(one.name);
    DiagnosticSink sink;
    const WardText text = unparse(one.set, {}, sink);
    if (sink.has_errors()) continue;  // import_test says which
    const Read read = read_ward({{"nouns.ward", text.nouns}, {"policies.ward", text.policies}});
    Decider graph(one.set, *one.sources);
    Decider ward(read.set, *read.sources);
    const SignIns sign_ins(one.set);
    ++files;
    for (int i = 0; i < 60; ++i) {
      const std::string line = sign_ins.draw(draws);
      CAPTURE(line);
      const std::int64_t now = 1800000000 + static_cast<std::int64_t>(draws.below(604'800));
      const std::string decision = graph.decide(line, now);
      CHECK(ward.decide(line, now) == decision);
      const bool nothing = decision.find(R"("applied":[],"blockedBy":[],"reportOnly":[])") != std::string::npos;
      applied += nothing ? 0U : 1U;
    }
  }
  CHECK(files == 183);
  CHECK(applied > 1600);
}

}  // namespace doorward::tests
