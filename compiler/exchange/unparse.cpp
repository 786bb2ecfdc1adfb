#include "doorward/compiler/unparse.h"

#include <algorithm>
#include <numeric>

#include "doorward/compiler/address.h"
#include "exchange/conditions.h"
#include "exchange/policy_names.h"
#include "exchange/sentences.h"
#include "exchange/words.h"

namespace doorward {
namespace {

using namespace exchange;

constexpr std::size_t kOneLine = 90;
constexpr std::size_t kHeadColumns = 110;

std::string head_text(const model::Policy& policy, const std::string& id) {
  std::string head;
  if (policy.state == model::PolicyState::report_only) head = "report-only ";
  if (policy.state == model::PolicyState::disabled) head = "disabled ";
  head += "policy " + written_name(id) + ' ' + quoted(policy.title);
  std::string as;
  if (policy.graph_id && parse_guid(policy.graph_id->key)) as = " as " + policy.graph_id->key;
  std::string text;
  if (as.empty() || head.size() + as.size() <= kHeadColumns) {
    text = wrapped(head + as, 0) + '\n';
  } else {
    text = wrapped(head, 0) + "\n " + as + '\n';
  }
  if (parse_guid(policy.template_id)) text += "  template " + policy.template_id + '\n';
  if (!policy.note.empty()) text += "  note " + quoted(policy.note) + '\n';
  return text;
}

/// One line, or one phrase a line.
std::string body_text(const std::vector<std::string>& parts) {
  const std::string line = joined(parts, " ");
  if (line.size() <= kOneLine) return "  " + line + '\n';
  std::string text;
  for (const std::string& part : parts) text += wrapped(part, 2) + '\n';
  return text;
}

std::string settings_text(const model::MfaSettings& settings) {
  std::string text = "mfa settings\n";
  std::vector<std::string> ips;
  for (const model::IpRange& range : settings.trusted_ips) ips.push_back(to_string(range));
  if (!ips.empty()) text += wrapped("trusted ips " + joined(ips, ", "), 2) + '\n';
  if (settings.remember_days) {
    const std::string days = std::to_string(*settings.remember_days);
    text += "  remember devices for " + days + (days == "1" ? " day\n" : " days\n");
  }
  text += settings.app_passwords_allowed ? "  app passwords allowed\n" : "  app passwords not allowed\n";
  switch (settings.precedence) {
    case Precedence::state_takes_precedence:
      return text + "  user state takes precedence\n";
    case Precedence::state_overrides_policies:
      return text + "  user state overrides policies\n";
    case Precedence::state_ignored:
      break;
  }
  return text + "  user state is ignored\n";
}

}  // namespace

std::string comment_text(std::string_view text) { return one_line(text); }

WardText unparse(const model::PolicySet& set, const NameMap& names, DiagnosticSink& sink) {
  Nouns nouns(set, names, sink);
  SentenceWriter sentences(set, nouns, sink);
  const std::vector<std::string> ids = policy_ids(set.policies);
  std::vector<std::size_t> order(ids.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ids[a] < ids[b]; });

  WardText text;
  if (set.settings) text.policies += settings_text(*set.settings);
  for (const std::size_t index : order) {
    const auto parts = sentences.write(set.policies[index]);
    if (!parts) continue;
    if (!text.policies.empty()) text.policies += '\n';
    text.policies += head_text(set.policies[index], ids[index]) + body_text(*parts);
  }
  text.nouns = nouns.declarations();
  return text;
}

std::string unparse(const model::Expr& expr, model::AttributeScope scope, DiagnosticSink& sink) {
  return ConditionWriter(scope, nullptr, sink).write(expr);
}

}  // namespace doorward
