// grantControls and sessionControls.
#include <array>
#include <nlohmann/json.hpp>

#include "exchange/graph_parts.h"

namespace doorward::exchange {
namespace {

Json frequency_json(const model::Frequency& frequency, std::string_view timer) {
  Json json;
  const bool days = frequency.written_in_days && frequency.hours % 24 == 0;
  json["value"] = frequency.every_time ? Json() : Json(days ? frequency.hours / 24 : frequency.hours);
  json["type"] = frequency.every_time ? Json() : Json(days ? "days" : "hours");
  json["authenticationType"] = timer;
  json["frequencyInterval"] = frequency.every_time ? "everyTime" : "timeBased";
  json["isEnabled"] = true;
  return json;
}

Json timer_json(GraphExport& out, const model::Policy& policy) {
  const model::Session& session = policy.session;
  if (session.primary_and_secondary && session.secondary) {
    out.report<Code::no_graph_timers>(session.origin, policy.name);
  }
  if (session.secondary) return frequency_json(*session.secondary, "secondaryAuthentication");
  return frequency_json(*session.primary_and_secondary, "primaryAndSecondaryAuthentication");
}

/// `mfa` and the strengths share one place.
void refuse_strengths(GraphExport& out, const model::Policy& policy) {
  const model::Control* first = nullptr;
  for (const model::Control& control : policy.grant->controls) {
    if (control.kind != ControlKind::strength && control.kind != ControlKind::mfa) continue;
    if (first == nullptr) {
      first = &control;
    } else {
      const bool mfa = control.kind == ControlKind::mfa;
      out.report<Code::no_graph_strengths>(control.origin, policy.name,
                                           mfa ? "mfa" : "strength " + out.set().strengths[control.strength].name);
    }
  }
}

Json enabled(std::string_view field, std::string_view value) { return {{field, value}, {"isEnabled", true}}; }

}  // namespace

Json grant_json(GraphExport& out, const model::Policy& policy) {
  if (!policy.block && !policy.grant) return Json();
  Json built_in = Json::array();
  Json custom = Json::array();
  Json terms = Json::array();
  Json strength;
  if (policy.block) built_in.push_back("block");
  if (policy.grant && !policy.block) {
    refuse_strengths(out, policy);
    for (const model::Control& control : policy.grant->controls) {
      if (control.kind == ControlKind::strength) {
        strength = {{"id", out.strength_id(control.strength)}};
      } else if (control.kind == ControlKind::terms) {
        terms.push_back(control.id.text);
      } else if (control.kind == ControlKind::custom) {
        custom.push_back(control.id.text);
      } else {
        built_in.push_back(kControls[static_cast<std::size_t>(control.kind)].graph);
      }
    }
  }
  Json json;
  json["operator"] = policy.block || policy.grant->any ? "OR" : "AND";
  json["builtInControls"] = built_in;
  json["customAuthenticationFactors"] = custom;
  json["termsOfUse"] = terms;
  if (!strength.is_null()) json["authenticationStrength"] = strength;
  return json;
}

Json session_json(GraphExport& out, const model::Policy& policy) {
  constexpr auto kAppControls = std::to_array<std::string_view>({"blockDownloads", "monitorOnly", "mcasConfigured"});
  constexpr auto kAccess = std::to_array<std::string_view>({"strictLocation", "strictEnforcement", "disabled"});
  const model::Session& session = policy.session;
  if (!session.says_something()) return Json();
  Json json;
  if (session.application_enforced_restrictions) json["applicationEnforcedRestrictions"] = {{"isEnabled", true}};
  if (session.cloud_app_security) {
    const auto index = static_cast<std::size_t>(*session.cloud_app_security);
    json["cloudAppSecurity"] = enabled("cloudAppSecurityType", kAppControls[index]);
  }
  if (session.persistent_browser) {
    json["persistentBrowser"] = enabled("mode", *session.persistent_browser ? "always" : "never");
  }
  if (session.primary_and_secondary || session.secondary) json["signInFrequency"] = timer_json(out, policy);
  if (session.disable_resilience_defaults) json["disableResilienceDefaults"] = true;
  if (session.secure_sign_in_session) json["secureSignInSession"] = {{"isEnabled", true}};
  if (session.continuous_access) {
    const auto index = static_cast<std::size_t>(*session.continuous_access);
    json["continuousAccessEvaluation"] = {{"mode", kAccess[index]}};
  }
  if (session.filtering_profile) {
    json["globalSecureAccessFilteringProfile"] = enabled("profileId", session.filtering_profile->text);
  }
  return json;
}

}  // namespace doorward::exchange
