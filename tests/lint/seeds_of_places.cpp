// Faults in where a policy applies.
#include <array>

#include "planting.h"
#include "seeds.h"

namespace doorward::test {
namespace {

/// A network that the Authenticator app is asked for, in a policy of that state.
bool ask_for_gps(Policy& policy, PolicySet& set, model::PolicyState state) {
  model::Network& network = add_network(set, model::Network::Kind::countries);
  network.by_gps = true;
  network.countries = {"FI"};
  policy.state = state;
  on_added(policy, set);
  return true;
}

constexpr auto kSeeds = std::to_array<Seed>({
    {Code::wide_trusted_range,
     [](Policy& policy, PolicySet& set) {
       model::Network& network = add_network(set, model::Network::Kind::ranges);
       network.trusted = true;
       network.ranges = {v4(20, 0, 0, 0, 8)};
       return policy.state != model::PolicyState::disabled;
     }},
    {Code::unusable_address,
     [](Policy& policy, PolicySet& set) {
       add_network(set, model::Network::Kind::ranges).ranges = {v4(0, 0, 0, 0, 32)};
       return policy.state != model::PolicyState::disabled;
     }},
    {Code::private_range,
     [](Policy& policy, PolicySet& set) {
       add_network(set, model::Network::Kind::ranges).ranges = {v4(10, 0, 0, 0, 8)};
       return policy.state != model::PolicyState::disabled;
     }},
    {Code::gps_location_asked,
     [](Policy& policy, PolicySet& set) { return ask_for_gps(policy, set, model::PolicyState::enabled); }},
    {Code::report_only_gps,
     [](Policy& policy, PolicySet& set) { return ask_for_gps(policy, set, model::PolicyState::report_only); }},
    {Code::compliant_network_unsignaled,
     [](Policy& policy, PolicySet& set) {
       if (policy.state == model::PolicyState::disabled) return false;
       add_network(set, model::Network::Kind::compliant);
       on_added(policy, set);
       return true;
     },
     [](LintOptions& options) { options.tenant.global_secure_access = false; }},
    {Code::countries_without_unknown,
     [](Policy& policy, PolicySet& set) {
       if (policy.state == model::PolicyState::disabled) return false;
       add_network(set, model::Network::Kind::countries).countries = {"KP"};
       on_added(policy, set);
       policy.block = true;
       return true;
     }},
    {Code::country_block_list,
     [](Policy& policy, PolicySet& set) {
       if (policy.state == model::PolicyState::disabled) return false;
       add_network(set, model::Network::Kind::countries).countries = {"KP"};
       on_added(policy, set);
       policy.block = true;
       return true;
     }},
    {Code::no_trusted_network,
     [](Policy& policy, PolicySet& set) {
       if (policy.state == model::PolicyState::disabled) return false;
       for (model::Network& network : set.networks) network.trusted = false;
       set.settings.reset();
       policy.networks = model::NetworkCondition{};
       policy.networks->exclude.emplace_back().kind = model::NetworkItem::Kind::all_trusted;
       return true;
     }},
    {Code::trusted_without_v6,
     [](Policy& policy, PolicySet& set) {
       set.networks.clear();
       model::Network& network = add_network(set, model::Network::Kind::ranges);
       network.trusted = true;
       network.ranges = {v4(203, 0, 113, 0, 24)};
       Policy& only = alone(policy, set);
       only.networks.reset();
       return true;
     }},
    {Code::trusted_in_one_place,
     [](Policy& policy, PolicySet& set) {
       if (policy.state == model::PolicyState::disabled) return false;
       model::Network& network = add_network(set, model::Network::Kind::ranges);
       network.trusted = true;
       network.ranges = {v4(203, 0, 113, 0, 24)};
       set.settings.emplace().trusted_ips = {v4(198, 51, 100, 0, 24)};
       return true;
     }},
    {Code::mfa_trusted_ips_used,
     [](Policy& policy, PolicySet& set) {
       if (policy.state == model::PolicyState::disabled) return false;
       set.settings.emplace().trusted_ips = {v4(198, 51, 100, 0, 24)};
       return true;
     }},
    {Code::admins_on_trusted,
     [](Policy& policy, PolicySet& set) {
       if (!of_users(policy)) return false;
       Policy& only = alone(policy, set);
       for_administrators(only);
       without_conditions(only);
       demand(only, {ControlKind::mfa});
       only.networks = model::NetworkCondition{};
       only.networks->include.emplace_back().kind = model::NetworkItem::Kind::all;
       only.networks->exclude.emplace_back().kind = model::NetworkItem::Kind::all_trusted;
       return true;
     }},
});

}  // namespace

std::span<const Seed> seeds_of_places() { return kSeeds; }

}  // namespace doorward::test
