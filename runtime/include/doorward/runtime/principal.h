// Who signs in, kept for longer than one sign-in: a service that sees a user again does not read and bind them again.
// A Principal knows no set; a BoundPrincipal is one principal in the numbers of one set. Must not know how long a host
// may trust what it remembers: that is the host's to decide.
#pragma once

#include <memory>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/sign_in.h"

namespace doorward {

/// A user as the directory knows them. Owns its texts and depends on no set. Immutable: threads may share it.
class Principal {
 public:
  /// Copies every text of `user`. Throws std::bad_alloc only.
  explicit Principal(const UserSignals& user);
  Principal(const Principal&) = delete;
  Principal& operator=(const Principal&) = delete;
  ~Principal();
  /// The user. Views live as long as this.
  const UserSignals& signals() const noexcept;

 private:
  struct Texts;
  std::unique_ptr<const Texts> texts_;
};

/// A principal bound to one loaded set: its ids looked up, the policies about it found. Immutable: threads may share it.
/// With another set it is not misread: the decision then binds the principal anew, at the price of doing so.
class BoundPrincipal {
 public:
  /// Throws std::bad_alloc only. A principal beyond the limits of a sign-in is bound, and decides as too large.
  BoundPrincipal(std::shared_ptr<const Principal> principal, const PolicySet& set);
  BoundPrincipal(BoundPrincipal&&) noexcept;
  BoundPrincipal& operator=(BoundPrincipal&&) noexcept;
  ~BoundPrincipal();

  struct Facts;
  /// For the runtime's own use.
  const Facts& facts() const noexcept { return *facts_; }

 private:
  std::unique_ptr<const Facts> facts_;
};

/// Decides as `evaluate` does for a sign-in of that user. The user of `request` is ignored; a workload in it is a block
/// with status `internal`.
void evaluate(Scratch& scratch, const BoundPrincipal& principal, const SignIn& request, const EvaluateOptions& options,
              Decision& decision) noexcept;

}  // namespace doorward
