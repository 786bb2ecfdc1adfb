#include <doctest/doctest.h>

#include "parsed.h"

using doorward::SourceMap;
using namespace std::string_literals;

TEST_CASE("a UTF-8 byte order mark is not part of the text") {
  SourceMap sources;
  const auto id = sources.add("a", "\xEF\xBB\xBFward 1");
  CHECK(sources.text(id) == "ward 1");
  CHECK(!sources.invalid(id));
}

TEST_CASE("UTF-16 is converted in both orders, with surrogates, with and without a mark") {
  SourceMap sources;
  CHECK(sources.text(sources.add("a", "\xFF\xFE"s + "a\0\xFC\0\x3D\xD8\x00\xDE"s)) == "a\xC3\xBC\xF0\x9F\x98\x80");
  CHECK(sources.text(sources.add("b", "\xFE\xFF\0a\0\xFC"s)) == "a\xC3\xBC");
  CHECK(sources.text(sources.add("c", "a\0b\0"s)) == "ab");
  CHECK(sources.text(sources.add("d", "\0a\0b"s)) == "ab");
}

TEST_CASE("the first byte that is not UTF-8 is noted with its offset in the file") {
  SourceMap sources;
  const auto id = sources.add("a",
                              "\xEF\xBB\xBF"
                              "ab\xFC"
                              "cd\xFF");
  REQUIRE(sources.invalid(id));
  CHECK(sources.invalid(id)->file_offset == 5);
  CHECK(sources.invalid(id)->text_offset == 2);
  CHECK(sources.invalid(id)->byte == 0xFC);
  CHECK(sources.text(id) ==
        "ab\xEF\xBF\xBD"
        "cd\xEF\xBF\xBD");
}

TEST_CASE("overlong forms, surrogates and code points beyond the last are not UTF-8") {
  for (const std::string& bytes :
       {"\xC0\xAF"s, "\xE0\x80\xAF"s, "\xED\xA0\x80"s, "\xF4\x90\x80\x80"s, "\xF8\x88\x80\x80\x80"s}) {
    SourceMap sources;
    const auto id = sources.add("a", bytes);
    CHECK(sources.invalid(id));
  }
}

TEST_CASE("columns count code points and lines end with LF or CRLF") {
  SourceMap sources;
  const auto id = sources.add("a", "caf\xC3\xA9 x\r\nsecond");
  CHECK(sources.position(id, 6).column == 6);
  CHECK(sources.position(id, 9).line == 2);
  CHECK(sources.line_at(id, 2) == "caf\xC3\xA9 x");
  CHECK(sources.line_at(id, 12) == "second");
}
