#include "window.h"

#include <algorithm>

namespace doorward::runtime {
namespace {

constexpr std::int64_t kSecondsPerDay = 86400;

std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
  const std::int64_t quotient = a / b;
  return a % b < 0 ? quotient - 1 : quotient;
}

std::int32_t offset_at(const bytecode::ModuleView& module, std::uint32_t zone, std::int64_t now) noexcept {
  const bytecode::ZoneEntry& entry = module.zones[zone];
  const auto transitions = module.transitions.subspan(entry.transitions.first, entry.transitions.count);
  const auto after = std::upper_bound(transitions.begin(), transitions.end(), now,
                                      [](std::int64_t t, const bytecode::TransitionEntry& e) { return t < e.at; });
  return after == transitions.begin() ? entry.offset : std::prev(after)->offset;
}

}  // namespace

std::int64_t clamp_time(std::int64_t unix_seconds) noexcept {
  return std::clamp(unix_seconds, -kFarthestTime, kFarthestTime);
}

bool in_window(const bytecode::ModuleView& module, std::uint32_t window, std::int64_t now) noexcept {
  const bytecode::WindowEntry& entry = module.windows[window];
  const std::int64_t local = now + offset_at(module, entry.zone, now);
  const std::int64_t day = floor_divide(local, kSecondsPerDay);
  const std::int64_t minute = (local - day * kSecondsPerDay) / 60;
  // 1970-01-01 was a Thursday, day 3 of a week that begins on Monday.
  const std::int64_t weekday = day + 3 - floor_divide(day + 3, 7) * 7;
  const bool opens_today = ((entry.days >> weekday) & 1U) != 0;
  const bool opened_yesterday = ((entry.days >> ((weekday + 6) % 7)) & 1U) != 0;
  const std::int64_t start = entry.start_minute;
  const std::int64_t end = entry.end_minute;
  if (start == 0 && end == 0) return opens_today;
  if (start < end) return opens_today && minute >= start && minute < end;
  return (opens_today && minute >= start) || (opened_yesterday && minute < end);
}

bool before_end_of(std::uint32_t day, std::int64_t now) noexcept {
  return now < (std::int64_t{static_cast<std::int32_t>(day)} + 1) * kSecondsPerDay;
}

}  // namespace doorward::runtime
