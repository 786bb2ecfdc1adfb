#include "policy_slot.h"

#include <algorithm>
#include <utility>

#include "log.h"

namespace doorward {

PolicySlot::PolicySlot(std::shared_ptr<const PolicySet> set) : state_(std::make_shared<State>()) {
  state_->owned = std::make_unique<const runtime::InForce>(runtime::InForce{std::move(set), 1});
  state_->front.in_force.store(state_->owned.get());
  state_->front.number.store(1);
}

PolicySlot::~PolicySlot() = default;

std::uint64_t PolicySlot::count() const noexcept { return state_->front.number.load(std::memory_order_acquire); }

/// A reader that announces a number may be about to copy any set from that number on, and none before it.
void PolicySlot::State::give_up_replaced() noexcept {
  std::uint64_t oldest = front.number.load();
  for (const auto& reader : readers) {
    const std::uint64_t announced = reader->number.load();
    if (announced != 0) oldest = std::min(oldest, announced);
  }
  std::erase_if(replaced, [oldest](const auto& old) { return old->number < oldest; });
}

bool PolicySlot::replace(std::shared_ptr<const PolicySet> set) noexcept {
  try {
    State& state = *state_;
    const std::lock_guard lock(state.mutex);
    const std::uint64_t number = state.front.number.load() + 1;
    auto next = std::make_unique<const runtime::InForce>(runtime::InForce{std::move(set), number});
    state.replaced.reserve(state.replaced.size() + 1);
    // In this order: a reader that sees the number finds the set, or a later one. Both are sequentially consistent with
    // the announcements: a reader of whom nothing is seen below has yet to read the pointer, and finds the new one.
    state.front.in_force.store(next.get());
    state.front.number.store(number);
    state.replaced.push_back(std::exchange(state.owned, std::move(next)));
    state.give_up_replaced();
    runtime::say(LogLevel::info, "policy set %llu is in force", static_cast<unsigned long long>(number));
    return true;
  } catch (...) {
    runtime::say(LogLevel::error, "memory ran out: the policy set in force was not replaced");
    return false;
  }
}

namespace {

/// A place among the readers of a slot, for as long as it lives.
class Registration {
 public:
  explicit Registration(std::shared_ptr<PolicySlot::State> slot) : slot_(std::move(slot)) {
    auto own = std::make_unique<runtime::Announcement>();
    const std::lock_guard lock(slot_->mutex);
    announcement_ = slot_->readers.emplace_back(std::move(own)).get();
  }
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;
  ~Registration() {
    const std::lock_guard lock(slot_->mutex);
    std::erase_if(slot_->readers, [this](const auto& reader) { return reader.get() == announcement_; });
  }

  /// How many sets have been in force. Writes nothing.
  std::uint64_t count() const noexcept { return slot_->front.number.load(std::memory_order_acquire); }

  /// A copy of what is in force. Its pointer is copied while the announcement stands, so that it is not given up.
  runtime::InForce take() const noexcept {
    announcement_->number.store(slot_->front.number.load());
    runtime::InForce copy = *slot_->front.in_force.load();
    announcement_->number.store(0, std::memory_order_release);
    return copy;
  }

 private:
  std::shared_ptr<PolicySlot::State> slot_;
  runtime::Announcement* announcement_ = nullptr;
};

}  // namespace

struct PolicyReader::State {
  Registration registration;
  runtime::InForce taken;
  Scratch scratch;

  explicit State(std::shared_ptr<PolicySlot::State> slot)
      : registration(std::move(slot)), taken(registration.take()), scratch(taken.set) {}
};

PolicyReader::PolicyReader(const PolicySlot& slot) : state_(std::make_unique<State>(slot.state_)) {}
PolicyReader::~PolicyReader() = default;

Scratch* PolicyReader::refresh() noexcept {
  State& state = *state_;
  if (state.registration.count() == state.taken.number) return &state.scratch;
  try {
    runtime::InForce next = state.registration.take();
    state.scratch = Scratch(next.set);
    state.taken = std::move(next);
    return &state.scratch;
  } catch (...) {
    runtime::say(LogLevel::error, "memory ran out: a reader could not move on to the policy set in force");
    return nullptr;
  }
}

const std::shared_ptr<const PolicySet>& PolicyReader::set() const noexcept { return state_->taken.set; }

void PolicyReader::evaluate(const SignIn& sign_in, const EvaluateOptions& options, Decision& decision) noexcept {
  if (Scratch* const scratch = refresh()) return doorward::evaluate(*scratch, sign_in, options, decision);
  decision.clear();
}

void PolicyReader::evaluate(const BoundPrincipal& principal, const SignIn& request, const EvaluateOptions& options,
                            Decision& decision) noexcept {
  if (Scratch* const scratch = refresh()) return doorward::evaluate(*scratch, principal, request, options, decision);
  decision.clear();
}

void PolicyReader::evaluate(const BoundPrincipal& principal, const BoundDevice& device, const SignIn& request,
                            const EvaluateOptions& options, Decision& decision) noexcept {
  if (Scratch* const scratch = refresh()) {
    return doorward::evaluate(*scratch, principal, device, request, options, decision);
  }
  decision.clear();
}

}  // namespace doorward
