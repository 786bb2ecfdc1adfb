#include "source_hash.h"

namespace doorward::backend {
namespace {

// The prime is 2^88 + 0x13b.
constexpr std::uint64_t kPrimeLow = 0x13b;

/// The 128-bit state in two halves.
class Fnv128 {
 public:
  void add(std::uint8_t byte) noexcept {
    low_ ^= byte;
    const std::uint64_t bottom = (low_ & 0xffffffffU) * kPrimeLow;
    const std::uint64_t top = (low_ >> 32U) * kPrimeLow + (bottom >> 32U);
    high_ = high_ * kPrimeLow + (top >> 32U) + (low_ << 24U);
    low_ = (top << 32U) | (bottom & 0xffffffffU);
  }
  std::array<std::uint8_t, 16> bytes() const noexcept {
    std::array<std::uint8_t, 16> out{};
    for (std::size_t i = 0; i < 8; ++i) {
      out[i] = static_cast<std::uint8_t>(high_ >> (56 - 8 * i));
      out[8 + i] = static_cast<std::uint8_t>(low_ >> (56 - 8 * i));
    }
    return out;
  }

 private:
  std::uint64_t high_ = 0x6c62272e07bb0142U;
  std::uint64_t low_ = 0x62b821756295c58dU;
};

}  // namespace

std::array<std::uint8_t, 16> source_hash(const SourceMap& sources) {
  Fnv128 hash;
  for (SourceId source = 0; source < sources.size(); ++source) {
    for (const char c : sources.text(source)) hash.add(static_cast<std::uint8_t>(c));
    hash.add(0);
  }
  return hash.bytes();
}

}  // namespace doorward::backend
