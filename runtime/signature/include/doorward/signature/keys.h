// Ed25519 keys and their files: PEM as OpenSSL writes it (PKCS#8 and SubjectPublicKeyInfo), or the 32 bare bytes. Must
// not know what is signed, nor where keys are kept.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doorward {

/// The public half of a key: what a service holds to know whose modules it takes.
struct VerifyKey {
  std::array<std::uint8_t, 32> bytes{};  ///< as RFC 8032 encodes it
  friend bool operator==(const VerifyKey&, const VerifyKey&) = default;
};

/// The private half. Its bytes are wiped when it goes.
class SigningKey {
 public:
  /// A new key from the system's source of randomness.
  static SigningKey make() noexcept;
  /// The key that RFC 8032 derives from `seed`.
  explicit SigningKey(const std::array<std::uint8_t, 32>& seed) noexcept;
  SigningKey(const SigningKey&) noexcept = default;
  SigningKey& operator=(const SigningKey&) noexcept = default;
  ~SigningKey();

  /// The public half.
  const VerifyKey& verify_key() const noexcept { return verify_key_; }
  /// The seed, followed by the public half.
  const std::array<std::uint8_t, 64>& bytes() const noexcept { return bytes_; }

 private:
  std::array<std::uint8_t, 64> bytes_{};
  VerifyKey verify_key_;
};

/// The key that the bytes of a file hold; nullopt, with `error` one line of what was seen instead.
std::optional<SigningKey> read_signing_key(std::string_view file, std::string& error);
/// The same for a public key. A private one is refused: it has no place where modules are only checked.
std::optional<VerifyKey> read_verify_key(std::string_view file, std::string& error);

/// As PEM, which the functions above and OpenSSL read.
std::string to_pem(const SigningKey& key);
/// As PEM, which the functions above and OpenSSL read.
std::string to_pem(const VerifyKey& key);

/// The first 8 bytes of a public key in hexadecimal: enough to tell keys apart in a message.
std::string short_name(const VerifyKey& key);

}  // namespace doorward
