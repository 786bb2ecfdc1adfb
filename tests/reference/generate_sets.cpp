#include <algorithm>
#include <utility>

#include "reference/build.h"
#include "reference/generate.h"
#include "reference/generate_conditions.h"
#include "reference/universe.h"

namespace doorward::reference {
namespace {

using universe::policy_spelling;

model::Network random_ranges(Random& random) {
  model::Network network;
  network.trusted = random.percent(40);
  for (std::size_t i = 1 + random.below(3); i > 0; --i) {
    network.ranges.push_back(range(random.one_of(universe::ranges())));
  }
  return network;
}

model::Network random_countries(Random& random) {
  model::Network network;
  network.kind = model::Network::Kind::countries;
  for (const std::string& country : universe::countries()) {
    if (random.percent(40)) network.countries.push_back(country);
  }
  if (network.countries.empty()) network.countries.push_back("DK");
  network.include_unknown_country = random.percent(40);
  return network;
}

/// Ranges and countries, the two networks that every tenant has, and composites of the ones before.
void add_networks(Random& random, model::PolicySet& set) {
  for (std::size_t i = 1 + random.below(3); i > 0; --i) set.networks.push_back(random_ranges(random));
  set.networks.push_back(random_countries(random));
  model::Network compliant;
  compliant.kind = model::Network::Kind::compliant;
  set.networks.push_back(compliant);
  model::Network mfa_trusted;
  mfa_trusted.kind = model::Network::Kind::mfa_trusted;
  set.networks.push_back(mfa_trusted);
  for (std::size_t i = random.below(3); i > 0; --i) {
    model::Network composite;
    composite.kind = model::Network::Kind::composite;
    composite.composite = random_places(random, set.networks.size());
    set.networks.push_back(composite);
  }
  for (std::size_t i = 0; i < set.networks.size(); ++i) set.networks[i].name = "net" + std::to_string(i);
}

model::Combination random_combination(Random& random) {
  model::Combination combination;
  for (std::size_t i = 1 + random.below(2); i > 0; --i) {
    combination.methods |= bit(random.row<Method>(kMethods.size()));
  }
  combination.configured = random.percent(20);
  if (combination.configured) combination.aaguids.push_back(guid(1));
  return combination;
}

/// Combinations of a built-in strength, all or some, a few of them restricted, and others beside them; or none.
std::vector<model::Combination> random_combinations(Random& random, const model::Strength& builtin) {
  std::vector<model::Combination> combinations;
  if (random.percent(5)) return combinations;
  if (random.percent(40)) combinations = builtin.combinations;
  for (std::size_t n = 1 + random.below(3); n > 0; --n) {
    combinations.push_back(random.percent(60) ? random.one_of(builtin.combinations) : random_combination(random));
  }
  for (model::Combination& combination : combinations) {
    if (!random.percent(8)) continue;
    combination.configured = true;
    combination.aaguids = {guid(1)};
  }
  return combinations;
}

/// Custom strengths, some made of combinations of a built-in one, so that one contains the other.
void add_strengths(Random& random, model::PolicySet& set) {
  const std::size_t builtin_count = set.strengths.size();
  for (unsigned i = 0; i < random.below(5); ++i) {
    model::Strength strength;
    strength.name = "strength" + std::to_string(i);
    if (random.percent(60)) strength.graph_id = model::Id::of(guid(700 + i));
    strength.combinations = random_combinations(random, set.strengths[random.below(builtin_count)]);
    set.strengths.push_back(std::move(strength));
  }
}

model::Control random_control(Random& random, const model::PolicySet& set) {
  const auto kind = random.percent(15) ? ControlKind::strength : random.row<ControlKind>(kControls.size());
  if (kind == ControlKind::strength) {
    return strength_control(static_cast<std::uint32_t>(random.below(set.strengths.size())));
  }
  if (kind == ControlKind::terms) return control(kind, policy_spelling(universe::terms(), random));
  if (kind == ControlKind::custom) return control(kind, policy_spelling(universe::customs(), random));
  if (kind == ControlKind::unknown) return control(random.percent(80) ? ControlKind::mfa : kind, "compliantNetwork");
  return control(kind);
}

std::optional<model::Frequency> random_frequency(Random& random) {
  if (random.percent(60)) return std::nullopt;
  if (random.percent(25)) return model::Frequency{.every_time = true, .hours = 0, .written_in_days = false};
  return model::Frequency{
      .every_time = false, .hours = static_cast<std::uint32_t>(1 + random.below(48)), .written_in_days = false};
}

model::Session random_session(Random& random) {
  model::Session session;
  session.primary_and_secondary = random_frequency(random);
  session.secondary = random_frequency(random);
  if (random.percent(25)) session.persistent_browser = random.percent(50);
  if (random.percent(25)) session.cloud_app_security = random.row<model::CloudAppSecurity>(3);
  if (random.percent(25)) session.continuous_access = random.row<model::ContinuousAccess>(3);
  session.application_enforced_restrictions = random.percent(15);
  session.secure_sign_in_session = random.percent(15);
  session.disable_resilience_defaults = random.percent(20);
  if (random.percent(20)) session.filtering_profile = model::Id::of(policy_spelling(universe::profiles(), random));
  return session;
}

void add_demands(Random& random, const model::PolicySet& set, model::Policy& policy) {
  if (random.percent(8)) {
    policy.block = true;
  } else if (random.percent(75)) {
    model::Grant& grant = policy.grant.emplace();
    for (std::size_t i = 1 + random.below(3); i > 0; --i) grant.controls.push_back(random_control(random, set));
    grant.any = grant.controls.size() == 1 || random.percent(60);
  }
  if (random.percent(30)) policy.session = random_session(random);
  if (!policy.block && !policy.grant && !policy.session.says_something()) {
    policy.session.application_enforced_restrictions = true;
  }
}

void add_masks(Random& random, model::Policy& policy) {
  const auto mask = [&](std::optional<model::MaskCondition>& condition, std::size_t count, unsigned chance) {
    if (random.percent(chance)) condition = model::MaskCondition{random.bits(count), {}};
  };
  mask(policy.clients, kClientApps.size(), 15);
  mask(policy.platforms, kPlatforms.size(), 15);
  if (random.percent(3)) policy.platforms = model::MaskCondition{kAllPlatforms, {}};
  mask(policy.sign_in_risk, kRiskLevels.size(), 10);
  mask(policy.user_risk, kRiskLevels.size(), 10);
  mask(policy.insider_risk, kInsiderRisks.size(), 8);
  mask(policy.service_principal_risk, kRiskLevels.size(), policy.machines ? 25 : 3);
  mask(policy.agent_risk, kRiskLevels.size(), policy.machines ? 25 : 3);
  mask(policy.flows, kFlows.size(), 10);
}

model::PolicyState random_state(Random& random) {
  if (random.percent(75)) return model::PolicyState::enabled;
  return random.percent(70) ? model::PolicyState::report_only : model::PolicyState::disabled;
}

model::Policy random_policy(Random& random, const model::PolicySet& set, std::size_t number) {
  model::Policy policy;
  policy.name = (random.percent(80) ? "CA" : "policy ") + std::to_string(number);
  if (random.percent(50)) policy.graph_id = model::Id::of(guid(static_cast<unsigned>(800 + number)));
  policy.title = "Title " + std::to_string(number);
  policy.state = random_state(random);
  if (random.percent(20)) {
    policy.machines = random_machines(random);
  } else {
    policy.users = random_subjects(random);
  }
  policy.targets = random_targets(random);
  add_masks(random, policy);
  if (random.percent(25)) policy.networks = random_places(random, set.networks.size());
  if (random.percent(15)) policy.device_filters.push_back(random_filter(random, model::AttributeScope::device));
  if (random.percent(5)) policy.device_filters.push_back(random_filter(random, model::AttributeScope::device));
  if (random.percent(10)) policy.when = random_when(random, 2);
  if (random.percent(10)) policy.times.push_back(random_times(random, 2));
  policy.approximated = random.percent(5);
  add_demands(random, set, policy);
  return policy;
}

model::MfaSettings random_settings(Random& random) {
  model::MfaSettings settings;
  for (std::size_t i = random.below(3); i > 0; --i) {
    settings.trusted_ips.push_back(range(random.one_of(universe::ranges())));
  }
  if (random.percent(60)) settings.remember_days = static_cast<std::uint32_t>(1 + random.below(3));
  settings.app_passwords_allowed = random.percent(70);
  settings.precedence = random.row<Precedence>(3);
  return settings;
}

}  // namespace

model::PolicySet random_set(Random& random) {
  model::PolicySet set = set_of({});
  add_networks(random, set);
  add_strengths(random, set);
  if (random.percent(70)) set.settings = random_settings(random);
  const std::size_t most = random.percent(4) ? 200 : 16;
  for (std::size_t i = 1 + random.below(most); i > 0; --i) set.policies.push_back(random_policy(random, set, i));
  std::sort(set.policies.begin(), set.policies.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return set;
}

}  // namespace doorward::reference
