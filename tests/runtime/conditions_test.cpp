// Targets, closed conditions, networks, device filters and time (SEMANTICS.md §1, §8).
#include <doctest/doctest.h>

#include "decided.h"

namespace doorward::test {
namespace {

using namespace reference;
using Target = model::TargetItem::Kind;
using Place = model::NetworkItem::Kind;
using Mode = model::Filter::Mode;

model::Policy for_targets(std::vector<model::TargetItem> include, std::vector<model::TargetItem> exclude = {}) {
  model::Policy policy = open_policy("p");
  policy.targets.include = std::move(include);
  policy.targets.exclude = std::move(exclude);
  return policy;
}

model::Policy on_networks(std::vector<model::NetworkItem> include, std::vector<model::NetworkItem> exclude = {}) {
  model::Policy policy = open_policy("p");
  policy.networks = model::NetworkCondition{std::move(include), std::move(exclude), {}};
  return policy;
}

model::Policy on_devices(Mode mode, model::Expr rule) {
  model::Policy policy = open_policy("p");
  policy.device_filters.push_back(filter(mode, std::move(rule)));
  return policy;
}

TEST_CASE("targets: `All` matches every sign-in, lists match apps and audiences") {
  SignIn sign_in = user_sign_in();
  CHECK(applies(open_policy("p"), sign_in));
  CHECK_FALSE(applies(for_targets({target(Target::none)}), sign_in));
  CHECK_FALSE(applies(for_targets({target(Target::app, guid(1))}), sign_in));
  sign_in.audiences = {"10000000-0000-4000-8000-000000000001"};
  CHECK(applies(for_targets({target(Target::app, guid(1))}), sign_in));
  sign_in.app = "10000000-0000-4000-8000-000000000002";
  CHECK_FALSE(applies(for_targets({target(Target::app, guid(1))}, {target(Target::app, guid(2))}), sign_in));
}

TEST_CASE("targets: actions and contexts match the policies that list them, and `All`; an exclude still wins") {
  SignIn action = user_sign_in();
  action.user_action = UserAction::register_security_info;
  CHECK(applies(for_targets({target(UserAction::register_security_info)}), action));
  CHECK_FALSE(applies(for_targets({target(UserAction::register_device)}), action));
  CHECK(applies(open_policy("p"), action));
  SignIn context = user_sign_in();
  context.auth_context = 99;
  CHECK(applies(for_targets({target(Target::context, "c99")}), context));
  CHECK_FALSE(applies(for_targets({target(Target::context, "c1")}), context));
  context.app = "10000000-0000-4000-8000-000000000002";
  CHECK_FALSE(applies(for_targets({target(Target::context, "c99")}, {target(Target::app, guid(2))}), context));
}

TEST_CASE("targets: app groups by their members, agent resources by the app's flag, filters by its attributes") {
  SignIn sign_in = user_sign_in();
  sign_in.app = "00000003-0000-0FF1-ce00-000000000000";  // SharePoint
  CHECK(applies(for_targets({target(Target::app_group, "Office365")}), sign_in));
  CHECK_FALSE(applies(for_targets({target(Target::app_group, "MicrosoftAdminPortals")}), sign_in));
  CHECK_FALSE(applies(for_targets({target(Target::agent_resources)}), sign_in));
  sign_in.app_agent = true;
  CHECK(applies(for_targets({target(Target::agent_resources)}), sign_in));
  const auto baker = target_where(compare(model::AttributeScope::app, "Project", CompareOp::contains, {"Baker"}));
  CHECK_FALSE(applies(for_targets({baker}), sign_in));
  sign_in.app_attributes = {{"project", {"Able", "baker"}, true}};
  CHECK(applies(for_targets({baker}), sign_in));
  CHECK_FALSE(applies(for_targets({target(Target::all)}, {baker}), sign_in));
}

TEST_CASE("client apps: membership, and an absent one matches only where none is asked for") {
  model::Policy policy = open_policy("p");
  policy.clients = model::MaskCondition{bit(ClientApp::browser) | bit(ClientApp::eas_supported), {}};
  SignIn sign_in = user_sign_in();
  CHECK_FALSE(applies(policy, sign_in));
  sign_in.client_app = ClientApp::browser;
  CHECK(applies(policy, sign_in));
  sign_in.client_app = ClientApp::desktop;
  CHECK_FALSE(applies(policy, sign_in));
}

TEST_CASE("platforms: an unknown one is reached only through `all`") {
  model::Policy policy = open_policy("p");
  policy.platforms = model::MaskCondition{kAllPlatforms & ~bit(Platform::windows), {}};
  SignIn sign_in = user_sign_in();
  CHECK(applies(policy, sign_in));
  sign_in.device.platform = Platform::windows;
  CHECK_FALSE(applies(policy, sign_in));
  sign_in.device.platform = Platform::unknown;
  CHECK(applies(policy, sign_in));
  policy.platforms = model::MaskCondition{bit(Platform::windows), {}};
  CHECK_FALSE(applies(policy, sign_in));
}

TEST_CASE("risks: membership and never a threshold, hidden and absent are none, several must all match") {
  model::Policy policy = open_policy("p");
  policy.sign_in_risk = model::MaskCondition{bit(RiskLevel::medium) | bit(RiskLevel::none), {}};
  SignIn sign_in = user_sign_in();
  CHECK(applies(policy, sign_in));
  sign_in.sign_in_risk = RiskLevel::high;
  CHECK_FALSE(applies(policy, sign_in));
  sign_in.sign_in_risk = RiskLevel::hidden;
  CHECK(applies(policy, sign_in));
  policy.user_risk = model::MaskCondition{bit(RiskLevel::high), {}};
  CHECK_FALSE(applies(policy, sign_in));
  sign_in.user_risk = RiskLevel::high;
  CHECK(applies(policy, sign_in));
  policy.insider_risk = model::MaskCondition{bit(InsiderRisk::elevated), {}};
  CHECK_FALSE(applies(policy, sign_in));
  sign_in.insider_risk = InsiderRisk::elevated;
  CHECK(applies(policy, sign_in));
}

TEST_CASE("flows: membership, absent is none and matches nothing") {
  model::Policy policy = open_policy("p");
  policy.flows = model::MaskCondition{bit(Flow::device_code), {}};
  SignIn sign_in = user_sign_in();
  CHECK_FALSE(applies(policy, sign_in));
  sign_in.flow = Flow::authentication_transfer;
  CHECK_FALSE(applies(policy, sign_in));
  sign_in.flow = Flow::device_code;
  CHECK(applies(policy, sign_in));
}

TEST_CASE("networks: an address is in every range that contains it, v4 and v6 apart") {
  const std::vector<model::Network> networks = {
      ranges("wide", false, {"10.0.0.0/8"}), ranges("narrow", false, {"10.1.0.0/16", "10.1.2.0/24"}),
      ranges("six", false, {"2001:db8:0:0:0:0:0:0/32"}), ranges("every six", false, {"0:0:0:0:0:0:0:0/0"}),
      ranges("last", false, {"255.255.255.255/32", "0.0.0.0/32"})};
  const auto in = [&](std::uint32_t network, std::string_view ip) {
    SignIn sign_in = user_sign_in();
    sign_in.ip = address(ip);
    return applies(on_networks({place(Place::named, network)}), sign_in, 0, networks);
  };
  CHECK(in(0, "10.1.2.3"));
  CHECK(in(1, "10.1.2.3"));
  CHECK(in(1, "10.1.255.255"));
  CHECK_FALSE(in(1, "10.2.0.0"));
  CHECK(in(0, "10.255.255.255"));
  CHECK_FALSE(in(0, "11.0.0.0"));
  CHECK(in(2, "2001:db8:0:0:0:0:0:1"));
  CHECK_FALSE(in(2, "2001:db9:0:0:0:0:0:1"));
  CHECK(in(3, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
  CHECK_FALSE(in(3, "10.1.2.3"));
  CHECK(in(4, "255.255.255.255"));
  CHECK(in(4, "0.0.0.0"));
  CHECK_FALSE(in(4, "0.0.0.1"));
}

TEST_CASE("networks: no address matches only `All` and the country that is told") {
  const std::vector<model::Network> networks = {ranges("hq", true, {"203.0.113.0/24"}),
                                                countries("north", {"FI"}, false), countries("nowhere", {}, true)};
  SignIn sign_in = user_sign_in();
  CHECK(applies(on_networks({place(Place::all)}), sign_in, 0, networks));
  CHECK_FALSE(applies(on_networks({place(Place::all_trusted)}), sign_in, 0, networks));
  CHECK(applies(on_networks({place(Place::all)}, {place(Place::all_trusted)}), sign_in, 0, networks));
  CHECK_FALSE(applies(on_networks({place(Place::named, 1)}), sign_in, 0, networks));
  CHECK(applies(on_networks({place(Place::named, 2)}), sign_in, 0, networks));
  sign_in.country = {'F', 'I'};
  CHECK(applies(on_networks({place(Place::named, 1)}), sign_in, 0, networks));
  CHECK_FALSE(applies(on_networks({place(Place::named, 2)}), sign_in, 0, networks));
}

TEST_CASE("networks: composites are sets of earlier ones, trusted is any trusted range or MFA trusted address") {
  model::Network abroad;
  abroad.name = "abroad";
  abroad.kind = model::Network::Kind::composite;
  abroad.composite = {{place(Place::all)}, {place(Place::named, 1)}, {}};
  const std::vector<model::Network> networks = {ranges("hq", true, {"203.0.113.0/24"}),
                                                countries("north", {"FI"}, false), abroad};
  SignIn sign_in = user_sign_in();
  sign_in.ip = address("203.0.113.9");
  sign_in.country = {'F', 'I'};
  CHECK_FALSE(applies(on_networks({place(Place::named, 2)}), sign_in, 0, networks));
  CHECK_FALSE(applies(on_networks({place(Place::all)}, {place(Place::all_trusted)}), sign_in, 0, networks));
  sign_in.country = {'S', 'E'};
  sign_in.ip = address("198.51.100.7");
  CHECK(applies(on_networks({place(Place::named, 2)}), sign_in, 0, networks));
  CHECK(applies(on_networks({place(Place::all)}, {place(Place::all_trusted)}), sign_in, 0, networks));
}

TEST_CASE("devices: on an absent property positive operators are false and negative ones true, in both modes") {
  const auto is_x = compare(DeviceAttribute::model, CompareOp::eq, {"x"});
  const auto not_x = compare(DeviceAttribute::model, CompareOp::ne, {"x"});
  SignIn sign_in = user_sign_in();
  CHECK_FALSE(applies(on_devices(Mode::include, is_x), sign_in));
  CHECK(applies(on_devices(Mode::include, not_x), sign_in));
  CHECK(applies(on_devices(Mode::exclude, is_x), sign_in));
  CHECK_FALSE(applies(on_devices(Mode::exclude, not_x), sign_in));
  CHECK(applies(on_devices(Mode::include, negation(is_x)), sign_in));
  set_property(sign_in, DeviceAttribute::model, "X");
  CHECK(applies(on_devices(Mode::include, is_x), sign_in));
}

TEST_CASE("fails_closed_device_of_legacy_client_or_device_code_flow_counts_as_unregistered") {
  const auto joined = compare(DeviceAttribute::trust_type, CompareOp::eq, {"ServerAD"});
  SignIn sign_in = user_sign_in();
  set_property(sign_in, DeviceAttribute::trust_type, "ServerAD");
  sign_in.device.is_compliant = true;
  CHECK(applies(on_devices(Mode::include, joined), sign_in));
  CHECK(decided(set_of({requiring("p", ControlKind::compliant_device)}), sign_in).outcome == "grant");
  SignIn legacy = sign_in;
  legacy.client_app = ClientApp::activesync;
  SignIn device_code = sign_in;
  device_code.flow = Flow::device_code;
  for (const SignIn& unregistered : {legacy, device_code}) {
    CHECK_FALSE(applies(on_devices(Mode::include, joined), unregistered));
    CHECK(decided(set_of({requiring("p", ControlKind::compliant_device)}), unregistered).outcome == "block");
    CHECK(decided(set_of({requiring("p", ControlKind::domain_joined_device)}), unregistered).outcome == "block");
  }
}

TEST_CASE("devices: extension attributes count only on compliant or hybrid-joined devices") {
  const auto saw = compare(DeviceAttribute::extension_attribute_1, CompareOp::eq, {"SAW"});
  SignIn sign_in = user_sign_in();
  set_property(sign_in, DeviceAttribute::extension_attribute_1, "saw");
  CHECK_FALSE(applies(on_devices(Mode::include, saw), sign_in));
  sign_in.device.is_compliant = true;
  CHECK(applies(on_devices(Mode::include, saw), sign_in));
}

TEST_CASE("devices: operators on texts, ids, flags and collections") {
  SignIn sign_in = user_sign_in();
  set_property(sign_in, DeviceAttribute::model, "Surface Hub 2S");
  set_property(sign_in, DeviceAttribute::device_id, "{10000000-0000-4000-8000-00000000000A}");
  set_property(sign_in, DeviceAttribute::operating_system_version, "10.0.22000");
  sign_in.device.is_compliant = false;
  sign_in.device.has_system_labels = true;
  sign_in.device.system_labels = {"CloudPC", "MultiUser"};
  const auto holds = [&](DeviceAttribute attribute, CompareOp op, std::vector<std::string> values) {
    return applies(on_devices(Mode::include, compare(attribute, op, std::move(values))), sign_in);
  };
  CHECK(holds(DeviceAttribute::model, CompareOp::contains, {"hub"}));
  CHECK(holds(DeviceAttribute::model, CompareOp::starts_with, {"SURFACE"}));
  CHECK(holds(DeviceAttribute::model, CompareOp::not_ends_with, {"2X"}));
  CHECK(holds(DeviceAttribute::model, CompareOp::in, {"a", "surface hub 2s"}));
  CHECK(holds(DeviceAttribute::model, CompareOp::not_in, {"a", "b"}));
  CHECK(holds(DeviceAttribute::device_id, CompareOp::eq, {"10000000-0000-4000-8000-00000000000a"}));
  CHECK(holds(DeviceAttribute::is_compliant, CompareOp::eq, {"False"}));
  CHECK(holds(DeviceAttribute::is_compliant, CompareOp::ne, {"true"}));
  CHECK(holds(DeviceAttribute::system_labels, CompareOp::contains, {"cloudpc"}));
  CHECK_FALSE(holds(DeviceAttribute::system_labels, CompareOp::contains, {"cloud"}));
  CHECK(holds(DeviceAttribute::system_labels, CompareOp::not_contains, {"cloud"}));
  CHECK(holds(DeviceAttribute::system_labels, CompareOp::starts_with, {"multi"}));
  CHECK(holds(DeviceAttribute::operating_system_version, CompareOp::ge, {"10.0.9"}));
  CHECK(holds(DeviceAttribute::operating_system_version, CompareOp::lt, {"10.0.22000.1"}));
  CHECK_FALSE(holds(DeviceAttribute::model, CompareOp::lt, {"zzz"}));
  CHECK(holds(DeviceAttribute::model, CompareOp::present, {}));
  CHECK(holds(DeviceAttribute::manufacturer, CompareOp::absent, {}));
}

TEST_CASE("time: windows over midnight belong to the day on which they open, in the zone that is stated") {
  model::Policy policy = open_policy("p");
  model::TimeWindow night;
  night.days = 1U << 4U;  // Friday
  night.start_minute = 22 * 60;
  night.end_minute = 6 * 60;
  policy.times = {window(night)};
  constexpr std::int64_t kFriday = 1764288000;  // 2025-11-28T00:00:00Z
  constexpr std::int64_t kHour = 3600;
  CHECK_FALSE(applies(policy, user_sign_in(), kFriday + 22 * kHour - 1));
  CHECK(applies(policy, user_sign_in(), kFriday + 22 * kHour));
  CHECK(applies(policy, user_sign_in(), kFriday + 30 * kHour - 1));
  CHECK_FALSE(applies(policy, user_sign_in(), kFriday + 30 * kHour));
  CHECK_FALSE(applies(policy, user_sign_in(), kFriday + 5 * kHour));
  night.zone = "America/New_York";
  policy.times = {window(night)};
  CHECK_FALSE(applies(policy, user_sign_in(), kFriday + 22 * kHour));
  CHECK(applies(policy, user_sign_in(), kFriday + 27 * kHour));
}

}  // namespace
}  // namespace doorward::test
