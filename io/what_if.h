// The body of Graph's what-if action as a sign-in. Private to io.
#pragma once

#include "json_value.h"

namespace doorward {

/// True when a root field of this name tells that a record is the body of the what-if action.
bool is_what_if_landmark(std::string_view key) noexcept;

bool read_what_if(ondemand::object& object, RecordError& error, SignIn& sign_in);

}  // namespace doorward
