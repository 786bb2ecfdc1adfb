// One place from which threads take the policy set in force, and in which a new set replaces it while they decide. Nobody
// waits: a reader takes no lock and writes nothing that another thread reads, until a set was replaced; then it moves on
// before its next decision. Must not know where sets come from.
//
// How it works: the slot counts its replacements. A reader compares the count with its own, and that is all there is to
// do while both are equal. Else it announces its count on a cache line of its own, copies the pointer of the new set,
// and withdraws the announcement. What was replaced is given up once no reader announces a count as old as it.
#pragma once

#include <cstdint>
#include <memory>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/device.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/principal.h"
#include "doorward/runtime/sign_in.h"

namespace doorward {

/// Holds the set in force. Any thread may replace it; readers are made of it.
class PolicySlot {
 public:
  /// `set` is not null. Throws std::bad_alloc only.
  explicit PolicySlot(std::shared_ptr<const PolicySet> set);
  PolicySlot(const PolicySlot&) = delete;
  PolicySlot& operator=(const PolicySlot&) = delete;
  /// Readers may outlive the slot: they go on with the last set.
  ~PolicySlot();

  /// Puts `set`, which is not null, in force: every decision that begins after this has returned is taken with it or a
  /// later one. Those under way are finished with the set that they began with. False when memory ran out: nothing is
  /// changed then.
  bool replace(std::shared_ptr<const PolicySet> set) noexcept;

  /// How many sets have been in force: 1 at first.
  std::uint64_t count() const noexcept;

  struct State;

 private:
  friend class PolicyReader;
  std::shared_ptr<State> state_;
};

/// Decides with the set in force of a slot. Belongs to one thread at a time. A reader that does not decide keeps the set
/// that it used last, until it is told to refresh or goes.
class PolicyReader {
 public:
  /// Registers with the slot, which is not part of deciding and may wait for others who register. Throws std::bad_alloc
  /// only.
  explicit PolicyReader(const PolicySlot& slot);
  PolicyReader(const PolicyReader&) = delete;
  PolicyReader& operator=(const PolicyReader&) = delete;
  ~PolicyReader();

  /// Moves on to the set in force if it is another one, and answers the buffers to decide with. Null when memory ran
  /// out: no decision may be taken then, and the next call tries again.
  Scratch* refresh() noexcept;

  /// The set that was refreshed to last: the one that a decision taken since is about.
  const std::shared_ptr<const PolicySet>& set() const noexcept;

  /// Refreshes, then decides as `evaluate` does. Where memory ran out, a block with status `internal`.
  void evaluate(const SignIn& sign_in, const EvaluateOptions& options, Decision& decision) noexcept;
  /// Likewise. A principal or device of another set than the one in force is bound anew for this decision.
  void evaluate(const BoundPrincipal& principal, const SignIn& request, const EvaluateOptions& options,
                Decision& decision) noexcept;
  /// Likewise.
  void evaluate(const BoundPrincipal& principal, const BoundDevice& device, const SignIn& request,
                const EvaluateOptions& options, Decision& decision) noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace doorward
