#include "reference/decision.h"

#include <nlohmann/json.hpp>

namespace doorward::reference {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const TimerResult& timer) {
  if (timer.every_time) return "everyTime";
  return {{"hours", timer.hours}};
}

Json json_of(const ClauseResult& clause) {
  return {{"policy", clause.policy},
          {"operator", clause.op},
          {"controls", clause.controls},
          {"unmet", clause.unmet},
          {"status", clause.status}};
}

Json json_of(const SessionResult& session) {
  Json json = Json::object();
  if (session.primary_and_secondary) {
    json["signInFrequency"]["primaryAndSecondaryAuthentication"] = json_of(*session.primary_and_secondary);
  }
  if (session.secondary) json["signInFrequency"]["secondaryAuthentication"] = json_of(*session.secondary);
  if (!session.persistent_browser.empty()) json["persistentBrowser"] = session.persistent_browser;
  if (!session.cloud_app_security.empty()) json["cloudAppSecurity"] = session.cloud_app_security;
  if (!session.continuous_access.empty()) json["continuousAccessEvaluation"] = session.continuous_access;
  if (session.application_enforced_restrictions) json["applicationEnforcedRestrictions"] = true;
  if (session.secure_sign_in_session) json["secureSignInSession"] = true;
  if (!session.disable_resilience_defaults.empty()) {
    json["disableResilienceDefaults"] = session.disable_resilience_defaults;
  }
  if (!session.filtering_profiles.empty()) {
    json["globalSecureAccessFilteringProfile"] = session.filtering_profiles;
  }
  return json;
}

Json json_of(const UserStateOutcome& state) {
  Json json = {{"state", state.state}, {"effect", state.effect}};
  if (!state.exempt_by.empty()) json["exemptBy"] = state.exempt_by;
  json["status"] = state.status;
  json["overrode"] = state.overrode;
  return json;
}

}  // namespace

Json to_json(const Decision& decision) {
  Json require = Json::array();
  for (const ClauseResult& clause : decision.require) require.push_back(json_of(clause));
  Json report_only = Json::array();
  for (const auto& [policy, result] : decision.report_only) {
    report_only.push_back({{"policy", policy}, {"result", result}});
  }
  Json json = {{"id", decision.id}, {"outcome", decision.outcome}};
  if (!decision.status.empty()) json["status"] = decision.status;
  json["require"] = require;
  json["session"] = json_of(decision.session);
  json["reauthenticate"] = decision.reauthenticate;
  json["register"] = decision.register_mfa;
  json["next"] = decision.next;
  json["assumed"] = decision.assumed;
  if (!decision.approximated.empty()) json["approximated"] = decision.approximated;
  json["policies"] = {{"applied", decision.applied}, {"blockedBy", decision.blocked_by}, {"reportOnly", report_only}};
  json["userState"] = json_of(decision.user_state);
  return json;
}

}  // namespace doorward::reference
