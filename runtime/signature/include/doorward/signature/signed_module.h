// Signed modules: an envelope in front of a module says which module it is, for which policy set, in which order and
// until when, and is signed as a whole (docs/signing.md). Must not know files, clocks, or where a service remembers what
// it took last: all of that is the caller's.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/signature/keys.h"

namespace doorward {

/// SHA-256 of a module.
using ModuleHash = std::array<std::uint8_t, 32>;

/// A module that may be taken for ever.
inline constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

/// What a signature vouches for beside the module itself.
struct ModuleSeal {
  std::string_view set_name;        ///< UTF-8 without control characters, 1 to 255 bytes
  std::uint64_t sequence = 1;       ///< at least 1; each module of a set has a higher one than those before it
  std::int64_t not_after = kNoEnd;  ///< Unix seconds: the last at which the module may be taken
};

/// The signed module: envelope and `module`. The same arguments give the same bytes. Empty, with `error` one line, when
/// `seal` is beyond what it may be or `module` is signed already.
std::vector<std::byte> sign_module(std::span<const std::byte> module, const ModuleSeal& seal, const SigningKey& key,
                                   std::string& error);

/// Whether a signed module may be taken: the rows of doorward/signature/statuses.def.
enum class SignatureStatus : std::uint8_t {
#define DW_SIGNATURE_STATUS(c_name, name, value, text) name = value,
#include "doorward/signature/statuses.def"
#undef DW_SIGNATURE_STATUS
};

/// One line of English, lower case, without final period. Static.
std::string_view status_text(SignatureStatus status) noexcept;

/// The module that a service took last; what it must remember to refuse older ones.
struct TakenModule {
  std::uint64_t sequence = 0;  ///< 0: none was taken yet
  ModuleHash hash{};           ///< of the module without its envelope
};

/// Whom a service believes, and what it knows already.
struct SignatureRules {
  VerifyKey key;              ///< the only key whose signature counts
  std::string_view set_name;  ///< the set that is wanted; empty: any
  std::int64_t now = 0;       ///< Unix seconds
  TakenModule last;           ///< taken from an earlier SignedModule of the same set
};

/// What a signed file holds. Views into the file.
struct SignedModule {
  SignatureStatus status = SignatureStatus::damaged;  // whether it may be taken
  std::span<const std::byte> module;                  ///< to be loaded; empty unless the status is ok
  TakenModule taken;           ///< to be remembered as `last` once the module is in force; of an ok status only
  std::string_view set_name;   ///< of the envelope; empty before its signature was found to be good
  std::uint64_t sequence = 0;  ///< likewise
  std::int64_t not_after = 0;  ///< likewise
  VerifyKey signer;            ///< that the envelope names; believed only when it is the key of the rules
};

/// Checks everything in the order of the statuses: nothing of the module is looked at before the signature is good, and
/// the module is handed out only when all is well. The module itself is still to be verified, as loading it does.
/// Allocates nothing. Any bytes are safe.
SignedModule check_signed_module(std::span<const std::byte> file, const SignatureRules& rules) noexcept;

}  // namespace doorward
