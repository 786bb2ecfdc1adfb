// What the runtime has to say beside its answers: sets that were loaded, refused or put in force, and decisions that a
// fault kept from being taken. It prints nothing; a host that wants to know hands in a function. Must not know where lines
// go.
#pragma once

#include <cstdint>

namespace doorward {

enum class LogLevel : std::uint8_t {
  info,     ///< as it should be: a set is in force
  warning,  ///< a module was refused
  error     ///< memory ran out, or the runtime broke a rule of its own: decisions are blocks
};

/// Takes one line, ended by NUL, without line feed, that lives until it returns. It is called by whichever thread has
/// something to say, also by several at once, and must not throw.
using LogFunction = void (*)(void* context, LogLevel level, const char* line);

/// From now on `write` takes every line, with `context`; null ends that. For the whole process; set it before other
/// threads use the runtime. Nothing is said of decisions that went well.
void set_log(LogFunction write, void* context) noexcept;

}  // namespace doorward
