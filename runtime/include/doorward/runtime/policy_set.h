// A loaded, verified, immutable policy set, shared by any number of threads. Owns a private copy of the module.
// Must not know sources, the AST or JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "doorward/facts/facts.h"

namespace doorward {

struct SetImage;  // private to the runtime

/// Whether a policy takes part.
enum class PolicyState : std::uint8_t { enabled, report_only, disabled };

/// Where a policy was written; all empty in a stripped module.
struct PolicyPlace {
  std::string_view file;     // as messages name it
  std::uint32_t line = 0;    // from 1
  std::uint32_t column = 0;  // from 1, in characters
  std::string_view text;     // the policy as it was written, one line, shortened
};

/// Why a module was not loaded: it is damaged or of another version, or the fault is not its own.
enum class LoadStatus : std::uint8_t { ok, bad_module, out_of_memory, internal };

/// The set. Made by `load` alone.
class PolicySet {
 public:
  PolicySet(const PolicySet&) = delete;
  PolicySet& operator=(const PolicySet&) = delete;
  ~PolicySet();

  /// Verifies `module` in every build and loads it. Returns null and sets `error` to one line (lower case, no final
  /// period, with the section and offset at fault) when the module is damaged or of another version. The envelope of a
  /// signed module is passed over, not checked: doorward/signature/signed_module.h does that.
  static std::shared_ptr<const PolicySet> load(std::span<const std::byte> module, std::string& error) noexcept;
  /// The same, and says in `status` whose fault it is; `error` is empty with `ok`.
  static std::shared_ptr<const PolicySet> load(std::span<const std::byte> module, LoadStatus& status,
                                               std::string& error) noexcept;

  /// Policies are sorted by name (bytes); the index of a policy is its rank.
  std::size_t policy_count() const noexcept;
  /// As decisions name it.
  std::string_view policy_name(std::uint32_t policy) const noexcept;
  std::string_view policy_graph_id(std::uint32_t policy) const noexcept;  // empty without one
  /// Its display name; empty without one, and in a stripped module.
  std::string_view policy_title(std::uint32_t policy) const noexcept;
  /// Whether it takes part.
  PolicyState policy_state(std::uint32_t policy) const noexcept;
  /// Whether its grant control is block.
  bool policy_blocks(std::uint32_t policy) const noexcept;
  /// Where it was written.
  PolicyPlace policy_place(std::uint32_t policy) const noexcept;

  /// The controls of the policy's clause, in Entra's order; empty without grant controls (and for block).
  std::span<const std::uint32_t> controls(std::uint32_t policy) const noexcept;
  /// True for OR, also for one control alone.
  bool clause_is_any(std::uint32_t policy) const noexcept;
  /// A control as decisions write it: `mfa`, `strength:ID`, `terms:ID`, `custom:ID`, or the unknown word.
  std::string_view control(std::uint32_t control) const noexcept;
  /// A text that a Decision names by number: profile ids and paths of open attributes.
  std::string_view string(std::uint32_t string) const noexcept;

  /// For the runtime's own use.
  const SetImage& image() const noexcept { return *image_; }

 private:
  PolicySet();
  std::unique_ptr<SetImage> image_;
};

}  // namespace doorward
