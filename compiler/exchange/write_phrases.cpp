// What for, where and how.
#include <algorithm>

#include "doorward/vocabulary/vocabulary.h"
#include "exchange/conditions.h"
#include "exchange/sentences.h"
#include "exchange/words.h"

namespace doorward::exchange {
namespace {

using model::NetworkItem;
using model::TargetItem;

template <class Item, class ItemKind>
bool includes(const std::vector<Item>& items, ItemKind kind) {
  return std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.kind == kind; });
}

std::vector<std::string> words_of(Mask mask, std::span<const FactRow> rows) {
  std::vector<std::string> words;
  for (const FactRow& row : rows) {
    if ((mask & (Mask{1} << row.value)) != 0 && !row.ward.empty()) words.emplace_back(row.ward);
  }
  return words;
}

std::string through(Mask mask) {
  constexpr Mask kModern = bit(ClientApp::browser) | bit(ClientApp::desktop);
  constexpr Mask kLegacy = bit(ClientApp::activesync) | bit(ClientApp::other);
  if (mask == 0) return "through eas-supported clients";
  if (mask == bit(ClientApp::browser)) return "through browsers";
  std::vector<std::string> words;
  Mask rest = mask;
  if ((rest & kModern) == kModern) words.emplace_back("modern");
  if ((rest & kModern) == kModern) rest &= ~kModern;
  const bool legacy = (rest & kLegacy) == kLegacy;
  if (legacy) rest &= ~kLegacy;
  for (std::string& word : words_of(rest, kClientApps)) words.push_back(std::move(word));
  if (legacy) words.emplace_back("legacy");
  return "through " + listed(words) + " clients";
}

std::string running(Mask mask) {
  if ((mask & bit(Platform::unknown)) == 0) return "running " + listed(words_of(mask, kPlatforms));
  const auto missing = words_of(kAllPlatforms & ~mask, kPlatforms);
  return "running all platforms" + (missing.empty() ? "" : " except " + joined(missing, " or "));
}

std::string at_risk(Mask mask, std::span<const FactRow> rows, std::string_view kind) {
  // A list of levels that no sign-in has is still a condition.
  const Mask levels = mask == 0 ? bit(RiskLevel::hidden) : mask;
  return "at " + listed(words_of(levels, rows)) + ' ' + std::string(kind) + " risk";
}

}  // namespace

std::string SentenceWriter::target(const TargetItem& item) {
  switch (item.kind) {
    case TargetItem::Kind::app:
      return name(Kind::app, item.id, item.origin);
    case TargetItem::Kind::app_group:
      if (const auto* group = vocabulary::find_app_group(item.id.key)) return std::string(group->name);
      break;
    case TargetItem::Kind::agent_resources:
      return "agent-resources";
    case TargetItem::Kind::user_action:
      return std::string(kUserActions[static_cast<std::size_t>(item.action)].ward);
    case TargetItem::Kind::context:
      return name(Kind::context, item.id, item.origin);
    case TargetItem::Kind::filter: {
      ConditionWriter condition(model::AttributeScope::app, &nouns_, sink_);
      std::string text = "apps where " + condition.write(item.rule.front());
      good_ = good_ && condition.good();
      return text;
    }
    case TargetItem::Kind::all:
      refuse(item.origin, "an exception of all apps");
      return {};
    case TargetItem::Kind::none:
      return {};
    case TargetItem::Kind::anything:
      break;
  }
  refuse(item.origin, "what was passed over");
  return {};
}

/// A condition comes last: nothing that follows can be read as part of it.
std::vector<std::string> SentenceWriter::target_list(const std::vector<TargetItem>& items) {
  std::vector<std::string> words;
  std::vector<std::string> conditions;
  for (const TargetItem& item : items) {
    std::string text = target(item);
    if (!text.empty()) (item.kind == TargetItem::Kind::filter ? conditions : words).push_back(std::move(text));
  }
  words.insert(words.end(), conditions.begin(), conditions.end());
  return words;
}

std::string SentenceWriter::targets(const model::Targets& targets) {
  const bool all = includes(targets.include, TargetItem::Kind::all);
  std::string text = "for ";
  const bool actions = includes(targets.include, TargetItem::Kind::user_action);
  const bool contexts = includes(targets.include, TargetItem::Kind::context);
  if (all) {
    text += "all apps";
  } else {
    const auto words = target_list(targets.include);
    if (actions) text += words.size() > 1 ? "actions " : "action ";
    if (contexts) text += words.size() > 1 ? "contexts " : "context ";
    text += words.empty() ? "no apps" : listed(words);
  }
  const auto except = target_list(targets.exclude);
  if (except.empty()) return text;
  if (!all && (actions || contexts)) {
    refuse(targets.origin, actions ? "apps that are excluded from a user action"
                                   : "apps that are excluded from an authentication context");
  }
  return text + " except " + joined(except, " or ");
}

std::string SentenceWriter::networks(const model::NetworkCondition& condition) {
  const auto noun = [&](const NetworkItem& item) -> std::string {
    if (item.kind == NetworkItem::Kind::anything) refuse(item.origin, "what was passed over");
    if (item.kind == NetworkItem::Kind::all) refuse(item.origin, "an exception of all networks");
    return item.kind == NetworkItem::Kind::named ? nouns_.network(item.network) : "trusted";
  };
  std::vector<std::string> except;
  bool untrusted = false;
  const bool all = includes(condition.include, NetworkItem::Kind::all);
  for (const NetworkItem& item : condition.exclude) {
    const bool trusted = item.kind == NetworkItem::Kind::all_trusted;
    untrusted = untrusted || (all && trusted);
    if (!(all && trusted)) except.push_back(noun(item));
  }
  std::string text;
  if (all) {
    text = untrusted ? "on untrusted networks" : "on all networks";
  } else {
    std::vector<std::string> words;
    for (const NetworkItem& item : condition.include) words.push_back(noun(item));
    const bool only_trusted = words.size() == 1 && words.front() == "trusted";
    text = "on " + listed(words) + (only_trusted ? " networks" : "");
  }
  return except.empty() ? text : text + " except " + joined(except, " or ");
}

std::string SentenceWriter::devices(const std::vector<model::Filter>& filters) {
  using Mode = model::Filter::Mode;
  model::Filter filter = filters.front();
  if (filters.size() > 1) {  // a sentence has one `using`
    filter = {};
    filter.rule.kind = model::Expr::Kind::all_of;
    for (const model::Filter& part : filters) {
      model::Expr rule = part.rule;
      if (part.mode == Mode::exclude) {
        rule = {};
        rule.kind = model::Expr::Kind::negation;
        rule.children.push_back(part.rule);
      }
      filter.rule.children.push_back(std::move(rule));
    }
  }
  const bool include = filter.mode == Mode::include;
  if (const auto adjectives = as_adjectives(filter.rule)) {
    return (include ? "using " : "using all devices except ") + *adjectives + (include ? " devices" : "");
  }
  ConditionWriter condition(model::AttributeScope::device, &nouns_, sink_);
  const std::string text = condition.write(filter.rule);
  good_ = good_ && condition.good();
  return (include ? "using devices where " : "using devices except where ") + text;
}

std::string SentenceWriter::when(const model::Policy& policy) {
  std::vector<const model::Expr*> parts;
  if (policy.when && policy.when->kind == model::Expr::Kind::all_of) {
    for (const model::Expr& child : policy.when->children) parts.push_back(&child);
  } else if (policy.when) {
    parts.push_back(&*policy.when);
  }
  for (const model::Expr& time : policy.times) parts.push_back(&time);
  std::vector<std::string> texts;
  for (const model::Expr* part : parts) {
    ConditionWriter condition(std::nullopt, &nouns_, sink_);
    texts.push_back(condition.write(*part, parts.size() > 1));
    good_ = good_ && condition.good();
  }
  return "when " + joined(texts, " and ");
}

void SentenceWriter::add_masks(const model::Policy& policy, std::vector<std::string>& out) {
  if (policy.platforms) out.push_back(running(policy.platforms->mask));
  if (policy.clients) out.push_back(through(policy.clients->mask));
  if (policy.flows) {
    if (policy.flows->mask == 0) refuse(policy.flows->origin, "a list of no authentication flow");
    const auto flows = words_of(policy.flows->mask, kFlows);
    out.push_back("by " + listed(flows) + (flows.size() > 1 ? " flows" : " flow"));
  }
  std::vector<std::string> risks;
  if (policy.sign_in_risk) risks.push_back(at_risk(policy.sign_in_risk->mask, kRiskLevels, "sign-in"));
  if (policy.user_risk) risks.push_back(at_risk(policy.user_risk->mask, kRiskLevels, "user"));
  if (policy.insider_risk) risks.push_back(at_risk(policy.insider_risk->mask, kInsiderRisks, "insider"));
  if (policy.service_principal_risk) {
    risks.push_back(at_risk(policy.service_principal_risk->mask, kRiskLevels, "workload"));
  }
  if (policy.agent_risk) risks.push_back(at_risk(policy.agent_risk->mask, kRiskLevels, "agent"));
  for (std::size_t i = 0; i < risks.size(); ++i) out.push_back((i == 0 ? "" : "and ") + risks[i]);
}

}  // namespace doorward::exchange
