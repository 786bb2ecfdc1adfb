#include "doorward/grammar/suggest.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using doorward::edit_distance;
using doorward::nearest;

TEST_CASE("distance counts insertions, deletions, replacements and swaps of neighbours") {
  CHECK(edit_distance("using", "using", 3) == 0);
  CHECK(edit_distance("usin", "using", 3) == 1);
  CHECK(edit_distance("ussing", "using", 3) == 1);
  CHECK(edit_distance("usang", "using", 3) == 1);
  CHECK(edit_distance("uisng", "using", 3) == 1);
  CHECK(edit_distance("", "ab", 3) == 2);
}

TEST_CASE("distance ignores ASCII case") { CHECK(edit_distance("USING", "using", 3) == 0); }

TEST_CASE("a distance beyond the limit is told as one more than it") {
  CHECK(edit_distance("abcdef", "uvwxyz", 2) == 3);
  CHECK(edit_distance(std::string(1000, 'a'), std::string(1000, 'b'), 2) == 3);
}

TEST_CASE("the nearest candidate wins and the first of equals") {
  constexpr std::array<std::string_view, 3> kWords{"trusted", "untrusted", "registered"};
  CHECK(nearest("untrustd", kWords) == "untrusted");
  CHECK(nearest("Trusted", kWords) == "trusted");
  constexpr std::array<std::string_view, 2> kEqual{"cart", "card"};
  CHECK(nearest("carx", kEqual) == "cart");
}

TEST_CASE("nothing is near a word that is too different or too short") {
  constexpr std::array<std::string_view, 2> kWords{"mfa", "of"};
  CHECK(nearest("xyz", kWords) == "");
  CHECK(nearest("on", kWords) == "");
}
