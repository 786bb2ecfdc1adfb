#include "doorward/grammar/suggest.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>

using doorward::are_opposites;
using doorward::denied_part;
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

TEST_CASE("a word and its denial are opposites, misspelt or not, and neither is meant by the other") {
  using Pair = std::pair<std::string_view, std::string_view>;
  for (const Pair& pair : {Pair{"unregistered", "registered"}, Pair{"untrusted", "Trusted"},
                           Pair{"non-compliant", "compliant"}, Pair{"nonprod", "prod"}, Pair{"external", "internal"},
                           Pair{"anybody", "nobody"}, Pair{"disabled", "enabled"}, Pair{"untrustd", "trusted"}}) {
    CAPTURE(pair.first);
    CHECK(are_opposites(pair.first, pair.second));
    CHECK(are_opposites(pair.second, pair.first));
    const std::array<std::string_view, 1> only{pair.second};
    CHECK(nearest(pair.first, only) == "");
  }
}

TEST_CASE("words that only look like a denial are no opposites") {
  CHECK(!are_opposites("untrustd", "untrusted"));
  CHECK(!are_opposites("uncompliant", "non-compliant"));
  CHECK(!are_opposites("insider", "sign-in"));
  CHECK(!are_opposites("unit", "it"));
  CHECK(!are_opposites("intrusted", "untrusted"));
}

TEST_CASE("what a word denies stands behind its denial") {
  CHECK(denied_part("unregistered") == "registered");
  CHECK(denied_part("Non-compliant") == "compliant");
  CHECK(denied_part("nontrusted") == "trusted");
  CHECK(denied_part("compliant") == "");
  CHECK(denied_part("unit") == "");
}
