#include <algorithm>
#include <map>
#include <span>

#include "doorward/bytecode/opcodes.h"
#include "policy_index.h"
#include "set_image.h"

namespace doorward::runtime {

/// Fills the rows from the decoded policies, one policy after the other.
class PolicyIndex::Builder {
 public:
  Builder(const SetImage& image, PolicyIndex& index) : image_(image), module_(image.module), index_(index) {}
  void run();

 private:
  using Pairs = std::vector<Postings::Pair>;

  void add(std::uint32_t slot, const DecodedPolicy& policy);
  void add_subject(std::uint32_t slot, const bytecode::SubjectSet& set);
  void add_subject_side(std::uint32_t slot, const bytecode::SubjectSide& side, SubjectRows& rows, Pairs& pairs);
  void add_target(std::uint32_t slot, const bytecode::TargetSet& set);
  void add_target_side(std::uint32_t slot, const bytecode::TargetSide& side, TargetRows& rows, Pairs& ids,
                       Pairs& contexts);
  void add_network(std::uint32_t slot, const DecodedPolicy& policy);
  void add_network_side(std::uint32_t slot, const bytecode::NetworkSide& side, NetworkRows& rows, Pairs& pairs);
  void add_residual(std::uint32_t slot, const DecodedPolicy& policy);
  void add_tests(std::uint32_t slot, const DecodedPolicy& policy);
  void add_demand(std::uint32_t slot, const PolicyDemand& demand);
  void build_fields();
  void build_app_rows();
  void build_device_forms();
  bool tests_device_alone(const DecodedPolicy& policy) const;
  void mark(Words& row, std::uint32_t slot) const;

  const SetImage& image_;
  const bytecode::ModuleView& module_;
  PolicyIndex& index_;
  Pairs subject_include_;
  Pairs subject_exclude_;
  Pairs target_include_;
  Pairs target_exclude_;
  Pairs contexts_include_;
  Pairs contexts_exclude_;
  Pairs networks_include_;
  Pairs networks_exclude_;
  Pairs clauses_;
  std::map<SignalMask, Words> tests_;
  std::map<std::vector<std::uint64_t>, std::uint32_t> forms_;
};

void PolicyIndex::build(const SetImage& image) { Builder(image, *this).run(); }

/// Rows stay empty until a policy is in them.
void PolicyIndex::Builder::mark(Words& row, std::uint32_t slot) const {
  if (row.empty()) row.assign(index_.words_, 0);
  set_bit(row, slot);
}

void PolicyIndex::Builder::run() {
  for (std::uint32_t p = 0; p < image_.policies.size(); ++p) {
    if (image_.policies[p].state != bytecode::State::disabled) index_.policies_.push_back(p);
  }
  const std::size_t words = index_.words_ = blocks_for(index_.policies_.size());
  for (Words* row : {&index_.enforced_, &index_.blocking_, &index_.about_users_, &index_.with_device_rules_,
                     &index_.with_residual_}) {
    row->assign(words, 0);
  }
  index_.residual_form_.assign(index_.policies_.size(), kNotConfigured);
  index_.target_include_.actions.resize(kUserActions.size());
  index_.slot_tests_.resize(image_.attributes.slots());
  for (std::uint32_t slot = 0; slot < index_.policies_.size(); ++slot) {
    add(slot, image_.policies[index_.policies_[slot]]);
  }
  const std::size_t ids = module_.ids.size();
  constexpr std::size_t kContexts = 128;
  index_.subject_include_.ids.build(ids, std::move(subject_include_), words);
  index_.subject_exclude_.ids.build(ids, std::move(subject_exclude_), words);
  index_.target_include_.ids.build(ids, std::move(target_include_), words);
  index_.target_exclude_.ids.build(ids, std::move(target_exclude_), words);
  index_.target_include_.contexts.build(kContexts, std::move(contexts_include_), words);
  index_.target_exclude_.contexts.build(kContexts, std::move(contexts_exclude_), words);
  index_.network_include_.networks.build(module_.networks.size(), std::move(networks_include_), words);
  index_.network_exclude_.networks.build(module_.networks.size(), std::move(networks_exclude_), words);
  index_.clause_policies_.build(image_.clauses.size(), std::move(clauses_), words);
  for (auto& [test, policies] : tests_) {
    index_.tested_ |= test;
    index_.tests_.push_back({test, std::move(policies)});
  }
  index_.residual_forms_ = static_cast<std::uint32_t>(forms_.size());
  index_.reads_ids_ = index_.reads_ids_ || !index_.about_machines_.empty() || !index_.with_filters_.empty();
  build_fields();
  build_app_rows();
  build_device_forms();
}

void PolicyIndex::Builder::add(std::uint32_t slot, const DecodedPolicy& policy) {
  if (policy.subject != kNotConfigured) {
    set_bit(index_.about_users_, slot);
    add_subject(slot, module_.subjects[policy.subject]);
  } else {
    index_.about_machines_.push_back(slot);
  }
  add_target(slot, module_.targets[policy.target]);
  add_network(slot, policy);
  add_residual(slot, policy);
  if (policy.state == bytecode::State::enabled) {
    set_bit(index_.enforced_, slot);
    add_tests(slot, policy);
    add_demand(slot, image_.demands[index_.policies_[slot]]);
  }
}

void PolicyIndex::Builder::add_subject(std::uint32_t slot, const bytecode::SubjectSet& set) {
  if (set.include.guests.count != 0 || set.exclude.guests.count != 0) index_.with_guests_.push_back(slot);
  add_subject_side(slot, set.include, index_.subject_include_, subject_include_);
  add_subject_side(slot, set.exclude, index_.subject_exclude_, subject_exclude_);
}

void PolicyIndex::Builder::add_subject_side(std::uint32_t slot, const bytecode::SubjectSide& side, SubjectRows& rows,
                                            Pairs& pairs) {
  if ((side.flags & bytecode::kEveryone) != 0) mark(rows.everyone, slot);
  if ((side.flags & bytecode::kGuestsOrExternal) != 0) mark(rows.external, slot);
  if ((side.flags & bytecode::kMembers) != 0) mark(rows.members, slot);
  if ((side.flags & bytecode::kAllAgentUsers) != 0) mark(rows.agent_users, slot);
  for (const std::uint32_t id : module_.list(side.ids)) pairs.emplace_back(id, slot);
}

void PolicyIndex::Builder::add_target(std::uint32_t slot, const bytecode::TargetSet& set) {
  if (set.include.filters.count != 0 || set.exclude.filters.count != 0) index_.with_filters_.push_back(slot);
  add_target_side(slot, set.include, index_.target_include_, target_include_, contexts_include_);
  bytecode::TargetSide apps = set.exclude;
  apps.flags &= bytecode::kAgentResources;
  apps.user_actions = 0;
  apps.contexts = {};
  add_target_side(slot, apps, index_.target_exclude_, target_exclude_, contexts_exclude_);
}

void PolicyIndex::Builder::add_target_side(std::uint32_t slot, const bytecode::TargetSide& side, TargetRows& rows,
                                           Pairs& ids, Pairs& contexts) {
  if ((side.flags & bytecode::kAllTargets) != 0) mark(rows.all, slot);
  if ((side.flags & bytecode::kAgentResources) != 0) mark(rows.agent_resources, slot);
  for_each_bit(side.user_actions, 0, [&](std::uint32_t action) {
    if (action < rows.actions.size()) mark(rows.actions[action], slot);
  });
  for (std::uint32_t word = 0; word < side.contexts.size(); ++word) {
    for_each_bit(side.contexts[word], word * 32, [&](std::uint32_t context) { contexts.emplace_back(context, slot); });
  }
  for (const std::uint32_t id : module_.list(side.ids)) ids.emplace_back(id, slot);
}

void PolicyIndex::Builder::add_network(std::uint32_t slot, const DecodedPolicy& policy) {
  if (policy.network_set == kNotConfigured) {
    mark(index_.any_network_, slot);
    return;
  }
  index_.networks_configured_ = true;
  const bytecode::NetworkSet& set = module_.network_sets[policy.network_set];
  add_network_side(slot, set.include, index_.network_include_, networks_include_);
  add_network_side(slot, set.exclude, index_.network_exclude_, networks_exclude_);
}

void PolicyIndex::Builder::add_network_side(std::uint32_t slot, const bytecode::NetworkSide& side, NetworkRows& rows,
                                            Pairs& pairs) {
  if ((side.flags & bytecode::kAllNetworks) != 0) mark(rows.all, slot);
  if ((side.flags & bytecode::kAllTrusted) != 0) mark(rows.trusted, slot);
  for (const std::uint32_t network : module_.list(side.networks)) pairs.emplace_back(network, slot);
}

void PolicyIndex::Builder::add_residual(std::uint32_t slot, const DecodedPolicy& policy) {
  if (policy.exceptions.count == 0 && policy.residual.count == 0) return;
  std::vector<std::uint64_t> code;
  for (const bytecode::List part : {policy.exceptions, policy.residual}) {
    code.push_back(part.count);
    for (const bytecode::Instruction& instruction : module_.code_of(part)) {
      code.push_back(std::uint64_t{instruction.op} << 40U | std::uint64_t{instruction.a} << 32U | instruction.c);
    }
  }
  const auto next = static_cast<std::uint32_t>(forms_.size());
  index_.residual_form_[slot] = forms_.try_emplace(std::move(code), next).first->second;
  if (tests_device_alone(policy)) {
    set_bit(index_.with_device_rules_, slot);
    index_.device_rules_configured_ = true;
  } else {
    set_bit(index_.with_residual_, slot);
    index_.residual_configured_ = index_.reads_ids_ = true;
  }
}

bool PolicyIndex::Builder::tests_device_alone(const DecodedPolicy& policy) const {
  if (policy.exceptions.count != 0) return false;
  const auto code = module_.code_of(policy.residual);
  return std::all_of(code.begin(), code.end(), [&](const bytecode::Instruction& instruction) {
    const auto op = static_cast<bytecode::Opcode>(instruction.op);
    if (op == bytecode::Opcode::compare) return module_.comparisons[instruction.c].scope == bytecode::Scope::device;
    return op != bytecode::Opcode::in_subject && op != bytecode::Opcode::in_window && op != bytecode::Opcode::before;
  });
}

void PolicyIndex::Builder::build_device_forms() {
  constexpr std::size_t kNone = ~std::size_t{0};
  std::vector<std::size_t> place(index_.residual_forms_, kNone);
  for (std::uint32_t slot = 0; slot < index_.policies_.size(); ++slot) {
    if (!test_bit(index_.with_device_rules_, slot)) continue;
    std::size_t& at = place[index_.residual_form_[slot]];
    if (at == kNone) {
      at = index_.device_forms_.size();
      index_.device_forms_.emplace_back();
    }
    index_.device_forms_[at].push_back(slot);
  }
  index_.find_device(image_, DeviceValues{}, index_.unregistered_);
}

/// One row for each app that the set names, unless there are so many of both that memory would grow beyond its use.
void PolicyIndex::Builder::build_app_rows() {
  constexpr std::size_t kMaxWords = std::size_t{1} << 18U;
  if (!index_.with_filters_.empty()) return;
  std::vector<std::uint32_t> apps;
  for (std::uint32_t id = 0; id < module_.ids.size(); ++id) {
    if (module_.ids[id].kind == bytecode::IdKind::app) apps.push_back(id);
  }
  if ((apps.size() + 1) * index_.words_ > kMaxWords) return;
  const auto row_of = [&](std::span<const std::uint32_t> named) {
    Words row(index_.words_);
    Words excluded(index_.words_);
    const auto add = [](const Words& all, Words& bits) {
      for (std::size_t w = 0; w < all.size(); ++w) bits[w] |= all[w];
    };
    add(index_.target_include_.all, row);
    add(index_.target_exclude_.all, excluded);
    for (const std::uint32_t app : named) {
      index_.target_include_.ids.add_to(app, row);
      index_.target_exclude_.ids.add_to(app, excluded);
    }
    for (std::size_t w = 0; w < row.size(); ++w) row[w] &= ~excluded[w];
    return row;
  };
  index_.app_row_of_.assign(module_.ids.size() + 1, 0);
  index_.app_rows_.push_back(row_of({}));
  for (const std::uint32_t& app : apps) {
    index_.app_row_of_[app] = static_cast<std::uint32_t>(index_.app_rows_.size());
    index_.app_rows_.push_back(row_of({&app, 1}));
  }
}

void PolicyIndex::Builder::add_tests(std::uint32_t slot, const DecodedPolicy& policy) {
  for (SignalMask left = policy.tests; left != 0; left &= left - 1) mark(tests_[left & (~left + 1)], slot);
  if (policy.exceptions.count != 0) index_.with_exceptions_.push_back(slot);
  for (std::uint32_t i = 0; i < policy.slots_count; ++i) {
    mark(index_.slot_tests_[image_.tested_slots[policy.slots_first + i]], slot);
  }
}

void PolicyIndex::Builder::add_demand(std::uint32_t slot, const PolicyDemand& demand) {
  if (demand.blocks) mark(index_.blocking_, slot);
  if (demand.session != bytecode::kNone) mark(index_.with_session_, slot);
  if (demand.clause != kNotConfigured) clauses_.emplace_back(demand.clause, slot);
}

void PolicyIndex::Builder::build_fields() {
  for (const ContextField field : {kClientField, kPlatformField, kSignInRiskField, kUserRiskField, kInsiderRiskField,
                                   kServicePrincipalRiskField, kAgentRiskField, kFlowField}) {
    const bool configured = std::any_of(index_.policies_.begin(), index_.policies_.end(), [&](std::uint32_t policy) {
      return (image_.policies[policy].context & field.all()) != field.all();
    });
    if (!configured) continue;
    FieldRows rows{field, std::vector<Words>(field.width, Words(index_.words_))};
    for (std::uint32_t slot = 0; slot < index_.policies_.size(); ++slot) {
      const std::uint64_t allowed = (image_.policies[index_.policies_[slot]].context & field.all()) >> field.shift;
      for_each_bit(allowed, 0, [&](std::uint32_t member) { set_bit(rows.members[member], slot); });
    }
    index_.fields_.push_back(std::move(rows));
  }
}

}  // namespace doorward::runtime
