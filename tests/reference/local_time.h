// The wall clock of a time zone. Asks the C library, so that it shares nothing with the tables that the compiler
// puts into modules. Not thread-safe: the C library's zone belongs to the process.
#pragma once

#include <cstdint>
#include <string>

namespace doorward::reference {

struct LocalTime {
  unsigned weekday = 0;  // 0 Monday … 6 Sunday
  unsigned minute = 0;   // of the day
};

/// `zone` is an IANA name, `now` Unix seconds.
LocalTime local_time(const std::string& zone, std::int64_t now);

}  // namespace doorward::reference
