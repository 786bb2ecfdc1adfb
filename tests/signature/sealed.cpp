#include "sealed.h"

#include <doctest/doctest.h>

namespace doorward::test {

SigningKey key_of(std::uint8_t fill) {
  std::array<std::uint8_t, 32> seed{};
  seed.fill(fill);
  return SigningKey(seed);
}

std::vector<std::byte> bytes_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::vector<std::byte> sealed(std::string_view module, std::uint64_t sequence, std::int64_t not_after) {
  std::string error;
  auto file = sign_module(bytes_of(module), {.set_name = "contoso", .sequence = sequence, .not_after = not_after},
                          key_of(1), error);
  REQUIRE(error == "");
  return file;
}

SignatureRules rules() { return {.key = key_of(1).verify_key(), .set_name = "contoso", .now = 1000, .last = {}}; }

}  // namespace doorward::test
