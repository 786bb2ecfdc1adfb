#include "context.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "doorward/io/output_file.h"

namespace doorward::cli {

Context::Context()
    : messages_on_terminal_(isatty(STDERR_FILENO) == 1), output_on_terminal_(isatty(STDOUT_FILENO) == 1) {}

bool Context::wants_color(bool on_terminal) const {
  if (color_choice == "always") return true;
  if (color_choice == "never") return false;
  const char* no_color = std::getenv("NO_COLOR");
  return on_terminal && (no_color == nullptr || *no_color == '\0');
}

bool Context::color_messages() const { return wants_color(messages_on_terminal_); }
bool Context::color_output() const { return wants_color(output_on_terminal_); }

void Context::write_messages(std::string_view text) const { std::fwrite(text.data(), 1, text.size(), stderr); }

void Context::error(std::string_view message) const { write_messages(fmt::format("doorward: error: {}\n", message)); }

void Context::warning(std::string_view message) const {
  if (!quiet_) write_messages(fmt::format("doorward: warning: {}\n", message));
}

void Context::note(std::string_view message) const {
  if (!quiet_) write_messages(fmt::format("doorward: {}\n", message));
}

void Context::write_output(std::string_view text) const {
  if (unread_) return;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) take_unwritten();
}

void Context::finish_output() const {
  if (!unread_ && std::fflush(stdout) != 0) take_unwritten();
}

void Context::take_unwritten() const {
  if (errno == EPIPE) {
    unread_ = true;
    return;
  }
  error(fmt::format("cannot write to standard output: {}", std::system_category().message(errno)));
  std::_Exit(static_cast<int>(Exit::usage));
}

bool Context::write_file(const std::string& file, std::string_view bytes) const {
  if (file == "-") {
    write_output(bytes);
    return true;
  }
  std::string failure;
  if (write_whole(file, bytes, failure)) return true;
  error(failure);
  return false;
}

}  // namespace doorward::cli
