#include "address_table.h"

#include <algorithm>
#include <bit>
#include <tuple>

namespace doorward::runtime {

AddressTable::Address AddressTable::to_address(const IpAddress& bytes) noexcept {
  Address address;
  for (std::size_t i = 0; i < 8; ++i) {
    address.high = address.high << 8U | bytes[i];
    address.low = address.low << 8U | bytes[i + 8];
  }
  return address;
}

AddressTable::Address AddressTable::last_of(const Range& range) noexcept {
  const std::uint64_t ones = ~std::uint64_t{0};
  const std::uint32_t length = range.length;
  const std::uint64_t high_host = length >= 64 ? 0 : ones >> length;
  const std::uint64_t low_host = length >= 128 ? 0 : (length <= 64 ? ones : ones >> (length - 64));
  return {range.start.high | high_host, range.start.low | low_host};
}

/// Visits the ranges, sorted by start and length, with a stack of the prefixes that are open, and emits at which
/// address which prefix becomes the longest one.
template <class Emit>
void AddressTable::sweep(const std::vector<Range>& ranges, Emit emit) {
  std::vector<Open> open;
  const auto close = [&] {
    const Address last = open.back().last;
    open.pop_back();
    const Address next{last.high + (last.low == ~std::uint64_t{0} ? 1 : 0), last.low + 1};
    if (next > last) emit(next, open.empty() ? kNoPrefix : open.back().prefix);
  };
  for (std::size_t i = 0; i < ranges.size();) {
    const Range& range = ranges[i];
    while (!open.empty() && open.back().last < range.start) close();
    const auto prefix = static_cast<std::uint32_t>(prefixes_.size());
    prefixes_.push_back(
        {open.empty() ? kNoPrefix : open.back().prefix, static_cast<std::uint32_t>(networks_.size()), 0});
    while (i < ranges.size() && ranges[i].start == range.start && ranges[i].length == range.length) {
      networks_.push_back(ranges[i++].network);
      ++prefixes_.back().count;
    }
    emit(range.start, prefix);
    open.push_back({last_of(range), prefix});
  }
  while (!open.empty()) close();
}

void AddressTable::build(const bytecode::ModuleView& module) {
  std::vector<Range> v4;
  std::vector<Range> v6;
  for (std::uint32_t n = 0; n < module.networks.size(); ++n) {
    const bytecode::NetworkEntry& network = module.networks[n];
    if (network.kind != bytecode::NetworkKind::ranges && network.kind != bytecode::NetworkKind::mfa_trusted) continue;
    for (const bytecode::RangeEntry& range : module.ranges.subspan(network.members.first, network.members.count)) {
      auto& ranges = range.prefix >= 96 && is_ipv4(range.first) ? v4 : v6;
      ranges.push_back({to_address(range.first), range.prefix, n});
    }
  }
  const auto order = [](const Range& a, const Range& b) {
    return std::tie(a.start, a.length, a.network) < std::tie(b.start, b.length, b.network);
  };
  std::sort(v4.begin(), v4.end(), order);
  std::sort(v6.begin(), v6.end(), order);
  sweep(v4, [this](const Address& start, std::uint32_t prefix) {
    // The end of 255.255.255.255 lies beyond 32 bits: nothing begins there.
    if (start.low > 0xffffffffffffU) return;
    const auto value = static_cast<std::uint32_t>(start.low);
    if (!v4_starts_.empty() && v4_starts_.back() == value) {
      v4_prefixes_.back() = prefix;
      return;
    }
    v4_starts_.push_back(value);
    v4_prefixes_.push_back(prefix);
  });
  build_buckets();
  sweep(v6, [this](const Address& start, std::uint32_t prefix) {
    if (!v6_starts_.empty() && v6_starts_.back() == start) {
      v6_prefixes_.back() = prefix;
      return;
    }
    v6_starts_.push_back(start);
    v6_prefixes_.push_back(prefix);
  });
}

/// About four buckets an interval, at most one for each 16 leading bits.
void AddressTable::build_buckets() {
  constexpr int kMaxBits = 16;
  const auto bits =
      static_cast<std::uint32_t>(std::min(static_cast<int>(std::bit_width(v4_starts_.size())) + 2, kMaxBits));
  v4_shift_ = 32 - bits;
  const std::size_t buckets = std::size_t{1} << bits;
  v4_buckets_.reserve(buckets + 1);
  std::uint32_t next = 0;
  for (std::uint64_t bucket = 0; bucket <= buckets; ++bucket) {
    while (next < v4_starts_.size() && v4_starts_[next] < bucket << v4_shift_) ++next;
    v4_buckets_.push_back(next);
  }
}

std::uint32_t AddressTable::longest_prefix(const IpAddress& bytes) const noexcept {
  const Address address = to_address(bytes);
  if (is_ipv4(bytes)) {
    const auto value = static_cast<std::uint32_t>(address.low);
    if (v4_starts_.empty()) return kNoPrefix;
    const std::size_t bucket = value >> v4_shift_;
    std::uint32_t after = v4_buckets_[bucket];
    const std::uint32_t end = v4_buckets_[bucket + 1];
    const auto found = std::upper_bound(v4_starts_.begin() + after, v4_starts_.begin() + end, value);
    after = static_cast<std::uint32_t>(found - v4_starts_.begin());
    return after == 0 ? kNoPrefix : v4_prefixes_[after - 1];
  }
  const auto after = std::upper_bound(v6_starts_.begin(), v6_starts_.end(), address);
  return after == v6_starts_.begin() ? kNoPrefix
                                     : v6_prefixes_[static_cast<std::size_t>(after - v6_starts_.begin()) - 1];
}

}  // namespace doorward::runtime
