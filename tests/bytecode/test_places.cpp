#include <doctest/doctest.h>

#include "places.h"

using namespace doorward;
using namespace doorward::backend;

TEST_CASE("places are lines and columns in characters, in whatever order they are asked for") {
  SourceMap sources;
  sources.add("a.ward", "Zürich é x\nsecond line\n");
  sources.add("b.ward", "other");
  Places places(sources);
  StringPool strings;
  const auto second = places.add({0, 13, 19});
  const auto x = places.add({0, 11, 12});
  const auto other = places.add({1, 0, 5});
  const auto nowhere = places.add({7, 0, 0});
  places.resolve(strings);
  CHECK(strings[places[second].file] == "a.ward");
  CHECK(places[second].line == 2);
  CHECK(places[second].column == 1);
  CHECK(strings[places[second].text] == "second");
  CHECK(places[x].line == 1);
  CHECK(places[x].column == 10);
  CHECK(strings[places[other].file] == "b.ward");
  CHECK(places[nowhere].line == 0);
}

TEST_CASE("the words of a place are one line without comments, cut at a character") {
  CHECK(one_line("  a\r\n\tb  # not this\n c", 100) == "a b c");
  CHECK(one_line("say \"# this\" # not this", 100) == "say \"# this\"");
  CHECK(one_line("\"\\\"#\" x", 100) == "\"\\\"#\" x");
  CHECK(one_line("abcdef", 6) == "abcdef");
  CHECK(one_line("abcdefg", 6) == "abcdef…");
  CHECK(one_line("éééé", 3) == "éé…");
  CHECK(one_line("", 10) == "");
}
