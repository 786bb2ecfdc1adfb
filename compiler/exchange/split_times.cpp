// Windows of time that Graph keeps apart: any condition on the times of one zone is a set of minutes of the week.
#include <algorithm>
#include <bitset>
#include <map>
#include <optional>

#include "exchange/split.h"

namespace doorward::exchange {
namespace {

using model::Expr;
using model::TimeWindow;

constexpr std::size_t kDay = std::size_t{24} * 60;
constexpr std::size_t kWeek = 7 * kDay;
using Week = std::bitset<kWeek>;  // from Monday 00:00

Week minutes_of(const TimeWindow& window) {
  const bool whole = window.start_minute == 0 && window.end_minute == 0;
  std::size_t length = kDay;
  if (!whole) length = (window.end_minute + kDay - window.start_minute) % kDay;
  if (!whole && length == 0) length = kDay;
  Week week;
  for (std::size_t day = 0; day < 7; ++day) {
    if ((window.days >> day & 1U) == 0) continue;
    for (std::size_t i = 0; i < length; ++i) week.set((day * kDay + window.start_minute + i) % kWeek);
  }
  return week;
}

/// The minutes at which `expr` holds; nothing when it speaks of another zone than `zone`, which is set by the first.
std::optional<Week> minutes_of(const Expr& expr, std::string& zone) {
  if (expr.kind == Expr::Kind::time) {
    if (zone.empty()) zone = expr.time.zone;
    if (zone != expr.time.zone) return std::nullopt;
    return minutes_of(expr.time);
  }
  if (expr.children.empty()) return std::nullopt;
  std::optional<Week> all;
  for (const Expr& child : expr.children) {
    const auto part = minutes_of(child, zone);
    if (!part) return std::nullopt;
    if (!all) {
      all = part;
    } else {
      all = expr.kind == Expr::Kind::any_of ? *all | *part : *all & *part;
    }
  }
  return expr.kind == Expr::Kind::negation ? ~*all : *all;
}

/// The windows that make up a week of minutes, those of equal hours together; none when there is no minute.
std::vector<TimeWindow> windows_of(const Week& week, const std::string& zone) {
  std::map<std::pair<std::size_t, std::size_t>, unsigned> days;  // by start and length
  const auto add = [&](std::size_t start, std::size_t length) {
    days[{start % kDay, length}] |= 1U << (start / kDay % 7);
  };
  std::size_t first = 0;
  while (first < kWeek && !(week[first] && !week[(first + kWeek - 1) % kWeek])) ++first;
  if (first == kWeek) {  // always or never
    for (std::size_t day = 0; week.all() && day < 7; ++day) add(day * kDay, kDay);
  }
  for (std::size_t at = first; first != kWeek && at < first + kWeek;) {
    std::size_t end = at;
    while (end < first + kWeek && week[end % kWeek]) ++end;
    if (end - at < kDay) {
      if (end != at) add(at, end - at);
    } else {  // longer than a day: cut at midnight
      for (std::size_t from = at; from < end;) {
        const std::size_t to = std::min(end, (from / kDay + 1) * kDay);
        add(from, to - from);
        from = to;
      }
    }
    at = end + 1;
  }
  std::vector<TimeWindow> windows;
  for (const auto& [hours, mask] : days) {
    TimeWindow window;
    window.days = static_cast<std::uint8_t>(mask);
    window.start_minute = static_cast<std::uint16_t>(hours.first);
    window.end_minute = static_cast<std::uint16_t>((hours.first + hours.second) % kDay);
    window.zone = zone;
    windows.push_back(window);
  }
  return windows;
}

bool fits(const std::vector<Expr>& times) {
  std::size_t includes = 0;
  std::size_t excludes = 0;
  for (const Expr& time : times) {
    if (time.kind == Expr::Kind::time) {
      ++includes;
    } else if (time.kind == Expr::Kind::negation && time.children.front().kind == Expr::Kind::time) {
      ++excludes;
    } else {
      return false;
    }
  }
  return includes <= 1 && excludes <= 1;
}

Expr time_expr(const TimeWindow& window, const model::Origin& origin) {
  Expr expr;
  expr.kind = Expr::Kind::time;
  expr.time = window;
  expr.origin = origin;
  return expr;
}

/// The parts of conditions that all must hold, with the days that one leaves out as the days that it keeps.
void add_parts(const Expr& expr, std::vector<Expr>& parts) {
  if (expr.kind == Expr::Kind::all_of) {
    for (const Expr& child : expr.children) add_parts(child, parts);
    return;
  }
  parts.push_back(expr);
  if (expr.kind != Expr::Kind::negation || expr.children.front().kind != Expr::Kind::time) return;
  constexpr unsigned kEveryDay = 0x7f;
  TimeWindow window = expr.children.front().time;
  const bool whole = window.start_minute == 0 && window.end_minute == 0;
  window.days = static_cast<std::uint8_t>(~window.days & kEveryDay);
  if (whole && window.days != 0) parts.back() = time_expr(window, expr.origin);
}

}  // namespace

std::vector<model::Policy> split_times(const model::Policy& policy) {
  if (fits(policy.times)) return {policy};
  model::Policy flat = policy;
  flat.times.clear();
  for (const Expr& time : policy.times) add_parts(time, flat.times);
  if (fits(flat.times)) return {flat};
  Expr all;
  all.kind = Expr::Kind::all_of;
  all.children = policy.times;
  std::string zone;
  const auto week = minutes_of(all, zone);
  if (!week || week->none()) return {policy};
  const model::Origin& origin = policy.times.front().origin;
  model::Policy plain = policy;
  plain.times.clear();
  if (week->all()) return {plain};
  const std::vector<TimeWindow> inside = windows_of(*week, zone);
  const std::vector<TimeWindow> outside = windows_of(~*week, zone);
  if (inside.size() != 1 && outside.size() == 1) {
    Expr except;
    except.kind = Expr::Kind::negation;
    except.origin = origin;
    except.children.push_back(time_expr(outside.front(), origin));
    plain.times.push_back(std::move(except));
    return {plain};
  }
  std::vector<model::Policy> parts;
  for (const TimeWindow& window : inside) {
    parts.push_back(plain);
    parts.back().times.push_back(time_expr(window, origin));
  }
  return parts;
}

}  // namespace doorward::exchange
