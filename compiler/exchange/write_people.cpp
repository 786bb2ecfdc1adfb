// Who: people with their exceptions, workloads and agents.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "exchange/conditions.h"
#include "exchange/sentences.h"
#include "exchange/words.h"

namespace doorward::exchange {
namespace {

using model::MachineItem;
using model::SubjectItem;

bool is_upn_word(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  return text.find('@', at + 1) == std::string_view::npos && std::all_of(text.begin(), text.end(), [](char c) {
           return c > ' ' && c < 0x7F && std::string_view(",()[]=<>\"").find(c) == std::string_view::npos;
         });
}

std::string date_text(model::Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace

void SentenceWriter::add_guests(const SubjectItem& item, std::vector<std::string>& out) {
  std::string of;
  if (item.tenants) {
    std::vector<std::string> tenants;
    for (const model::Id& tenant : *item.tenants) tenants.push_back(name(Kind::tenant, tenant, item.origin));
    of = tenants.size() == 1 ? " of " + tenants.front() : " of [" + joined(tenants, ", ") + ']';
  }
  if (item.guest_kinds == kAllGuestKinds) {
    out.push_back("guests" + (of.empty() ? " of all tenants" : of));
    return;
  }
  for (const FactRow& row : kGuestKinds) {
    if ((item.guest_kinds & (Mask{1} << row.value)) != 0) out.push_back(std::string(row.ward) + of);
  }
}

void SentenceWriter::add_person(const SubjectItem& item, std::vector<std::string>& out) {
  switch (item.kind) {
    case SubjectItem::Kind::user:
      return out.push_back(name(Kind::user, item.id, item.origin));
    case SubjectItem::Kind::group:
      return out.push_back(name(Kind::group, item.id, item.origin));
    case SubjectItem::Kind::role:
      return out.push_back(name(Kind::role, item.id, item.origin));
    case SubjectItem::Kind::agent_user:
      return out.push_back(name(Kind::agent, item.id, item.origin));
    case SubjectItem::Kind::upn:
      if (!is_upn_word(item.id.text)) refuse(item.origin, "the account `" + item.id.text + '`');
      return out.push_back(item.id.text);
    case SubjectItem::Kind::guests_or_external:
      out.emplace_back("guests");
      return;
    case SubjectItem::Kind::members:
      out.emplace_back("members");
      return;
    case SubjectItem::Kind::all_agent_users:
      out.emplace_back("agent-users");
      return;
    case SubjectItem::Kind::guests:
      return add_guests(item, out);
    case SubjectItem::Kind::everyone:
      return refuse(item.origin, "an exception of everyone");
    case SubjectItem::Kind::nobody:
      return;
    case SubjectItem::Kind::anything:
      return refuse(item.origin, "what was passed over");
  }
}

std::string SentenceWriter::exempt(const SubjectItem& item, const std::string& person) {
  std::string text = person;
  if (item.until) text += " until " + date_text(*item.until);
  if (!item.because.empty()) text += " because " + quoted(item.because);
  return text;
}

/// Each person of one side, with what an exception says of its end; roles that several policies list in one word.
std::vector<std::string> SentenceWriter::people(const std::vector<SubjectItem>& items) {
  const auto plain_role = [](const SubjectItem& item) { return item.kind == SubjectItem::Kind::role && !item.until; };
  std::vector<model::Id> roles;
  for (const SubjectItem& item : items) {
    if (plain_role(item)) roles.push_back(item.id);
  }
  auto together = roles.empty() ? std::nullopt : nouns_.roles(roles);
  const bool in_one = together.has_value();
  std::vector<std::string> out;
  for (const SubjectItem& item : items) {
    if (in_one && plain_role(item)) {
      if (together) out.push_back(*together);
      together.reset();
      continue;
    }
    std::vector<std::string> some;
    add_person(item, some);
    for (const std::string& person : some) out.push_back(exempt(item, person));
  }
  return out;
}

/// Beside `everyone`, no other include says anything; `nobody` says nothing beside any other.
std::string SentenceWriter::subject(const model::Subjects& users) {
  const bool everyone = std::any_of(users.include.begin(), users.include.end(),
                                    [](const SubjectItem& item) { return item.kind == SubjectItem::Kind::everyone; });
  const std::vector<std::string> included = everyone ? std::vector<std::string>() : people(users.include);
  const std::vector<std::string> except = people(users.exclude);
  if (!everyone && included.empty()) return "nobody";
  return (everyone ? "everyone" : listed(included)) + (except.empty() ? "" : " except " + joined(except, " or "));
}

void SentenceWriter::add_machines(const model::Machines& machines, bool agents, std::vector<std::string>& out) {
  const auto all_kind = agents ? MachineItem::Kind::all_agents : MachineItem::Kind::own_workloads;
  const auto one_kind = agents ? MachineItem::Kind::agent : MachineItem::Kind::workload;
  const Kind noun = agents ? Kind::agent : Kind::workload;
  const std::string word = agents ? "agents" : "workloads";
  bool all = false;
  std::vector<std::string> names;
  std::vector<std::string> except;
  for (const MachineItem& item : machines.include) {
    if (item.kind == MachineItem::Kind::anything) refuse(item.origin, "what was passed over");
    all = all || item.kind == all_kind;
    if (item.kind == one_kind) names.push_back(name(noun, item.id, item.origin));
  }
  for (const MachineItem& item : machines.exclude) {
    if (item.kind == one_kind) except.push_back(name(noun, item.id, item.origin));
    if (item.kind == all_kind) refuse(item.origin, "an exception of all " + word);
  }
  std::vector<std::string> parts;
  if (all) parts.push_back((agents ? "all " : "own ") + word);
  if (!names.empty()) parts.push_back(word + ' ' + joined(names, ", "));
  std::vector<std::string> buts;  // conditions first: behind a name, `or own workloads` would be one more name
  for (const model::Filter& filter : agents ? machines.agent_filters : machines.workload_filters) {
    ConditionWriter condition(model::AttributeScope::workload, &nouns_, sink_);
    const bool include = filter.mode == model::Filter::Mode::include;
    const std::string text = "where " + condition.write(filter.rule, true);
    good_ = good_ && condition.good();
    if (include) {
      parts.push_back(word + ' ' + text);
    } else {
      buts.push_back(" except " + text);
    }
  }
  if (!except.empty()) buts.push_back(" except " + joined(except, " or "));
  if (parts.empty() && !buts.empty()) refuse(machines.origin, "exceptions from no " + word);
  // An exception of a kind subtracts from the whole kind, whichever part it stands behind.
  while (!parts.empty() && parts.size() < buts.size()) parts.push_back(parts.front());
  for (std::size_t i = 0; i < buts.size() && i < parts.size(); ++i) parts[i] += buts[i];
  out.insert(out.end(), parts.begin(), parts.end());
}

std::string SentenceWriter::machines(const model::Machines& machines) {
  std::vector<std::string> parts;
  add_machines(machines, false, parts);
  add_machines(machines, true, parts);
  return joined(parts, " or ");
}

}  // namespace doorward::exchange
