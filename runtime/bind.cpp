#include "bind.h"

#include <algorithm>

#include "context_bits.h"
#include "sign_in_limits.h"
#include "window.h"

namespace doorward::runtime {
namespace {

bool texts_fit(const std::string_view* first, std::size_t count, std::size_t limit) noexcept {
  return count <= limit &&
         std::all_of(first, first + count, [](std::string_view text) { return text.size() <= kMaxTextLength; });
}

template <std::size_t N>
bool texts_fit(const SmallVector<std::string_view, N>& texts, std::size_t limit) noexcept {
  return texts_fit(texts.data(), texts.size(), limit);
}

bool attributes_fit(const SmallVector<Attribute, 2>& attributes) noexcept {
  return attributes.size() <= kMaxAttributes &&
         std::all_of(attributes.begin(), attributes.end(), [](const Attribute& attribute) {
           return attribute.name.size() <= kMaxTextLength && texts_fit(attribute.values, kMaxAttributeValues);
         });
}

bool request_fits(const SignIn& s) noexcept {
  const std::string_view ids[] = {s.workload.id, s.app};
  return texts_fit(ids, std::size(ids), std::size(ids)) && texts_fit(s.audiences, kMaxAudiences) &&
         attributes_fit(s.workload.attributes) && attributes_fit(s.app_attributes) &&
         texts_fit(s.satisfied, kMaxListed) && texts_fit(s.strengths, kMaxListed) && s.methods.size() <= kMaxListed;
}

void bind_target(const SetImage& image, const SignIn& s, BoundRequest& request) {
  request.app_ids.clear();
  const auto add = [&](std::string_view app) {
    const std::uint32_t id = image.ids.find(bytecode::IdKind::app, IdKey(app));
    if (id != kNoId) request.app_ids.push_back(id);
  };
  if (!s.app.empty()) add(s.app);
  for (const std::string_view audience : s.audiences) {
    if (!audience.empty()) add(audience);
  }
  const bool names_app = !s.app.empty() || std::any_of(s.audiences.begin(), s.audiences.end(),
                                                       [](std::string_view audience) { return !audience.empty(); });
  const bool names_other = s.user_action.has_value() || s.auth_context != 0;
  request.names_one_app = !s.app.empty() && s.audiences.empty() && !names_other;
  request.names_app = names_app;
  request.may_have_app = names_app || !names_other;
  request.agent_app = s.app_agent.value_or(false);
  request.user_action = s.user_action ? bit(*s.user_action) : 0;
  request.auth_context = s.auth_context;
  if (!names_app && !names_other) request.absent |= signal_bit(Signal::app);
  if (!s.app_agent) request.absent |= signal_bit(Signal::app_agent);
}

SignalMask absent_conditions(const SignIn& s, const DeviceSignals& device) noexcept {
  SignalMask absent = 0;
  const auto note = [&](bool missing, Signal signal) { absent |= missing ? signal_bit(signal) : 0; };
  note(!s.client_app, Signal::client_app);
  note(!device.platform, Signal::platform);
  note(!s.flow, Signal::flow);
  note(!s.network_compliant, Signal::network_compliant);
  note(s.country[0] == 0, Signal::network_country);
  note(!s.ip, Signal::network_ip);
  note(!s.agent_risk, Signal::risk_agent);
  note(!s.insider_risk, Signal::risk_insider);
  note(!s.service_principal_risk, Signal::risk_service_principal);
  note(!s.sign_in_risk, Signal::risk_sign_in);
  note(!s.user_risk, Signal::risk_user);
  return absent;
}

void bind_attributes(const SetImage& image, const SignIn& sign_in, BoundRequest& request) noexcept {
  image.attributes.bind_open(sign_in, request.user, request.attributes);
  request.any_absent_slot = false;
  for (std::size_t s = 0; s < request.absent_slots.size(); ++s) {
    request.absent_slots[s] = request.attributes.open[s].present ? 0 : 1;
    request.any_absent_slot = request.any_absent_slot || request.absent_slots[s] != 0;
  }
}

bool bind_actor(const SetImage& image, const SignIn& sign_in, const BoundPrincipal::Facts* principal,
                BoundRequest& request) {
  request.actor = &request.own_actor;
  request.user_policies = nullptr;
  if (principal != nullptr) {
    if (!principal->fits) return false;
    request.user = &principal->principal->signals();
    if (principal->generation == image.generation) {
      request.actor = &principal->actor;
      request.user_policies = &principal->policies;
      return true;
    }
  } else {
    request.user = sign_in.has_user ? &sign_in.user : nullptr;
    if (request.user != nullptr && !user_fits(sign_in.user)) return false;
  }
  if (request.user != nullptr) {
    bind_user(image, *request.user, request.own_actor);
  } else {
    if (sign_in.workload.id.size() > kMaxTextLength) return false;
    bind_workload(image, sign_in.workload, request.own_actor);
  }
  return true;
}

constexpr DeviceStanding kUnregistered{};

/// `signals` are those of `known`, or of the sign-in.
void place_device(const SetImage& image, const DeviceSignals& signals, const BoundDevice::Facts* known, bool registered,
                  BoundRequest& request) noexcept {
  request.device_policies = nullptr;
  if (!registered) {
    request.device = &kUnregistered;
    request.device_policies = &image.index.policies_of_unregistered();
  } else if (known != nullptr && known->generation == image.generation) {
    request.device = &known->standing;
    request.device_policies = &known->policies;
  } else {
    request.device = &request.own_device;
    bind_device(image, signals, request.own_device);
  }
  request.attributes.device = &request.device->values;
}

template <class Enum>
bool is_member(const std::optional<Enum>& value, std::size_t members) noexcept {
  return !value || static_cast<std::size_t>(*value) < members;
}

}  // namespace

bool is_well_formed(const SignIn& s, const KnownParts& known) noexcept {
  const bool one_actor = known.principal != nullptr ? !s.has_workload : s.has_user != s.has_workload;
  const bool own_parts = (known.principal != nullptr || is_member(s.user.mfa_state, kUserStates.size())) &&
                         (known.device != nullptr || is_member(s.device.platform, kPlatforms.size()));
  return one_actor && own_parts && is_member(s.sign_in_risk, kRiskLevels.size()) &&
         is_member(s.user_risk, kRiskLevels.size()) && is_member(s.service_principal_risk, kRiskLevels.size()) &&
         is_member(s.agent_risk, kRiskLevels.size()) && is_member(s.insider_risk, kInsiderRisks.size()) &&
         is_member(s.client_app, kClientApps.size()) && is_member(s.flow, kFlows.size()) &&
         is_member(s.user_action, kUserActions.size());
}

bool user_fits(const UserSignals& user) noexcept {
  const std::string_view ids[] = {user.id, user.upn, user.home_tenant};
  return texts_fit(ids, std::size(ids), std::size(ids)) && texts_fit(user.groups, kMaxGroups) &&
         texts_fit(user.roles, kMaxRoles) && attributes_fit(user.attributes) &&
         is_member(user.mfa_state, kUserStates.size());
}

bool device_fits(const DeviceSignals& device) noexcept {
  return texts_fit(device.physical_ids, kMaxAttributeValues) && texts_fit(device.system_labels, kMaxAttributeValues) &&
         texts_fit(device.properties.data(), device.properties.size(), device.properties.size()) &&
         is_member(device.platform, kPlatforms.size());
}

/// The bits of the last sign-in are cleared one by one: a set may name a million ids.
void spread_ids(BoundRequest& request) {
  for (const std::uint32_t id : request.set_ids) clear_bit(request.ids, id);
  request.set_ids.assign(request.actor->ids.begin(), request.actor->ids.end());
  request.set_ids.insert(request.set_ids.end(), request.app_ids.begin(), request.app_ids.end());
  for (const std::uint32_t id : request.set_ids) set_bit(request.ids, id);
}

void reserve_request(const SetImage& image, BoundRequest& request) {
  request.ids.assign(words_for(image.module.ids.size()), 0);
  request.network.networks.assign(words_for(image.module.networks.size()), 0);
  request.met.controls.assign(words_for(image.module.controls.size() + 1), 0);
  request.met.strengths.assign(words_for(image.strengths.size()), 0);
  request.attributes.open.assign(image.attributes.slots(), {});
  request.absent_slots.assign(image.attributes.slots(), 0);
}

void bind_device(const SetImage& image, const DeviceSignals& signals, DeviceStanding& device) noexcept {
  const std::string_view trust = signals.properties[static_cast<std::size_t>(DeviceAttribute::trust_type)];
  device.compliant = signals.is_compliant.value_or(false);
  device.domain_joined = equals_ignoring_case(trust, kHybridJoined);
  device.absent = 0;
  image.attributes.bind_device(signals, device.compliant || device.domain_joined, device.values);
  for (std::uint32_t left = image.attributes.device_attributes(); left != 0; left &= left - 1) {
    const auto attribute = static_cast<DeviceAttribute>(std::countr_zero(left));
    if (!is_carried(signals, attribute)) device.absent |= signal_bit(attribute);
  }
}

bool bind(const SetImage& image, const SignIn& sign_in, const KnownParts& known, std::int64_t now,
          BoundRequest& request) {
  if (!bind_actor(image, sign_in, known.principal, request) || !request_fits(sign_in)) return false;
  if (known.device != nullptr ? !known.device->fits : !device_fits(sign_in.device)) return false;
  const DeviceSignals& device = known.device != nullptr ? known.device->device->signals() : sign_in.device;
  const BoundActor& actor = *request.actor;
  request.now = clamp_time(now);
  request.absent = absent_conditions(sign_in, device);
  bind_target(image, sign_in, request);
  request.context = context_of(sign_in, device);
  request.legacy_client = sign_in.client_app && (kLegacyClients & bit(*sign_in.client_app)) != 0;
  request.promptable = !request.legacy_client && actor.is_user && !actor.agent_user;
  const bool device_code = sign_in.flow == Flow::device_code;
  place_device(image, device, known.device, !request.legacy_client && !device_code, request);
  bind_attributes(image, sign_in, request);
  image.networks.locate(sign_in, request.network);
  const ControlFacts facts{request.promptable, request.device->compliant, request.device->domain_joined};
  image.controls.meet(sign_in, facts, request.met);
  request.absent |= actor.absent | request.device->absent;
  return true;
}

}  // namespace doorward::runtime
