#include "zones.h"

#include <date/date.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "zone_file.h"
#include "zone_rule.h"

namespace doorward::backend {
namespace {

constexpr std::string_view kDatabase = "/usr/share/zoneinfo/";
constexpr std::uintmax_t kMaxFile = 1U << 20;
constexpr int kFirstYear = 2000;
constexpr int kEndYear = 2100;

std::int64_t new_year(int year) {
  return std::int64_t{date::sys_days{date::year{year} / 1 / 1}.time_since_epoch().count()} * 86400;
}

int year_of(std::int64_t seconds) {
  const date::sys_seconds time{std::chrono::seconds{seconds}};
  return static_cast<int>(date::year_month_day{date::floor<date::days>(time)}.year());
}

/// A name of the database stays below its folder.
bool is_zone_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '+' || c == '/';
  };
  return !name.empty() && name.front() != '/' && std::all_of(name.begin(), name.end(), allowed);
}

std::optional<ZoneFile> load_zone(const std::string& name) {
  if (!is_zone_name(name)) return std::nullopt;
  const std::string path = std::string(kDatabase) + name;
  std::error_code error;
  const auto size = std::filesystem::is_regular_file(path, error) ? std::filesystem::file_size(path, error) : 0;
  if (error || size > kMaxFile) return std::nullopt;
  std::string bytes(size, '\0');
  std::ifstream in(path, std::ios::binary);
  if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return std::nullopt;
  return read_zone_file(bytes);
}

/// Adds what the rule says of the years after the last change that the file spells out.
void add_years_by_rule(ZoneFile& zone) {
  const auto rule = parse_zone_rule(zone.rule);
  if (!rule) return;
  const std::int64_t last = zone.changes.empty() ? new_year(kFirstYear - 1) : zone.changes.back().at;
  for (int year = std::max(year_of(last), kFirstYear - 1); year < kEndYear; ++year) {
    for (const OffsetChange& change : rule->changes_in(year)) {
      if (change.at > last) zone.changes.push_back(change);
    }
  }
  std::stable_sort(zone.changes.begin(), zone.changes.end(),
                   [](const OffsetChange& a, const OffsetChange& b) { return a.at < b.at; });
}

}  // namespace

std::optional<ZoneOffsets> resolve_zone(const std::string& name) {
  if (name == "UTC") return ZoneOffsets{};
  auto zone = load_zone(name);
  if (!zone) return std::nullopt;
  add_years_by_rule(*zone);
  ZoneOffsets offsets;
  offsets.offset = zone->first_offset;
  std::int32_t current = offsets.offset;
  for (const OffsetChange& change : zone->changes) {
    if (change.at >= new_year(kEndYear)) break;
    // Some changes are of the name alone.
    if (change.offset == current) continue;
    current = change.offset;
    if (change.at <= new_year(kFirstYear)) {
      offsets.offset = current;
    } else {
      offsets.transitions.push_back({change.at, current, 0});
    }
  }
  return offsets;
}

}  // namespace doorward::backend
