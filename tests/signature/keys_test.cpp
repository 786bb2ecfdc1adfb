#include "doorward/signature/keys.h"

#include <doctest/doctest.h>

#include "sealed.h"

namespace doorward::test {
namespace {

// As `openssl pkey` writes them; the seed is that of test 1 in RFC 8032.
constexpr std::string_view kPrivate =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
    "-----END PRIVATE KEY-----\n";
constexpr std::string_view kPublic =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
    "-----END PUBLIC KEY-----\n";
constexpr std::string_view kRsa =
    "-----BEGIN PUBLIC KEY-----\n"
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAK0=\n"
    "-----END PUBLIC KEY-----\n";

TEST_CASE("keys are read and written as OpenSSL writes them") {
  std::string error;
  const auto key = read_signing_key(kPrivate, error);
  REQUIRE(key);
  CHECK(to_pem(*key) == kPrivate);
  CHECK(to_pem(key->verify_key()) == kPublic);
  CHECK((read_verify_key(kPublic, error) == key->verify_key()));
  CHECK(short_name(key->verify_key()) == "d75a980182b10ab7");
}

TEST_CASE("keys are also their 32 bare bytes") {
  std::string error;
  const SigningKey key = key_of(1);
  const std::string seed(32, '\1');
  CHECK((read_signing_key(seed, error)->verify_key() == key.verify_key()));
  const std::string half(key.verify_key().bytes.begin(), key.verify_key().bytes.end());
  CHECK((read_verify_key(half, error) == key.verify_key()));
}

TEST_CASE("what is no key is refused with what was seen") {
  std::string error;
  CHECK_FALSE(read_signing_key("", error));
  CHECK(error == "it holds neither `-----BEGIN PRIVATE KEY-----` nor the 32 bytes of a bare key");
  CHECK_FALSE(read_signing_key(kPublic, error));
  CHECK(error == "it holds neither `-----BEGIN PRIVATE KEY-----` nor the 32 bytes of a bare key");
  CHECK_FALSE(read_verify_key(kPrivate, error));
  CHECK(error == "it holds a private key, where only the public half belongs");
  CHECK_FALSE(read_verify_key(kRsa, error));
  CHECK(error == "its PUBLIC KEY is not an Ed25519 key");
  for (std::size_t length = 33; length < kPublic.size() - 1; ++length) {
    CHECK_FALSE(read_verify_key(kPublic.substr(0, length), error));
  }
}

TEST_CASE("new keys differ") { CHECK_FALSE((SigningKey::make().verify_key() == SigningKey::make().verify_key())); }

}  // namespace
}  // namespace doorward::test
