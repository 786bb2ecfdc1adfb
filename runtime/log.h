// How the runtime says a line to the host. Must not be used where a decision goes well.
#pragma once

#include "doorward/runtime/log.h"

namespace doorward::runtime {

/// Says a line as printf would, cut to 255 bytes. Nothing when nobody listens. Allocates nothing.
[[gnu::format(printf, 2, 3)]] void say(LogLevel level, const char* format, ...) noexcept;

}  // namespace doorward::runtime
