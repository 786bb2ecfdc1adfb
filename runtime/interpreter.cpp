#include "interpreter.h"

#include <algorithm>

#include "expression.h"
#include "membership.h"

namespace doorward::runtime {
namespace {

/// Notes what a policy that does not apply tested and the sign-in does not carry (SEMANTICS.md §1). A policy about
/// the other kind of actor tests nothing.
void note_assumed(const SetImage& image, const DecodedPolicy& policy, const BoundRequest& request,
                  Applying& applying) noexcept {
  if (request.actor->is_user != (policy.subject != kNotConfigured)) return;
  applying.assumed |= policy.tests & request.absent;
  if (policy.exceptions.count != 0) {
    applying.assumed |= exception_tests(image, policy.exceptions, request.now) & request.absent;
  }
  if (!request.any_absent_slot) return;
  for (std::uint32_t i = 0; i < policy.slots_count; ++i) {
    const std::uint32_t slot = image.tested_slots[policy.slots_first + i];
    if (request.absent_slots[slot] != 0) applying.assumed_slots[slot] = 1;
  }
}

}  // namespace

bool applies(const SetImage& image, const DecodedPolicy& policy, const BoundRequest& request) noexcept {
  if ((request.context & ~policy.context) != 0) return false;
  const bytecode::ModuleView& module = image.module;
  const bool actor = policy.subject != kNotConfigured ? in_subjects(image, module.subjects[policy.subject], request)
                                                      : in_machines(image, module.machines[policy.machine], request);
  return actor && in_targets(image, module.targets[policy.target], request) &&
         (policy.network_set == kNotConfigured ||
          image.networks.contains(module.network_sets[policy.network_set], request.network)) &&
         (policy.exceptions.count == 0 || passes(image, policy.exceptions, request, UnknownGuest::misses)) &&
         (policy.residual.count == 0 || passes(image, policy.residual, request, UnknownGuest::hits));
}

void interpret(const SetImage& image, const BoundRequest& request, Applying& applying) {
  applying.enforced.clear();
  applying.report_only.clear();
  applying.assumed = 0;
  std::fill(applying.assumed_slots.begin(), applying.assumed_slots.end(), 0);
  for (std::uint32_t p = 0; p < image.policies.size(); ++p) {
    const DecodedPolicy& policy = image.policies[p];
    if (policy.state == bytecode::State::disabled) continue;
    const bool enforced = policy.state == bytecode::State::enabled;
    if (applies(image, policy, request)) {
      (enforced ? applying.enforced : applying.report_only).push_back(p);
    } else if (enforced) {
      note_assumed(image, policy, request, applying);
    }
  }
}

}  // namespace doorward::runtime
