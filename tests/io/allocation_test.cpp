#include <doctest/doctest.h>

#include <cstdlib>
#include <new>

#include "doorward/io/sign_in_reader.h"

namespace {

std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  void* memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

TEST_CASE("reading the native shape allocates nothing once the buffers have grown") {
  const std::string record = R"({"id": "s1", "user": {"id": "u1", "groups": ["g1", "g2", "g3"], "attributes":
    {"department": "HR", "code\u0073": ["a", "b"]}}, "app": {"id": "app", "audiences": ["x"]}, "network": {"ip":
    "203.0.113.7", "country": "FI"}, "device": {"platform": "iOS", "properties": {"model": "Surface Hub"}},
    "satisfied": ["mfa"], "methods": [["password", "sms"]], "session": {"mfaAge": 5}})";
  doorward::SignInReader reader;
  doorward::SignIn sign_in;
  REQUIRE(reader.read(record, sign_in));
  const std::size_t before = allocations;
  bool read = true;
  for (int i = 0; i < 100; ++i) read = reader.read(record, sign_in) && read;
  CHECK(allocations == before);
  CHECK(read);
}
