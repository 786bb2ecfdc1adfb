#include "policy_index.h"

#include <algorithm>

#include "bind.h"
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

void drop_row(const Words& row, Words& bits) noexcept {
  for (std::size_t w = 0; w < row.size(); ++w) bits[w] &= ~row[w];
}

}  // namespace

void PolicyIndex::reserve(IndexScratch& scratch) const {
  for (Words* words : {&scratch.candidates, &scratch.actor, &scratch.target, &scratch.exclude}) {
    words->assign(words_, 0);
  }
  scratch.networks_in.reserve(words_);
  scratch.networks_out.reserve(words_);
  scratch.settling.reserve(words_);
  scratch.verdicts.assign(residual_forms_, 0);
}

void PolicyIndex::find(const SetImage& image, BoundRequest& request, IndexScratch& scratch, Applying& applying) const {
  choose_rows(image, request, scratch);
  for (std::size_t word = 0; word < words_; word += kBlockWords) find_block(image, request, word, scratch);
  note_assumed(image, request, scratch, applying);
  list(scratch, applying);
}

bool PolicyIndex::search_outcome(const SetImage& image, BoundRequest& request, Extent extent, IndexScratch& scratch,
                                 Applying& applying) const noexcept {
  choose_rows(image, request, scratch);
  const bool to_the_end = extent == Extent::all || !with_exceptions_.empty() || request.any_absent_slot;
  SignalMask open = tested_ & request.absent;
  bool settled = false;
  for (std::size_t word = 0; word < words_; word += kBlockWords) {
    find_block(image, request, word, scratch);
    if (!settled) {
      const RowBlock settling = scratch.settling.block(word);
      for (std::size_t i = 0; i < kBlockWords; ++i) settled |= (settling[i] & scratch.candidates[word + i]) != 0;
    }
    if (open != 0) open &= ~tests_missed(open, word, word + kBlockWords, request, scratch);
    if (settled && open == 0 && !to_the_end) break;
  }
  applying.assumed = tested_ & request.absent & ~open;
  note_rare(image, request, scratch, applying);
  return settled;
}

bool PolicyIndex::any_blocks(const IndexScratch& found) const noexcept {
  std::uint64_t common = 0;
  for (std::size_t w = 0; w < words_; ++w) common |= blocking_[w] & found.candidates[w];
  return common != 0;
}

void PolicyIndex::choose_rows(const SetImage& image, BoundRequest& request, IndexScratch& scratch) const noexcept {
  if (reads_ids_) spread_ids(request);
  scratch.rows.clear();
  const Words& actor = add_actor(image, request, scratch);
  add_targets(image, request, actor, scratch);
  if (networks_configured_) add_networks(request, scratch);
  add_context(request, scratch);
  if (device_rules_configured_ && request.device_policies != nullptr) scratch.rows.add(*request.device_policies);
  if (++scratch.round > 0x7fffffffU) {
    std::fill(scratch.verdicts.begin(), scratch.verdicts.end(), 0);
    scratch.round = 1;
  }
}

void PolicyIndex::find_block(const SetImage& image, const BoundRequest& request, std::size_t word,
                             IndexScratch& scratch) const noexcept {
  const RowBlock block = scratch.rows.block(word);
  std::copy(block.begin(), block.end(), scratch.candidates.begin() + static_cast<std::ptrdiff_t>(word));
  if (device_rules_configured_ && request.device_policies == nullptr) {
    keep_passing(image, with_device_rules_, request, word, scratch);
  }
  if (residual_configured_) keep_passing(image, with_residual_, request, word, scratch);
}

void PolicyIndex::collect_subjects(const SubjectRows& rows, const BoundActor& actor, Words& bits) const noexcept {
  start_with(rows.everyone, bits);
  add_row(actor.guest_or_external ? rows.external : rows.members, bits);
  if (actor.agent_user) add_row(rows.agent_users, bits);
  for (const std::uint32_t id : actor.ids) rows.ids.add_to(id, bits);
}

const Words& PolicyIndex::add_actor(const SetImage& image, const BoundRequest& request,
                                    IndexScratch& scratch) const noexcept {
  const Words& row = request.user_policies != nullptr ? *request.user_policies : scratch.actor;
  scratch.rows.add(row);
  if (request.user_policies != nullptr) return row;
  if (request.actor->is_user) {
    search_user(image, *request.actor, scratch.actor, scratch.exclude);
    return row;
  }
  std::fill(scratch.actor.begin(), scratch.actor.end(), 0);
  for (const std::uint32_t slot : about_machines_) {
    const DecodedPolicy& policy = image.policies[policies_[slot]];
    if (in_machines(image, image.module.machines[policy.machine], request)) set_bit(scratch.actor, slot);
  }
  return row;
}

void PolicyIndex::find_user(const SetImage& image, const BoundActor& actor, Words& policies) const {
  policies.assign(words_, 0);
  Words excluded(words_);
  search_user(image, actor, policies, excluded);
}

void PolicyIndex::find_device(const SetImage& image, const DeviceValues& device, Words& policies) const {
  policies.assign(words_, ~std::uint64_t{0});
  BoundRequest request;
  request.attributes.device = &device;
  for (const std::vector<std::uint32_t>& slots : device_forms_) {
    const DecodedPolicy& policy = image.policies[policies_[slots.front()]];
    if (passes(image, policy.residual, request, UnknownGuest::hits)) continue;
    for (const std::uint32_t slot : slots) clear_bit(policies, slot);
  }
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
  drop_row(excluded, policies);
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

/// The row of a sign-in that names one app and nothing else, which most do; null for others.
const Words* PolicyIndex::row_of_app(const BoundRequest& request) const noexcept {
  if (app_row_of_.empty() || !request.names_one_app || request.agent_app) return nullptr;
  return &app_rows_[request.app_ids.empty() ? 0 : app_row_of_[request.app_ids.front()]];
}

void PolicyIndex::add_targets(const SetImage& image, const BoundRequest& request, const Words& actor,
                              IndexScratch& scratch) const noexcept {
  if (const Words* row = row_of_app(request)) return scratch.rows.add(*row);
  scratch.rows.add(scratch.target);
  collect_targets(target_include_, request, scratch.target);
  collect_targets(target_exclude_, request, scratch.exclude);
  for (const std::uint32_t slot : with_filters_) {
    if (!test_bit(actor, slot)) continue;
    const DecodedPolicy& policy = image.policies[policies_[slot]];
    if (in_targets(image, image.module.targets[policy.target], request)) {
      set_bit(scratch.target, slot);
      clear_bit(scratch.exclude, slot);
    } else {
      clear_bit(scratch.target, slot);
    }
  }
  drop_row(scratch.exclude, scratch.target);
}

void PolicyIndex::collect_networks(const NetworkRows& rows, const NetworkPosition& position,
                                   RowUnion& found) const noexcept {
  found.add(rows.all);
  if (position.trusted) found.add(rows.trusted);
  if (rows.networks.empty()) return;
  for (std::size_t w = 0; w < position.networks.size(); ++w) {
    for_each_bit(position.networks[w], static_cast<std::uint32_t>(w * 64),
                 [&](std::uint32_t network) { found.add(rows.networks, network); });
  }
}

void PolicyIndex::add_networks(const BoundRequest& request, IndexScratch& scratch) const noexcept {
  scratch.networks_in.clear();
  scratch.networks_out.clear();
  scratch.networks_in.add(any_network_);
  collect_networks(network_include_, request.network, scratch.networks_in);
  collect_networks(network_exclude_, request.network, scratch.networks_out);
  scratch.rows.add_difference(scratch.networks_in, scratch.networks_out);
}

void PolicyIndex::add_context(const BoundRequest& request, IndexScratch& scratch) const noexcept {
  for (const FieldRows& rows : fields_) {
    const std::uint64_t own = (request.context & rows.field.all()) >> rows.field.shift;
    scratch.rows.add(rows.members[static_cast<std::size_t>(std::countr_zero(own))]);
  }
}

void PolicyIndex::keep_passing(const SetImage& image, const Words& with_code, const BoundRequest& request,
                               std::size_t word, IndexScratch& scratch) const noexcept {
  for (std::size_t w = word; w < word + kBlockWords; ++w) {
    for_each_bit(scratch.candidates[w] & with_code[w], static_cast<std::uint32_t>(w * 64), [&](std::uint32_t slot) {
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
    const std::uint64_t candidates = scratch.candidates[w];
    const auto base = static_cast<std::uint32_t>(w * 64);
    for_each_bit(candidates & enforced_[w], base,
                 [&](std::uint32_t slot) { applying.enforced.push_back(policies_[slot]); });
    for_each_bit(candidates & ~enforced_[w], base,
                 [&](std::uint32_t slot) { applying.report_only.push_back(policies_[slot]); });
  }
}

bool PolicyIndex::any_missed(const Words& policies, std::size_t first, std::size_t end, const BoundRequest& request,
                             const IndexScratch& scratch) const noexcept {
  for (std::size_t w = first; w < std::min(end, policies.size()); ++w) {
    if ((policies[w] & missed(w, request, scratch)) != 0) return true;
  }
  return false;
}

SignalMask PolicyIndex::tests_missed(SignalMask wanted, std::size_t first, std::size_t end, const BoundRequest& request,
                                     const IndexScratch& scratch) const noexcept {
  SignalMask found = 0;
  for (const TestRows& rows : tests_) {
    if ((rows.test & wanted) != 0 && any_missed(rows.policies, first, end, request, scratch)) found |= rows.test;
  }
  return found;
}

/// Of the enforced policies about this kind of actor that do not apply.
void PolicyIndex::note_assumed(const SetImage& image, const BoundRequest& request, const IndexScratch& scratch,
                               Applying& applying) const noexcept {
  const SignalMask wanted = tested_ & request.absent;
  applying.assumed = wanted == 0 ? 0 : tests_missed(wanted, 0, words_, request, scratch);
  note_rare(image, request, scratch, applying);
}

/// What few policies test: their exceptions, and open attributes.
void PolicyIndex::note_rare(const SetImage& image, const BoundRequest& request, const IndexScratch& scratch,
                            Applying& applying) const noexcept {
  for (const std::uint32_t slot : with_exceptions_) {
    if ((missed(slot / 64, request, scratch) >> (slot % 64) & 1U) == 0) continue;
    const DecodedPolicy& policy = image.policies[policies_[slot]];
    applying.assumed |= exception_tests(image, policy.exceptions, request.now) & request.absent;
  }
  std::fill(applying.assumed_slots.begin(), applying.assumed_slots.end(), 0);
  if (!request.any_absent_slot) return;
  for (std::size_t s = 0; s < slot_tests_.size(); ++s) {
    if (request.absent_slots[s] != 0 && any_missed(slot_tests_[s], 0, words_, request, scratch)) {
      applying.assumed_slots[s] = 1;
    }
  }
}

}  // namespace doorward::runtime
