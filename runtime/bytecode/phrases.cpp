#include "phrases.h"

#include <algorithm>
#include <array>
#include <span>

#include "doorward/bytecode/opcodes.h"
#include "doorward/facts/facts.h"
#include "word_list.h"

namespace doorward::bytecode {
namespace {

constexpr auto kIdKindWords = std::to_array<std::string_view>(
    {"user", "upn", "group", "role", "agent-user", "app", "tenant", "workload", "agent"});
constexpr auto kScopeWords = std::to_array<std::string_view>({"device", "user", "app", "workload"});

template <class Rows>
void add_members(WordList& words, const Rows& rows, Mask mask) {
  for (const auto& row : rows) {
    if ((mask >> row.value & 1U) == 0) continue;
    words.add(row.ward.empty() ? std::string("unknown") : std::string(row.ward));
  }
}

template <class Rows>
std::string mask_phrase(const Rows& rows, Mask mask) {
  WordList words;
  add_members(words, rows, mask);
  return words.join("none of them");
}

void add_ids(const ModuleView& view, List list, WordList& words) {
  words.add_each(view.list(list), [&](std::uint32_t id) {
    return std::string(kIdKindWords[static_cast<std::size_t>(view.ids[id].kind)]) + ' ' + id_phrase(view, id);
  });
}

void add_filters(const ModuleView& view, List list, std::string_view of, WordList& words) {
  words.add_each(view.list(list),
                 [&](std::uint32_t filter) { return std::string(of) + " where expression " + std::to_string(filter); });
}

std::string subject_side(const ModuleView& view, const SubjectSide& side) {
  WordList words;
  if ((side.flags & kEveryone) != 0) words.add("everyone");
  if ((side.flags & kGuestsOrExternal) != 0) words.add("guests");
  if ((side.flags & kMembers) != 0) words.add("members");
  if ((side.flags & kAllAgentUsers) != 0) words.add("all agent users");
  add_ids(view, side.ids, words);
  words.add_each(view.guests.subspan(side.guests.first, side.guests.count), [&](const GuestItem& guest) {
    std::string text = mask_phrase(kGuestKinds, guest.kinds);
    if (guest.every_tenant != 0) return text;
    WordList tenants;
    tenants.add_each(view.list(guest.tenants), [&](std::uint32_t tenant) { return id_phrase(view, tenant); });
    return text + " of " + tenants.join("no tenant");
  });
  return words.join("");
}

std::string machine_side(const ModuleView& view, const MachineSide& side) {
  WordList words;
  if ((side.flags & kOwnWorkloads) != 0) words.add("own workloads");
  if ((side.flags & kAllAgents) != 0) words.add("all agents");
  if ((side.flags & kAnyMachine) != 0) words.add("any workload or agent");
  add_ids(view, side.ids, words);
  add_filters(view, side.workload_filters, "workloads", words);
  add_filters(view, side.agent_filters, "agents", words);
  return words.join("");
}

std::string target_side(const ModuleView& view, const TargetSide& side) {
  WordList words;
  if ((side.flags & kAllTargets) != 0) words.add("all apps");
  if ((side.flags & kAgentResources) != 0) words.add("agent resources");
  for (const FactRow& action : kUserActions) {
    if ((side.user_actions >> action.value & 1U) != 0) words.add("action " + std::string(action.ward));
  }
  for (std::uint32_t context = 1; context <= 99; ++context) {
    if ((side.contexts[context / 32] >> (context % 32) & 1U) != 0) words.add("context c" + std::to_string(context));
  }
  add_ids(view, side.ids, words);
  add_filters(view, side.filters, "apps", words);
  return words.join("");
}

std::string network_side(const ModuleView& view, const NetworkSide& side) {
  WordList words;
  if ((side.flags & kAllNetworks) != 0) words.add("all networks");
  if ((side.flags & kAllTrusted) != 0) words.add("trusted networks");
  words.add_each(view.list(side.networks),
                 [&](std::uint32_t network) { return printable(view.string(view.networks[network].name)); });
  return words.join("");
}

std::string with_exceptions(std::string include, const std::string& exclude, std::string_view nothing) {
  if (include.empty()) include = nothing;
  if (!exclude.empty()) include += " except " + exclude;
  return include;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return printable(out += '"');
}

std::string clock(std::uint32_t minute) {
  const auto two = [](std::uint32_t n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute / 60) + ':' + two(minute % 60);
}

}  // namespace

std::string id_phrase(const ModuleView& view, std::uint32_t id) {
  const auto name = std::lower_bound(view.debug_names.begin(), view.debug_names.end(), id,
                                     [](const DebugName& row, std::uint32_t wanted) { return row.id < wanted; });
  if (name != view.debug_names.end() && name->id == id) return printable(view.string(name->name));
  const IdEntry& entry = view.ids[id];
  return entry.form == IdForm::guid ? to_string(Guid{entry.key}) : printable(view.string(entry.text));
}

std::string subject_phrase(const ModuleView& view, std::uint32_t subject) {
  const SubjectSet& set = view.subjects[subject];
  return with_exceptions(subject_side(view, set.include), subject_side(view, set.exclude), "nobody");
}

std::string machine_phrase(const ModuleView& view, std::uint32_t machine) {
  const MachineSet& set = view.machines[machine];
  return with_exceptions(machine_side(view, set.include), machine_side(view, set.exclude), "no workload");
}

std::string target_phrase(const ModuleView& view, std::uint32_t target) {
  const TargetSet& set = view.targets[target];
  return with_exceptions(target_side(view, set.include), target_side(view, set.exclude), "nothing");
}

std::string network_set_phrase(const ModuleView& view, std::uint32_t network_set) {
  const NetworkSet& set = view.network_sets[network_set];
  return with_exceptions(network_side(view, set.include), network_side(view, set.exclude), "no network");
}

std::string network_phrase(const ModuleView& view, std::uint32_t network) {
  const NetworkEntry& entry = view.networks[network];
  WordList words;
  switch (entry.kind) {
    case NetworkKind::ranges:
    case NetworkKind::mfa_trusted:
      words.add_each(view.ranges.subspan(entry.members.first, entry.members.count), range_phrase);
      return "ranges " + words.join("none");
    case NetworkKind::countries:
      words.add_each(view.list(entry.members), [](std::uint32_t country) {
        return std::string{static_cast<char>(country / 256), static_cast<char>(country % 256)};
      });
      if ((entry.flags & kUnknownCountry) != 0) words.add("unknown");
      return "countries " + words.join("none");
    case NetworkKind::compliant:
      return "compliant network";
    case NetworkKind::composite:
      return network_set_phrase(view, entry.composite);
  }
  return {};
}

std::string comparison_phrase(const ModuleView& view, std::uint32_t comparison) {
  const ComparisonEntry& entry = view.comparisons[comparison];
  std::string text(kScopeWords[static_cast<std::size_t>(entry.scope)]);
  text += '.';
  text += entry.scope == Scope::device ? std::string(kDeviceAttributes[entry.attribute].ward)
                                       : printable(view.string(entry.name));
  text += ' ';
  text += kCompareOps[entry.op].ward;
  const auto op = static_cast<CompareOp>(entry.op);
  if (op == CompareOp::present || op == CompareOp::absent) return text;
  WordList values;
  values.add_each(view.list(entry.values), [&](std::uint32_t value) { return quoted(view.string(value)); });
  const bool list = op == CompareOp::in || op == CompareOp::not_in;
  return text + (list ? " [" : " ") + values.join("") + (list ? "]" : "");
}

std::string window_phrase(const ModuleView& view, std::uint32_t window) {
  static constexpr auto kDays = std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
  const WindowEntry& entry = view.windows[window];
  std::string text;
  for (std::size_t day = 0; day < kDays.size(); ++day) {
    if ((entry.days >> day & 1U) == 0) continue;
    text += kDays[day];
    text += ' ';
  }
  if (text.empty()) text = "no day ";
  const bool whole_day = entry.start_minute == 0 && entry.end_minute == 0;
  text += whole_day ? "all day" : clock(entry.start_minute) + " to " + clock(entry.end_minute);
  return text + ' ' + printable(view.string(view.zones[entry.zone].name));
}

std::string operand_phrase(const ModuleView& view, const Instruction& instruction) {
  switch (find_opcode(instruction.op)->operand) {
    case Operand::none:
      return {};
    case Operand::subject:
      return subject_phrase(view, instruction.c);
    case Operand::machine:
      return machine_phrase(view, instruction.c);
    case Operand::target:
      return target_phrase(view, instruction.c);
    case Operand::client_mask:
      return mask_phrase(kClientApps, instruction.c);
    case Operand::platform_mask:
      return mask_phrase(kPlatforms, instruction.c);
    case Operand::network_set:
      return network_set_phrase(view, instruction.c);
    case Operand::risk_mask:
      return mask_phrase(kRiskLevels, instruction.c);
    case Operand::insider_mask:
      return mask_phrase(kInsiderRisks, instruction.c);
    case Operand::flow_mask:
      return mask_phrase(kFlows, instruction.c);
    case Operand::comparison:
      return comparison_phrase(view, instruction.c);
    case Operand::window:
      return window_phrase(view, instruction.c);
    case Operand::day:
      return day_phrase(static_cast<std::int32_t>(instruction.c));
    case Operand::dimension:
      return std::string(kDimensions[instruction.a].label);
  }
  return {};
}

}  // namespace doorward::bytecode
