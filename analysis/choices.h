// The values of each dimension that tell policies apart. Must not know tests.
#pragma once

#include <set>
#include <vector>

#include "circumstances.h"

namespace doorward::analysis {

/// At most this many addresses, countries, addresses in countries, and device states are told apart.
inline constexpr std::size_t kMaxAddresses = 1024;
inline constexpr std::size_t kMaxCountries = 256;
inline constexpr std::size_t kMaxPlaces = 16'384;
inline constexpr std::size_t kMaxDevices = 1024;

/// Those that can be prompted, and with `legacy` the others too.
std::vector<Choice> client_choices(bool legacy);
std::vector<Choice> platform_choices();
std::vector<Choice> flow_choices();
std::vector<Choice> risk_choices(Dimension dimension);

/// Addresses: of `named`, the networks of the sentence, first, then one within each range of the sets and one outside;
/// each without a country and with each country that a network names. `complete` is set to false when there are more
/// than are told apart.
std::vector<Choice> network_choices(const model::PolicySet& model, const model::Tests& tests, bool& complete);

/// Device states: compliance by trust type by the values that `rules` compare other properties with; `complete` as above.
std::vector<Choice> device_choices(const std::vector<model::Filter>& rules, bool& complete);

}  // namespace doorward::analysis
