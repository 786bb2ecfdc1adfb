#include "progress.h"

#include <fmt/format.h>

namespace doorward::cli {

using Clock = std::chrono::steady_clock;

Progress::Progress(const Context& context, std::string_view noun, std::uint64_t total_bytes)
    : context_(context), noun_(noun), total_bytes_(total_bytes), start_(Clock::now()), last_(start_) {}

Progress::~Progress() {
  if (shown_) context_.write_messages("\r\x1b[K");
}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

void Progress::show(std::uint64_t count, std::uint64_t bytes) {
  if (!context_.messages_on_terminal() || context_.quiet()) return;
  const auto now = Clock::now();
  if (now - last_ < std::chrono::milliseconds(shown_ ? 200 : 1000)) return;
  last_ = now;
  shown_ = true;
  std::string line =
      fmt::format("\r\x1b[K{} {}, {:.0f} a second", count, noun_, static_cast<double>(count) / seconds());
  if (total_bytes_ != 0) line += fmt::format(", {} %", bytes * 100 / total_bytes_);
  context_.write_messages(line);
}

}  // namespace doorward::cli
