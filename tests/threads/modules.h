// Two modules that decide every sign-in differently.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::test {

/// Requires mfa of everyone, by the one policy `challenges`.
const std::vector<std::byte>& challenging_module();
/// Blocks everyone, by the policies `blocks` and `blocks too`.
const std::vector<std::byte>& blocking_module();

std::shared_ptr<const PolicySet> loaded(const std::vector<std::byte>& module);

SignIn anybody();

}  // namespace doorward::test
