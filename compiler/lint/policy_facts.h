// Questions that lints ask of a policy. Must not report anything.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "doorward/compiler/model.h"

namespace doorward::linting {

inline constexpr std::string_view kExchange = "00000002-0000-0ff1-ce00-000000000000";
inline constexpr std::string_view kSharePoint = "00000003-0000-0ff1-ce00-000000000000";

/// What people call the policy: its Ward id, or its title where the id is a GUID of Graph.
std::string label(const model::Policy& policy);

/// The display name of an id of `kind` ("user", "group", "role", …), or the id as it was written where none is known.
std::string shown_name(const model::PolicySet& set, std::string_view kind, const model::Id& id);

inline bool enforced(const model::Policy& policy) { return policy.state == model::PolicyState::enabled; }
inline bool active(const model::Policy& policy) { return policy.state != model::PolicyState::disabled; }

// Who.
bool for_everyone(const model::Policy& policy);
/// Whether somebody who administers is meant: a role that is not one of directory synchronization.
bool for_administrators(const model::Policy& policy);
/// Whether only guests are included.
bool for_guests(const model::Policy& policy);
bool includes(const model::Policy& policy, model::SubjectItem::Kind kind);
bool excludes(const model::Policy& policy, model::SubjectItem::Kind kind);
bool excludes_role(const model::Policy& policy, std::string_view key);
/// Whether every guest is excluded, by all kinds or by the word for all.
bool excludes_guests(const model::Policy& policy);
bool is_sync_role(const model::SubjectItem& item);

// What for.
bool for_all_apps(const model::Policy& policy);
bool for_action(const model::Policy& policy, UserAction action);
bool targets_app(const model::Policy& policy, std::string_view id);
bool targets_group(const model::Policy& policy, std::string_view graph);
bool targets(const model::Policy& policy, model::TargetItem::Kind kind);

// Conditions.
/// Whether no condition narrows the policy beyond users and targets; a condition that always holds does not.
bool unconditional(const model::Policy& policy);
/// The first condition that narrows, as a person calls it; empty when none does.
std::string_view narrowing(const model::Policy& policy);
bool at_risk(const model::Policy& policy);
inline Mask mask_or(const std::optional<model::MaskCondition>& condition, Mask all) {
  return condition ? condition->mask : all;
}
inline constexpr Mask kAllClients = (Mask{1} << kClientApps.size()) - 1;
inline bool covers_legacy(const model::Policy& policy) {
  constexpr Mask legacy = bit(ClientApp::activesync) | bit(ClientApp::other);
  return (mask_or(policy.clients, kAllClients) & legacy) == legacy;
}
inline bool legacy_only(const model::Policy& policy) {
  return policy.clients && policy.clients->mask != 0 && (policy.clients->mask & ~kLegacyClients) == 0;
}
inline bool unknown_platform_blocked(const model::Policy& policy) {
  return policy.block && policy.platforms && (policy.platforms->mask & bit(Platform::unknown)) != 0;
}
/// Whether named platforms, not all, are meant.
inline bool names_platforms(const model::Policy& policy) {
  return policy.platforms && (policy.platforms->mask & bit(Platform::unknown)) == 0;
}
bool excludes_trusted(const model::Policy& policy, const model::PolicySet& set);

// Demands.
bool demands(const model::Policy& policy, ControlKind kind);
/// Whether the control cannot be avoided: it stands alone, or with `and`.
bool insists_on(const model::Policy& policy, ControlKind kind);
inline bool asks_mfa(const model::Policy& policy) {
  return demands(policy, ControlKind::mfa) || demands(policy, ControlKind::strength);
}
/// Whether nobody passes without mfa.
bool insists_on_mfa(const model::Policy& policy);
inline bool every_time(const model::Session& session) {
  return session.primary_and_secondary && session.primary_and_secondary->every_time;
}
/// Token protection for sign-in sessions.
inline bool protects_tokens(const model::Policy& policy) { return policy.session.secure_sign_in_session; }
/// What a control is called in Ward: `compliant-device`.
std::string_view control_word(ControlKind kind);

/// Calls `take` for every comparison of the rule.
template <class Take>
void each_comparison(const model::Expr& expr, const Take& take) {
  if (expr.kind == model::Expr::Kind::comparison) take(expr);
  for (const model::Expr& child : expr.children) each_comparison(child, take);
}

/// Whether a rule over devices holds for a device without any property (SEMANTICS.md §1).
bool holds_unregistered(const model::Expr& expr);

/// Where to point for the people, the demands or the session of a policy: the part, else the whole.
inline const model::Origin& who_origin(const model::Policy& policy) {
  return policy.users && policy.users->origin.span.end != 0 ? policy.users->origin : policy.origin;
}
inline const model::Origin& grant_origin(const model::Policy& policy) {
  return policy.grant ? policy.grant->origin : policy.origin;
}
inline const model::Origin& session_origin(const model::Policy& policy) {
  return policy.session.origin.span.end != 0 ? policy.session.origin : policy.origin;
}

}  // namespace doorward::linting
