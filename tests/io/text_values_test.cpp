#include <doctest/doctest.h>

#include "doorward/io/timestamp.h"
#include "ip_address.h"

using namespace doorward;

TEST_CASE("addresses are read in every spelling of RFC 4291") {
  const auto v4 = parse_ip_address("1.2.3.4");
  REQUIRE(v4);
  CHECK(*v4 == IpAddress{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 1, 2, 3, 4});
  CHECK(parse_ip_address("::ffff:1.2.3.4") == v4);
  CHECK(parse_ip_address("::FFFF:0102:0304") == v4);
  CHECK(parse_ip_address("0:0:0:0:0:ffff:1.2.3.4") == v4);
  CHECK(parse_ip_address("::") == IpAddress{});
  CHECK(parse_ip_address("1::") == IpAddress{0, 1});
  CHECK(parse_ip_address("::1") == IpAddress{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
  CHECK(parse_ip_address("2001:db8::a:b") == IpAddress{0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 0, 11});
  CHECK(parse_ip_address("1:2:3:4:5:6:7:8") == IpAddress{0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8});
  CHECK(parse_ip_address("1:2:3:4:5:6:7::") == IpAddress{0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0});
}

TEST_CASE("what is no address is refused") {
  for (const auto* text : {"",         "1.2.3",         "1.2.3.4.5",         "256.1.1.1",  "01.2.3.4",
                           "1.2.3.4 ", "1..2.3",        "1.2.3.4/32",        "1.2.3.4:80", ":",
                           ":::",      "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",    "12345::",
                           "g::",      "fe80::1%eth0",  "1:2:3:4:5:6:7:8::", ":1::2",      "1::2:",
                           "::1.2.3",  "1.2.3.4::",     "::1.2.3.4:5",       "[::1]",      "1:2:3:4:5:6:7:1.2.3.4"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_ip_address(text));
  }
}

TEST_CASE("times are Unix seconds, fractions dropped and offsets applied") {
  CHECK(parse_timestamp("1970-01-01T00:00:00Z", false) == 0);
  CHECK(parse_timestamp("2026-11-24T09:30:00Z", false) == 1795512600);
  CHECK(parse_timestamp("2026-11-24t09:30:00.9999999z", false) == 1795512600);
  CHECK(parse_timestamp("2026-11-24T11:30:00+02:00", false) == 1795512600);
  CHECK(parse_timestamp("2026-11-24T04:00:00-05:30", false) == 1795512600);
  CHECK(parse_timestamp("2024-02-29 00:00:00Z", false) == 1709164800);
  CHECK(parse_timestamp("2026-11-24 09:30:00.123", true) == 1795512600);
}

TEST_CASE("what is no time is refused") {
  for (const auto* text :
       {"", "2026-11-24", "2026-11-24T09:30", "2026-11-24T09:30:00", "2026-13-01T00:00:00Z", "2025-02-29T00:00:00Z",
        "2026-11-24T24:00:00Z", "2026-11-24T09:60:00Z", "2026-11-24T09:30:00+2", "2026-11-24T09:30:00Zx",
        "11/24/2026 09:30:00", "2026-1-24T09:30:00Z"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_timestamp(text, false));
  }
}
