#include <doctest/doctest.h>

#include "parsed.h"

namespace {

struct Asked {
  doorward::SourceMap sources;
  doorward::DiagnosticSink sink;
  std::optional<doorward::ast::Question> question;

  explicit Asked(std::string text) {
    const doorward::SourceId id = sources.add("question", std::move(text));
    question = doorward::parse_sentence(sources, id, sink);
  }
  std::string messages() const {
    std::string out;
    for (const doorward::Diagnostic& diagnostic : sink.diagnostics()) out += doorward::render(sources, diagnostic);
    return out;
  }
};

}  // namespace

TEST_CASE("a question is a sentence alone, wherever its lines begin") {
  const Asked asked("  contractors\nfor procurement");
  REQUIRE(asked.question);
  CHECK(doorward::dump(asked.question->sentence) ==
        "subject people\n  person contractors\nfor apps\n  item procurement\n");
}

TEST_CASE("a question needs no target") { CHECK(Asked("everyone except break-glass").question); }

TEST_CASE("an empty question says what to write") {
  const Asked asked("  # nothing");
  CHECK(!asked.question);
  CHECK(asked.messages() ==
        "question:1:1: error[E1034]: the question is empty\n"
        "   1 |   # nothing\n"
        "     | ^\n"
        "help: write who signs in and what for: `contractors for procurement`\n");
}

TEST_CASE("an effect is no part of a question") {
  const Asked asked("contractors for procurement require mfa");
  CHECK(!asked.question);
  CHECK(asked.messages() ==
        "question:1:29: error[E1043]: `require` stands after the end of a complete statement\n"
        "   1 | contractors for procurement require mfa\n"
        "     |                             ^~~~~~~\n"
        "help: take it out, or begin a new line for a new statement\n");
}
