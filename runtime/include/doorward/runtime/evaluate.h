// Deciding one sign-in with a loaded set (SEMANTICS.md). Steady-state decisions allocate nothing: scratch and
// decision keep their storage. One Scratch and one Decision belong to one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/sign_in.h"

namespace doorward {

/// How the policies that apply are found. Both give the same decisions.
enum class Evaluation : std::uint8_t { interpreter, index };

/// How much of a decision is wanted. `outcome` decides outcome, status, reauthenticate, assumed and the user state, and
/// leaves the lists, the session and the prompts empty: a large set is then decided in little more time than a small one.
enum class Detail : std::uint8_t { full, outcome };

/// How to decide.
struct EvaluateOptions {
  std::int64_t now = 0;                       // decision time, Unix seconds (SEMANTICS.md §1)
  bool strict = true;                         // a non-empty `assumed` is a block with status signal-missing
  Evaluation evaluation = Evaluation::index;  // which of the two finds the policies
  Detail detail = Detail::full;               // how much of the decision is wanted
  /// Signals that the host supplies whenever there is something to say: where one of them is absent, that is a fact of the
  /// sign-in (a device without a trust type is not registered) and nothing is assumed.
  SignalMask supplied = 0;
};

/// The bit of the signal that decisions name `path`; 0 where there is none.
SignalMask find_signal(std::string_view path) noexcept;

/// Buffers for binding and deciding, sized from the maxima of one set. Bound to that set.
class Scratch {
 public:
  /// Buffers for `set`, which is kept alive. Throws std::bad_alloc only.
  explicit Scratch(std::shared_ptr<const PolicySet> set);
  ~Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;
  struct State;
  /// For the runtime's own use.
  State& state() noexcept { return *state_; }
  /// The set that is decided with.
  const PolicySet& set() const noexcept { return *set_; }

 private:
  std::shared_ptr<const PolicySet> set_;
  std::unique_ptr<State> state_;
};

/// Decides. Never fails: a broken invariant is a block with status `internal`, a sign-in beyond the limits a block
/// with status `too_large`.
void evaluate(Scratch& scratch, const SignIn& sign_in, const EvaluateOptions& options, Decision& decision) noexcept;

}  // namespace doorward
