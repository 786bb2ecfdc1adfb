// A sign-in in the native JSON shape (docs/sign-ins.md), as SignInReader reads it. Must not know where it comes from.
#pragma once

#include <string>

#include "doorward/runtime/sign_in.h"

namespace doorward {

/// One line without a line end. Only what the sign-in carries is a member.
std::string sign_in_json(const SignIn& sign_in);

}  // namespace doorward
