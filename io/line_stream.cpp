#include "doorward/io/line_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "byte_input.h"

namespace doorward {
namespace {

constexpr std::size_t kChunk = std::size_t{256} << 10U;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string shown(const std::string& path) { return path == "-" ? "standard input" : fmt::format("`{}`", path); }

std::string cannot_read(const std::string& path, std::string_view why) {
  return fmt::format("cannot read {}: {}", shown(path), why);
}

}  // namespace

struct LineStream::State {
  std::string path;
  std::string error;
  std::unique_ptr<ByteInput> input;
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
  const std::size_t got = input->read(buffer.get() + end, kChunk);
  end += got;
  if (!input->error().empty()) error = cannot_read(path, input->error());
  if (got == 0 || !error.empty()) exhausted = true;
  std::memset(buffer.get() + end, 0, kPadding);
  return got != 0;
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
  std::string why;
  auto input = ByteInput::open(path, why);
  if (input == nullptr) {
    error = cannot_read(path, why);
    return nullptr;
  }
  auto state = std::make_unique<State>();
  state->path = path;
  state->max_line = max_line;
  state->input = std::move(input);
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

std::string_view LineStream::peek(std::size_t wanted) { return peek_until(wanted, false); }
std::string_view LineStream::peek_line(std::size_t most) { return peek_until(most, true); }

std::string_view LineStream::peek_until(std::size_t wanted, bool line) {
  State& s = *state_;
  const auto has_line = [&s] { return std::memchr(s.buffer.get() + s.begin, '\n', s.end - s.begin) != nullptr; };
  while (s.end - s.begin < wanted && !(line && has_line()) && s.fill()) {
  }
  std::string_view view(s.buffer.get() + s.begin, s.end - s.begin);
  if (s.at_start && view.starts_with(kByteOrderMark)) view.remove_prefix(kByteOrderMark.size());
  return view;
}

const std::string& LineStream::error() const noexcept { return state_->error; }

std::uint64_t LineStream::bytes_read() const noexcept { return state_->input->bytes_read(); }

void LineStream::on_wait(std::function<void()> waiting) { state_->input->on_wait(std::move(waiting)); }

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
