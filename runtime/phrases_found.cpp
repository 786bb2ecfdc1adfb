#include <array>
#include <cstdio>

#include "phrases.h"
#include "window.h"

namespace doorward::runtime {
namespace {

/// Civil date of a day since 1970-01-01, by the 400-year cycle counted from 0000-03-01.
struct Date {
  std::int64_t year;
  std::int64_t month;
  std::int64_t day;
};

Date date_of(std::int64_t days) noexcept {
  constexpr std::int64_t kDaysPerCycle = 146097;
  const std::int64_t shifted = days + 719468;
  const std::int64_t cycle = (shifted >= 0 ? shifted : shifted - (kDaysPerCycle - 1)) / kDaysPerCycle;
  const std::int64_t day_of_cycle = shifted - cycle * kDaysPerCycle;
  const std::int64_t year =
      (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / (kDaysPerCycle - 1)) / 365;
  const std::int64_t day_of_year = day_of_cycle - (365 * year + year / 4 - year / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
  const std::int64_t civil_month = month < 10 ? month + 3 : month - 9;
  return {year + cycle * 400 + (civil_month <= 2 ? 1 : 0), civil_month, day};
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

std::string format_ipv6(const IpAddress& address) {
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i] = address[i * 2] * 256U + address[i * 2 + 1];
  std::size_t best = 0;
  std::size_t best_length = 1;  // a single zero group is not shortened
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::size_t length = 0;
    while (i + length < groups.size() && groups[i + length] == 0) ++length;
    if (length > best_length) best = i, best_length = length;
  }
  std::string text;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (best_length > 1 && i == best) {
      text += "::";
      i += best_length - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    std::array<char, 8> digits{};
    std::snprintf(digits.data(), digits.size(), "%x", groups[i]);
    text += digits.data();
  }
  return text;
}

std::string app_name(const SetImage& image, std::string_view app) {
  const std::uint32_t id = image.ids.find(bytecode::IdKind::app, IdKey(app));
  return id == kNoId ? quoted(app) : name_of_id(image, id);
}

}  // namespace

std::string format_address(const IpAddress& address) {
  if (!is_ipv4(address)) return format_ipv6(address);
  std::string text;
  for (std::size_t i = 12; i < address.size(); ++i) {
    if (i != 12) text += '.';
    text += std::to_string(address[i]);
  }
  return text;
}

std::string format_time(std::int64_t unix_seconds) {
  const std::int64_t now = clamp_time(unix_seconds);
  const std::int64_t days = (now >= 0 ? now : now - 86399) / 86400;
  const std::int64_t seconds = now - days * 86400;
  const Date date = date_of(days);
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2) + "T" +
         padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" + padded(seconds % 60, 2) + "Z";
}

std::string found_actor(const SignIn& sign_in) {
  if (sign_in.has_workload) {
    return (sign_in.workload.agent.value_or(false) ? "the agent " : "the workload ") + quoted(sign_in.workload.id);
  }
  if (!sign_in.user.upn.empty()) return std::string(sign_in.user.upn);
  return sign_in.user.id.empty() ? "a user without an id" : quoted(sign_in.user.id);
}

std::string found_target(const SetImage& image, const SignIn& sign_in) {
  std::vector<std::string> parts;
  if (!sign_in.app.empty()) parts.push_back(app_name(image, sign_in.app));
  for (const std::string_view audience : sign_in.audiences) parts.push_back(app_name(image, audience));
  if (sign_in.user_action) {
    parts.push_back("action " + std::string(kUserActions[static_cast<std::size_t>(*sign_in.user_action)].ward));
  }
  if (sign_in.auth_context != 0) parts.push_back("context c" + std::to_string(sign_in.auth_context));
  if (parts.empty()) return "no target";
  std::string text = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) text += " and " + parts[i];
  return text;
}

std::string found_network(const SignIn& sign_in) {
  std::string text = sign_in.ip ? format_address(*sign_in.ip) : "no address";
  if (sign_in.country[0] != 0) text += " in " + std::string(sign_in.country.data(), sign_in.country.size());
  return text;
}

}  // namespace doorward::runtime
