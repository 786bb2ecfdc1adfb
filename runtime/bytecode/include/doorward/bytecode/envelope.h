// The envelope of a signed module: a head in front of the module's bytes that says which module was signed, for which
// policy set, in which order and until when, and the signature over all of that (docs/signing.md). Layout only: must
// not know keys or how a signature is made and checked.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace doorward::bytecode {

/// Like the magic of a module, it survives no text-mode copy.
inline constexpr std::array<std::uint8_t, 8> kEnvelopeMagic{0x89, 'D', 'W', 'S', 0x0d, 0x0a, 0x1a, 0x0a};
inline constexpr std::uint32_t kEnvelopeVersion = 1;
inline constexpr std::size_t kSignatureSize = 64;
inline constexpr std::size_t kMaxSetName = 255;

/// Little-endian, at the start of the file. Behind it stand the set's name, zero padding to a multiple of 8, the
/// signature, and the module to the end of the file.
struct EnvelopeHead {
  std::array<std::uint8_t, 8> magic = kEnvelopeMagic;
  std::uint32_t version = kEnvelopeVersion;
  std::uint32_t size = 0;                      // of the envelope: where the module begins
  std::uint64_t sequence = 0;                  // not 0; a later module of the set has a higher one
  std::int64_t not_after = 0;                  // Unix seconds: the last at which the module may be taken
  std::array<std::uint8_t, 32> module_hash{};  // SHA-256 of the module
  std::array<std::uint8_t, 32> signer{};       // the public key
  std::uint32_t name_size = 0;
  std::uint32_t reserved = 0;
};
static_assert(sizeof(EnvelopeHead) == 104);

/// An envelope and what it holds, in place. Nothing of it is to be believed before its signature was checked.
struct Envelope {
  EnvelopeHead head;
  std::string_view set_name;
  std::span<const std::byte> signed_bytes;  // what the signature is over: everything in front of it
  std::span<const std::byte> signature;     // kSignatureSize
  std::span<const std::byte> module;
};

/// Whether `file` begins with the magic of an envelope.
bool has_envelope(std::span<const std::byte> file) noexcept;

/// The envelope of `file`; nullopt when it breaks a rule of its layout.
std::optional<Envelope> read_envelope(std::span<const std::byte> file) noexcept;

/// The module of a signed file, unchecked; `file` itself where there is no sound envelope.
std::span<const std::byte> behind_envelope(std::span<const std::byte> file) noexcept;

/// Whether `name` can name a set: UTF-8 without control characters, 1 to kMaxSetName bytes.
bool is_set_name(std::string_view name) noexcept;

/// What is to be signed for `head`, whose sizes are filled in, and `set_name`, which is a set's name. The signature and
/// the module are to be appended.
std::vector<std::byte> open_envelope(EnvelopeHead head, std::string_view set_name);

}  // namespace doorward::bytecode
