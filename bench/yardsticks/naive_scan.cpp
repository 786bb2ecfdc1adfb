#include "naive_scan.h"

#include <algorithm>

namespace doorward::yardstick {
namespace {

template <class List, class Test>
bool any_of(const List& list, Test test) {
  return std::any_of(list.begin(), list.end(), test);
}

}  // namespace

NaiveScan::NaiveScan(const Workload& work)
    : work_(work), is_member_(work.ids, 0), in_location_(work.trusted.size(), 0) {}

bool NaiveScan::network_hits(const NetworkSide& side, const Request& request) const {
  if (side.all) return true;
  if (side.trusted) {
    for (std::size_t i = 0; i < in_location_.size(); ++i) {
      if (work_.trusted[i] && in_location_[i] != 0) return true;
    }
  }
  if (any_of(side.ip_locations, [&](std::uint32_t location) { return in_location_[location] != 0; })) return true;
  return any_of(side.countries, [&](std::uint32_t location) {
    const auto& list = work_.country_lists[location];
    return std::find(list.begin(), list.end(), request.country) != list.end();
  });
}

bool NaiveScan::applies(const Policy& policy, const Request& request, const Device* device) const {
  const auto is_member = [&](std::uint32_t id) { return is_member_[id] != 0; };
  if (!policy.everyone && !any_of(policy.include, is_member)) return false;
  if (any_of(policy.exclude, is_member)) return false;
  const auto is_app = [&](std::uint32_t app) { return app == request.app; };
  if (!policy.all_apps && !any_of(policy.apps, is_app)) return false;
  if (any_of(policy.exclude_apps, is_app)) return false;
  if ((policy.clients >> request.client & 1U) == 0) return false;
  if ((policy.platforms >> request.platform & 1U) == 0) return false;
  if ((policy.sign_in_risk >> request.sign_in_risk & 1U) == 0) return false;
  if ((policy.user_risk >> request.user_risk & 1U) == 0) return false;
  if (policy.has_network &&
      (!network_hits(policy.include_networks, request) || network_hits(policy.exclude_networks, request))) {
    return false;
  }
  return policy.rule < 0 || holds(work_.rules[static_cast<std::size_t>(policy.rule)], device) != policy.exclude_rule;
}

void NaiveScan::decide(const Request& request, Answer& answer) {
  answer.clear();
  for (const std::uint32_t id : work_.users[request.user]) is_member_[id] = 1;
  std::fill(in_location_.begin(), in_location_.end(), std::uint8_t{0});
  for (const Range& range : work_.ranges) {
    if ((request.ip ^ range.first) >> (32 - range.prefix) == 0) in_location_[range.location] = 1;
  }
  const bool legacy = is_legacy(request.client);
  const Device* device = request.device == ~0U || legacy ? nullptr : &work_.devices[request.device];
  const std::uint8_t absent = legacy ? 0 : absent_attributes(device);
  std::uint8_t met = 0;
  if (device != nullptr && device->compliant) met |= kCompliantDevice;
  if (device != nullptr && device->hybrid) met |= kHybridDevice;
  for (std::uint32_t i = 0; i < work_.policies.size(); ++i) {
    const Policy& policy = work_.policies[i];
    if (!applies(policy, request, device)) {
      if (policy.rule >= 0)
        answer.assumed |= static_cast<std::uint8_t>(work_.rules[static_cast<std::size_t>(policy.rule)].tested & absent);
      continue;
    }
    answer.applied.push_back(i);
    if (policy.block) {
      answer.blocked_by.push_back(i);
    } else {
      answer.clauses.push_back(clause_of(i, policy.any, policy.controls, met, legacy));
    }
  }
  bool failed = !answer.blocked_by.empty();
  for (const Clause& clause : answer.clauses) {
    failed = failed || clause.status == Status::failed;
    if (clause.status == Status::pending) answer.next = kMfa;
  }
  answer.outcome = failed ? 2 : answer.next != 0 ? 1 : 0;
  if (failed) answer.next = 0;
  for (const std::uint32_t id : work_.users[request.user]) is_member_[id] = 0;
}

}  // namespace doorward::yardstick
