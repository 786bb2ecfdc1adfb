#include "shape.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "doorward/facts/guid.h"

namespace doorward::words {
namespace {

constexpr std::size_t kGuidLength = 36;
constexpr std::size_t kLongestAddress = 45;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'; }

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_address(std::string_view text, int family) {
  if (text.empty() || text.size() > kLongestAddress) return false;
  std::array<char, kLongestAddress + 1> terminated{};
  std::memcpy(terminated.data(), text.data(), text.size());
  std::array<unsigned char, 16> bytes{};
  return inet_pton(family, terminated.data(), bytes.data()) == 1;
}

bool is_v6(std::string_view text) {
  return std::count(text.begin(), text.end(), ':') >= 2 && is_address(text, AF_INET6);
}

bool is_upn(std::string_view run) {
  const std::size_t at = run.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < run.size() &&
         run.find('@', at + 1) == std::string_view::npos;
}

bool is_version(std::string_view run) {
  bool digit_before = false;
  for (const char c : run) {
    if (c == '.' && !digit_before) return false;
    if (c != '.' && !is_digit(c)) return false;
    digit_before = c != '.';
  }
  return digit_before;
}

// Digits, dashes, dots, colons and slashes only.
Code numeric_shape(std::string_view run) {
  if (is_date(run)) return kDate;
  if (is_time(run)) return kTimeOfDay;
  if (is_ip(run)) return kIp;
  if (is_cidr(run)) return kCidr;
  return is_version(run) ? kVersion : kNone;
}

Code name_shape(std::string_view run) {
  const Code keyword = find_keyword(run);
  if (keyword != kNone) return keyword;
  const bool two_letters = run.size() == 2 && is_letter(run[1]);
  return two_letters ? kTwoLetters : kName;
}

}  // namespace

bool fits(std::string_view text, std::string_view pattern) {
  return std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(),
                    [](char c, char p) { return p == '9' ? is_digit(c) : c == p; });
}

bool is_date(std::string_view text) {
  if (!fits(text, "9999-99-99")) return false;
  constexpr std::array<int, 12> kDaysOf{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const int year = number(text.substr(0, 4));
  const int month = number(text.substr(5, 2));
  const int day = number(text.substr(8, 2));
  if (year == 0 || month < 1 || month > 12) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  const int days = kDaysOf[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
  return day >= 1 && day <= days;
}

bool is_time(std::string_view text) {
  if (!fits(text, "99:99")) return false;
  const int hour = number(text.substr(0, 2));
  const int minute = number(text.substr(3, 2));
  return (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
}

bool is_ip(std::string_view text) { return is_address(text, AF_INET) || is_v6(text); }

bool is_cidr(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string_view prefix = text.substr(slash + 1);
  if (prefix.empty() || prefix.size() > 3 || !std::all_of(prefix.begin(), prefix.end(), is_digit)) return false;
  if (prefix.size() > 1 && prefix.front() == '0') return false;
  const std::string_view address = text.substr(0, slash);
  if (is_address(address, AF_INET)) return number(prefix) <= 32;
  return is_v6(address) && number(prefix) <= 128;
}

Code shape_of(std::string_view run, std::uint8_t classes) {
  if (run.size() == kGuidLength && (classes & (kAddress | kStrange | kWide)) == 0 && parse_guid(run)) return kGuid;
  const bool plain = (classes & (kAddress | kStrange | kWide)) == 0;
  if (plain && is_letter(run.front())) {
    return run.back() == '.' || run.back() == '-' ? kNone : name_shape(run);
  }
  if (classes == kDigit) return kNumber;
  if (run == "+") return kPlus;
  if ((classes & kWide) == 0 && is_upn(run)) return kUpn;
  if ((classes & (kStrange | kWide)) != 0) return kNone;
  if ((classes & kLetter) == 0) return numeric_shape(run);
  if (is_v6(run)) return kIp;
  return is_cidr(run) ? kCidr : kNone;
}

}  // namespace doorward::words
