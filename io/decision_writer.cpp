#include "doorward/io/decision_writer.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "clause_texts.h"
#include "decision_words.h"
#include "json_text.h"
#include "policy_labels.h"

namespace doorward {
namespace {

constexpr auto kPolicyStates =
    std::to_array<std::string_view>({"enabled", "enabledForReportingButNotEnforced", "disabled"});

}  // namespace

struct DecisionWriter::State {
  std::shared_ptr<const PolicySet> set;
  PolicyLabels labels;
  ClauseTexts clauses;
  JsonText json;
  std::vector<std::uint32_t> order;     // scratch
  std::vector<std::string_view> texts;  // scratch

  State(std::shared_ptr<const PolicySet> policies, PolicyNames names)
      : set(std::move(policies)), labels(*set, names), clauses(*set) {}

  void begin();
  std::string_view end();
  void policy(std::uint32_t policy) { json.raw(labels.policy(policy)); }
  void for_each_by_policy(std::size_t count, const auto& policy_of, const auto& visit);
  void policies(std::string_view name, const std::vector<std::uint32_t>& list);
  void sorted_texts(std::string_view name);
  void clause(const Clause& clause);
  void require(const Decision& decision);
  void timer(std::string_view name, const std::optional<Timer>& timer);
  void session(const MergedSession& session);
  void next(const Decision& decision);
  void assumed(const Decision& decision);
  void policy_lists(const Decision& decision);
  void user_state(const UserStateResult& state);
  void decision(std::string_view id, const Decision& decision);
  void policy_entry(const PolicyExplanation& entry);
  void explain(const Explanation& explanation);
};

void DecisionWriter::State::begin() {
  json.clear();
  json.open_object();
}

std::string_view DecisionWriter::State::end() {
  json.close_object();
  json.tail("\n");
  return json.view();
}

/// Visits the indices of a list of `count` entries, sorted by the names of their policies. Most lists are.
void DecisionWriter::State::for_each_by_policy(std::size_t count, const auto& policy_of, const auto& visit) {
  const auto rank = [&](std::size_t i) { return labels.rank(policy_of(static_cast<std::uint32_t>(i))); };
  std::uint32_t sorted = count == 0 ? 0 : 1;
  while (sorted < count && rank(sorted - 1) <= rank(sorted)) ++sorted;
  if (sorted == count) {
    for (std::uint32_t i = 0; i < count; ++i) visit(i);
    return;
  }
  order.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
  for (const std::uint32_t i : order) visit(i);
}

void DecisionWriter::State::policies(std::string_view name, const std::vector<std::uint32_t>& list) {
  json.key(name);
  json.open_list();
  for_each_by_policy(
      list.size(), [&](std::uint32_t i) { return list[i]; }, [&](std::uint32_t i) { policy(list[i]); });
  json.close_list();
}

void DecisionWriter::State::sorted_texts(std::string_view name) {
  std::sort(texts.begin(), texts.end());
  json.key(name);
  json.open_list();
  for (const std::string_view value : texts) json.text(value);
  json.close_list();
}

void DecisionWriter::State::clause(const Clause& clause) {
  json.raw("{\"policy\":");
  json.tail(labels.policy(clause.policy));
  json.tail(clauses.of(clause));
}

void DecisionWriter::State::require(const Decision& decision) {
  json.key("require");
  json.open_list();
  for_each_by_policy(
      decision.require.size(), [&](std::uint32_t i) { return decision.require[i].policy; },
      [&](std::uint32_t i) { clause(decision.require[i]); });
  json.close_list();
}

void DecisionWriter::State::timer(std::string_view name, const std::optional<Timer>& timer) {
  if (!timer) return;
  if (timer->every_time) return json.word_member(name, "everyTime");
  json.key(name);
  json.open_object();
  json.key("hours");
  json.number(timer->hours);
  json.close_object();
}

void DecisionWriter::State::session(const MergedSession& session) {
  json.key("session");
  json.open_object();
  if (session.primary_and_secondary || session.secondary) {
    json.key("signInFrequency");
    json.open_object();
    timer("primaryAndSecondaryAuthentication", session.primary_and_secondary);
    timer("secondaryAuthentication", session.secondary);
    json.close_object();
  }
  if (session.persistent_browser)
    json.word_member("persistentBrowser", *session.persistent_browser ? "always" : "never");
  if (session.cloud_app_security != MergedCloudApp::none) {
    json.word_member("cloudAppSecurity", word(session.cloud_app_security));
  }
  if (session.continuous_access != MergedAccessEvaluation::none) {
    json.word_member("continuousAccessEvaluation", word(session.continuous_access));
  }
  if (session.application_enforced_restrictions) {
    json.key("applicationEnforcedRestrictions");
    json.flag(true);
  }
  if (session.secure_sign_in_session) {
    json.key("secureSignInSession");
    json.flag(true);
  }
  if (!session.disable_resilience_defaults.empty()) {
    policies("disableResilienceDefaults", session.disable_resilience_defaults);
  }
  if (!session.filtering_profiles.empty()) {
    texts.clear();
    for (const std::uint32_t profile : session.filtering_profiles) texts.push_back(set->string(profile));
    sorted_texts("globalSecureAccessFilteringProfile");
  }
  json.close_object();
}

void DecisionWriter::State::next(const Decision& decision) {
  json.key("next");
  json.open_list();
  for (const std::uint32_t control : decision.next) json.text(set->control(control));
  json.close_list();
}

void DecisionWriter::State::assumed(const Decision& decision) {
  texts.clear();
  for (SignalMask left = decision.assumed; left != 0; left &= left - 1) {
    const auto signal = static_cast<std::size_t>(std::countr_zero(left));
    if (signal < kSignalPaths.size()) texts.push_back(kSignalPaths[signal]);
  }
  for (const std::uint32_t attribute : decision.assumed_attributes) texts.push_back(set->string(attribute));
  sorted_texts("assumed");
}

void DecisionWriter::State::policy_lists(const Decision& decision) {
  json.key("policies");
  json.open_object();
  policies("applied", decision.applied);
  policies("blockedBy", decision.blocked_by);
  json.key("reportOnly");
  json.open_list();
  for_each_by_policy(
      decision.report_only.size(), [&](std::uint32_t i) { return decision.report_only[i].policy; },
      [&](std::uint32_t i) {
        json.open_object();
        json.key("policy");
        policy(decision.report_only[i].policy);
        json.word_member("result", word(decision.report_only[i].result));
        json.close_object();
      });
  json.close_list();
  json.close_object();
}

void DecisionWriter::State::user_state(const UserStateResult& state) {
  json.key("userState");
  json.open_object();
  json.word_member("state", word(state.state));
  json.word_member("effect", word(state.effect));
  if (state.effect == StateEffect::exempt) json.word_member("exemptBy", word(state.exempt_by));
  json.word_member("status", word(state.status));
  policies("overrode", state.overrode);
  json.close_object();
}

void DecisionWriter::State::decision(std::string_view id, const Decision& decision) {
  json.text_member("id", id);
  json.word_member("outcome", word(decision.outcome));
  require(decision);
  session(decision.session);
  json.key("reauthenticate");
  json.flag(decision.reauthenticate);
  json.key("register");
  json.flag(decision.register_mfa);
  next(decision);
  assumed(decision);
  if (!decision.approximated.empty()) policies("approximated", decision.approximated);
  if (decision.status != DecisionStatus::ok) json.word_member("status", word(decision.status));
  policy_lists(decision);
  user_state(decision.user_state);
}

void DecisionWriter::State::policy_entry(const PolicyExplanation& entry) {
  json.open_object();
  json.key("policy");
  policy(entry.policy);
  json.word_member("state", kPolicyStates[static_cast<std::size_t>(entry.state)]);
  json.key("applied");
  json.flag(entry.applied);
  json.key("mismatches");
  json.open_list();
  for (const Mismatch& mismatch : entry.mismatches) {
    json.open_object();
    json.word_member("condition", kDimensions[static_cast<std::size_t>(mismatch.dimension)].label);
    json.text_member("found", mismatch.found);
    json.text_member("wanted", mismatch.wanted);
    json.close_object();
  }
  json.close_list();
  json.key("analysisReasons");
  json.open_list();
  for (const std::string_view reason : entry.analysis_reasons) json.text(reason);
  json.close_list();
  json.close_object();
}

void DecisionWriter::State::explain(const Explanation& explanation) {
  json.key("explain");
  json.open_object();
  json.key("policies");
  json.open_list();
  for_each_by_policy(
      explanation.policies.size(), [&](std::uint32_t i) { return explanation.policies[i].policy; },
      [&](std::uint32_t i) { policy_entry(explanation.policies[i]); });
  json.close_list();
  json.key("changes");
  json.open_list();
  for (const Change& change : explanation.changes) {
    json.open_object();
    json.text_member("change", change.phrase);
    json.word_member("outcome", word(change.outcome));
    json.close_object();
  }
  json.close_list();
  json.close_object();
}

DecisionWriter::DecisionWriter(std::shared_ptr<const PolicySet> set, PolicyNames names)
    : state_(std::make_unique<State>(std::move(set), names)) {}
DecisionWriter::~DecisionWriter() = default;
DecisionWriter::DecisionWriter(DecisionWriter&&) noexcept = default;
DecisionWriter& DecisionWriter::operator=(DecisionWriter&&) noexcept = default;

std::string_view DecisionWriter::write(std::string_view id, const Decision& decision) {
  state_->begin();
  state_->decision(id, decision);
  return state_->end();
}

std::string_view DecisionWriter::write(std::string_view id, const Decision& decision, const Explanation& explanation) {
  state_->begin();
  state_->decision(id, decision);
  state_->explain(explanation);
  return state_->end();
}

std::string_view DecisionWriter::write_error(std::uint64_t line, std::string_view error) {
  state_->begin();
  state_->json.key("line");
  state_->json.number(line);
  state_->json.text_member("error", error);
  return state_->end();
}

}  // namespace doorward
