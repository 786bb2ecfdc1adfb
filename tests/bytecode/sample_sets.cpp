#include "models.h"

namespace doorward::test {
namespace {

using model::Expr;
using Subject = model::SubjectItem::Kind;
using Target = model::TargetItem::Kind;

constexpr std::string_view kSentence =
    "contractors on untrusted networks\n"
    "  using non-joined devices  # not in the domain\n"
    "  for procurement require mfa\n";

Span words(std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(kSentence.find(part));
  return {0, begin, begin + static_cast<std::uint32_t>(part.size())};
}

model::IpRange range(std::array<std::uint8_t, 4> v4, std::uint8_t prefix) {
  model::IpRange out;
  out.first[10] = 0xff;
  out.first[11] = 0xff;
  std::copy(v4.begin(), v4.end(), out.first.begin() + 12);
  out.prefix = static_cast<std::uint8_t>(96 + prefix);
  return out;
}

model::Network network(std::string name, model::Network::Kind kind) {
  model::Network out;
  out.name = std::move(name);
  out.kind = kind;
  return out;
}

model::NetworkItem network_item(model::NetworkItem::Kind kind, std::uint32_t index = 0) {
  model::NetworkItem item;
  item.kind = kind;
  item.network = index;
  return item;
}

Expr window(std::string zone) {
  Expr expr;
  expr.kind = Expr::Kind::time;
  expr.time = {0x1f, 22 * 60, 6 * 60, std::move(zone)};
  return expr;
}

Expr constant(bool value) {
  Expr expr;
  expr.value = value;
  return expr;
}

model::Filter filter(model::Filter::Mode mode, Expr rule) {
  model::Filter out;
  out.mode = mode;
  out.rule = std::move(rule);
  return out;
}

void add_networks(model::PolicySet& set) {
  model::Network hq = network("hq", model::Network::Kind::ranges);
  hq.trusted = true;
  hq.ranges = {range({203, 0, 113, 0}, 24), range({203, 0, 113, 0}, 25)};
  model::IpRange v6;
  v6.first = {0x20, 0x01, 0x0d, 0xb8, 0, 0x17};
  v6.prefix = 48;
  hq.ranges.push_back(v6);
  model::Network nordics = network("nordics", model::Network::Kind::countries);
  nordics.countries = {"SE", "DK", "FI"};
  nordics.include_unknown_country = true;
  model::Network abroad = network("abroad", model::Network::Kind::composite);
  abroad.composite.include = {network_item(model::NetworkItem::Kind::all)};
  abroad.composite.exclude = {network_item(model::NetworkItem::Kind::named, 1),
                              network_item(model::NetworkItem::Kind::all_trusted)};
  set.networks = {hq,
                  nordics,
                  network("compliant-network", model::Network::Kind::compliant),
                  network("mfa-trusted-ips", model::Network::Kind::mfa_trusted),
                  abroad,
                  network("never-used", model::Network::Kind::ranges)};
}

model::Policy people_policy() {
  model::Policy policy = plain_policy("CA100");
  policy.title = "People";
  policy.graph_id = guid(100);
  auto& users = *policy.users;
  users.include = {subject(Subject::group, guid(1)),
                   subject(Subject::role, guid(2)),
                   subject(Subject::upn, model::Id::of("Alice@contoso.example")),
                   subject(Subject::guests_or_external),
                   subject(Subject::members),
                   subject(Subject::all_agent_users),
                   subject(Subject::agent_user, guid(3))};
  model::SubjectItem guests = subject(Subject::guests);
  guests.guest_kinds = bit(GuestKind::b2b_collaboration_guest) | bit(GuestKind::service_provider);
  guests.tenants = std::vector<model::Id>{guid(4), guid(5)};
  model::SubjectItem all_guests = subject(Subject::guests);
  all_guests.guest_kinds = bit(GuestKind::internal_guest);
  model::SubjectItem ending = subject(Subject::group, guid(6));
  ending.until = 20849;
  users.include.push_back(guests);
  users.exclude = {subject(Subject::user, guid(7)), all_guests, ending};
  policy.targets.include = {target(Target::app, guid(8)), target(Target::context, model::Id::of("c17")),
                            target(Target::user_action), target(Target::agent_resources)};
  model::TargetItem by_attribute = target(Target::filter);
  by_attribute.rule.push_back(
      of_scope(model::AttributeScope::app, "Engineering_Project", CompareOp::contains, {"Baker"}));
  policy.targets.include.push_back(by_attribute);
  policy.targets.exclude = {target(Target::app, guid(9))};
  policy.clients = model::MaskCondition{kLegacyClients, {}};
  policy.platforms = model::MaskCondition{kAllPlatforms & ~bit(Platform::windows), {}};
  policy.networks.emplace().include = {network_item(model::NetworkItem::Kind::named, 4),
                                       network_item(model::NetworkItem::Kind::named, 2)};
  policy.networks->exclude = {network_item(model::NetworkItem::Kind::named, 3),
                              network_item(model::NetworkItem::Kind::named, 0)};
  policy.sign_in_risk = model::MaskCondition{bit(RiskLevel::medium) | bit(RiskLevel::high), {}};
  policy.user_risk = model::MaskCondition{bit(RiskLevel::high), {}};
  policy.insider_risk = model::MaskCondition{bit(InsiderRisk::elevated), {}};
  policy.flows = model::MaskCondition{bit(Flow::device_code), {}};
  return policy;
}

void add_residuals(model::Policy& policy) {
  using Mode = model::Filter::Mode;
  policy.device_filters = {
      filter(Mode::include,
             junction(Expr::Kind::any_of,
                      {device_is(DeviceAttribute::model, CompareOp::eq, {"Surface \"Hub\""}),
                       negation(device_is(DeviceAttribute::trust_type, CompareOp::in, {"ServerAD", "AzureAD"})),
                       device_is(DeviceAttribute::display_name, CompareOp::present, {})})),
      filter(Mode::exclude,
             junction(Expr::Kind::all_of,
                      {device_is(DeviceAttribute::is_compliant, CompareOp::eq, {"true"}), constant(false)}))};
  Expr member;
  member.kind = Expr::Kind::member;
  member.members = {subject(Subject::group, guid(1))};
  policy.when = junction(Expr::Kind::all_of,
                         {of_scope(model::AttributeScope::user, "department", CompareOp::eq, {"HR"}), member});
  policy.times = {window("Europe/Berlin"), negation(window("UTC"))};
}

model::Policy machine_policy() {
  model::Policy policy = plain_policy("CA200");
  policy.state = model::PolicyState::report_only;
  policy.users.reset();
  auto& machines = policy.machines.emplace();
  const auto machine = [](model::MachineItem::Kind kind, model::Id id) {
    model::MachineItem item;
    item.kind = kind;
    item.id = std::move(id);
    return item;
  };
  machines.include = {machine(model::MachineItem::Kind::own_workloads, {}),
                      machine(model::MachineItem::Kind::agent, guid(10))};
  machines.exclude = {machine(model::MachineItem::Kind::workload, guid(11))};
  machines.workload_filters = {filter(
      model::Filter::Mode::exclude,
      junction(Expr::Kind::any_of,
               {of_scope(model::AttributeScope::workload, "team", CompareOp::starts_with, {"pay"}), constant(true)}))};
  machines.agent_filters = {filter(model::Filter::Mode::include,
                                   of_scope(model::AttributeScope::workload, "team", CompareOp::not_in, {"a", "b"}))};
  policy.service_principal_risk = model::MaskCondition{bit(RiskLevel::high), {}};
  policy.agent_risk = model::MaskCondition{bit(RiskLevel::low) | bit(RiskLevel::none), {}};
  policy.grant.reset();
  policy.block = true;
  return policy;
}

void add_demands(model::PolicySet& set, model::Policy& policy) {
  model::Strength passkeys;
  passkeys.name = "passkeys";
  passkeys.combinations = {{bit(Method::fido2), true, {"a"}, {}, {}},
                           {bit(Method::password) | bit(Method::sms), false, {}, {}, {}}};
  set.strengths = {passkeys};
  auto& grant = *policy.grant;
  grant.any = false;
  grant.controls = {control(ControlKind::terms, guid(12)), control(ControlKind::strength),
                    control(ControlKind::compliant_device), control(ControlKind::custom, model::Id::of("Duo"))};
  policy.session.primary_and_secondary = model::Frequency{false, 4, false};
  policy.session.secondary = model::Frequency{true, 0, false};
  policy.session.persistent_browser = false;
  policy.session.cloud_app_security = model::CloudAppSecurity::monitor_only;
  policy.session.continuous_access = model::ContinuousAccess::strict_location;
  policy.session.application_enforced_restrictions = true;
  policy.session.secure_sign_in_session = true;
  policy.session.disable_resilience_defaults = true;
  policy.session.filtering_profile = model::Id::of("profile-1");
}

}  // namespace

model::PolicySet full_set() {
  model::PolicySet set;
  add_networks(set);
  model::Policy people = people_policy();
  add_residuals(people);
  add_demands(set, people);
  model::Policy disabled = plain_policy("CA300");
  disabled.state = model::PolicyState::disabled;
  disabled.approximated = true;
  set.policies = {people, machine_policy(), disabled};
  auto& settings = set.settings.emplace();
  settings.trusted_ips = {range({192, 0, 2, 192}, 26)};
  settings.remember_days = 14;
  settings.app_passwords_allowed = false;
  settings.precedence = Precedence::state_overrides_policies;
  set.names = {{{"group", guid(1).key}, "contractors"},
               {{"app", guid(8).key}, "procurement"},
               {{"user", "alice@contoso.example"}, "alice"}};
  return set;
}

model::PolicySet commissioned_set(SourceMap& sources) {
  sources.add("contoso.ward", std::string(kSentence));
  model::PolicySet set;
  model::Policy policy = plain_policy("contoso#1");
  policy.origin.span = {0, 0, static_cast<std::uint32_t>(kSentence.size() - 1)};
  policy.users->include = {subject(Subject::group, guid(1))};
  policy.users->origin.span = words("contractors");
  policy.targets.include = {target(Target::app, guid(2))};
  policy.targets.origin.span = words("for procurement");
  auto& networks = policy.networks.emplace();
  networks.include = {network_item(model::NetworkItem::Kind::all)};
  networks.exclude = {network_item(model::NetworkItem::Kind::all_trusted)};
  networks.origin.span = words("on untrusted networks");
  model::Filter non_joined = filter(model::Filter::Mode::include,
                                    negation(device_is(DeviceAttribute::trust_type, CompareOp::eq, {"ServerAD"})));
  non_joined.origin.span = words("using non-joined devices");
  policy.device_filters = {non_joined};
  set.policies = {policy};
  set.names = {{{"group", guid(1).key}, "contractors"}, {{"app", guid(2).key}, "procurement"}};
  return set;
}

}  // namespace doorward::test
