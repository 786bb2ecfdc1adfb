// What has gone on for too long: exceptions, trials, and policies that are switched off.
#include <array>
#include <charconv>
#include <chrono>

#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Day;
using model::Policy;
using model::SubjectItem;

std::string day_text(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The day that begins `text`: `2026-01-31…`.
std::optional<Day> day_at(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

/// Graph's date, or PowerShell's `/Date(1710239263000)/`, or `since DAY` in the note of a Ward policy.
std::optional<Day> changed_on(const Policy& policy) {
  if (const auto day = day_at(policy.changed)) return day;
  constexpr std::string_view shell = "/Date(";
  if (policy.changed.starts_with(shell)) {
    std::int64_t milliseconds = 0;
    const std::string_view digits = std::string_view(policy.changed).substr(shell.size());
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), milliseconds);
    constexpr std::int64_t day = 86'400'000;
    if (error == std::errc() && end != digits.data()) return static_cast<Day>(milliseconds / day);
  }
  constexpr std::string_view since = "since ";
  const std::size_t at = policy.note.find(since);
  return at == std::string::npos ? std::nullopt : day_at(std::string_view(policy.note).substr(at + since.size()));
}

bool is_contingency(const Policy& policy) {
  constexpr auto words = std::to_array<std::string_view>(
      {"contingency", "Contingency", "emergency", "Emergency", "EMERGENCY", "reak-glass", "reak glass", "reakglass"});
  const std::string& title = policy.title;
  return title.starts_with("EM") ||
         std::any_of(words.begin(), words.end(), [&](auto word) { return title.find(word) != std::string::npos; });
}

std::string name_of(const Scene& scene, const SubjectItem& item) {
  const std::string_view kind = item.kind == SubjectItem::Kind::group  ? "group"
                                : item.kind == SubjectItem::Kind::role ? "role"
                                                                       : "user";
  return '`' + shown_name(scene.set, kind, item.id) + '`';
}

template <class Take>
void each_exception(const Scene& scene, const Take& take) {
  for (const Policy& policy : scene.set.policies) {
    if (!policy.users || !active(policy)) continue;
    for (const SubjectItem& item : policy.users->exclude) take(item);
  }
}

}  // namespace

void lint_exception_ended(const Scene& scene) {
  each_exception(scene, [&](const SubjectItem& item) {
    if (!item.until || *item.until >= scene.options.today) return;
    scene.report<Code::exception_ended>(item.origin, name_of(scene, item), day_text(*item.until)).help =
        "take the exception out, or give it a new `until`";
  });
}

void lint_exception_never_ends(const Scene& scene) {
  constexpr Day longest = 366;
  each_exception(scene, [&](const SubjectItem& item) {
    const bool far = item.until && *item.until - scene.options.today > longest;
    const bool open = !item.until && !item.because.empty();
    if (!far && !open) return;
    scene
        .report<Code::exception_never_ends>(item.origin, name_of(scene, item),
                                            far ? "an end more than a year away" : "a reason and no end")
        .help = "give it an end: `until 2027-01-31`";
  });
}

void lint_report_only_long(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (policy.state != model::PolicyState::report_only) continue;
    const auto since = changed_on(policy);
    if (!since || scene.options.today - *since <= scene.options.report_only_days) continue;
    scene.report<Code::report_only_long>(policy.origin, label(policy), day_text(*since), scene.options.today - *since)
        .help = "enforce it or delete it";
  }
}

void lint_disabled_long(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (policy.state != model::PolicyState::disabled || is_contingency(policy)) continue;
    const auto since = changed_on(policy);
    if (!since || scene.options.today - *since <= scene.options.disabled_days) continue;
    scene.report<Code::disabled_long>(policy.origin, label(policy), day_text(*since), scene.options.today - *since)
        .help = "delete it, or give it a title that says what it is kept for";
  }
}

}  // namespace doorward::linting
