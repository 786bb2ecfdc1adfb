#include "doorward/analysis/demands.h"

#include <algorithm>
#include <string_view>

#include "doorward/runtime/explain.h"

namespace doorward {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(separator)) + part;
  return text;
}

std::string timer_text(const Timer& timer, std::string_view what) {
  if (timer.every_time) return std::string(what) + " every time";
  return std::string(what) + " every " + std::to_string(timer.hours) + (timer.hours == 1 ? " hour" : " hours");
}

std::string_view word_of(MergedCloudApp mode) {
  switch (mode) {
    case MergedCloudApp::block_downloads:
      return "app control block-downloads";
    case MergedCloudApp::monitor_only:
      return "app control monitor-only";
    case MergedCloudApp::mcas_configured:
      return "app control custom";
    case MergedCloudApp::none:
      break;
  }
  return "";
}

std::string_view word_of(MergedAccessEvaluation mode) {
  switch (mode) {
    case MergedAccessEvaluation::strict_location:
      return "strict location enforcement";
    case MergedAccessEvaluation::strict_enforcement:
      return "strict enforcement";
    case MergedAccessEvaluation::disabled:
      return "no continuous access";
    case MergedAccessEvaluation::none:
      break;
  }
  return "";
}

}  // namespace

std::string_view word_of(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::grant:
      return "grant";
    case Outcome::challenge:
      return "challenge";
    case Outcome::block:
      break;
  }
  return "block";
}

void add_clause(std::vector<std::string> controls, bool any, std::set<std::string>& clauses) {
  if (!any) {
    clauses.insert(controls.begin(), controls.end());
    return;
  }
  std::sort(controls.begin(), controls.end());
  controls.erase(std::unique(controls.begin(), controls.end()), controls.end());
  clauses.insert(joined(controls, " or "));
}

Demands demands_of(const PolicySet& set, const Decision& decision) {
  Demands demands;
  for (const Clause& clause : decision.require) {
    const auto controls = set.controls(clause.policy);
    const bool any = set.clause_is_any(clause.policy);
    std::vector<std::string> all;
    std::vector<std::string> unmet;
    for (std::size_t i = 0; i < controls.size(); ++i) {
      all.emplace_back(control_in_words(set.control(controls[i])));
      if (((clause.unmet >> i) & 1U) != 0) unmet.emplace_back(all.back());
    }
    add_clause(all, any, demands.all);
    if (clause.status != ClauseStatus::satisfied) add_clause(any ? all : unmet, any, demands.unmet);
  }
  const UserStateResult& state = decision.user_state;
  std::string own;
  if (state.effect == StateEffect::require_mfa || state.effect == StateEffect::require_registration) own = "mfa";
  if (state.effect == StateEffect::app_password) own = "appPassword";
  if (own.empty()) return demands;
  demands.all.insert(own);
  if (state.status != ClauseStatus::satisfied) demands.unmet.insert(own);
  return demands;
}

std::string outcome_text(const PolicySet& set, const Decision& decision) {
  std::string text(word_of(decision.outcome));
  for (std::size_t i = 0; i < decision.blocked_by.size(); ++i) {
    text += (i == 0 ? " by " : ", ") + std::string(set.policy_name(decision.blocked_by[i]));
  }
  if (!decision.blocked_by.empty()) return text;
  const Demands demands = demands_of(set, decision);
  const std::vector<std::string> unmet(demands.unmet.begin(), demands.unmet.end());
  if (!unmet.empty()) text += ", requires " + joined(unmet, " and ");
  if (decision.reauthenticate) text += ", reauthentication is due";
  const std::string session = session_text(set, decision.session);
  return session.empty() ? text : text + " with " + session;
}

std::string session_text(const PolicySet& set, const MergedSession& session) {
  std::vector<std::string> parts;
  const auto add = [&](std::string_view text) {
    if (!text.empty()) parts.emplace_back(text);
  };
  if (session.primary_and_secondary) add(timer_text(*session.primary_and_secondary, "sign-in"));
  if (session.secondary) add(timer_text(*session.secondary, "second factor"));
  if (session.persistent_browser) add(*session.persistent_browser ? "persistent browser" : "no persistent browser");
  add(word_of(session.cloud_app_security));
  add(word_of(session.continuous_access));
  if (session.application_enforced_restrictions) add("app-enforced restrictions");
  if (session.secure_sign_in_session) add("token protection");
  if (!session.disable_resilience_defaults.empty()) add("no resilience defaults");
  for (const std::uint32_t profile : session.filtering_profiles) {
    add("filtering profile " + std::string(set.string(profile)));
  }
  return joined(parts, ", ");
}

}  // namespace doorward
