#include "reference/generate.h"
#include "reference/universe.h"

namespace doorward::reference {
namespace {

/// Any member of a mask; nothing of an empty one.
template <class Enum>
std::optional<Enum> member_of(const std::optional<model::MaskCondition>& condition, std::size_t count, Random& random) {
  if (!condition || condition->mask == 0) return std::nullopt;
  for (;;) {
    const auto member = random.row<Enum>(count);
    if ((condition->mask & bit(member)) != 0) return member;
  }
}

template <class Enum>
void aim(std::optional<Enum>& signal, const std::optional<model::MaskCondition>& condition, std::size_t count,
         Random& random) {
  if (const auto member = member_of<Enum>(condition, count, random)) signal = member;
}

void aim(UserSignals& user, const model::SubjectItem& item, Random& random) {
  using Kind = model::SubjectItem::Kind;
  if (item.kind == Kind::user || item.kind == Kind::agent_user) user.id = item.id.text;
  if (item.kind == Kind::agent_user || item.kind == Kind::all_agent_users) user.agent = true;
  if (item.kind == Kind::upn) user.upn = item.id.text;
  if (item.kind == Kind::guests_or_external) user.guest = true;
  if (item.kind == Kind::group) {
    user.has_groups = true;
    user.groups.push_back(item.id.text);
  }
  if (item.kind == Kind::role) {
    user.has_roles = true;
    user.roles.push_back(item.id.text);
  }
  if (item.kind != Kind::guests) return;
  user.guest_kinds = bit(*member_of<GuestKind>(model::MaskCondition{item.guest_kinds, {}}, kGuestKinds.size(), random));
  if (item.tenants) user.home_tenant = random.one_of(*item.tenants).text;
}

void aim(WorkloadSignals& workload, const model::MachineItem& item) {
  using Kind = model::MachineItem::Kind;
  if (item.kind == Kind::workload || item.kind == Kind::agent) workload.id = item.id.text;
  workload.agent = item.kind == Kind::agent || item.kind == Kind::all_agents;
  workload.own_tenant = true;
}

void aim(SignIn& sign_in, const model::TargetItem& item) {
  using Kind = model::TargetItem::Kind;
  if (item.kind == Kind::app) sign_in.app = item.id.text;
  if (item.kind == Kind::app_group) sign_in.app = "00000002-0000-0ff1-ce00-000000000000";
  if (item.kind == Kind::agent_resources) sign_in.app_agent = true;
  if (item.kind == Kind::user_action) sign_in.user_action = item.action;
  if (item.kind == Kind::context) sign_in.auth_context = static_cast<std::uint8_t>(std::stoi(item.id.key.substr(1)));
}

void aim(SignIn& sign_in, const model::Network& network, Random& random) {
  if (!network.ranges.empty()) sign_in.ip = random.one_of(network.ranges).first;
  if (!network.countries.empty()) {
    const std::string& code = random.one_of(network.countries);
    sign_in.country = {code[0], code[1]};
  }
  if (network.kind == model::Network::Kind::compliant) sign_in.network_compliant = true;
}

void aim(SignIn& sign_in, const model::Policy& policy, const model::PolicySet& set, Random& random) {
  if (policy.users && sign_in.has_user) aim(sign_in.user, random.one_of(policy.users->include), random);
  if (policy.machines && sign_in.has_workload) aim(sign_in.workload, random.one_of(policy.machines->include));
  aim(sign_in, random.one_of(policy.targets.include));
  if (policy.networks) {
    const model::NetworkItem& item = random.one_of(policy.networks->include);
    if (item.kind == model::NetworkItem::Kind::named) aim(sign_in, set.networks[item.network], random);
  }
  aim(sign_in.client_app, policy.clients, kClientApps.size(), random);
  if (sign_in.client_app == ClientApp::eas_supported) sign_in.client_app = ClientApp::browser;
  aim(sign_in.device.platform, policy.platforms, kPlatforms.size(), random);
  aim(sign_in.sign_in_risk, policy.sign_in_risk, kRiskLevels.size(), random);
  aim(sign_in.user_risk, policy.user_risk, kRiskLevels.size(), random);
  aim(sign_in.service_principal_risk, policy.service_principal_risk, kRiskLevels.size(), random);
  aim(sign_in.agent_risk, policy.agent_risk, kRiskLevels.size(), random);
  aim(sign_in.insider_risk, policy.insider_risk, kInsiderRisks.size(), random);
  aim(sign_in.flow, policy.flows, kFlows.size(), random);
}

}  // namespace

SignIn random_sign_in(Random& random, const model::PolicySet& set) {
  SignIn sign_in = random_sign_in(random);
  if (random.percent(25)) return sign_in;
  for (std::size_t i = 1 + random.below(2); i > 0; --i) aim(sign_in, random.one_of(set.policies), set, random);
  return sign_in;
}

}  // namespace doorward::reference
