// conditions.times: days and hours in a zone (SEMANTICS.md §8.5). Graph does not document the shape; it is the one
// that exported policies have.
#include <fmt/format.h>

#include <array>

#include "graph/readers.h"
#include "windows_zones.h"

namespace doorward::graph {
namespace {

constexpr auto kDays = std::to_array<std::string_view>({
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
});

constexpr int kMinutesOfDay = 24 * 60;

/// An export writes the names of Windows; others write those of the IANA database, which stay as they are.
std::string zone_of(std::string_view name) {
  const std::string_view iana = iana_zone_of_windows(name);
  return std::string(iana.empty() ? name : iana);
}

struct ClockTime {
  int minute = 0;        // of the day; 24:00 is its end
  bool seconds = false;  // and some seconds more
};

// `HH:MM`, `HH:MM:SS` and a fraction behind it.
std::optional<ClockTime> clock_time(std::string_view text) noexcept {
  const auto digits = [&](std::size_t at) {
    if (text.size() < at + 2) return -1;
    const bool both = text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
    return both ? (text[at] - '0') * 10 + (text[at + 1] - '0') : -1;
  };
  const auto follows = [&](std::size_t at, char c) { return text.size() > at && text[at] == c; };
  const int hours = digits(0);
  const int minutes = follows(2, ':') ? digits(3) : -1;
  const int seconds = follows(5, ':') ? digits(6) : 0;
  if (hours < 0 || hours > 24 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return std::nullopt;
  const std::string_view rest = text.size() > 8 ? text.substr(8) : std::string_view();
  if ((text.size() > 5 && text.size() < 8) || (!rest.empty() && rest.front() != '.')) return std::nullopt;
  const std::string_view fraction = rest.empty() ? rest : rest.substr(1);
  if (fraction.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const ClockTime time{hours * 60 + minutes, seconds != 0 || fraction.find_first_not_of('0') != std::string_view::npos};
  if (time.minute > kMinutesOfDay || (time.minute == kMinutesOfDay && time.seconds)) return std::nullopt;
  return time;
}

/// Seconds are rounded: `up` to the next minute, else down.
bool read_minute(Reading& reading, const Place& at, std::string_view field, bool up, std::uint16_t& out) {
  const auto text = text_of(reading, at);
  if (!text) return false;
  const auto time = clock_time(*text);
  if (!time) {
    reading.report<Code::not_a_time>(at, *text, field).help = "write hours and minutes, for example `22:00`";
    return false;
  }
  const int minute = time->minute + (time->seconds && up ? 1 : 0);
  out = static_cast<std::uint16_t>(minute % kMinutesOfDay);
  if (!time->seconds) return true;
  const std::string read_as = fmt::format("{:02}:{:02}", minute / 60, minute % 60);
  reading.report<Code::time_of_seconds>(at, *text, field, read_as).help = "write `" + read_as + "`";
  return true;
}

/// Of an include that is a little too long, and an exclude that is a little too short, the policy applies to no less than
/// was written.
std::optional<model::Expr> read_window(Reading& reading, const Place& at, bool include) {
  if (!at) return std::nullopt;
  const Fields fields(reading, Object::time_days, at);
  model::Expr expr;
  expr.kind = model::Expr::Kind::time;
  expr.origin = at.origin();
  std::uint8_t days = 0;
  for (const auto& [word, place] : words_of(reading, fields.get("daysOfWeek"))) {
    bool known = false;
    for (std::size_t day = 0; day < kDays.size(); ++day) {
      if (!equals_ignoring_case(kDays[day], word)) continue;
      days = static_cast<std::uint8_t>(days | (1U << day));
      known = true;
    }
    if (!known) report_unknown_value(reading, place, word, "daysOfWeek", kDays);
  }
  if (days != 0) expr.time.days = days;
  const Place all_day = fields.get("allDay");
  const bool hours = !all_day || !truth_of(reading, all_day).value_or(false);
  const Place start = hours ? fields.get("startTime") : Place{};
  const Place end = hours ? fields.get("endTime") : Place{};
  if (!start != !end) {
    reading.report<Code::missing_graph_field>(at, "a window of time", start ? "endTime" : "startTime").help =
        "write both, for example `09:00` and `17:00`";
    return std::nullopt;
  }
  if (start && !read_minute(reading, start, "startTime", !include, expr.time.start_minute)) return std::nullopt;
  if (end && !read_minute(reading, end, "endTime", include, expr.time.end_minute)) return std::nullopt;
  if (const auto zone = fields.get("timeZone")) expr.time.zone = zone_of(text_of(reading, zone).value_or("UTC"));
  return expr;
}

}  // namespace

void read_times(Reading& reading, const Place& at, model::Policy& out) {
  const Fields fields(reading, Object::times, at);
  const Place all_at = fields.get("includeAllTimes");
  const Place include_at = fields.get("includeDays");
  const Place exclude_at = fields.get("excludeDays");
  const bool all = all_at && truth_of(reading, all_at).value_or(false);
  auto include = read_window(reading, include_at, true);
  auto exclude = read_window(reading, exclude_at, false);
  if (!all && !include_at && exclude_at) {
    reading.report<Code::exclude_without_include>(exclude_at, "excludeDays").help = "set `includeAllTimes` to true";
    return;
  }
  if (!all && include) out.times.push_back(std::move(*include));
  if (!exclude) return;
  model::Expr negation;
  negation.kind = model::Expr::Kind::negation;
  negation.origin = exclude->origin;
  negation.children.push_back(std::move(*exclude));
  out.times.push_back(std::move(negation));
}

}  // namespace doorward::graph
