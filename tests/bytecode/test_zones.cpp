#include <doctest/doctest.h>

#include "zone_file.h"
#include "zone_rule.h"
#include "zones.h"

using namespace doorward::backend;

namespace {

/// The offset in hours at a Unix time.
double offset_at(const ZoneOffsets& zone, std::int64_t time) {
  std::int32_t offset = zone.offset;
  for (const auto& transition : zone.transitions) {
    if (transition.at <= time) offset = transition.offset;
  }
  return offset / 3600.0;
}

constexpr std::int64_t kJanuary2026 = 1768478400;  // 2026-01-15 12:00 UTC
constexpr std::int64_t kJuly2026 = 1784116800;     // 2026-07-15 12:00 UTC
constexpr std::int64_t kJanuary2090 = 3788164800;  // 2090-01-15 12:00 UTC
constexpr std::int64_t kJuly2090 = 3803803200;     // 2090-07-15 12:00 UTC

}  // namespace

TEST_CASE("zones have their offsets in winter and summer, also in the years that only a rule covers") {
  struct Row {
    const char* name;
    double january;
    double july;
  };
  for (const Row& row : {Row{"UTC", 0, 0}, Row{"Europe/Berlin", 1, 2}, Row{"Europe/Dublin", 0, 1},
                         Row{"America/New_York", -5, -4}, Row{"Australia/Sydney", 11, 10}, Row{"Asia/Tokyo", 9, 9},
                         Row{"Asia/Kolkata", 5.5, 5.5}, Row{"Australia/Lord_Howe", 11, 10.5}}) {
    CAPTURE(row.name);
    const auto zone = resolve_zone(row.name);
    REQUIRE(zone);
    CHECK(offset_at(*zone, kJanuary2026) == row.january);
    CHECK(offset_at(*zone, kJuly2026) == row.july);
    CHECK(offset_at(*zone, kJanuary2090) == row.january);
    CHECK(offset_at(*zone, kJuly2090) == row.july);
  }
}

TEST_CASE("a zone changes at the second that its law names") {
  const auto zone = resolve_zone("Europe/Berlin");
  REQUIRE(zone);
  CHECK(offset_at(*zone, 1774745999) == 1);  // 2026-03-29 00:59:59 UTC
  CHECK(offset_at(*zone, 1774746000) == 2);
  CHECK(offset_at(*zone, 2531955599) == 1);  // 2050-03-27 00:59:59 UTC
  CHECK(offset_at(*zone, 2531955600) == 2);
  CHECK(offset_at(*zone, 2550704399) == 2);  // 2050-10-30 00:59:59 UTC
  CHECK(offset_at(*zone, 2550704400) == 1);
  CHECK(zone->transitions.size() == 200);
}

TEST_CASE("what is no zone of the database is none") {
  for (const char* name : {"", "Nowhere", "europe/../../../etc/passwd", "../zoneinfo/UTC", "/usr/share/zoneinfo/UTC",
                           "Europe", "zone.tab", "tzdata.zi"}) {
    CAPTURE(name);
    CHECK_FALSE(resolve_zone(name));
  }
}

TEST_CASE("rules are read in every form that the database uses") {
  const auto nuuk = parse_zone_rule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0");
  REQUIRE(nuuk);
  CHECK(nuuk->standard == -2 * 3600);
  CHECK(nuuk->summer == -3600);
  CHECK(nuuk->to_summer.seconds == -3600);
  const auto dublin = parse_zone_rule("IST-1GMT0,M10.5.0,M3.5.0/1");
  REQUIRE(dublin);
  CHECK(dublin->standard == 3600);
  CHECK(dublin->summer == 0);
  const auto gaza = parse_zone_rule("EET-2EEST,M3.4.4/50,M10.4.4/50");
  REQUIRE(gaza);
  CHECK(gaza->to_summer.seconds == 50 * 3600);
  const auto kathmandu = parse_zone_rule("<+0545>-5:45");
  REQUIRE(kathmandu);
  CHECK(kathmandu->standard == 5 * 3600 + 45 * 60);
  CHECK(kathmandu->changes_in(2050).empty());
}

TEST_CASE("a broken rule is no rule") {
  for (const char* text :
       {"", "CET", "<+01-1", "CET-1CEST,", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/", "CET-1CEST,M3.5.0,M10.5.0x", "CET-1:CEST,J60,J300"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_zone_rule(text));
  }
}

TEST_CASE("a zone file cut at any length is refused or short of its rule") {
  std::string file = "TZif2";
  file.resize(44, '\0');
  file[39] = 1;  // one type in the old block
  file.resize(44 + 6, '\0');
  std::string block = file.substr(0, 44);
  block += std::string("\0\0\x0e\x10\0\0", 6);
  file += block + "\nCET-1\n";
  const auto whole = read_zone_file(file);
  REQUIRE(whole);
  CHECK(whole->first_offset == 3600);
  CHECK(whole->rule == "CET-1");
  for (std::size_t length = 0; length < file.size() - 7; ++length) CHECK_FALSE(read_zone_file(file.substr(0, length)));
}
