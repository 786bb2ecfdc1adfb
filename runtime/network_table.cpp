#include "network_table.h"

#include <algorithm>
#include <utility>

namespace doorward::runtime {
namespace {

using bytecode::NetworkEntry;
using bytecode::NetworkKind;

constexpr bool is_letter(unsigned c) noexcept { return c >= 'A' && c <= 'Z'; }

}  // namespace

void NetworkTable::build(const bytecode::ModuleView& module) {
  module_ = &module;
  addresses_.build(module);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> countries;
  for (std::uint32_t n = 0; n < module.networks.size(); ++n) {
    const NetworkEntry& network = module.networks[n];
    if (network.kind == NetworkKind::compliant) compliant_.push_back(n);
    if (network.kind == NetworkKind::composite) composites_.push_back(n);
    const bool trusted_ranges = network.kind == NetworkKind::ranges && (network.flags & bytecode::kTrusted) != 0;
    if ((trusted_ranges || network.kind == NetworkKind::mfa_trusted) && network.members.count != 0) any_trusted_ = true;
    if (network.kind != NetworkKind::countries) continue;
    if ((network.flags & bytecode::kUnknownCountry) != 0) unknown_country_.push_back(n);
    for (const std::uint32_t code : module.list(network.members)) {
      if (!is_letter(code >> 8U) || !is_letter(code & 0xffU)) continue;
      countries.emplace_back(((code >> 8U) - 'A') * kLetters + ((code & 0xffU) - 'A'), n);
    }
  }
  std::sort(countries.begin(), countries.end());
  std::size_t next = 0;
  for (std::uint32_t c = 0; c < kLetters * kLetters; ++c) {
    country_begin_[c] = static_cast<std::uint32_t>(next);
    for (; next < countries.size() && countries[next].first == c; ++next) {
      country_networks_.push_back(countries[next].second);
    }
  }
  country_begin_.back() = static_cast<std::uint32_t>(next);
  for (const NetworkEntry& network : module.networks) signals_.push_back(network_signals(network));
}

void NetworkTable::enter(std::uint32_t network, NetworkPosition& position) const noexcept {
  set_bit(position.networks, network);
  const NetworkEntry& entry = module_->networks[network];
  if (entry.kind == NetworkKind::mfa_trusted) {
    position.trusted = position.mfa_trusted = true;
  } else if (entry.kind == NetworkKind::ranges && (entry.flags & bytecode::kTrusted) != 0) {
    position.trusted = true;
  }
}

void NetworkTable::locate(const SignIn& sign_in, NetworkPosition& position) const noexcept {
  std::fill(position.networks.begin(), position.networks.end(), 0);
  position.trusted = position.mfa_trusted = false;
  if (sign_in.ip) {
    addresses_.for_each_network(*sign_in.ip, [&](std::uint32_t network) { enter(network, position); });
  }
  const auto first = static_cast<unsigned char>(sign_in.country[0]);
  const auto second = static_cast<unsigned char>(sign_in.country[1]);
  if (is_letter(first) && is_letter(second)) {
    const std::size_t code = static_cast<std::size_t>(first - 'A') * kLetters + static_cast<std::size_t>(second - 'A');
    for (std::uint32_t i = country_begin_[code]; i < country_begin_[code + 1]; ++i) {
      set_bit(position.networks, country_networks_[i]);
    }
  } else if (first == 0) {
    for (const std::uint32_t network : unknown_country_) set_bit(position.networks, network);
  }
  if (sign_in.network_compliant.value_or(false)) {
    for (const std::uint32_t network : compliant_) set_bit(position.networks, network);
  }
  for (const std::uint32_t network : composites_) {
    const bytecode::NetworkSet& parts = module_->network_sets[module_->networks[network].composite];
    if (contains(parts, position)) set_bit(position.networks, network);
  }
}

bool NetworkTable::hits(const bytecode::NetworkSide& side, const NetworkPosition& position) const noexcept {
  if ((side.flags & bytecode::kAllNetworks) != 0) return true;
  if ((side.flags & bytecode::kAllTrusted) != 0 && position.trusted) return true;
  for (const std::uint32_t network : module_->list(side.networks)) {
    if (test_bit(position.networks, network)) return true;
  }
  return false;
}

bool NetworkTable::contains(const bytecode::NetworkSet& set, const NetworkPosition& position) const noexcept {
  return hits(set.include, position) && !hits(set.exclude, position);
}

SignalMask NetworkTable::signals(const bytecode::NetworkSet& set) const noexcept {
  return side_signals(set.include) | side_signals(set.exclude);
}

SignalMask NetworkTable::side_signals(const bytecode::NetworkSide& side) const noexcept {
  SignalMask mask = 0;
  if ((side.flags & bytecode::kAllTrusted) != 0 && any_trusted_) mask |= signal_bit(Signal::network_ip);
  for (const std::uint32_t network : module_->list(side.networks)) mask |= signals_[network];
  return mask;
}

SignalMask NetworkTable::network_signals(const NetworkEntry& network) const noexcept {
  switch (network.kind) {
    case NetworkKind::ranges:
    case NetworkKind::mfa_trusted:
      return signal_bit(Signal::network_ip);
    case NetworkKind::countries:
      return signal_bit(Signal::network_country);
    case NetworkKind::compliant:
      return signal_bit(Signal::network_compliant);
    case NetworkKind::composite:
      return signals(module_->network_sets[network.composite]);
  }
  return 0;
}

}  // namespace doorward::runtime
