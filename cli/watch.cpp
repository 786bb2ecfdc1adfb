#include "watch.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <string_view>

#include "doorward/compiler/source_files.h"

namespace doorward::cli {
namespace {

namespace fs = std::filesystem;

/// How often files are looked at, in milliseconds.
constexpr int kPeriod = 300;

enum class Heard : std::uint8_t { nothing, line, end };

/// What standard input says within a period. A part of a line is nothing yet.
Heard listen() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  const int ready = ::poll(&input, 1, kPeriod);
  if (ready <= 0) return Heard::nothing;
  std::array<char, 256> text{};
  const ssize_t got = ::read(STDIN_FILENO, text.data(), text.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN ? Heard::nothing : Heard::end;
  if (got == 0) return Heard::end;
  const std::string_view said(text.data(), static_cast<std::size_t>(got));
  return said.find('\n') == std::string_view::npos ? Heard::nothing : Heard::line;
}

}  // namespace

Watch::Watch(std::vector<std::string> paths) : paths_(std::move(paths)), known_(state()) {}

Watch::State Watch::state() const {
  State state;
  std::error_code error;
  const auto note = [&](const fs::path& path) {
    const auto time = fs::last_write_time(path, error);
    const std::uintmax_t size = fs::file_size(path, error);
    state[path.string()] = {time.time_since_epoch().count(), size};
  };
  for (const std::string& path : paths_) {
    if (!fs::is_directory(path, error)) {
      note(path);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path, error)) {
      if (entry.is_regular_file(error)) note(entry.path());
    }
    // Those behind links too.
    for (const fs::path& source : sources_below(path, error)) note(source);
  }
  return state;
}

bool Watch::wait() {
  for (;;) {
    const Heard heard = listen();
    if (heard == Heard::end) return false;
    State now = state();
    const bool changed = now != known_;
    known_ = std::move(now);
    if (changed || heard == Heard::line) return true;
  }
}

}  // namespace doorward::cli
