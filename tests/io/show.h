// A sign-in as text, one line a present signal, so that a test states everything that a record says and nothing
// more. Must not know how records are read.
#pragma once

#include <string>
#include <string_view>

#include "doorward/runtime/sign_in.h"

namespace doorward::test {

std::string show(const SignIn& sign_in);

/// Reads one record and shows it, or `error: …`.
std::string read_and_show(std::string_view record);

/// The error of a record that is not a sign-in, or `no error`.
std::string error_of(std::string_view record);

}  // namespace doorward::test
