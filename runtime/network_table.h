// Networks of a module: which of them a sign-in is in, and whether it is in a set of them (SEMANTICS.md §1 network).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "address_table.h"
#include "bit_words.h"
#include "doorward/bytecode/module.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::runtime {

/// The networks that a sign-in is in, one bit each.
struct NetworkPosition {
  Words networks;
  bool trusted = false;      // in a trusted range, or in the MFA trusted IPs
  bool mfa_trusted = false;  // in the MFA trusted IPs
};

class NetworkTable {
 public:
  /// The bytes of `module` must outlive the table.
  void build(const bytecode::ModuleView& module);

  /// `position.networks` has a word for every 64 networks.
  void locate(const SignIn& sign_in, NetworkPosition& position) const noexcept;
  bool contains(const bytecode::NetworkSet& set, const NetworkPosition& position) const noexcept;

  /// The signals that membership in the set rests on.
  SignalMask signals(const bytecode::NetworkSet& set) const noexcept;

 private:
  bool hits(const bytecode::NetworkSide& side, const NetworkPosition& position) const noexcept;
  SignalMask side_signals(const bytecode::NetworkSide& side) const noexcept;
  SignalMask network_signals(const bytecode::NetworkEntry& network) const noexcept;
  void enter(std::uint32_t network, NetworkPosition& position) const noexcept;

  static constexpr std::size_t kLetters = 26;
  const bytecode::ModuleView* module_ = nullptr;
  AddressTable addresses_;
  std::array<std::uint32_t, kLetters * kLetters + 1> country_begin_{};  // into country_networks_
  std::vector<std::uint32_t> country_networks_;
  std::vector<std::uint32_t> unknown_country_;
  std::vector<std::uint32_t> compliant_;
  std::vector<std::uint32_t> composites_;
  std::vector<SignalMask> signals_;  // by network
  bool any_trusted_ = false;
};

}  // namespace doorward::runtime
