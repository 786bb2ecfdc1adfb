// The rule of a time zone for all years to come, as POSIX writes it: `CET-1CEST,M3.5.0,M10.5.0/3`.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "zone_file.h"

namespace doorward::backend {

/// A moment of a year: the `week`-th `weekday` of `month` (week 5 is the last), and seconds from that midnight.
struct YearlyMoment {
  unsigned month = 1;
  unsigned week = 1;
  unsigned weekday = 0;  // 0 is Sunday
  std::int32_t seconds = 7200;
};

struct ZoneRule {
  std::int32_t standard = 0;  // seconds east of UTC
  std::int32_t summer = 0;
  bool changes = false;  // without changes standard time always holds
  YearlyMoment to_summer;
  YearlyMoment to_standard;

  /// The two changes of the year, in any order; none where standard time always holds.
  std::vector<OffsetChange> changes_in(int year) const;
};

/// nullopt when `text` is no rule, or counts days in a way that no zone of the database has used since 2000.
std::optional<ZoneRule> parse_zone_rule(std::string_view text);

}  // namespace doorward::backend
