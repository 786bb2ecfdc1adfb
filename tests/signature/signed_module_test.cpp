#include "doorward/signature/signed_module.h"

#include <doctest/doctest.h>

#include <cstring>

#include "sealed.h"

namespace doorward::test {
namespace {

SignatureStatus status_of(std::span<const std::byte> file, const SignatureRules& rules) {
  const SignedModule found = check_signed_module(file, rules);
  if (found.status != SignatureStatus::ok) CHECK(found.module.empty());
  return found.status;
}

TEST_CASE("a signed module is handed out with what its signature vouches for") {
  const auto file = sealed("the module", 7, 2000);
  const SignedModule found = check_signed_module(file, rules());
  CHECK(found.status == SignatureStatus::ok);
  CHECK(text_of(found.module) == "the module");
  CHECK(found.set_name == "contoso");
  CHECK(found.sequence == 7);
  CHECK(found.not_after == 2000);
  CHECK(found.signer == key_of(1).verify_key());
  CHECK(found.taken.sequence == 7);
}

TEST_CASE("the same module, seal and key give the same bytes") { CHECK(sealed("m", 3) == sealed("m", 3)); }

TEST_CASE("a module that is not signed is refused") {
  CHECK(status_of(bytes_of("a module"), rules()) == SignatureStatus::unsigned_module);
  CHECK(status_of({}, rules()) == SignatureStatus::unsigned_module);
}

TEST_CASE("a module that another key signed is refused, and its signer named") {
  SignatureRules strange = rules();
  strange.key = key_of(2).verify_key();
  const auto file = sealed("m");
  CHECK(status_of(file, strange) == SignatureStatus::other_key);
  CHECK(check_signed_module(file, strange).signer == key_of(1).verify_key());
}

TEST_CASE("an envelope that names the key and was not signed with it is refused") {
  std::string error;
  auto file = sign_module(bytes_of("m"), {.set_name = "contoso"}, key_of(2), error);
  constexpr std::size_t kSigner = 64;  // where the head names the public key
  std::memcpy(file.data() + kSigner, key_of(1).verify_key().bytes.data(), 32);
  CHECK(status_of(file, rules()) == SignatureStatus::forged);
}

TEST_CASE("a module for another set is refused, unless any set is wanted") {
  SignatureRules other = rules();
  other.set_name = "fabrikam";
  CHECK(status_of(sealed("m"), other) == SignatureStatus::other_set);
  other.set_name = {};
  CHECK(status_of(sealed("m"), other) == SignatureStatus::ok);
}

TEST_CASE("a module may be taken until its last second") {
  CHECK(status_of(sealed("m", 1, 1000), rules()) == SignatureStatus::ok);
  CHECK(status_of(sealed("m", 1, 999), rules()) == SignatureStatus::expired);
}

TEST_CASE("an older sequence is refused, the same module again is not, a later one neither") {
  SignatureRules after = rules();
  after.last = check_signed_module(sealed("five", 5), rules()).taken;
  CHECK(status_of(sealed("four", 4), after) == SignatureStatus::old_sequence);
  CHECK(status_of(sealed("five", 5), after) == SignatureStatus::ok);
  CHECK(status_of(sealed("six", 6), after) == SignatureStatus::ok);
}

TEST_CASE("another module of the same sequence is refused") {
  SignatureRules after = rules();
  after.last = check_signed_module(sealed("five", 5), rules()).taken;
  CHECK(status_of(sealed("also five", 5), after) == SignatureStatus::same_sequence);
}

TEST_CASE("a module that was changed under its envelope is refused") {
  auto file = sealed("the module");
  file.back() ^= std::byte{1};
  CHECK(status_of(file, rules()) == SignatureStatus::other_module);
  file = sealed("the module");
  file.pop_back();
  CHECK(status_of(file, rules()) == SignatureStatus::other_module);
  file = sealed("the module");
  file.push_back(std::byte{0});
  CHECK(status_of(file, rules()) == SignatureStatus::other_module);
}

TEST_CASE("a signed module with any bit flipped, or cut at any length, is refused") {
  auto file = sealed("the module", 7, 2000);
  for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
    CAPTURE(bit);
    file[bit / 8] ^= std::byte{1} << (bit % 8);
    CHECK(status_of(file, rules()) != SignatureStatus::ok);
    file[bit / 8] ^= std::byte{1} << (bit % 8);
  }
  for (std::size_t length = 0; length < file.size(); ++length) {
    CAPTURE(length);
    const std::vector<std::byte> part(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length));
    CHECK(status_of(part, rules()) != SignatureStatus::ok);
  }
  CHECK(status_of(file, rules()) == SignatureStatus::ok);
}

TEST_CASE("what cannot be sealed is refused with the reason") {
  const auto refused = [](std::span<const std::byte> module, const ModuleSeal& seal) {
    std::string error;
    CHECK(sign_module(module, seal, key_of(1), error).empty());
    return error;
  };
  const std::string wrong_name = "the name of a set has 1 to 255 bytes, none of them a control character";
  const std::string long_name(256, 'a');
  CHECK(refused(bytes_of("m"), {.set_name = ""}) == wrong_name);
  CHECK(refused(bytes_of("m"), {.set_name = "two\nlines"}) == wrong_name);
  CHECK(refused(bytes_of("m"), {.set_name = "not \xff UTF-8"}) == wrong_name);
  CHECK(refused(bytes_of("m"), {.set_name = long_name}) == wrong_name);
  CHECK(refused(bytes_of("m"), {.set_name = "s", .sequence = 0}) == "sequences begin at 1");
  CHECK(refused(sealed("m"), {.set_name = "s"}) == "the module is signed already");
}

TEST_CASE("every length of a set's name is padded and read back") {
  for (std::size_t length = 1; length <= 255; ++length) {
    std::string error;
    const std::string name(length, 'n');
    const auto file = sign_module(bytes_of("m"), {.set_name = name}, key_of(1), error);
    SignatureRules named = rules();
    named.set_name = name;
    CHECK(text_of(check_signed_module(file, named).module) == "m");
  }
}

}  // namespace
}  // namespace doorward::test
