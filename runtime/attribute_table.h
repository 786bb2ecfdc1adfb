// Attributes that the comparisons of a module read: open ones (`user.attributes.department`) by slot, properties of
// the device by table row. A sign-in's values are found once for each slot.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "compare.h"
#include "doorward/bytecode/module.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::runtime {

inline constexpr std::uint32_t kNoSlot = 0xffffffffU;

/// The properties of a device that the module reads, by DeviceAttribute.
using DeviceValues = std::array<AttributeValue, kDeviceAttributes.size()>;

/// The attributes of one sign-in that the module reads.
struct BoundAttributes {
  std::vector<AttributeValue> open;  // by slot
  const DeviceValues* device = nullptr;
};

/// Whether the sign-in carries the property, whatever the device counts as.
bool is_carried(const DeviceSignals& device, DeviceAttribute attribute) noexcept;

class AttributeTable {
 public:
  /// The bytes of `module` must outlive the table.
  void build(const bytecode::ModuleView& module);

  std::size_t slots() const noexcept { return slots_.size(); }
  /// The slot that a comparison reads, or kNoSlot when it reads the device.
  std::uint32_t slot_of(std::uint32_t comparison) const noexcept { return slot_of_[comparison]; }
  /// `user.attributes.department`; slots are in the order of their paths.
  const std::string& path(std::uint32_t slot) const noexcept { return slots_[slot].path; }
  /// Device attributes that some comparison reads, one bit a row.
  std::uint32_t device_attributes() const noexcept { return device_attributes_; }

  /// Finds the values of the open attributes; those of `user`, which is null for a workload, and of the sign-in. `bound.open` has a place for every slot.
  void bind_open(const SignIn& sign_in, const UserSignals* user, BoundAttributes& bound) const noexcept;
  /// Finds the properties of a registered device; its extension attributes count as present where it is `managed`.
  void bind_device(const DeviceSignals& device, bool managed, DeviceValues& values) const noexcept;

  bool holds(std::uint32_t comparison, const BoundAttributes& bound) const noexcept;

 private:
  struct Slot {
    bytecode::Scope scope{};
    std::string_view name;
    std::string path;
  };
  const bytecode::ModuleView* module_ = nullptr;
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> slot_of_;
  std::uint32_t device_attributes_ = 0;
};

}  // namespace doorward::runtime
