// JSON records of an input: one object a line, or the elements of an array (bare, or under `value` or `records`, as
// Graph and Azure Monitor export them), also spread over lines. Memory is bounded by the largest record. Must not
// know what the records mean.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "doorward/io/line_stream.h"

namespace doorward {

/// One JSON object, not yet parsed. `text` holds until the next call.
struct Record {
  std::uint64_t line = 0;  // where it begins
  std::string_view text;
  std::size_t readable = 0;  // bytes readable from text.data(): enough to parse in place
  std::string_view error;    // not empty: no record but a fault of the input (a line too long, an unclosed array)
};

class RecordStream {
 public:
  /// Opens `path`, or standard input for `-`. Returns null and sets `error` on failure.
  static std::unique_ptr<RecordStream> open(const std::string& path, std::string& error,
                                            std::size_t max_record = LineStream::kMaxLine);
  ~RecordStream();
  RecordStream(const RecordStream&) = delete;
  RecordStream& operator=(const RecordStream&) = delete;

  /// The next record or fault; false at the end or on a read error (see error()). Blank lines are passed over.
  bool next(Record& record);

  /// Called before each read that would have to wait for another program: LineStream::on_wait.
  void on_wait(std::function<void()> waiting);

  /// Empty, or why reading stopped before the end.
  const std::string& error() const noexcept;

  /// Bytes consumed of the file itself, for progress.
  std::uint64_t bytes_read() const noexcept;

 private:
  struct State;
  explicit RecordStream(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace doorward
