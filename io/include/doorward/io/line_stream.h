// Lines of a file or of standard input, plain or gzip (told apart by content), in bounded memory. Must not know
// what the lines mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace doorward {

/// One line without its end. `text` is followed by at least 64 readable bytes and holds until the next call.
struct Line {
  std::uint64_t number = 0;  // from 1, blank lines counted
  std::string_view text;
  bool too_long = false;  // beyond the limit: `text` is its beginning, the rest has been passed over
};

class LineStream {
 public:
  static constexpr std::size_t kMaxLine = std::size_t{16} << 20U;
  static constexpr std::size_t kPadding = 64;

  /// Opens `path`, or standard input for `-`. Returns null and sets `error` (`cannot read …`) on failure.
  static std::unique_ptr<LineStream> open(const std::string& path, std::string& error, std::size_t max_line = kMaxLine);
  ~LineStream();
  LineStream(const LineStream&) = delete;
  LineStream& operator=(const LineStream&) = delete;

  /// The next line; false at the end or on a read error (see error()). A final line without line feed is a line;
  /// CR before the line feed and a byte order mark at the start are dropped.
  bool next(Line& line);

  /// The rest of the current line as far as it is buffered, without limit of length: what spreads over many lines or
  /// is all on one is read so. `number` is that of the line, `too_long` says that the line goes on.
  bool next_piece(Line& piece);

  /// What comes next, not consumed: at least `wanted` bytes unless the input ends before.
  std::string_view peek(std::size_t wanted);

  /// What comes next, not consumed: at least to the end of its first line, unless that is behind `most` bytes or the end
  /// of the input. Waits for no more.
  std::string_view peek_line(std::size_t most);

  /// Called before each read that would have to wait for another program: what is ready can be written out there.
  void on_wait(std::function<void()> waiting);

  /// Empty, or why reading stopped before the end: damaged or truncated gzip, an input error.
  const std::string& error() const noexcept;

  /// Bytes consumed of the file itself (compressed ones of a gzip file), for progress.
  std::uint64_t bytes_read() const noexcept;

  /// Appends all that is left, bytes as they are, to `text`. Returns false and sets `error` on a read error or beyond
  /// `max_bytes`.
  bool drain(std::string& text, std::string& error, std::size_t max_bytes);

 private:
  struct State;
  explicit LineStream(std::unique_ptr<State> state);
  std::string_view peek_until(std::size_t wanted, bool line);
  std::unique_ptr<State> state_;
};

/// A whole file, or standard input for `-`, unpacked if gzip, at most `max_bytes`. Returns false and sets `error`.
bool read_whole(const std::string& path, std::string& text, std::string& error,
                std::size_t max_bytes = std::size_t{4} << 30U);

}  // namespace doorward
