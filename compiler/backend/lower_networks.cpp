#include <algorithm>

#include "lowering.h"

namespace doorward::backend {

using bytecode::kNone;
using bytecode::NetworkKind;

namespace {

NetworkKind kind_of(model::Network::Kind kind) {
  switch (kind) {
    case model::Network::Kind::ranges:
      return NetworkKind::ranges;
    case model::Network::Kind::countries:
      return NetworkKind::countries;
    case model::Network::Kind::compliant:
      return NetworkKind::compliant;
    case model::Network::Kind::mfa_trusted:
      return NetworkKind::mfa_trusted;
    case model::Network::Kind::composite:
      return NetworkKind::composite;
  }
  return NetworkKind::ranges;
}

void add_ranges(const std::vector<model::IpRange>& ranges, std::vector<bytecode::RangeEntry>& out) {
  for (const model::IpRange& range : ranges) {
    bytecode::RangeEntry entry{range.first, std::min<std::uint32_t>(range.prefix, 128)};
    for (std::uint32_t host = entry.prefix; host < 128; ++host) {
      entry.first[host / 8] = static_cast<std::uint8_t>(entry.first[host / 8] & ~(0x80U >> (host % 8)));
    }
    out.push_back(entry);
  }
  const auto key = [](const bytecode::RangeEntry& entry) { return std::tie(entry.first, entry.prefix); };
  std::sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  out.erase(std::unique(out.begin(), out.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
            out.end());
}

bool is_upper_letter(char c) noexcept { return c >= 'A' && c <= 'Z'; }

template <class Visit>
void for_each_item(const model::NetworkCondition& condition, Visit visit) {
  for (const auto* items : {&condition.include, &condition.exclude}) {
    for (const model::NetworkItem& item : *items) visit(item);
  }
}

}  // namespace

/// Networks that a policy refers to, itself or through others, and every trusted one, which `all trusted` reaches.
std::vector<bool> Lowering::needed_networks() const {
  std::vector<bool> needed(set_.networks.size());
  const auto mark = [&](const model::NetworkItem& item) {
    if (item.kind == model::NetworkItem::Kind::named) needed[item.network] = true;
  };
  for (const model::Policy& policy : set_.policies) {
    if (policy.networks) for_each_item(*policy.networks, mark);
  }
  // A composite refers only to networks before it.
  for (std::size_t i = set_.networks.size(); i-- > 0;) {
    const model::Network& network = set_.networks[i];
    if (network.kind == model::Network::Kind::ranges && network.trusted) needed[i] = true;
    if (needed[i] && network.kind == model::Network::Kind::composite) for_each_item(network.composite, mark);
  }
  return needed;
}

void Lowering::lower_networks() {
  const std::vector<bool> needed = needed_networks();
  network_index_.assign(set_.networks.size(), kNone);
  ir_.settings.mfa_network = kNone;
  // The MFA trusted IPs come first, whether the set names them or only has them, so that composites may refer to them.
  IrNetwork mfa{0, NetworkKind::mfa_trusted, 0, {}, {}, 0};
  bool has_mfa = false;
  if (set_.settings && !set_.settings->trusted_ips.empty()) {
    has_mfa = true;
    mfa.name = ir_.strings.intern("mfa-trusted-ips");
    add_ranges(set_.settings->trusted_ips, mfa.ranges);
  }
  for (std::size_t i = 0; i < set_.networks.size(); ++i) {
    if (!needed[i] || set_.networks[i].kind != model::Network::Kind::mfa_trusted) continue;
    network_index_[i] = 0;
    has_mfa = true;
    mfa.name = ir_.strings.intern(set_.networks[i].name);
    add_ranges(set_.networks[i].ranges, mfa.ranges);
  }
  if (has_mfa) {
    ir_.settings.mfa_network = 0;
    ir_.networks.push_back(std::move(mfa));
  }
  for (std::size_t i = 0; i < set_.networks.size(); ++i) {
    if (!needed[i] || network_index_[i] != kNone) continue;
    network_index_[i] = static_cast<std::uint32_t>(ir_.networks.size());
    lower_network(set_.networks[i]);
  }
}

void Lowering::lower_network(const model::Network& network) {
  IrNetwork out;
  out.name = ir_.strings.intern(network.name);
  out.kind = kind_of(network.kind);
  if (network.kind == model::Network::Kind::ranges) {
    if (network.trusted) out.flags |= bytecode::kTrusted;
    add_ranges(network.ranges, out.ranges);
  }
  if (network.kind == model::Network::Kind::countries) {
    if (network.include_unknown_country) out.flags |= bytecode::kUnknownCountry;
    for (const std::string& code : network.countries) {
      if (code.size() != 2 || !is_upper_letter(code[0]) || !is_upper_letter(code[1])) continue;
      out.countries.push_back(static_cast<std::uint32_t>(code[0]) * 256U + static_cast<std::uint32_t>(code[1]));
    }
    make_distinct(out.countries);
  }
  if (network.kind == model::Network::Kind::composite) out.composite = network_set(network.composite);
  ir_.networks.push_back(std::move(out));
}

std::uint32_t Lowering::network_set(const model::NetworkCondition& condition) {
  return ir_.network_sets.intern({network_side(condition.include), network_side(condition.exclude)});
}

IrNetworkSide Lowering::network_side(const std::vector<model::NetworkItem>& items) {
  IrNetworkSide side;
  for (const model::NetworkItem& item : items) {
    switch (item.kind) {
      case model::NetworkItem::Kind::all:
      case model::NetworkItem::Kind::anything:
        side.flags |= bytecode::kAllNetworks;
        break;
      case model::NetworkItem::Kind::all_trusted:
        side.flags |= bytecode::kAllTrusted;
        break;
      case model::NetworkItem::Kind::named:
        side.networks.push_back(network_index_[item.network]);
        break;
    }
  }
  make_distinct(side.networks);
  return side;
}

}  // namespace doorward::backend
