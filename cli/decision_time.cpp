#include "decision_time.h"

#include <fmt/format.h>

#include <chrono>

#include "doorward/io/timestamp.h"

namespace doorward::cli {

std::optional<std::int64_t> decision_time(const Context& context, const std::string& at) {
  if (at.empty())
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
  const auto time = parse_timestamp(at.size() == 10 ? at + "T00:00:00Z" : at, true);
  if (!time) {
    context.error(fmt::format("`{}` is no time", at));
    context.write_messages("help: write it as 2026-11-24T09:30:00Z, or 2026-11-24 for its beginning in UTC\n");
  }
  return time;
}

}  // namespace doorward::cli
