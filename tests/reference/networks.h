// Where a sign-in comes from: named locations and the sentinels (SEMANTICS.md §1 "network", §8.7).
#pragma once

#include <vector>

#include "doorward/compiler/model.h"
#include "reference/circumstances.h"

namespace doorward::reference {

/// Whether the address is in one of the ranges. IPv4 and IPv6 stay apart: an IPv6 range shorter than the mapped
/// prefix holds no IPv4 address.
bool in_ranges(const std::optional<IpAddress>& address, const std::vector<model::IpRange>& ranges);

/// Whether the address is one of the MFA trusted IPs.
bool is_mfa_trusted(const model::PolicySet& set, const SignIn& sign_in);

bool matches(const model::NetworkCondition& condition, const model::PolicySet& set, const Circumstances& seen);

}  // namespace doorward::reference
