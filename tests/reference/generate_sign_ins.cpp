#include <array>

#include "reference/build.h"
#include "reference/generate.h"
#include "reference/universe.h"

namespace doorward::reference {
namespace {

using universe::any_spelling;

/// Chooses which signals a sign-in carries: some carry all of them, some few.
class SignalDice {
 public:
  explicit SignalDice(Random& source) : random(source), presence_(kPresences[source.below(kPresences.size())]) {}
  bool carried() { return random.percent(presence_); }
  /// A member of an enum, or nothing.
  template <class Enum>
  std::optional<Enum> row(std::size_t count) {
    if (!carried()) return std::nullopt;
    return random.row<Enum>(count);
  }
  std::optional<bool> yes_or_no(unsigned chance) {
    if (!carried()) return std::nullopt;
    return random.percent(chance);
  }
  Random& random;

 private:
  static constexpr std::array<unsigned, 4> kPresences{100, 90, 60, 20};
  unsigned presence_;
};

void add_attributes(SignalDice& dice, SmallVector<Attribute, 2>& attributes) {
  for (const universe::Spellings& name : universe::attribute_names()) {
    if (!dice.carried() || dice.random.percent(30)) continue;
    Attribute attribute;
    attribute.name = dice.random.one_of(name);
    attribute.collection = dice.random.percent(40);
    const std::size_t count = attribute.collection ? dice.random.below(3) : 1;
    for (std::size_t i = 0; i < count; ++i) attribute.values.push_back(dice.random.one_of(universe::words()));
    attributes.push_back(attribute);
  }
}

void add_user(SignalDice& dice, UserSignals& user) {
  Random& random = dice.random;
  if (dice.carried()) user.id = any_spelling(universe::users(), random);
  if (dice.carried()) user.upn = any_spelling(universe::upns(), random);
  user.guest = dice.yes_or_no(35);
  if (dice.carried()) user.guest_kinds = random.percent(50) ? 0 : bit(random.row<GuestKind>(kGuestKinds.size()));
  if (dice.carried()) user.home_tenant = any_spelling(universe::tenants(), random);
  user.has_groups = dice.carried();
  for (std::size_t i = user.has_groups ? random.below(4) : 0; i > 0; --i) {
    user.groups.push_back(any_spelling(universe::groups(), random));
  }
  user.has_roles = dice.carried();
  for (std::size_t i = user.has_roles ? random.below(3) : 0; i > 0; --i) {
    user.roles.push_back(any_spelling(universe::roles(), random));
  }
  user.agent = dice.yes_or_no(15);
  user.mfa_state = dice.row<UserState>(kUserStates.size());
  user.mfa_registered = dice.yes_or_no(70);
  user.has_app_password = dice.yes_or_no(50);
  add_attributes(dice, user.attributes);
}

void add_workload(SignalDice& dice, WorkloadSignals& workload) {
  workload.id = any_spelling(universe::workloads(), dice.random);
  workload.own_tenant = dice.yes_or_no(70);
  workload.agent = dice.yes_or_no(40);
  add_attributes(dice, workload.attributes);
}

void add_target(SignalDice& dice, SignIn& sign_in) {
  Random& random = dice.random;
  static constexpr std::array<std::uint8_t, 4> kContexts{1, 2, 32, 99};
  const bool without_app = random.percent(15);
  if (!without_app && dice.carried()) sign_in.app = any_spelling(universe::apps(), random);
  for (std::size_t i = !without_app && random.percent(25) ? 1 + random.below(2) : 0; i > 0; --i) {
    sign_in.audiences.push_back(any_spelling(universe::apps(), random));
  }
  sign_in.app_agent = dice.yes_or_no(30);
  if (!without_app) add_attributes(dice, sign_in.app_attributes);
  if (random.percent(15)) sign_in.user_action = random.row<UserAction>(kUserActions.size());
  if (random.percent(15)) sign_in.auth_context = random.one_of(kContexts);
}

void add_device(SignalDice& dice, DeviceSignals& device) {
  Random& random = dice.random;
  device.platform = dice.row<Platform>(kPlatforms.size());
  device.is_compliant = dice.yes_or_no(50);
  for (const DeviceAttributeRow& row : kDeviceAttributes) {
    if (row.type == AttributeType::collection || row.type == AttributeType::boolean) continue;
    if (row.graph == "trustType") continue;  // a closed vocabulary on sign-ins
    if (!dice.carried() || random.percent(30)) continue;
    device.properties[row.value] = row.type == AttributeType::guid ? any_spelling(universe::guid_values(), random)
                                                                   : std::string_view(random.one_of(universe::words()));
  }
  static constexpr std::array<std::string_view, 4> kTrustTypes{"ServerAD", "serverad", "AzureAD", "Workplace"};
  if (dice.carried()) {
    device.properties[static_cast<std::size_t>(DeviceAttribute::trust_type)] = random.one_of(kTrustTypes);
  }
  device.has_physical_ids = dice.carried();
  device.has_system_labels = dice.carried();
  for (std::size_t i = device.has_physical_ids ? random.below(3) : 0; i > 0; --i) {
    device.physical_ids.push_back(random.one_of(universe::words()));
  }
  for (std::size_t i = device.has_system_labels ? random.below(3) : 0; i > 0; --i) {
    device.system_labels.push_back(random.one_of(universe::words()));
  }
}

void add_surroundings(SignalDice& dice, SignIn& sign_in) {
  Random& random = dice.random;
  if (dice.carried()) {
    sign_in.client_app = random.row<ClientApp>(kClientApps.size());
    if (*sign_in.client_app == ClientApp::eas_supported || random.percent(40)) sign_in.client_app = ClientApp::browser;
  }
  if (dice.carried()) sign_in.ip = address(random.one_of(universe::addresses()));
  if (dice.carried()) {
    const std::string& country = random.one_of(universe::countries());
    sign_in.country = {country[0], country[1]};
  }
  sign_in.network_compliant = dice.yes_or_no(50);
  sign_in.sign_in_risk = dice.row<RiskLevel>(kRiskLevels.size());
  sign_in.user_risk = dice.row<RiskLevel>(kRiskLevels.size());
  sign_in.service_principal_risk = dice.row<RiskLevel>(kRiskLevels.size());
  sign_in.agent_risk = dice.row<RiskLevel>(kRiskLevels.size());
  sign_in.insider_risk = dice.row<InsiderRisk>(kInsiderRisks.size());
  if (dice.carried()) sign_in.flow = random.percent(60) ? Flow::none : random.row<Flow>(kFlows.size());
}

void add_proofs(SignalDice& dice, SignIn& sign_in) {
  Random& random = dice.random;
  static constexpr auto kSatisfied = std::to_array<std::string_view>(
      {"mfa", "MFA", "compliantDevice", "approvedApplication", "compliantapplication", "passwordChange",
       "riskRemediation", "verifiedID", "appPassword", "apppassword", "terms:abcdef17-0000-4000-8000-000000000100",
       "terms:{ABCDEF17-0000-4000-8000-000000000101}", "custom:duo", "custom:REQUIREDUOMFA",
       "strength:00000000-0000-0000-0000-000000000002", "strength:00000000-0000-0000-0000-000000000004",
       "strength:strength0", "strength:10000000-0000-4000-8000-000000000701"});
  static constexpr auto kStrengths = std::to_array<std::string_view>(
      {"00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003",
       "{00000000-0000-0000-0000-000000000004}", "strength0", "STRENGTH1", "10000000-0000-4000-8000-000000000700",
       "10000000-0000-4000-8000-000000000702", "unheard-of"});
  for (std::size_t i = random.percent(60) ? random.below(5) : 0; i > 0; --i) {
    sign_in.satisfied.push_back(random.one_of(kSatisfied));
  }
  for (std::size_t i = random.percent(40) ? 1 + random.below(2) : 0; i > 0; --i)
    sign_in.strengths.push_back(random.one_of(kStrengths));
  for (std::size_t i = random.percent(30) ? 1 + random.below(2) : 0; i > 0; --i) {
    Mask methods = 0;
    for (std::size_t n = 1 + random.below(3); n > 0; --n) methods |= bit(random.row<Method>(kMethods.size()));
    sign_in.methods.push_back(methods);
  }
}

void add_session(SignalDice& dice, SignIn& sign_in) {
  static constexpr auto kAges =
      std::to_array<std::int64_t>({0, 299, 300, 301, 3600, 3601, 14400, 86400, 86401, 172800, 172801, 10000000});
  if (dice.carried()) sign_in.mfa_age = dice.random.one_of(kAges);
  if (dice.carried()) sign_in.auth_age = dice.random.one_of(kAges);
  sign_in.remembered_device = dice.yes_or_no(50);
}

}  // namespace

SignIn random_sign_in(Random& random) {
  SignalDice dice(random);
  SignIn sign_in;
  sign_in.id = "generated";
  if (random.percent(80)) {
    sign_in.has_user = true;
    add_user(dice, sign_in.user);
  } else {
    sign_in.has_workload = true;
    add_workload(dice, sign_in.workload);
  }
  add_target(dice, sign_in);
  add_surroundings(dice, sign_in);
  add_device(dice, sign_in.device);
  add_proofs(dice, sign_in);
  add_session(dice, sign_in);
  return sign_in;
}

}  // namespace doorward::reference
