#include "moments.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace doorward::analysis {
namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kDaysAWeek = 7;
/// Offsets of time zones are multiples of it, so that a boundary in any of them is one of these and some minutes in UTC.
constexpr std::int64_t kQuarter = 15;

void add_boundaries(const model::Expr& expr, std::set<std::int64_t>& minutes) {
  for (const model::Expr& child : expr.children) add_boundaries(child, minutes);
  if (expr.kind != model::Expr::Kind::time) return;
  minutes.insert(expr.time.start_minute % kQuarter);
  minutes.insert(expr.time.end_minute % kQuarter);
}

void add_ends(const model::Policy& policy, std::set<std::int64_t>& ends) {
  if (!policy.users) return;
  for (const model::SubjectItem& item : policy.users->exclude) {
    if (item.until) ends.insert((std::int64_t{*item.until} + 1) * kDay);
  }
}

}  // namespace

std::vector<std::int64_t> moments_of(const model::PolicySet& set, std::int64_t now) {
  std::set<std::int64_t> minutes;  // of a quarter of an hour
  std::set<std::int64_t> ends;
  for (const model::Policy& policy : set.policies) {
    if (policy.state != model::PolicyState::enabled) continue;
    for (const model::Expr& expr : policy.times) add_boundaries(expr, minutes);
    if (policy.when) add_boundaries(*policy.when, minutes);
    add_ends(policy, ends);
  }
  std::vector<std::int64_t> moments;
  if (minutes.empty()) return moments;
  const auto same_exceptions = [&](std::int64_t time) {
    const auto [first, last] = std::minmax(now, time);
    const auto end = ends.upper_bound(first);
    return end == ends.end() || *end > last;
  };
  // Each day of the week twice: where an exception ends in the week to come, the week that has gone stands in for it.
  const std::int64_t today = now - (now % kDay + kDay) % kDay;
  for (std::int64_t time = today - kDaysAWeek * kDay; time < today + kDaysAWeek * kDay; time += kQuarter * kMinute) {
    for (const std::int64_t minute : minutes) {
      const std::int64_t moment = time + minute * kMinute;
      if (same_exceptions(moment)) moments.push_back(moment);
    }
  }
  // What comes next is named first.
  std::stable_partition(moments.begin(), moments.end(), [&](std::int64_t time) { return time > now; });
  return moments;
}

std::string time_text(std::int64_t time) { return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(time)); }

}  // namespace doorward::analysis
