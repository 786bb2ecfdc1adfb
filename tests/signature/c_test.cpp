#include <doctest/doctest.h>

#include <algorithm>

#include "doorward_signature.h"
#include "sealed.h"

namespace doorward::test {
namespace {

doorward_signature_rules c_rules() {
  doorward_signature_rules rules{};
  const SigningKey key = key_of(1);
  std::copy(key.verify_key().bytes.begin(), key.verify_key().bytes.end(), rules.key.bytes);
  rules.set_name = {"contoso", 7};
  rules.now = 1000;
  return rules;
}

TEST_CASE("C: a module is handed out, and what was taken refuses older ones") {
  doorward_signature_rules rules = c_rules();
  doorward_signed_module out{};
  const auto five = sealed("five", 5, 2000);
  REQUIRE(doorward_signed_module_check(five.data(), five.size(), &rules, &out) == DOORWARD_SIGNATURE_OK);
  CHECK(std::string(static_cast<const char*>(out.module), out.size) == "five");
  CHECK(std::string(out.set_name.data, out.set_name.size) == "contoso");
  CHECK(out.not_after == 2000);
  CHECK(out.taken.sequence == 5);
  rules.last = out.taken;
  const auto four = sealed("four", 4);
  CHECK(doorward_signed_module_check(four.data(), four.size(), &rules, &out) == DOORWARD_SIGNATURE_OLD_SEQUENCE);
  CHECK(out.module == nullptr);
  const auto other = sealed("other", 5);
  CHECK(doorward_signed_module_check(other.data(), other.size(), &rules, &out) == DOORWARD_SIGNATURE_SAME_SEQUENCE);
  rules.now = 2001;
  CHECK(doorward_signed_module_check(five.data(), five.size(), &rules, &out) == DOORWARD_SIGNATURE_EXPIRED);
}

TEST_CASE("C: every argument that is null is said to be") {
  doorward_signature_rules rules = c_rules();
  doorward_signed_module out{};
  const auto file = sealed("m");
  CHECK(doorward_signed_module_check(nullptr, 0, &rules, &out) == DOORWARD_SIGNATURE_NULL_ARGUMENT);
  CHECK(doorward_signed_module_check(file.data(), file.size(), nullptr, &out) == DOORWARD_SIGNATURE_NULL_ARGUMENT);
  CHECK(doorward_signed_module_check(file.data(), file.size(), &rules, nullptr) == DOORWARD_SIGNATURE_NULL_ARGUMENT);
  rules.set_name.data = nullptr;
  CHECK(doorward_signed_module_check(file.data(), file.size(), &rules, &out) == DOORWARD_SIGNATURE_NULL_ARGUMENT);
  doorward_verify_key key{};
  CHECK(doorward_verify_key_read(nullptr, 0, &key) == DOORWARD_SIGNATURE_NULL_ARGUMENT);
  CHECK(doorward_verify_key_read("k", 1, nullptr) == DOORWARD_SIGNATURE_NULL_ARGUMENT);
}

TEST_CASE("C: a key is read from a file, or is none") {
  const std::string pem = to_pem(key_of(1).verify_key());
  doorward_verify_key key{};
  CHECK(doorward_verify_key_read(pem.data(), pem.size(), &key) == DOORWARD_SIGNATURE_OK);
  const SigningKey expected = key_of(1);
  CHECK(std::equal(expected.verify_key().bytes.begin(), expected.verify_key().bytes.end(), key.bytes));
  CHECK(doorward_verify_key_read("no key", 6, &key) == DOORWARD_SIGNATURE_BAD_KEY);
}

TEST_CASE("C: every status has its text") {
  CHECK(std::string(doorward_signature_status_text(DOORWARD_SIGNATURE_OK)) == "ok");
  CHECK(doorward_signature_status_text(DOORWARD_SIGNATURE_FORGED) == status_text(SignatureStatus::forged));
  CHECK(std::string(doorward_signature_status_text(999)) == "unknown status");
}

}  // namespace
}  // namespace doorward::test
