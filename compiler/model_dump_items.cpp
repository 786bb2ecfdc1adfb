#include <fmt/format.h>

#include <array>

#include "doorward/compiler/model_dump.h"
#include "model_dump_text.h"

namespace doorward {
namespace dumping {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string mask_text(Mask mask, std::span<const FactRow> rows) {
  std::vector<std::string> words;
  for (const FactRow& row : rows) {
    if ((mask & (Mask{1} << row.value)) != 0) words.emplace_back(row.ward.empty() ? "unknown" : row.ward);
  }
  return words.empty() ? "(none)" : joined(words, ", ");
}

std::string item_text(const model::SubjectItem& item) {
  using Kind = model::SubjectItem::Kind;
  std::string text;
  switch (item.kind) {
    case Kind::everyone:
      text = "everyone";
      break;
    case Kind::nobody:
      text = "nobody";
      break;
    case Kind::user:
      text = "user " + item.id.key;
      break;
    case Kind::upn:
      text = "upn " + item.id.key;
      break;
    case Kind::group:
      text = "group " + item.id.key;
      break;
    case Kind::role:
      text = "role " + item.id.key;
      break;
    case Kind::guests_or_external:
      text = "guests-or-external";
      break;
    case Kind::guests:
      text = "guests (" + mask_text(item.guest_kinds, kGuestKinds) + ')';
      break;
    case Kind::members:
      text = "members";
      break;
    case Kind::all_agent_users:
      text = "agent-users";
      break;
    case Kind::agent_user:
      text = "agent-user " + item.id.key;
      break;
    case Kind::anything:
      text = "anything";
      break;
  }
  if (item.tenants) {
    std::vector<std::string> tenants;
    for (const model::Id& tenant : *item.tenants) tenants.push_back(tenant.key);
    text += " of [" + joined(tenants, ", ") + ']';
  }
  if (item.until) text += fmt::format(" until day {}", *item.until);
  if (!item.because.empty()) text += " because " + quoted(item.because);
  return text;
}

std::string item_text(const model::MachineItem& item) {
  using Kind = model::MachineItem::Kind;
  switch (item.kind) {
    case Kind::own_workloads:
      return "own-workloads";
    case Kind::workload:
      return "workload " + item.id.key;
    case Kind::all_agents:
      return "all-agents";
    case Kind::agent:
      return "agent " + item.id.key;
    case Kind::anything:
      break;
  }
  return "anything";
}

std::string item_text(const model::TargetItem& item) {
  using Kind = model::TargetItem::Kind;
  switch (item.kind) {
    case Kind::all:
      return "all";
    case Kind::none:
      return "none";
    case Kind::app:
      return "app " + item.id.key;
    case Kind::app_group:
      return "app-group " + item.id.key;
    case Kind::agent_resources:
      return "agent-resources";
    case Kind::user_action:
      return "action " + std::string(kUserActions[static_cast<std::size_t>(item.action)].ward);
    case Kind::context:
      return "context " + item.id.key;
    case Kind::filter:
      return "filter (" + (item.rule.empty() ? std::string() : dump(item.rule.front())) + ')';
    case Kind::anything:
      break;
  }
  return "anything";
}

std::string network_items(const std::vector<model::NetworkItem>& items, const model::PolicySet& set) {
  using Kind = model::NetworkItem::Kind;
  std::vector<std::string> parts;
  for (const model::NetworkItem& item : items) {
    switch (item.kind) {
      case Kind::all:
        parts.emplace_back("all");
        break;
      case Kind::all_trusted:
        parts.emplace_back("all-trusted");
        break;
      case Kind::named:
        parts.push_back(quoted(set.networks[item.network].name));
        break;
      case Kind::anything:
        parts.emplace_back("anything");
        break;
    }
  }
  return joined(parts, ", ");
}

std::string sides(const std::string& include, const std::string& exclude) {
  return exclude.empty() ? include : include + " except " + exclude;
}

}  // namespace dumping

namespace {

using namespace dumping;

using model::Expr;

std::string window_text(const model::TimeWindow& window) {
  constexpr auto kDays = std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
  std::vector<std::string> days;
  for (std::size_t i = 0; i < kDays.size(); ++i) {
    if ((window.days >> i & 1U) != 0) days.emplace_back(kDays[i]);
  }
  return fmt::format("time {:02}:{:02}-{:02}:{:02} {} [{}]", window.start_minute / 60, window.start_minute % 60,
                     window.end_minute / 60, window.end_minute % 60, window.zone, joined(days, ", "));
}

std::string comparison_text(const model::Comparison& comparison) {
  using Scope = model::AttributeScope;
  std::string attribute;
  switch (comparison.attribute.scope) {
    case Scope::device:
      attribute = "device.";
      attribute += kDeviceAttributes[static_cast<std::size_t>(comparison.attribute.device)].ward;
      break;
    case Scope::user:
      attribute = "user." + comparison.attribute.name;
      break;
    case Scope::app:
      attribute = "app." + comparison.attribute.name;
      break;
    case Scope::workload:
      attribute = "workload." + comparison.attribute.name;
      break;
  }
  std::vector<std::string> values;
  for (const std::string& value : comparison.values) values.push_back(quoted(value));
  std::string text = attribute + ' ' + std::string(kCompareOps[static_cast<std::size_t>(comparison.op)].ward);
  if (comparison.op == CompareOp::in || comparison.op == CompareOp::not_in)
    return text + " [" + joined(values, ", ") + ']';
  return values.empty() ? text : text + ' ' + joined(values, ", ");
}

}  // namespace

std::string dump(const Expr& expr) {
  switch (expr.kind) {
    case Expr::Kind::constant:
      return expr.value ? "true" : "false";
    case Expr::Kind::negation:
      return "not (" + dump(expr.children.front()) + ')';
    case Expr::Kind::comparison:
      return comparison_text(expr.comparison);
    case Expr::Kind::time:
      return window_text(expr.time);
    case Expr::Kind::member:
      return "member of (" + items_text(expr.members) + ')';
    case Expr::Kind::all_of:
    case Expr::Kind::any_of:
      break;
  }
  std::vector<std::string> parts;
  for (const Expr& child : expr.children) parts.push_back('(' + dump(child) + ')');
  return joined(parts, expr.kind == Expr::Kind::all_of ? " and " : " or ");
}

}  // namespace doorward
