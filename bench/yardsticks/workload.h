// The workload of bench/workload.py as plain interned records: what the yardsticks decide. It covers what that
// workload uses of SEMANTICS.md and aborts on anything else. Shares no code with the runtime, on purpose.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace doorward::yardstick {

enum class Attribute : std::uint8_t {
  is_compliant,
  trust_type,
  extension_attribute_1,
  model,
  manufacturer,
  operating_system
};
inline constexpr std::size_t kAttributes = 6;
enum class Operator : std::uint8_t { eq, ne, starts_with, in };

struct Atom {
  Attribute attribute{};
  Operator op{};
  std::vector<std::string> values;  // lower case
};
struct Rule {
  bool any = false;  // `-or`
  std::vector<Atom> atoms;
  std::uint8_t tested = 0;  // bit N for Attribute N
};

/// Controls in Entra's order, as bits.
inline constexpr std::uint8_t kMfa = 1;
inline constexpr std::uint8_t kCompliantDevice = 2;
inline constexpr std::uint8_t kHybridDevice = 4;

struct NetworkSide {
  bool all = false;
  bool trusted = false;
  std::vector<std::uint32_t> ip_locations;
  std::vector<std::uint32_t> countries;  // country location numbers
};

struct Policy {
  std::string id;
  bool block = false;
  bool any = true;
  std::uint8_t controls = 0;
  bool everyone = false;
  std::vector<std::uint32_t> include;  // interned users, groups and roles
  std::vector<std::uint32_t> exclude;
  bool all_apps = false;
  std::vector<std::uint32_t> apps;
  std::vector<std::uint32_t> exclude_apps;
  std::uint32_t clients = ~0U;
  std::uint32_t platforms = ~0U;
  std::uint32_t sign_in_risk = ~0U;
  std::uint32_t user_risk = ~0U;
  bool has_network = false;
  NetworkSide include_networks;
  NetworkSide exclude_networks;
  int rule = -1;
  bool exclude_rule = false;
};

struct Range {
  std::uint32_t first = 0;
  std::uint32_t prefix = 0;
  std::uint32_t location = 0;
};

/// What a sign-in is once its strings are interned. `device` is ~0 without one.
struct Request {
  std::uint32_t user = 0;
  std::uint32_t app = 0;
  std::uint8_t client = 0;
  std::uint8_t platform = 0;
  std::uint8_t sign_in_risk = 0;
  std::uint8_t user_risk = 0;
  std::uint32_t ip = 0;
  std::uint32_t country = 0;
  std::uint32_t device = ~0U;
};

struct Device {
  std::array<std::string, kAttributes> values;  // lower case; empty is absent
  bool compliant = false;
  bool hybrid = false;
};

struct Workload {
  std::vector<Policy> policies;  // sorted by id
  std::vector<Rule> rules;
  std::vector<Range> ranges;
  std::vector<bool> trusted;                              // by IP location
  std::vector<std::vector<std::uint32_t>> country_lists;  // by country location: interned countries
  std::vector<std::vector<std::uint32_t>> users;          // by user: interned ids, the user's own first
  std::vector<Device> devices;
  std::vector<Request> requests;
  std::uint32_t ids = 0;
  std::uint32_t apps = 0;
  std::uint32_t countries = 0;
  /// The numbers of texts as sign-ins write them.
  std::unordered_map<std::string, std::uint32_t> user_numbers, app_numbers, device_numbers, country_numbers;
};

inline constexpr std::array<const char*, 4> kClients{"browser", "mobileAppsAndDesktopClients", "exchangeActiveSync",
                                                     "other"};
inline constexpr std::array<const char*, 6> kPlatforms{"android", "iOS", "windows", "macOS", "linux", "windowsPhone"};
inline constexpr std::array<const char*, 4> kRisks{"none", "low", "medium", "high"};

/// Reads FOLDER/policies_SIZE.json, directory.json and the first `sign_ins` lines of signins.ndjson.
Workload read_workload(const std::string& folder, std::uint32_t size, std::size_t sign_ins);

/// Whether the rule is true of the device under the absence rules of SEMANTICS.md §1; `device` null is unregistered.
bool holds(const Rule& rule, const Device* device);

enum class Status : std::uint8_t { satisfied, pending, failed };
struct Clause {
  std::uint32_t policy = 0;
  Status status = Status::satisfied;
  std::uint8_t unmet = 0;  // control bits
};

/// A full decision, in indices of Workload::policies; lists ascend.
struct Answer {
  std::uint8_t outcome = 0;  // 0 grant, 1 challenge, 2 block
  std::vector<std::uint32_t> applied;
  std::vector<std::uint32_t> blocked_by;
  std::vector<Clause> clauses;
  std::uint8_t next = 0;     // control bits
  std::uint8_t assumed = 0;  // Attribute bits

  void clear() {
    outcome = 0;
    next = 0;
    assumed = 0;
    applied.clear();
    blocked_by.clear();
    clauses.clear();
  }
};

/// The status of one clause, by the facts of the device.
inline Clause clause_of(std::uint32_t policy, bool any, std::uint8_t controls, std::uint8_t met, bool legacy) {
  Clause clause{policy, Status::satisfied, static_cast<std::uint8_t>(controls & ~met)};
  const bool satisfied = any ? (controls & met) != 0 : clause.unmet == 0;
  if (satisfied) return clause;
  const bool promptable = any ? (clause.unmet & kMfa) != 0 : clause.unmet == kMfa;
  clause.status = promptable && !legacy ? Status::pending : Status::failed;
  return clause;
}

inline bool is_legacy(std::uint8_t client) { return client >= 2; }

/// The attributes that a sign-in leaves absent and that a device filter would have to assume.
std::uint8_t absent_attributes(const Device* device);

}  // namespace doorward::yardstick
