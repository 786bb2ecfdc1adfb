#include <doctest/doctest.h>

#include "counted_new.h"
#include "doorward/io/sign_in_reader.h"

TEST_CASE("reading the native shape allocates nothing once the buffers have grown") {
  const std::string record = R"({"id": "s1", "user": {"id": "u1", "groups": ["g1", "g2", "g3"], "attributes":
    {"department": "HR", "code\u0073": ["a", "b"]}}, "app": {"id": "app", "audiences": ["x"]}, "network": {"ip":
    "203.0.113.7", "country": "FI"}, "device": {"platform": "iOS", "properties": {"model": "Surface Hub"}},
    "satisfied": ["mfa"], "methods": [["password", "sms"]], "session": {"mfaAge": 5}})";
  doorward::SignInReader reader;
  doorward::SignIn sign_in;
  REQUIRE(reader.read(record, sign_in));
  const std::size_t before = doorward::test::allocation_count();
  bool read = true;
  for (int i = 0; i < 100; ++i) read = reader.read(record, sign_in) && read;
  CHECK(doorward::test::allocation_count() == before);
  CHECK(read);
}
