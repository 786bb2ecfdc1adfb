// A sign-in in the native JSON shape (CONTRACTS.md §4), for failing cases and for readers under test.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "doorward/runtime/sign_in.h"

namespace doorward::reference {

/// Only what the sign-in carries is a member.
nlohmann::ordered_json to_json(const SignIn& sign_in);

}  // namespace doorward::reference
