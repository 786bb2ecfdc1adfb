// What a slot and its readers share. Layout matters: what readers look at before each decision is written by a
// replacement alone, and what a reader writes is looked at by a replacement alone.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/policy_slot.h"

namespace doorward::runtime {

/// Processors fetch lines of 64 bytes in pairs.
inline constexpr std::size_t kLinePair = 128;

/// A set that is or was in force.
struct InForce {
  std::shared_ptr<const PolicySet> set;
  std::uint64_t number = 0;
};

/// Where one reader announces that it copies a pointer. 0: it does not.
struct alignas(kLinePair) Announcement {
  std::atomic<std::uint64_t> number{0};
};
static_assert(sizeof(Announcement) == kLinePair);

}  // namespace doorward::runtime

namespace doorward {

struct PolicySlot::State {
  /// Read by everybody, written by a replacement.
  struct alignas(runtime::kLinePair) Front {
    std::atomic<std::uint64_t> number{0};
    std::atomic<const runtime::InForce*> in_force{nullptr};
  };
  static_assert(sizeof(Front) == runtime::kLinePair);

  Front front;
  std::mutex mutex;  // of those who replace, register and leave; never of a decision
  std::vector<std::unique_ptr<runtime::Announcement>> readers;
  std::vector<std::unique_ptr<const runtime::InForce>> replaced;
  std::unique_ptr<const runtime::InForce> owned;  // front.in_force

  void give_up_replaced() noexcept;
};

}  // namespace doorward
