#include "reference/networks.h"

#include <algorithm>

namespace doorward::reference {
namespace {

constexpr unsigned kMappedPrefix = 96;  // ::ffff:0:0/96

bool is_ipv4(const IpAddress& address) {
  const bool zeros = std::all_of(address.begin(), address.begin() + 10, [](std::uint8_t byte) { return byte == 0; });
  return zeros && address[10] == 0xff && address[11] == 0xff;
}

bool bit_of(const std::array<std::uint8_t, 16>& bytes, unsigned index) {
  return (bytes[index / 8] >> (7 - index % 8) & 1U) != 0;
}

bool contains(const model::IpRange& range, const IpAddress& address) {
  if (is_ipv4(address) && range.prefix < kMappedPrefix) return false;
  for (unsigned i = 0; i < range.prefix; ++i) {
    if (bit_of(range.first, i) != bit_of(address, i)) return false;
  }
  return true;
}

bool in_countries(const model::Network& network, const SignIn& sign_in) {
  if (sign_in.country[0] == 0) return network.include_unknown_country;
  const std::string code(sign_in.country.begin(), sign_in.country.end());
  return std::any_of(network.countries.begin(), network.countries.end(),
                     [&](const std::string& country) { return equals_ignoring_case(country, code); });
}

bool in_network(const model::Network& network, const model::PolicySet& set, const Circumstances& seen) {
  switch (network.kind) {
    case model::Network::Kind::ranges:
      return in_ranges(seen.sign_in.ip, network.ranges);
    case model::Network::Kind::countries:
      return in_countries(network, seen.sign_in);
    case model::Network::Kind::compliant:
      return seen.sign_in.network_compliant.value_or(false);
    case model::Network::Kind::mfa_trusted:
      return is_mfa_trusted(set, seen.sign_in);
    case model::Network::Kind::composite:
      return matches(network.composite, set, seen);
  }
  return false;
}

/// In any trusted named location of ranges, or in the MFA trusted IPs.
bool is_trusted(const model::PolicySet& set, const SignIn& sign_in) {
  return is_mfa_trusted(set, sign_in) ||
         std::any_of(set.networks.begin(), set.networks.end(), [&](const model::Network& network) {
           return network.kind == model::Network::Kind::ranges && network.trusted &&
                  in_ranges(sign_in.ip, network.ranges);
         });
}

bool hits(const model::NetworkItem& item, const model::PolicySet& set, const Circumstances& seen) {
  switch (item.kind) {
    case model::NetworkItem::Kind::all:
    case model::NetworkItem::Kind::anything:
      return true;
    case model::NetworkItem::Kind::all_trusted:
      return is_trusted(set, seen.sign_in);
    case model::NetworkItem::Kind::named:
      return in_network(set.networks[item.network], set, seen);
  }
  return false;
}

}  // namespace

bool in_ranges(const std::optional<IpAddress>& address, const std::vector<model::IpRange>& ranges) {
  return address && std::any_of(ranges.begin(), ranges.end(),
                                [&](const model::IpRange& range) { return contains(range, *address); });
}

bool is_mfa_trusted(const model::PolicySet& set, const SignIn& sign_in) {
  return set.settings && in_ranges(sign_in.ip, set.settings->trusted_ips);
}

bool matches(const model::NetworkCondition& condition, const model::PolicySet& set, const Circumstances& seen) {
  const auto hit = [&](const model::NetworkItem& item) { return hits(item, set, seen); };
  return std::any_of(condition.include.begin(), condition.include.end(), hit) &&
         std::none_of(condition.exclude.begin(), condition.exclude.end(), hit);
}

}  // namespace doorward::reference
