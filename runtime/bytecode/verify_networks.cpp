// Rules of the sections that say where and when: networks, ranges, network sets, windows, zones, transitions.
#include <algorithm>

#include "verifier.h"

namespace doorward::bytecode {
namespace {

constexpr std::uint32_t kNetworkSetFlags = kAllNetworks | kAllTrusted;
constexpr std::uint16_t kMinutesOfDay = 24 * 60;
constexpr std::uint8_t kEveryDay = 0x7f;
constexpr std::int32_t kMaxOffset = 26 * 3600;  // no place on earth was ever further from UTC

bool host_bits_are_zero(const RangeEntry& range) noexcept {
  const std::size_t whole = range.prefix / 8;
  for (std::size_t i = whole; i < range.first.size(); ++i) {
    const unsigned host = i == whole ? 0xffU >> (range.prefix % 8) : 0xffU;
    if ((range.first[i] & host) != 0) return false;
  }
  return true;
}

bool comes_before(const RangeEntry& a, const RangeEntry& b) noexcept {
  return a.first != b.first ? a.first < b.first : a.prefix < b.prefix;
}

bool is_country(std::uint32_t code) noexcept {
  const auto letter = [](std::uint32_t c) { return c >= 'A' && c <= 'Z'; };
  return letter(code / 256) && letter(code % 256);
}

bool is_offset(std::int32_t offset) noexcept { return offset >= -kMaxOffset && offset <= kMaxOffset; }

std::uint32_t allowed_flags(NetworkKind kind) noexcept {
  if (kind == NetworkKind::ranges) return kTrusted;
  return kind == NetworkKind::countries ? kUnknownCountry : 0;
}

}  // namespace

bool Verifier::check_networks() noexcept {
  for (std::uint32_t i = 0; i < view_.networks.size(); ++i) {
    if (!check_network(i)) return false;
  }
  if (!ranges_.at_end()) return fail(Section::ranges, "no network refers to the last ranges");
  return true;
}

bool Verifier::check_network(std::uint32_t index) noexcept {
  const NetworkEntry& network = view_.networks[index];
  if (!string_fits(network.name)) return fail(Section::networks, network, "a string index is out of range");
  if (network.kind > NetworkKind::composite) return fail(Section::networks, network, "an unknown kind of network");
  if ((network.flags & ~allowed_flags(network.kind)) != 0) {
    return fail(Section::networks, network, "a flag that is unknown or does not suit the kind");
  }
  if (!check_members(network)) return false;
  if (network.kind != NetworkKind::composite) {
    return network.composite == 0 || fail(Section::networks, network, "a network set beside members");
  }
  if (network.composite >= view_.network_sets.size()) {
    return fail(Section::networks, network, "a network set is out of range");
  }
  // The lists are sorted (check_network_sets), so their last entry is the greatest; a list that is out of its pool
  // is refused there as well, and must not be read here.
  const NetworkSet& set = view_.network_sets[network.composite];
  for (const List list : {set.include.networks, set.exclude.networks}) {
    if (list.count == 0) continue;
    const std::uint64_t last = std::uint64_t{list.first} + list.count - 1;
    if (last >= view_.indices.size() || view_.indices[last] >= index) {
      return fail(Section::networks, network, "a composite refers to a network that is not before it");
    }
  }
  return true;
}

bool Verifier::check_members(const NetworkEntry& network) noexcept {
  if (network.kind == NetworkKind::ranges || network.kind == NetworkKind::mfa_trusted) {
    return ranges_.take(network.members) ||
           fail(Section::networks, network, "a run of ranges does not follow the one before it");
  }
  if (network.kind != NetworkKind::countries) {
    return (network.members.count == 0 && network.members.first == 0) ||
           fail(Section::networks, network, "members in a network of a kind without");
  }
  if (!indices_.take(network.members)) {
    return fail(Section::networks, network, "a list does not follow the one before it");
  }
  const auto countries = view_.list(network.members);
  if (!ascending_below(network.members, 0x10000) || !std::all_of(countries.begin(), countries.end(), is_country)) {
    return fail(Section::networks, network, "a list of countries is not of letters, or not sorted and distinct");
  }
  return true;
}

bool Verifier::check_ranges() noexcept {
  for (const RangeEntry& range : view_.ranges) {
    if (range.prefix > 128) return fail(Section::ranges, range, "a prefix above 128");
    if (!host_bits_are_zero(range)) return fail(Section::ranges, range, "host bits are not zero");
  }
  for (const NetworkEntry& network : view_.networks) {
    if (network.kind != NetworkKind::ranges && network.kind != NetworkKind::mfa_trusted) continue;
    const auto run = view_.ranges.subspan(network.members.first, network.members.count);
    const auto wrong =
        std::adjacent_find(run.begin(), run.end(), [](const auto& a, const auto& b) { return !comes_before(a, b); });
    if (wrong != run.end()) return fail(Section::ranges, *wrong, "ranges are not sorted and distinct");
  }
  return true;
}

bool Verifier::check_network_sets() noexcept {
  for (const NetworkSet& set : view_.network_sets) {
    for (const NetworkSide* side : {&set.include, &set.exclude}) {
      if ((side->flags & ~kNetworkSetFlags) != 0) return fail(Section::network_sets, set, "an unknown flag");
      if (!indices_.take(side->networks)) {
        return fail(Section::network_sets, set, "a list does not follow the one before it");
      }
      if (!ascending_below(side->networks, view_.networks.size())) {
        return fail(Section::network_sets, set, "a list of networks is out of range or not sorted and distinct");
      }
    }
  }
  return true;
}

bool Verifier::check_windows() noexcept {
  for (const WindowEntry& window : view_.windows) {
    if ((window.days & ~std::uint32_t{kEveryDay}) != 0) return fail(Section::windows, window, "an unknown day");
    if (window.start_minute >= kMinutesOfDay || window.end_minute >= kMinutesOfDay) {
      return fail(Section::windows, window, "a minute beyond the day");
    }
    if (window.zone >= view_.zones.size()) return fail(Section::windows, window, "a time zone is out of range");
  }
  return true;
}

bool Verifier::check_zones() noexcept {
  for (const ZoneEntry& zone : view_.zones) {
    if (!string_fits(zone.name)) return fail(Section::zones, zone, "a string index is out of range");
    if (!is_offset(zone.offset)) return fail(Section::zones, zone, "an offset beyond a day and two hours");
    if (!transitions_.take(zone.transitions)) {
      return fail(Section::zones, zone, "a run of transitions does not follow the one before it");
    }
    const auto run = view_.transitions.subspan(zone.transitions.first, zone.transitions.count);
    const auto wrong =
        std::adjacent_find(run.begin(), run.end(), [](const auto& a, const auto& b) { return a.at >= b.at; });
    if (wrong != run.end()) return fail(Section::transitions, *wrong, "transitions are not ascending");
  }
  return true;
}

bool Verifier::check_transitions() noexcept {
  if (!transitions_.at_end()) return fail(Section::transitions, "no time zone refers to the last transitions");
  for (const TransitionEntry& transition : view_.transitions) {
    if (!is_offset(transition.offset)) {
      return fail(Section::transitions, transition, "an offset beyond a day and two hours");
    }
    if (transition.reserved != 0) return fail(Section::transitions, transition, "reserved bytes are not zero");
  }
  return true;
}

}  // namespace doorward::bytecode
