#include <array>
#include <utility>

#include "rules.h"

namespace doorward::test {
namespace {

using namespace bytecode;
using T = ModuleTables;

constexpr std::uint32_t kFar = 1000000;

NetworkEntry& network_of(T& t, NetworkKind kind) {
  return first_where(t.networks, [&](const NetworkEntry& network) { return network.kind == kind; });
}
NetworkSet& set_of(T& t, std::uint32_t count) {
  return first_where(t.network_sets, [&](const NetworkSet& set) { return set.include.networks.count == count; });
}
ZoneEntry& berlin(T& t) {
  return first_where(t.zones, [](const ZoneEntry& zone) { return zone.transitions.count != 0; });
}

constexpr auto kRules = std::to_array<BrokenRule>({
    {"networks: a string index is out of range", [](T& t) { t.networks[1].name = kFar; }},
    {"networks: an unknown kind of network", [](T& t) { t.networks[1].kind = static_cast<NetworkKind>(5); }},
    {"networks: a flag that is unknown or does not suit the kind",
     [](T& t) { network_of(t, NetworkKind::countries).flags = kTrusted; }},
    {"networks: a flag that is unknown or does not suit the kind",
     [](T& t) { network_of(t, NetworkKind::ranges).flags = kUnknownCountry; }},
    {"networks: a network set beside members", [](T& t) { network_of(t, NetworkKind::ranges).composite = 1; }},
    {"networks: a network set is out of range", [](T& t) { network_of(t, NetworkKind::composite).composite = kFar; }},
    {"networks: a composite refers to a network that is not before it",
     [](T& t) {
       const List list = t.network_sets[network_of(t, NetworkKind::composite).composite].exclude.networks;
       t.indices[list.first + list.count - 1] = static_cast<std::uint32_t>(t.networks.size() - 1);
     }},
    {"networks: a composite refers to a network that is not before it",
     [](T& t) { t.network_sets[network_of(t, NetworkKind::composite).composite].exclude.networks.first = kFar; }},
    {"networks: a run of ranges does not follow the one before it",
     [](T& t) { network_of(t, NetworkKind::ranges).members.first += 1; }},
    {"networks: members in a network of a kind without",
     [](T& t) { network_of(t, NetworkKind::compliant).members.count = 1; }},
    {"networks: a list does not follow the one before it",
     [](T& t) { network_of(t, NetworkKind::countries).members.first += 1; }},
    {"networks: a list of countries is not of letters, or not sorted and distinct",
     [](T& t) { t.indices[network_of(t, NetworkKind::countries).members.first] = 'D' * 256 + 'k'; }},
    {"networks: a list of countries is not of letters, or not sorted and distinct",
     [](T& t) {
       const List list = network_of(t, NetworkKind::countries).members;
       t.indices[list.first + 1] = t.indices[list.first];
     }},
    {"ranges: no network refers to the last ranges", [](T& t) { t.ranges.push_back(t.ranges.back()); }},
    {"ranges: a prefix above 128", [](T& t) { t.ranges[0].prefix = 129; }},
    {"ranges: host bits are not zero", [](T& t) { t.ranges[0].first[15] |= 1; }},
    {"ranges: ranges are not sorted and distinct", [](T& t) { std::swap(t.ranges[1], t.ranges[2]); }},
    {"network_sets: an unknown flag", [](T& t) { t.network_sets[0].exclude.flags = 4; }},
    {"network_sets: a list does not follow the one before it", [](T& t) { set_of(t, 2).include.networks.first += 1; }},
    {"network_sets: a list of networks is out of range or not sorted and distinct",
     [](T& t) { t.indices[set_of(t, 2).include.networks.first + 1] = kFar; }},
    {"windows: an unknown day", [](T& t) { t.windows[0].days = 0x80; }},
    {"windows: a minute beyond the day", [](T& t) { t.windows[0].end_minute = 1440; }},
    {"windows: a time zone is out of range", [](T& t) { t.windows[0].zone = 2; }},
    {"zones: a string index is out of range", [](T& t) { t.zones[0].name = kFar; }},
    {"zones: an offset beyond a day and two hours", [](T& t) { t.zones[0].offset = -100000; }},
    {"zones: a run of transitions does not follow the one before it", [](T& t) { berlin(t).transitions.count += 1; }},
    {"transitions: transitions are not ascending", [](T& t) { std::swap(t.transitions[3], t.transitions[4]); }},
    {"transitions: no time zone refers to the last transitions", [](T& t) { berlin(t).transitions.count -= 1; }},
    {"transitions: an offset beyond a day and two hours", [](T& t) { t.transitions[3].offset = 100000; }},
    {"transitions: reserved bytes are not zero", [](T& t) { t.transitions[3].reserved = 1; }},
});

}  // namespace

std::span<const BrokenRule> rules_of_networks() { return kRules; }

}  // namespace doorward::test
