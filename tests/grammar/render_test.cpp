#include <doctest/doctest.h>

#include "parsed.h"

using doorward::Code;
using doorward::Diagnostic;
using doorward::DiagnosticSink;
using doorward::SourceMap;

namespace {

struct Rendered {
  SourceMap sources;
  DiagnosticSink sink;

  std::string text(std::string source, std::uint32_t begin, std::uint32_t end, doorward::RenderOptions options = {}) {
    const auto id = sources.add("a.ward", std::move(source));
    sink.report<Code::not_a_word>({id, begin, end}, "x");
    return doorward::render(sources, sink.diagnostics().back(), options);
  }
};

}  // namespace

TEST_CASE("the place is underlined below its line") {
  CHECK(Rendered().text("one\ntwo three\n", 8, 13) ==
        "a.ward:2:5: error[E1001]: `x` is not a word of Ward\n"
        "   2 | two three\n"
        "     |     ^~~~~\n");
}

TEST_CASE("tabs are shown as blanks to the next stop and wide characters take two columns") {
  CHECK(Rendered().text("\ta\tb", 3, 4) ==
        "a.ward:1:4: error[E1001]: `x` is not a word of Ward\n"
        "   1 |     a   b\n"
        "     |         ^\n");
  CHECK(Rendered().text("\xE6\x97\xA5 b", 4, 5) ==
        "a.ward:1:3: error[E1001]: `x` is not a word of Ward\n"
        "   1 | \xE6\x97\xA5 b\n"
        "     |    ^\n");
}

TEST_CASE("control and direction characters are shown as numbers, so that they cannot reach the terminal") {
  CHECK(Rendered().text("a\x1b[31mb", 6, 7) ==
        "a.ward:1:7: error[E1001]: `x` is not a word of Ward\n"
        "   1 | a<U+001B>[31mb\n"
        "     |              ^\n");
}

TEST_CASE("a long line is cut around the place") {
  const std::string line = std::string(200, 'a') + " word " + std::string(200, 'b');
  CHECK(Rendered().text(line, 201, 205, {false, 30}) ==
        "a.ward:1:202: error[E1001]: `x` is not a word of Ward\n"
        "   1 | … aaaaaaaaa word bbbbbbbbbbbbbbb …\n"
        "     |             ^~~~\n");
}

TEST_CASE("of a line of megabytes only what is near the place is looked at, whole characters of it") {
  std::string line;
  for (int i = 0; i < 1000001; ++i) line += "\xC3\xA9";
  line += " word ";
  for (int i = 0; i < 1000001; ++i) line += "\xE6\x97\xA5";
  CHECK(Rendered().text(line, 2000003, 2000007, {false, 30}) ==
        "a.ward:1:1000003: error[E1001]: `x` is not a word of Ward\n"
        "   1 | … \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 word "
        "\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5"
        "\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5 …\n"
        "     |             ^~~~\n");
}

TEST_CASE("the end of a text is a place") {
  CHECK(Rendered().text("ab", 2, 2) ==
        "a.ward:1:3: error[E1001]: `x` is not a word of Ward\n"
        "   1 | ab\n"
        "     |   ^\n");
}

TEST_CASE("a span of several lines is underlined on its first") {
  CHECK(Rendered().text("ab cd\nef", 3, 8) ==
        "a.ward:1:4: error[E1001]: `x` is not a word of Ward\n"
        "   1 | ab cd\n"
        "     |    ^~\n");
}

TEST_CASE("notes stand with their own lines, and several fixes are listed") {
  SourceMap sources;
  const auto id = sources.add("a.ward", "one two\n");
  DiagnosticSink sink;
  Diagnostic& diagnostic = sink.report<Code::not_a_word>({id, 4, 7}, "two");
  diagnostic.notes.push_back({{id, 0, 3}, "first here"});
  diagnostic.help = "choose";
  diagnostic.fixes = {{"write `a`", {}, false}, {"write `b`", {}, false}};
  CHECK(doorward::render(sources, diagnostic) ==
        "a.ward:1:5: error[E1001]: `two` is not a word of Ward\n"
        "   1 | one two\n"
        "     |     ^~~\n"
        "a.ward:1:1: note: first here\n"
        "   1 | one two\n"
        "     | ^~~\n"
        "help: choose\n"
        "  fix: write `a`\n"
        "  fix: write `b`\n");
}

TEST_CASE("colour is only written when asked for") {
  CHECK(Rendered().text("a", 0, 1, {true, 120}) ==
        "\x1b[1ma.ward:1:1:\x1b[0m \x1b[1;31merror[E1001]:\x1b[0m \x1b[1m`x` is not a word of Ward\x1b[0m\n"
        "   1 | a\n"
        "     | \x1b[1;31m^\x1b[0m\n");
}
