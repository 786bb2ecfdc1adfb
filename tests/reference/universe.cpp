#include "reference/universe.h"

#include <algorithm>

#include "doorward/facts/guid.h"

namespace doorward::reference::universe {
namespace {

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

/// A GUID in lower case, in upper case, and in braces.
Spellings guid_spellings(const std::string& lower) { return {lower, upper(lower), "{" + upper(lower) + "}"}; }

std::vector<Spellings> guids(char family, unsigned count) {
  std::vector<Spellings> things;
  for (unsigned i = 0; i < count; ++i) {
    const std::string digits = std::to_string(100 + i);
    things.push_back(guid_spellings(std::string("abcdef1") + family + "-0000-4000-8000-000000000" + digits));
  }
  return things;
}

std::vector<Spellings> with(std::vector<Spellings> things, const std::vector<std::string>& more) {
  for (const std::string& text : more) things.push_back({text, upper(text)});
  return things;
}

}  // namespace

const std::vector<Spellings>& users() {
  static const auto kThings = with(guids('1', 5), {"daemon-user"});
  return kThings;
}
const std::vector<Spellings>& upns() {
  static const auto kThings = with({}, {"alice@contoso.example", "bob_fabrikam#ext#@contoso.example"});
  return kThings;
}
const std::vector<Spellings>& groups() {
  static const auto kThings = guids('2', 6);
  return kThings;
}
const std::vector<Spellings>& roles() {
  static const auto kThings = guids('3', 3);
  return kThings;
}
const std::vector<Spellings>& tenants() {
  static const auto kThings = guids('4', 3);
  return kThings;
}
const std::vector<Spellings>& workloads() {
  static const auto kThings = guids('5', 3);
  return kThings;
}
const std::vector<Spellings>& apps() {
  static const auto kThings = [] {
    auto list = guids('6', 4);
    list.push_back(guid_spellings("00000002-0000-0ff1-ce00-000000000000"));
    list.push_back(guid_spellings("c44b4083-3bb0-49c1-b47d-974e53cbdf3c"));
    return list;
  }();
  return kThings;
}
const std::vector<Spellings>& contexts() {
  static const std::vector<Spellings> kThings{{"c1", "C1"}, {"c2"}, {"c32", "C32"}, {"c99"}};
  return kThings;
}
const std::vector<Spellings>& terms() {
  static const auto kThings = guids('7', 3);
  return kThings;
}
const std::vector<Spellings>& customs() {
  static const auto kThings = with({}, {"duo", "requireduomfa"});
  return kThings;
}
const std::vector<Spellings>& profiles() {
  static const auto kThings = guids('8', 3);
  return kThings;
}
const std::vector<Spellings>& guid_values() {
  static const auto kThings = guids('9', 3);
  return kThings;
}
const std::vector<Spellings>& attribute_names() {
  static const std::vector<Spellings> kThings{{"department", "Department"}, {"Engineering_Project"}, {"tier", "TIER"}};
  return kThings;
}

const std::vector<std::string>& words() {
  static const std::vector<std::string> kList{
      "True",       "False", "ServerAD", "AzureAD", "Workplace", "Surface Hub", "surface",  "HUB",   "10.0.9",
      "10.0.22000", "9",     "10",       "CloudPC", "cloudpc",   "a b",         "Personal", "22:30", "2026-11-25"};
  return kList;
}
const std::vector<std::string>& addresses() {
  static const std::vector<std::string> kList{"203.0.113.7",
                                              "203.0.113.200",
                                              "192.0.2.193",
                                              "192.0.2.1",
                                              "198.51.100.7",
                                              "0.0.0.0",
                                              "255.255.255.255",
                                              "2001:db8::1",
                                              "2001:db8:17::1",
                                              "2001:db8:17:ffff::1",
                                              "::1",
                                              "::",
                                              "::ffff:203.0.113.7",
                                              "64:ff9b::203.0.113.7",
                                              "2002:cb00:7107::1"};
  return kList;
}
const std::vector<std::string>& ranges() {
  static const std::vector<std::string> kList{
      "203.0.113.0/24",  "203.0.113.128/25", "203.0.113.7/32",   "192.0.2.192/26",     "192.0.2.0/24", "0.0.0.0/0",
      "198.51.100.0/22", "2001:db8::/32",    "2001:db8:17::/48", "2001:db8:17::1/128", "::/0",         "::/1",
      "64:ff9b::/96",    "::1/128"};
  return kList;
}
const std::vector<std::string>& countries() {
  static const std::vector<std::string> kList{"DK", "FI", "IS", "NO", "SE"};
  return kList;
}
const std::vector<std::string>& zones() {
  static const std::vector<std::string> kList{"UTC", "Europe/Oslo", "America/New_York", "Asia/Kolkata",
                                              "Australia/Lord_Howe"};
  return kList;
}
const std::vector<std::int64_t>& times() {
  static const std::vector<std::int64_t> kList{1795645800,  // 2026-11-25 22:30 UTC
                                               1795651199,  // the last second of that day
                                               1795651200,  // the first of the next
                                               1792882799,  // Oslo leaves summer time
                                               1792882800,
                                               1772953199,  // New York enters summer time
                                               1772953200,  //
                                               1806159600,  // Lord Howe changes by half an hour in 2027
                                               1790000000, 1830000000, 2000000000, 1767225600};
  return kList;
}

std::string_view policy_spelling(const std::vector<Spellings>& things, Random& random) {
  return random.one_of(things).front();
}

std::string_view any_spelling(const std::vector<Spellings>& things, Random& random) {
  static const Spellings kUnknown{"fedcba98-0000-4000-8000-000000000999"};
  if (random.percent(10)) return kUnknown.front();
  return random.one_of(random.one_of(things));
}

}  // namespace doorward::reference::universe
