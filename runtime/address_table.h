// Which networks hold an address: all of them, not only the longest prefix (SEMANTICS.md §8.7). The distinct prefixes
// of a module form a forest; an address finds its longest prefix by binary search over disjoint intervals, and the
// others by walking up. A table of leading bits leaves IPv4 few intervals to search. Memory is linear in the number of
// ranges, however they nest.
#pragma once

#include <cstdint>
#include <vector>

#include "doorward/bytecode/module.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::runtime {

/// IPv4 is held v4-mapped.
constexpr bool is_ipv4(const IpAddress& address) noexcept {
  for (std::size_t i = 0; i < 10; ++i) {
    if (address[i] != 0) return false;
  }
  return address[10] == 0xff && address[11] == 0xff;
}

class AddressTable {
 public:
  static constexpr std::uint32_t kNoPrefix = 0xffffffffU;

  /// Takes the ranges of every network of `module` that has ranges.
  void build(const bytecode::ModuleView& module);

  /// Calls `visit` with every network that has a range around `address`; a network may come more than once.
  template <class Visit>
  void for_each_network(const IpAddress& address, Visit visit) const {
    for (std::uint32_t p = longest_prefix(address); p != kNoPrefix; p = prefixes_[p].parent) {
      const Prefix& prefix = prefixes_[p];
      for (std::uint32_t i = 0; i < prefix.count; ++i) visit(networks_[prefix.first + i]);
    }
  }

 private:
  struct Address {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    friend auto operator<=>(const Address&, const Address&) = default;
  };
  struct Prefix {
    std::uint32_t parent;
    std::uint32_t first;  // into networks_
    std::uint32_t count;
  };
  struct Range {
    Address start;
    std::uint32_t length;  // of the prefix in 128 bits
    std::uint32_t network;
  };
  struct Open {
    Address last;
    std::uint32_t prefix;
  };

  static Address to_address(const IpAddress& bytes) noexcept;
  static Address last_of(const Range& range) noexcept;
  void build_buckets();
  template <class Emit>
  void sweep(const std::vector<Range>& ranges, Emit emit);
  std::uint32_t longest_prefix(const IpAddress& address) const noexcept;

  std::vector<std::uint32_t> v4_starts_;
  std::vector<std::uint32_t> v4_prefixes_;
  std::vector<std::uint32_t> v4_buckets_;  // by leading bits: the first interval that starts there or later
  std::uint32_t v4_shift_ = 32;            // that leaves the leading bits
  std::vector<Address> v6_starts_;
  std::vector<std::uint32_t> v6_prefixes_;
  std::vector<Prefix> prefixes_;
  std::vector<std::uint32_t> networks_;
};

}  // namespace doorward::runtime
