#include "doorward/io/timestamp.h"

#include <chrono>

namespace doorward {
namespace {

class Cursor {
 public:
  explicit Cursor(std::string_view text) noexcept : text_(text) {}

  bool done() const noexcept { return at_ == text_.size(); }
  bool take(char wanted) noexcept {
    if (done() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  /// Exactly `width` digits, at most `limit`; -1 otherwise.
  int number(int width, int limit) noexcept {
    int value = 0;
    for (int i = 0; i < width; ++i) {
      if (done() || text_[at_] < '0' || text_[at_] > '9') return -1;
      value = value * 10 + (text_[at_++] - '0');
    }
    return value <= limit ? value : -1;
  }
  void skip_digits() noexcept {
    while (!done() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::optional<std::int64_t> parse_date(Cursor& cursor) noexcept {
  const int year = cursor.number(4, 9999);
  if (year < 0 || !cursor.take('-')) return std::nullopt;
  const int month = cursor.number(2, 12);
  if (month < 1 || !cursor.take('-')) return std::nullopt;
  const int day = cursor.number(2, 31);
  if (day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return std::int64_t{std::chrono::sys_days{date}.time_since_epoch().count()} * 86'400;
}

/// Seconds to subtract for the zone, or nothing when there is no valid zone.
std::optional<std::int64_t> parse_zone(Cursor& cursor) noexcept {
  if (cursor.take('Z') || cursor.take('z')) return 0;
  const bool west = cursor.take('-');
  if (!west && !cursor.take('+')) return std::nullopt;
  const int hours = cursor.number(2, 23);
  if (hours < 0 || !cursor.take(':')) return std::nullopt;
  const int minutes = cursor.number(2, 59);
  if (minutes < 0) return std::nullopt;
  const std::int64_t seconds = hours * 3'600 + minutes * 60;
  return west ? -seconds : seconds;
}

}  // namespace

std::optional<std::int64_t> parse_timestamp(std::string_view text, bool zone_optional) noexcept {
  Cursor cursor(text);
  const auto day = parse_date(cursor);
  if (!day || !(cursor.take('T') || cursor.take('t') || cursor.take(' '))) return std::nullopt;
  const int hour = cursor.number(2, 23);
  if (hour < 0 || !cursor.take(':')) return std::nullopt;
  const int minute = cursor.number(2, 59);
  if (minute < 0 || !cursor.take(':')) return std::nullopt;
  const int second = cursor.number(2, 60);
  if (second < 0) return std::nullopt;
  if (cursor.take('.')) cursor.skip_digits();
  const std::int64_t local = *day + std::int64_t{hour} * 3'600 + std::int64_t{minute} * 60 + second;
  if (cursor.done() && zone_optional) return local;
  const auto zone = parse_zone(cursor);
  if (!zone || !cursor.done()) return std::nullopt;
  return local - *zone;
}

}  // namespace doorward
