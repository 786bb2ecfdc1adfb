// The values of each dimension that tell policies apart. Must not know tests.
#pragma once

#include <set>
#include <vector>

#include "circumstances.h"

namespace doorward::analysis {

/// At most this many addresses, and this many countries, are told apart.
inline constexpr std::size_t kMaxAddresses = 128;
inline constexpr std::size_t kMaxCountries = 32;
inline constexpr std::size_t kMaxDevices = 1024;

/// Those that can be prompted, and with `legacy` the others too.
std::vector<Choice> client_choices(bool legacy);
std::vector<Choice> platform_choices();
std::vector<Choice> flow_choices();
std::vector<Choice> risk_choices(Dimension dimension);

/// Addresses: of `named`, the networks of the sentence, first, then one within each range of the sets and one outside;
/// each without a country and with each country that a network names.
std::vector<Choice> network_choices(const model::PolicySet& model, const model::Tests& tests);

/// Device states: compliance by trust type by the values that `rules` compare other properties with.
std::vector<Choice> device_choices(const std::vector<model::Filter>& rules);

}  // namespace doorward::analysis
