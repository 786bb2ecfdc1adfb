// The native shape of a sign-in (docs/sign-ins.md): closed, every field typed. Private to io.
#pragma once

#include "json_value.h"

namespace doorward {

/// True when `key` is a field of the native root object.
bool is_native_field(std::string_view key) noexcept;
/// True when `key` is a field that only the native shape has, and so tells it from the shapes of logs.
bool is_native_landmark(std::string_view key) noexcept;

/// Reads `object` in one pass. On an unknown root field it fails like on any other; the caller may then try what
/// else the record can be.
bool read_native(ondemand::object& object, RecordError& error, SignIn& sign_in);

}  // namespace doorward
