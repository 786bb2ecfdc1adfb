// conditions.times: days and hours in a zone (SEMANTICS.md §8.5). Graph does not document the shape; it is the one
// that exported policies have.
#include <array>

#include "graph/readers.h"

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

// `HH:MM`, with `:SS` and a fraction that are zero; 24:00 is the end of the day and counts as 0.
std::optional<std::uint16_t> minute_of(std::string_view text) noexcept {
  if (text.size() < 5 || text[2] != ':') return std::nullopt;
  const auto digits = [&](std::size_t at) {
    const bool both = text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' && text[at + 1] <= '9';
    return both ? (text[at] - '0') * 10 + (text[at + 1] - '0') : -1;
  };
  const int hours = digits(0);
  const int minutes = digits(3);
  if (text.substr(5).find_first_not_of(":.0") != std::string_view::npos) return std::nullopt;
  if (hours == 24 && minutes == 0) return std::uint16_t{0};
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return static_cast<std::uint16_t>(hours * 60 + minutes);
}

bool read_minute(Reading& reading, const Place& at, std::string_view field, std::uint16_t& out) {
  const auto text = text_of(reading, at);
  if (!text) return false;
  const auto minute = minute_of(*text);
  if (!minute) {
    reading.report<Code::not_a_time>(at, *text, field).help = "write hours and minutes, for example `22:00`";
    return false;
  }
  out = *minute;
  return true;
}

std::optional<model::Expr> read_window(Reading& reading, const Place& at) {
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
  const Place start = fields.get("startTime");
  const Place end = fields.get("endTime");
  if (!start != !end) {
    reading.report<Code::missing_graph_field>(at, "a window of time", start ? "endTime" : "startTime").help =
        "write both, for example `09:00` and `17:00`";
    return std::nullopt;
  }
  if (start && !read_minute(reading, start, "startTime", expr.time.start_minute)) return std::nullopt;
  if (end && !read_minute(reading, end, "endTime", expr.time.end_minute)) return std::nullopt;
  if (const auto zone = fields.get("timeZone")) expr.time.zone = text_of(reading, zone).value_or("UTC");
  return expr;
}

}  // namespace

void read_times(Reading& reading, const Place& at, model::Policy& out) {
  const Fields fields(reading, Object::times, at);
  const Place all_at = fields.get("includeAllTimes");
  const Place include_at = fields.get("includeDays");
  const Place exclude_at = fields.get("excludeDays");
  const bool all = all_at && truth_of(reading, all_at).value_or(false);
  auto include = read_window(reading, include_at);
  auto exclude = read_window(reading, exclude_at);
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
