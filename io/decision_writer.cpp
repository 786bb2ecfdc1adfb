#include "doorward/io/decision_writer.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <vector>

#include "decision_words.h"
#include "policy_labels.h"

namespace doorward {
namespace {

constexpr auto kPolicyStates =
    std::to_array<std::string_view>({"enabled", "enabledForReportingButNotEnforced", "disabled"});

}  // namespace

struct DecisionWriter::State {
  std::shared_ptr<const PolicySet> set;
  PolicyLabels labels;
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> json{buffer};
  std::vector<std::uint32_t> order;     // scratch
  std::vector<std::string_view> texts;  // scratch

  State(std::shared_ptr<const PolicySet> policies, PolicyNames names) : set(std::move(policies)), labels(*set, names) {}

  void begin();
  std::string_view end();
  void key(std::string_view name);
  void text(std::string_view value);
  void member(std::string_view name, std::string_view value);
  void policy(std::uint32_t policy);
  void sort_by_policy(std::size_t count, const auto& policy_of);
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
  buffer.Clear();
  json.Reset(buffer);
  json.StartObject();
}

std::string_view DecisionWriter::State::end() {
  json.EndObject();
  buffer.Put('\n');
  return {buffer.GetString(), buffer.GetSize()};
}

void DecisionWriter::State::key(std::string_view name) {
  json.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

void DecisionWriter::State::text(std::string_view value) {
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void DecisionWriter::State::member(std::string_view name, std::string_view value) {
  key(name);
  text(value);
}

void DecisionWriter::State::policy(std::uint32_t policy) {
  const std::string_view label = labels.policy(policy);
  json.RawValue(label.data(), label.size(), rapidjson::kStringType);
}

/// Leaves in `order` the indices of a list of `count` entries, sorted by the names of their policies.
void DecisionWriter::State::sort_by_policy(std::size_t count, const auto& policy_of) {
  order.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) order[i] = i;
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return labels.rank(policy_of(a)) < labels.rank(policy_of(b));
  };
  if (!std::is_sorted(order.begin(), order.end(), before)) std::sort(order.begin(), order.end(), before);
}

void DecisionWriter::State::policies(std::string_view name, const std::vector<std::uint32_t>& list) {
  key(name);
  json.StartArray();
  sort_by_policy(list.size(), [&](std::uint32_t i) { return list[i]; });
  for (const std::uint32_t i : order) policy(list[i]);
  json.EndArray();
}

void DecisionWriter::State::sorted_texts(std::string_view name) {
  std::sort(texts.begin(), texts.end());
  key(name);
  json.StartArray();
  for (const std::string_view value : texts) text(value);
  json.EndArray();
}

void DecisionWriter::State::clause(const Clause& clause) {
  const auto controls = set->controls(clause.policy);
  json.StartObject();
  key("policy");
  policy(clause.policy);
  member("operator", set->clause_is_any(clause.policy) ? "OR" : "AND");
  key("controls");
  json.StartArray();
  for (const std::uint32_t control : controls) text(set->control(control));
  json.EndArray();
  key("unmet");
  json.StartArray();
  for (std::size_t i = 0; i < controls.size(); ++i) {
    if ((clause.unmet >> i & 1U) != 0) text(set->control(controls[i]));
  }
  json.EndArray();
  member("status", word(clause.status));
  json.EndObject();
}

void DecisionWriter::State::require(const Decision& decision) {
  key("require");
  json.StartArray();
  sort_by_policy(decision.require.size(), [&](std::uint32_t i) { return decision.require[i].policy; });
  for (const std::uint32_t i : order) clause(decision.require[i]);
  json.EndArray();
}

void DecisionWriter::State::timer(std::string_view name, const std::optional<Timer>& timer) {
  if (!timer) return;
  if (timer->every_time) return member(name, "everyTime");
  key(name);
  json.StartObject();
  key("hours");
  json.Uint(timer->hours);
  json.EndObject();
}

void DecisionWriter::State::session(const MergedSession& session) {
  key("session");
  json.StartObject();
  if (session.primary_and_secondary || session.secondary) {
    key("signInFrequency");
    json.StartObject();
    timer("primaryAndSecondaryAuthentication", session.primary_and_secondary);
    timer("secondaryAuthentication", session.secondary);
    json.EndObject();
  }
  if (session.persistent_browser) member("persistentBrowser", *session.persistent_browser ? "always" : "never");
  if (session.cloud_app_security != MergedCloudApp::none) {
    member("cloudAppSecurity", word(session.cloud_app_security));
  }
  if (session.continuous_access != MergedAccessEvaluation::none) {
    member("continuousAccessEvaluation", word(session.continuous_access));
  }
  if (session.application_enforced_restrictions) {
    key("applicationEnforcedRestrictions");
    json.Bool(true);
  }
  if (session.secure_sign_in_session) {
    key("secureSignInSession");
    json.Bool(true);
  }
  if (!session.disable_resilience_defaults.empty()) {
    policies("disableResilienceDefaults", session.disable_resilience_defaults);
  }
  if (!session.filtering_profiles.empty()) {
    texts.clear();
    for (const std::uint32_t profile : session.filtering_profiles) texts.push_back(set->string(profile));
    sorted_texts("globalSecureAccessFilteringProfile");
  }
  json.EndObject();
}

void DecisionWriter::State::next(const Decision& decision) {
  key("next");
  json.StartArray();
  for (const std::uint32_t control : decision.next) text(set->control(control));
  json.EndArray();
}

void DecisionWriter::State::assumed(const Decision& decision) {
  texts.clear();
  for (std::size_t signal = 0; signal < kSignalPaths.size(); ++signal) {
    if ((decision.assumed >> signal & 1U) != 0) texts.push_back(kSignalPaths[signal]);
  }
  for (const std::uint32_t attribute : decision.assumed_attributes) texts.push_back(set->string(attribute));
  sorted_texts("assumed");
}

void DecisionWriter::State::policy_lists(const Decision& decision) {
  key("policies");
  json.StartObject();
  policies("applied", decision.applied);
  policies("blockedBy", decision.blocked_by);
  key("reportOnly");
  json.StartArray();
  sort_by_policy(decision.report_only.size(), [&](std::uint32_t i) { return decision.report_only[i].policy; });
  for (const std::uint32_t i : order) {
    json.StartObject();
    key("policy");
    policy(decision.report_only[i].policy);
    member("result", word(decision.report_only[i].result));
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

void DecisionWriter::State::user_state(const UserStateResult& state) {
  key("userState");
  json.StartObject();
  member("state", word(state.state));
  member("effect", word(state.effect));
  if (state.effect == StateEffect::exempt) member("exemptBy", word(state.exempt_by));
  member("status", word(state.status));
  policies("overrode", state.overrode);
  json.EndObject();
}

void DecisionWriter::State::decision(std::string_view id, const Decision& decision) {
  member("id", id);
  member("outcome", word(decision.outcome));
  require(decision);
  session(decision.session);
  key("reauthenticate");
  json.Bool(decision.reauthenticate);
  key("register");
  json.Bool(decision.register_mfa);
  next(decision);
  assumed(decision);
  if (!decision.approximated.empty()) policies("approximated", decision.approximated);
  if (decision.status != DecisionStatus::ok) member("status", word(decision.status));
  policy_lists(decision);
  user_state(decision.user_state);
}

void DecisionWriter::State::policy_entry(const PolicyExplanation& entry) {
  json.StartObject();
  key("policy");
  policy(entry.policy);
  member("state", kPolicyStates[static_cast<std::size_t>(entry.state)]);
  key("applied");
  json.Bool(entry.applied);
  key("mismatches");
  json.StartArray();
  for (const Mismatch& mismatch : entry.mismatches) {
    json.StartObject();
    member("condition", kDimensions[static_cast<std::size_t>(mismatch.dimension)].label);
    member("found", mismatch.found);
    member("wanted", mismatch.wanted);
    json.EndObject();
  }
  json.EndArray();
  key("analysisReasons");
  json.StartArray();
  for (const std::string_view reason : entry.analysis_reasons) text(reason);
  json.EndArray();
  json.EndObject();
}

void DecisionWriter::State::explain(const Explanation& explanation) {
  key("explain");
  json.StartObject();
  key("policies");
  json.StartArray();
  sort_by_policy(explanation.policies.size(), [&](std::uint32_t i) { return explanation.policies[i].policy; });
  for (const std::uint32_t i : order) policy_entry(explanation.policies[i]);
  json.EndArray();
  key("changes");
  json.StartArray();
  for (const Change& change : explanation.changes) {
    json.StartObject();
    member("change", change.phrase);
    member("outcome", word(change.outcome));
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
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
  state_->key("line");
  state_->json.Uint64(line);
  state_->member("error", error);
  return state_->end();
}

}  // namespace doorward
