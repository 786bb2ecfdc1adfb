#include <algorithm>

#include "phrases.h"

namespace doorward::runtime {
namespace {

constexpr std::size_t kLongestList = 6;

using bytecode::List;

void add_ids(const SetImage& image, List ids, std::vector<std::string>& parts) {
  for (const std::uint32_t id : image.module.list(ids)) parts.push_back(name_of_id(image, id));
}

std::string guests_text(const SetImage& image, const bytecode::GuestItem& item) {
  std::string text = wanted_members(kGuestKinds, item.kinds);
  if (item.every_tenant != 0) return text;
  std::vector<std::string> tenants;
  add_ids(image, item.tenants, tenants);
  return text + " of " + join_or(tenants);
}

std::vector<std::string> subject_parts(const SetImage& image, const bytecode::SubjectSide& side) {
  std::vector<std::string> parts;
  if ((side.flags & bytecode::kEveryone) != 0) parts.emplace_back("everyone");
  if ((side.flags & bytecode::kGuestsOrExternal) != 0) parts.emplace_back("guests");
  if ((side.flags & bytecode::kMembers) != 0) parts.emplace_back("members");
  if ((side.flags & bytecode::kAllAgentUsers) != 0) parts.emplace_back("agent users");
  for (const auto& item : image.module.guests.subspan(side.guests.first, side.guests.count)) {
    parts.push_back(guests_text(image, item));
  }
  add_ids(image, side.ids, parts);
  return parts;
}

void add_filters(const SetImage& image, List filters, std::vector<std::string>& parts) {
  for (const std::uint32_t expression : image.module.list(filters)) {
    parts.push_back("where " + wanted_expressions(image, image.module.expressions[expression].code, Dimension::when));
  }
}

std::vector<std::string> machine_parts(const SetImage& image, const bytecode::MachineSide& side) {
  std::vector<std::string> parts;
  if ((side.flags & bytecode::kAnyMachine) != 0) parts.emplace_back("any workload");
  if ((side.flags & bytecode::kOwnWorkloads) != 0) parts.emplace_back("workloads of this tenant");
  if ((side.flags & bytecode::kAllAgents) != 0) parts.emplace_back("agents");
  add_ids(image, side.ids, parts);
  add_filters(image, side.workload_filters, parts);
  add_filters(image, side.agent_filters, parts);
  return parts;
}

std::vector<std::string> target_parts(const SetImage& image, const bytecode::TargetSide& side) {
  std::vector<std::string> parts;
  if ((side.flags & bytecode::kAllTargets) != 0) parts.emplace_back("all apps");
  if ((side.flags & bytecode::kAgentResources) != 0) parts.emplace_back("agent resources");
  for (const FactRow& row : kUserActions) {
    if (((side.user_actions >> row.value) & 1U) != 0) parts.push_back("action " + std::string(row.ward));
  }
  for (std::uint32_t c = 1; c < 128; ++c) {
    if (((side.contexts[c / 32] >> (c % 32)) & 1U) != 0) parts.push_back("context c" + std::to_string(c));
  }
  add_ids(image, side.ids, parts);
  add_filters(image, side.filters, parts);
  return parts;
}

std::vector<std::string> network_parts(const SetImage& image, const bytecode::NetworkSide& side) {
  std::vector<std::string> parts;
  if ((side.flags & bytecode::kAllNetworks) != 0) parts.emplace_back("all networks");
  if ((side.flags & bytecode::kAllTrusted) != 0) parts.emplace_back("trusted networks");
  for (const std::uint32_t network : image.module.list(side.networks)) {
    parts.emplace_back(image.module.string(image.module.networks[network].name));
  }
  return parts;
}

std::string with_exceptions(const std::vector<std::string>& include, const std::vector<std::string>& exclude) {
  std::string text = include.empty() ? "nothing" : join_or(include);
  if (!exclude.empty()) text += " except " + join_or(exclude);
  return text;
}

}  // namespace

std::string join_or(const std::vector<std::string>& parts) {
  const std::size_t shown = parts.size() > kLongestList ? kLongestList - 1 : parts.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i != 0) text += i + 1 == parts.size() ? " or " : ", ";
    text += parts[i];
  }
  if (shown < parts.size()) text += " or " + std::to_string(parts.size() - shown) + " more";
  return text;
}

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string name_of_id(const SetImage& image, std::uint32_t id) {
  const auto names = image.module.debug_names;
  const auto name =
      std::lower_bound(names.begin(), names.end(), id,
                       [](const bytecode::DebugName& known, std::uint32_t key) { return known.id < key; });
  if (name != names.end() && name->id == id) return std::string(image.module.string(name->name));
  const bytecode::IdEntry& entry = image.module.ids[id];
  if (entry.form == bytecode::IdForm::guid) return to_string(Guid{entry.key});
  return std::string(image.module.string(entry.text));
}

std::string wanted_subjects(const SetImage& image, const bytecode::SubjectSet& set) {
  return with_exceptions(subject_parts(image, set.include), subject_parts(image, set.exclude));
}

std::string wanted_machines(const SetImage& image, const bytecode::MachineSet& set) {
  return with_exceptions(machine_parts(image, set.include), machine_parts(image, set.exclude));
}

std::string wanted_targets(const SetImage& image, const bytecode::TargetSet& set) {
  return with_exceptions(target_parts(image, set.include), target_parts(image, set.exclude));
}

std::string wanted_networks(const SetImage& image, const bytecode::NetworkSet& set) {
  const auto only = [](const bytecode::NetworkSide& side, std::uint32_t flag) {
    return side.flags == flag && side.networks.count == 0;
  };
  if (only(set.include, bytecode::kAllNetworks) && only(set.exclude, bytecode::kAllTrusted)) {
    return "untrusted networks";
  }
  return with_exceptions(network_parts(image, set.include), network_parts(image, set.exclude));
}

std::string wanted_members(std::span<const FactRow> rows, Mask mask) {
  std::vector<std::string> parts;
  for (const FactRow& row : rows) {
    if (((mask >> row.value) & 1U) == 0 || row.ward.empty()) continue;
    parts.emplace_back(row.ward);
    mask &= ~(Mask{1} << row.value);
  }
  if (mask != 0) parts.emplace_back("unknown");
  return parts.empty() ? "nothing" : join_or(parts);
}

}  // namespace doorward::runtime
