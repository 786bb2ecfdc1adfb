#include "policy_index.h"

#include <algorithm>

#include "expression.h"
#include "membership.h"
#include "set_image.h"

namespace doorward::runtime {
namespace {

void add_row(const Words& row, Words& bits) noexcept {
  for (std::size_t w = 0; w < row.size(); ++w) bits[w] |= row[w];
}

/// Rows that no policy is in are left empty.
void start_with(const Words& row, Words& bits) noexcept {
  if (row.empty()) {
    std::fill(bits.begin(), bits.end(), 0);
  } else {
    std::copy(row.begin(), row.end(), bits.begin());
  }
}

void keep_included(IndexScratch& scratch) noexcept {
  for (std::size_t w = 0; w < scratch.candidates.size(); ++w) {
    scratch.candidates[w] &= scratch.include[w] & ~scratch.exclude[w];
  }
}

bool meet(const Words& row, const Words& bits) noexcept {
  for (std::size_t w = 0; w < row.size(); ++w) {
    if ((row[w] & bits[w]) != 0) return true;
  }
  return false;
}

}  // namespace

void PolicyIndex::reserve(IndexScratch& scratch) const {
  for (Words* words : {&scratch.candidates, &scratch.include, &scratch.exclude}) words->assign(words_, 0);
  scratch.verdicts.assign(residual_forms_, 0);
}

void PolicyIndex::find(const SetImage& image, const BoundRequest& request, IndexScratch& scratch,
                       Applying& applying) const {
  find_actor(image, request, scratch);
  keep_targets(image, request, scratch);
  if (networks_configured_) keep_networks(request, scratch);
  keep_context(request, scratch);
  if (residual_forms_ != 0) keep_residual(image, request, scratch);
  list(scratch, applying);
  note_assumed(image, request, scratch, applying);
}

void PolicyIndex::collect_subjects(const SubjectRows& rows, const BoundActor& actor, Words& bits) const noexcept {
  start_with(rows.everyone, bits);
  add_row(actor.guest_or_external ? rows.external : rows.members, bits);
  if (actor.agent_user) add_row(rows.agent_users, bits);
  for (const std::uint32_t id : actor.ids) rows.ids.add_to(id, bits);
}

void PolicyIndex::find_actor(const SetImage& image, const BoundRequest& request, IndexScratch& scratch) const noexcept {
  if (request.user_policies != nullptr) {
    std::copy(request.user_policies->begin(), request.user_policies->end(), scratch.candidates.begin());
  } else if (request.actor->is_user) {
    search_user(image, *request.actor, scratch.candidates, scratch.exclude);
  } else {
    std::fill(scratch.candidates.begin(), scratch.candidates.end(), 0);
    for (const std::uint32_t slot : about_machines_) {
      const DecodedPolicy& policy = image.policies[policies_[slot]];
      if (in_machines(image, image.module.machines[policy.machine], request)) set_bit(scratch.candidates, slot);
    }
  }
}

void PolicyIndex::find_user(const SetImage& image, const BoundActor& actor, Words& policies) const {
  policies.assign(words_, 0);
  Words excluded(words_);
  search_user(image, actor, policies, excluded);
}

void PolicyIndex::search_user(const SetImage& image, const BoundActor& actor, Words& policies,
                              Words& excluded) const noexcept {
  collect_subjects(subject_include_, actor, policies);
  collect_subjects(subject_exclude_, actor, excluded);
  for (const std::uint32_t slot : with_guests_) {
    const bytecode::SubjectSet& set = image.module.subjects[image.policies[policies_[slot]].subject];
    if (hits_any_guests(image, set.include, actor, UnknownGuest::hits)) set_bit(policies, slot);
    if (hits_any_guests(image, set.exclude, actor, UnknownGuest::misses)) set_bit(excluded, slot);
  }
  for (std::size_t w = 0; w < words_; ++w) policies[w] &= ~excluded[w];
}

void PolicyIndex::collect_targets(const TargetRows& rows, const BoundRequest& request, Words& bits) const noexcept {
  start_with(rows.all, bits);
  for (const std::uint32_t id : request.app_ids) rows.ids.add_to(id, bits);
  if (request.agent_app) add_row(rows.agent_resources, bits);
  if (request.auth_context != 0 && request.auth_context < 128) rows.contexts.add_to(request.auth_context, bits);
  if (request.user_action == 0) return;
  for_each_bit(request.user_action, 0, [&](std::uint32_t action) {
    if (action < rows.actions.size()) add_row(rows.actions[action], bits);
  });
}

void PolicyIndex::keep_targets(const SetImage& image, const BoundRequest& request,
                               IndexScratch& scratch) const noexcept {
  collect_targets(target_include_, request, scratch.include);
  collect_targets(target_exclude_, request, scratch.exclude);
  for (const std::uint32_t slot : with_filters_) {
    if (!test_bit(scratch.candidates, slot)) continue;
    const DecodedPolicy& policy = image.policies[policies_[slot]];
    if (in_targets(image, image.module.targets[policy.target], request)) {
      set_bit(scratch.include, slot);
      clear_bit(scratch.exclude, slot);
    } else {
      clear_bit(scratch.include, slot);
    }
  }
  keep_included(scratch);
}

void PolicyIndex::collect_networks(const NetworkRows& rows, const NetworkPosition& position,
                                   Words& bits) const noexcept {
  if (position.trusted) add_row(rows.trusted, bits);
  if (rows.networks.empty()) return;
  for (std::size_t w = 0; w < position.networks.size(); ++w) {
    for_each_bit(position.networks[w], static_cast<std::uint32_t>(w * 64),
                 [&](std::uint32_t network) { rows.networks.add_to(network, bits); });
  }
}

void PolicyIndex::keep_networks(const BoundRequest& request, IndexScratch& scratch) const noexcept {
  start_with(any_network_, scratch.include);
  add_row(network_include_.all, scratch.include);
  collect_networks(network_include_, request.network, scratch.include);
  start_with(network_exclude_.all, scratch.exclude);
  collect_networks(network_exclude_, request.network, scratch.exclude);
  keep_included(scratch);
}

void PolicyIndex::keep_context(const BoundRequest& request, IndexScratch& scratch) const noexcept {
  for (const FieldRows& rows : fields_) {
    const std::uint64_t own = (request.context & rows.field.all()) >> rows.field.shift;
    const Words& allowed = rows.members[static_cast<std::size_t>(std::countr_zero(own))];
    for (std::size_t w = 0; w < words_; ++w) scratch.candidates[w] &= allowed[w];
  }
}

void PolicyIndex::keep_residual(const SetImage& image, const BoundRequest& request,
                                IndexScratch& scratch) const noexcept {
  if (++scratch.round > 0x7fffffffU) {
    std::fill(scratch.verdicts.begin(), scratch.verdicts.end(), 0);
    scratch.round = 1;
  }
  for (std::size_t w = 0; w < words_; ++w) {
    for_each_bit(
        scratch.candidates[w] & with_residual_[w], static_cast<std::uint32_t>(w * 64), [&](std::uint32_t slot) {
          std::uint32_t& verdict = scratch.verdicts[residual_form_[slot]];
          if (verdict >> 1U != scratch.round) {
            const DecodedPolicy& policy = image.policies[policies_[slot]];
            const bool passed =
                (policy.exceptions.count == 0 || passes(image, policy.exceptions, request, UnknownGuest::misses)) &&
                (policy.residual.count == 0 || passes(image, policy.residual, request, UnknownGuest::hits));
            verdict = scratch.round << 1U | (passed ? 1U : 0U);
          }
          if ((verdict & 1U) == 0) clear_bit(scratch.candidates, slot);
        });
  }
}

void PolicyIndex::list(const IndexScratch& scratch, Applying& applying) const {
  applying.enforced.clear();
  applying.report_only.clear();
  for (std::size_t w = 0; w < words_; ++w) {
    for_each_bit(scratch.candidates[w], static_cast<std::uint32_t>(w * 64), [&](std::uint32_t slot) {
      (test_bit(enforced_, slot) ? applying.enforced : applying.report_only).push_back(policies_[slot]);
    });
  }
}

void PolicyIndex::note_assumed(const SetImage& image, const BoundRequest& request, IndexScratch& scratch,
                               Applying& applying) const noexcept {
  applying.assumed = 0;
  std::fill(applying.assumed_slots.begin(), applying.assumed_slots.end(), 0);
  // From here on: the enforced policies about this kind of actor that do not apply.
  const std::uint64_t flip = request.actor->is_user ? 0 : ~std::uint64_t{0};
  Words& missed = scratch.include;
  for (std::size_t w = 0; w < words_; ++w) {
    missed[w] = enforced_[w] & (about_users_[w] ^ flip) & ~scratch.candidates[w];
  }
  for (const TestRows& rows : tests_) {
    if ((rows.test & request.absent) != 0 && meet(rows.policies, missed)) applying.assumed |= rows.test;
  }
  for (const std::uint32_t slot : with_exceptions_) {
    if (!test_bit(missed, slot)) continue;
    const DecodedPolicy& policy = image.policies[policies_[slot]];
    applying.assumed |= exception_tests(image, policy.exceptions, request.now) & request.absent;
  }
  if (!request.any_absent_slot) return;
  for (std::size_t s = 0; s < slot_tests_.size(); ++s) {
    if (request.absent_slots[s] != 0 && meet(slot_tests_[s], missed)) applying.assumed_slots[s] = 1;
  }
}

}  // namespace doorward::runtime
