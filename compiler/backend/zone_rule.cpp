#include "zone_rule.h"

#include <date/date.h>

namespace doorward::backend {
namespace {

class RuleReader {
 public:
  explicit RuleReader(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  bool next_is(char c) const { return !text_.empty() && text_.front() == c; }
  bool take(char c) {
    if (!next_is(c)) return false;
    text_.remove_prefix(1);
    return true;
  }
  /// `CET`, or `<+03>`.
  bool take_name() {
    const bool bracketed = take('<');
    const std::size_t end = bracketed ? text_.find('>') : text_.find_first_not_of(kLetters);
    if (end == 0 || (bracketed && end == std::string_view::npos)) return false;
    text_.remove_prefix(end == std::string_view::npos ? text_.size() : end + (bracketed ? 1 : 0));
    return true;
  }
  std::optional<std::int32_t> take_number() {
    std::int32_t number = 0;
    std::size_t digits = 0;
    for (; digits < text_.size() && digits < 4 && text_[digits] >= '0' && text_[digits] <= '9'; ++digits) {
      number = number * 10 + (text_[digits] - '0');
    }
    if (digits == 0) return std::nullopt;
    text_.remove_prefix(digits);
    return number;
  }
  /// `[+-]h[:m[:s]]` in seconds.
  std::optional<std::int32_t> take_time() {
    const bool negative = take('-');
    if (!negative) take('+');
    const auto hours = take_number();
    if (!hours) return std::nullopt;
    std::int32_t seconds = *hours * 3600;
    for (const std::int32_t unit : {60, 1}) {
      if (!take(':')) break;
      const auto part = take_number();
      if (!part) return std::nullopt;
      seconds += *part * unit;
    }
    return negative ? -seconds : seconds;
  }
  /// `Mm.w.d[/time]`
  std::optional<YearlyMoment> take_moment() {
    if (!take('M')) return std::nullopt;
    const auto month = take_number();
    const auto week = take('.') ? take_number() : std::nullopt;
    const auto weekday = take('.') ? take_number() : std::nullopt;
    if (!month || !week || !weekday || *month < 1 || *month > 12 || *week < 1 || *week > 5 || *weekday > 6) {
      return std::nullopt;
    }
    YearlyMoment moment{static_cast<unsigned>(*month), static_cast<unsigned>(*week), static_cast<unsigned>(*weekday)};
    if (take('/')) {
      const auto time = take_time();
      if (!time) return std::nullopt;
      moment.seconds = *time;
    }
    return moment;
  }

 private:
  static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::string_view text_;
};

/// Seconds since 1970 at which the moment comes, were local time UTC.
std::int64_t local_seconds(const YearlyMoment& moment, int year) {
  const date::year_month month = date::year{year} / static_cast<int>(moment.month);
  const date::weekday weekday{moment.weekday};
  const date::sys_days day =
      moment.week == 5 ? date::sys_days{month / weekday[date::last]} : date::sys_days{month / weekday[moment.week]};
  return std::int64_t{day.time_since_epoch().count()} * 86400 + moment.seconds;
}

}  // namespace

std::vector<OffsetChange> ZoneRule::changes_in(int year) const {
  if (!changes) return {};
  return {{local_seconds(to_summer, year) - standard, summer}, {local_seconds(to_standard, year) - summer, standard}};
}

std::optional<ZoneRule> parse_zone_rule(std::string_view text) {
  RuleReader reader(text);
  ZoneRule rule;
  if (!reader.take_name()) return std::nullopt;
  // POSIX counts offsets west of Greenwich.
  const auto standard = reader.take_time();
  if (!standard) return std::nullopt;
  rule.standard = -*standard;
  rule.summer = rule.standard;
  if (reader.at_end()) return rule;
  if (!reader.take_name()) return std::nullopt;
  rule.changes = true;
  rule.summer = rule.standard + 3600;
  if (!reader.next_is(',')) {
    const auto summer = reader.take_time();
    if (!summer) return std::nullopt;
    rule.summer = -*summer;
  }
  const auto to_summer = reader.take(',') ? reader.take_moment() : std::nullopt;
  const auto to_standard = reader.take(',') ? reader.take_moment() : std::nullopt;
  if (!to_summer || !to_standard || !reader.at_end()) return std::nullopt;
  rule.to_summer = *to_summer;
  rule.to_standard = *to_standard;
  return rule;
}

}  // namespace doorward::backend
