#include "zone_file.h"

namespace doorward::backend {
namespace {

constexpr std::size_t kHeaderBytes = 44;
constexpr std::size_t kTypeBytes = 6;

struct Counts {
  std::size_t isut, isstd, leap, time, type, text;
};

std::uint64_t big_endian(std::string_view bytes) noexcept {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<std::uint8_t>(c);
  return value;
}

/// Takes `count` bytes off the front; nullopt when there are fewer.
std::optional<std::string_view> take(std::string_view& bytes, std::size_t count) noexcept {
  if (bytes.size() < count) return std::nullopt;
  const std::string_view front = bytes.substr(0, count);
  bytes.remove_prefix(count);
  return front;
}

std::optional<Counts> take_header(std::string_view& bytes) noexcept {
  const auto header = take(bytes, kHeaderBytes);
  if (!header || !header->starts_with("TZif") || (*header)[4] < '2') return std::nullopt;
  const auto count = [&](std::size_t index) {
    return static_cast<std::size_t>(big_endian(header->substr(20 + 4 * index, 4)));
  };
  return Counts{count(0), count(1), count(2), count(3), count(4), count(5)};
}

std::size_t block_bytes(const Counts& counts, std::size_t time_bytes) noexcept {
  return counts.time * (time_bytes + 1) + counts.type * kTypeBytes + counts.text + counts.leap * (time_bytes + 4) +
         counts.isstd + counts.isut;
}

}  // namespace

std::optional<ZoneFile> read_zone_file(std::string_view bytes) {
  // The first block has 32-bit times, for readers that know no better.
  const auto old_counts = take_header(bytes);
  if (!old_counts || !take(bytes, block_bytes(*old_counts, 4))) return std::nullopt;
  const auto counts = take_header(bytes);
  if (!counts || counts->type == 0) return std::nullopt;
  const auto block = take(bytes, block_bytes(*counts, 8));
  if (!block) return std::nullopt;

  const std::string_view times = block->substr(0, counts->time * 8);
  const std::string_view kinds = block->substr(times.size(), counts->time);
  const std::string_view types = block->substr(times.size() + kinds.size(), counts->type * kTypeBytes);
  const auto offset_of = [&](std::size_t type) {
    return static_cast<std::int32_t>(big_endian(types.substr(type * kTypeBytes, 4)));
  };
  ZoneFile file;
  file.first_offset = offset_of(0);
  for (std::size_t i = 0; i < counts->time; ++i) {
    const auto type = static_cast<std::uint8_t>(kinds[i]);
    if (type >= counts->type) return std::nullopt;
    file.changes.push_back({static_cast<std::int64_t>(big_endian(times.substr(i * 8, 8))), offset_of(type)});
  }
  if (bytes.size() >= 2 && bytes.front() == '\n') {
    bytes.remove_prefix(1);
    file.rule = std::string(bytes.substr(0, bytes.find('\n')));
  }
  return file;
}

}  // namespace doorward::backend
