#include "doorward/signature/keys.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

namespace doorward {
namespace {

constexpr std::size_t kKeySize = 32;
static_assert(crypto_sign_SEEDBYTES == kKeySize && crypto_sign_PUBLICKEYBYTES == kKeySize);

// The DER in front of the 32 bytes: PKCS#8 of RFC 5958 and SubjectPublicKeyInfo, for the algorithm of RFC 8410.
constexpr std::array<std::uint8_t, 16> kPrivateDer{0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06,
                                                   0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};
constexpr std::array<std::uint8_t, 12> kPublicDer{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                                  0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

constexpr std::string_view kPrivateLabel = "PRIVATE KEY";
constexpr std::string_view kPublicLabel = "PUBLIC KEY";

using Key = std::array<std::uint8_t, kKeySize>;

std::string line_of(std::string_view edge, std::string_view label) {
  return "-----" + std::string(edge) + " " + std::string(label) + "-----";
}

/// The text between the lines of `label`; nullopt without them.
std::optional<std::string_view> body_of(std::string_view file, std::string_view label) {
  const std::string begin = line_of("BEGIN", label);
  const std::string end = line_of("END", label);
  const std::size_t from = file.find(begin);
  if (from == std::string_view::npos) return std::nullopt;
  const std::size_t to = file.find(end, from);
  if (to == std::string_view::npos) return std::nullopt;
  return file.substr(from + begin.size(), to - from - begin.size());
}

std::optional<Key> decode(std::string_view body, std::span<const std::uint8_t> der) {
  std::array<std::uint8_t, kPrivateDer.size() + kKeySize> bytes{};
  std::size_t size = 0;
  Key key{};
  const bool read = sodium_base642bin(bytes.data(), bytes.size(), body.data(), body.size(), "\r\n \t", &size, nullptr,
                                      sodium_base64_VARIANT_ORIGINAL) == 0 &&
                    size == der.size() + kKeySize && std::equal(der.begin(), der.end(), bytes.begin());
  if (read) std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(der.size()), kKeySize, key.begin());
  sodium_memzero(bytes.data(), bytes.size());
  return read ? std::optional(key) : std::nullopt;
}

/// The key below `label`, or the bare bytes.
std::optional<Key> read_key(std::string_view file, std::string_view label, std::span<const std::uint8_t> der,
                            std::string& error) {
  if (const auto body = body_of(file, label)) {
    auto key = decode(*body, der);
    if (!key) error = "its " + std::string(label) + " is not an Ed25519 key";
    return key;
  }
  if (file.size() == kKeySize) {
    Key key{};
    std::memcpy(key.data(), file.data(), kKeySize);
    return key;
  }
  error = "it holds neither `" + line_of("BEGIN", label) + "` nor the 32 bytes of a bare key";
  return std::nullopt;
}

std::string pem(std::string_view label, std::span<const std::uint8_t> der, std::span<const std::uint8_t> key) {
  std::vector<std::uint8_t> bytes(der.begin(), der.end());
  bytes.insert(bytes.end(), key.begin(), key.end());
  std::string body(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(body.data(), body.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  sodium_memzero(bytes.data(), bytes.size());
  body.pop_back();  // the NUL
  return line_of("BEGIN", label) + '\n' + body + '\n' + line_of("END", label) + '\n';
}

}  // namespace

SigningKey::SigningKey(const std::array<std::uint8_t, 32>& seed) noexcept {
  crypto_sign_seed_keypair(verify_key_.bytes.data(), bytes_.data(), seed.data());
}

SigningKey SigningKey::make() noexcept {
  Key seed{};
  randombytes_buf(seed.data(), seed.size());
  const SigningKey key(seed);
  sodium_memzero(seed.data(), seed.size());
  return key;
}

SigningKey::~SigningKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

std::optional<SigningKey> read_signing_key(std::string_view file, std::string& error) {
  auto seed = read_key(file, kPrivateLabel, kPrivateDer, error);
  if (!seed) return std::nullopt;
  const SigningKey key(*seed);
  sodium_memzero(seed->data(), seed->size());
  return key;
}

std::optional<VerifyKey> read_verify_key(std::string_view file, std::string& error) {
  if (!body_of(file, kPublicLabel) && body_of(file, kPrivateLabel)) {
    error = "it holds a private key, where only the public half belongs";
    return std::nullopt;
  }
  const auto bytes = read_key(file, kPublicLabel, kPublicDer, error);
  return bytes ? std::optional(VerifyKey{*bytes}) : std::nullopt;
}

std::string to_pem(const SigningKey& key) {
  return pem(kPrivateLabel, kPrivateDer, std::span(key.bytes()).first(kKeySize));
}

std::string to_pem(const VerifyKey& key) { return pem(kPublicLabel, kPublicDer, key.bytes); }

std::string short_name(const VerifyKey& key) {
  constexpr std::size_t kShown = 8;
  std::string text(2 * kShown + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), key.bytes.data(), kShown);
  text.pop_back();  // the NUL
  return text;
}

}  // namespace doorward
