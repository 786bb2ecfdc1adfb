// The device of a sign-in, kept for longer than one: what principal.h is for users. A Device knows no set; a
// BoundDevice is one device in the numbers of one set. Must not know how long a host may trust what it remembers.
#pragma once

#include <memory>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/principal.h"
#include "doorward/runtime/sign_in.h"

namespace doorward {

/// A device as the directory knows it, platform included. Owns its texts and depends on no set. Immutable: threads may
/// share it.
class Device {
 public:
  /// Copies every text of `device`. Throws std::bad_alloc only.
  explicit Device(const DeviceSignals& device);
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;
  ~Device();
  /// The device. Views live as long as this.
  const DeviceSignals& signals() const noexcept;

 private:
  struct Texts;
  std::unique_ptr<const Texts> texts_;
};

/// A device bound to one loaded set: every device rule of the set judged. Immutable: threads may share it. With another
/// set it is not misread: the decision then binds the device anew, at the price of doing so.
class BoundDevice {
 public:
  /// Throws std::bad_alloc only. A device beyond the limits of a sign-in is bound, and decides as too large.
  BoundDevice(std::shared_ptr<const Device> device, const PolicySet& set);
  BoundDevice(BoundDevice&&) noexcept;
  BoundDevice& operator=(BoundDevice&&) noexcept;
  ~BoundDevice();

  struct Facts;
  /// For the runtime's own use.
  const Facts& facts() const noexcept { return *facts_; }

 private:
  std::unique_ptr<const Facts> facts_;
};

/// Decides as `evaluate` does for a sign-in of that user on that device. The user and the device of `request` are
/// ignored; a workload in it is a block with status `internal`.
void evaluate(Scratch& scratch, const BoundPrincipal& principal, const BoundDevice& device, const SignIn& request,
              const EvaluateOptions& options, Decision& decision) noexcept;

}  // namespace doorward
