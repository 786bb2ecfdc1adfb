#include "doorward/io/line_stream.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace doorward {
namespace {

constexpr std::size_t kChunk = std::size_t{256} << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string shown(const std::string& path) { return path == "-" ? "standard input" : fmt::format("`{}`", path); }

std::string cannot_read(const std::string& path, std::string_view why) {
  return fmt::format("cannot read {}: {}", shown(path), why);
}

}  // namespace

/// zlib reads plain files as they are and gzip members one after another, from any descriptor.
struct LineStream::State {
  std::string path;
  std::string error;
  gzFile file = nullptr;
  std::size_t max_line = 0;
  std::unique_ptr<char[]> buffer;
  std::size_t capacity = 0;
  std::size_t begin = 0;    // of what has not been handed out
  std::size_t scanned = 0;  // no line feed before here
  std::size_t end = 0;
  std::uint64_t number = 0;
  bool at_start = true;
  bool mid_line = false;  // a piece of the current line has been handed out
  bool exhausted = false;

  ~State() {
    if (file != nullptr) gzclose(file);
  }
  bool fill();
  void make_room();
  bool take(std::size_t stop, std::size_t next_begin, bool too_long, Line& line);
  bool pass_over(Line& line);
};

/// Moves what is left to the front, and grows while one line needs more; the padding is always kept free.
void LineStream::State::make_room() {
  const std::size_t left = end - begin;
  if (capacity - left - kPadding >= kChunk) {
    std::memmove(buffer.get(), buffer.get() + begin, left);
  } else {
    const std::size_t larger = std::max(capacity * 2, left + kChunk + kPadding);
    auto grown = std::make_unique<char[]>(larger);
    std::memcpy(grown.get(), buffer.get() + begin, left);
    buffer = std::move(grown);
    capacity = larger;
  }
  scanned -= begin;
  begin = 0;
  end = left;
}

bool LineStream::State::fill() {
  if (exhausted) return false;
  if (capacity - end < kChunk + kPadding) make_room();
  const int got = gzread(file, buffer.get() + end, static_cast<unsigned>(kChunk));
  int code = Z_OK;
  std::string_view why = gzerror(file, &code);
  why.remove_prefix(why.starts_with('<') && why.find(">: ") != why.npos ? why.find(">: ") + 3 : 0);
  if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
    error = cannot_read(path, code == Z_ERRNO ? std::strerror(errno) : fmt::format("damaged gzip, {}", why));
  }
  if (got > 0) end += static_cast<std::size_t>(got);
  if (got <= 0 || !error.empty()) exhausted = true;
  std::memset(buffer.get() + end, 0, kPadding);
  return got > 0;
}

bool LineStream::State::take(std::size_t stop, std::size_t next_begin, bool too_long, Line& line) {
  std::string_view text(buffer.get() + begin, stop - begin);
  if (at_start && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  at_start = false;
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (text.size() > max_line) {
    too_long = true;
    text = text.substr(0, max_line);
  }
  line = {++number, text, too_long};
  begin = next_begin;
  scanned = next_begin;
  return true;
}

/// The line is longer than the limit: drops the rest of it up to its line feed.
bool LineStream::State::pass_over(Line& line) {
  const std::size_t kept = max_line;
  for (;;) {
    const char* from = buffer.get() + begin + kept;
    const void* found = std::memchr(from, '\n', end - begin - kept);
    if (found != nullptr) {
      const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - buffer.get());
      return take(begin + kept, at + 1, true, line);
    }
    end = begin + kept;
    if (!fill()) return take(begin + kept, end, true, line);
  }
}

std::unique_ptr<LineStream> LineStream::open(const std::string& path, std::string& error, std::size_t max_line) {
  const int descriptor = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (descriptor < 0 || ::fstat(descriptor, &about) != 0) {
    error = cannot_read(path, std::strerror(errno));
    if (descriptor >= 0) ::close(descriptor);
    return nullptr;
  }
  if (S_ISDIR(about.st_mode)) {
    ::close(descriptor);
    error = cannot_read(path, "it is a folder");
    return nullptr;
  }
  auto state = std::make_unique<State>();
  state->path = path;
  state->max_line = max_line;
  state->file = gzdopen(descriptor, "rb");
  if (state->file == nullptr) {
    ::close(descriptor);
    error = cannot_read(path, "memory ran out");
    return nullptr;
  }
  gzbuffer(state->file, static_cast<unsigned>(kChunk));
  state->capacity = 2 * kChunk + kPadding;
  state->buffer = std::make_unique<char[]>(state->capacity);
  return std::unique_ptr<LineStream>(new LineStream(std::move(state)));
}

LineStream::LineStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
LineStream::~LineStream() = default;

bool LineStream::next(Line& line) {
  State& s = *state_;
  for (;;) {
    const void* found = std::memchr(s.buffer.get() + s.scanned, '\n', s.end - s.scanned);
    if (found != nullptr) {
      const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - s.buffer.get());
      return s.take(at, at + 1, false, line);
    }
    s.scanned = s.end;
    if (s.end - s.begin > s.max_line + kByteOrderMark.size()) return s.pass_over(line);
    if (!s.fill()) break;
  }
  // What a damaged input broke off in the middle is no line.
  if (s.begin == s.end || !s.error.empty()) return false;
  return s.take(s.end, s.end, false, line);
}

bool LineStream::next_piece(Line& piece) {
  State& s = *state_;
  while (s.begin == s.end) {
    if (!s.fill()) return false;
  }
  const char* from = s.buffer.get() + s.begin;
  const void* found = std::memchr(from, '\n', s.end - s.begin);
  const std::size_t size =
      found == nullptr ? s.end - s.begin : static_cast<std::size_t>(static_cast<const char*>(found) - from);
  std::string_view text(from, size);
  if (s.at_start && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  s.at_start = false;
  if (!s.mid_line) ++s.number;
  s.mid_line = found == nullptr;
  piece = {s.number, text, s.mid_line};
  s.begin += size + (found == nullptr ? 0 : 1);
  s.scanned = s.begin;
  return true;
}

std::string_view LineStream::peek(std::size_t wanted) {
  State& s = *state_;
  while (s.end - s.begin < wanted && s.fill()) {
  }
  std::string_view view(s.buffer.get() + s.begin, s.end - s.begin);
  if (s.at_start && view.starts_with(kByteOrderMark)) view.remove_prefix(kByteOrderMark.size());
  return view;
}

const std::string& LineStream::error() const noexcept { return state_->error; }

std::uint64_t LineStream::bytes_read() const noexcept {
  const auto offset = gzoffset(state_->file);
  return offset < 0 ? 0 : static_cast<std::uint64_t>(offset);
}

bool read_whole(const std::string& path, std::string& text, std::string& error, std::size_t max_bytes) {
  const auto stream = LineStream::open(path, error);
  if (stream == nullptr) return false;
  text.clear();
  return stream->drain(text, error, max_bytes);
}

bool LineStream::drain(std::string& text, std::string& error, std::size_t max_bytes) {
  State& s = *state_;
  while (s.fill()) {
    text.append(s.buffer.get() + s.begin, s.end - s.begin);
    s.begin = s.scanned = s.end = 0;
    if (text.size() > max_bytes) {
      error = cannot_read(s.path, fmt::format("it is larger than {} bytes", max_bytes));
      return false;
    }
  }
  error = s.error;
  return error.empty();
}

}  // namespace doorward
