// The sign-ins of a command line: a stream of records, read one by one, completed from the directory, each with the
// time at which it is decided. Must not know what is decided.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "doorward/io/directory.h"
#include "doorward/io/record_stream.h"
#include "doorward/io/sign_in_reader.h"

namespace doorward::cli {

struct SignInOptions {
  std::string path;                  // a file, `-` for standard input
  std::string directory;             // empty for none
  bool allow_unknown_users = false;  // take users that the directory does not hold
  std::int64_t now = 0;
  bool fixed_time = false;  // --at was given: logs are decided at `now` too
};

class SignInSource {
 public:
  /// Reads the directory and opens the stream. Returns null and sets `error` when either cannot be read.
  static std::unique_ptr<SignInSource> open(const SignInOptions& options, std::string& error);

  /// The next record, whether or not it is a sign-in; false at the end or on a read error (see error()).
  bool next();

  /// Of the record: its line, why it is no sign-in (empty when it is one), the sign-in and its decision time. They hold
  /// until the next one.
  std::uint64_t line() const { return record_.line; }
  std::string_view fault() const { return fault_; }
  const SignIn& sign_in() const { return sign_in_; }
  std::int64_t decision_time() const;

  /// Called before each read that would have to wait for who writes the sign-ins.
  void on_wait(std::function<void()> waiting) { stream_->on_wait(std::move(waiting)); }

  const std::string& error() const { return stream_->error(); }
  std::uint64_t bytes_read() const { return stream_->bytes_read(); }

 private:
  SignInSource(const SignInOptions& options, std::unique_ptr<const Directory> directory,
               std::unique_ptr<RecordStream> stream);
  void read();

  bool allow_unknown_users_;
  std::int64_t now_;
  bool fixed_time_;
  std::unique_ptr<const Directory> directory_;
  std::unique_ptr<RecordStream> stream_;
  SignInReader reader_;
  Record record_;
  SignIn sign_in_;
  std::string fault_;
};

}  // namespace doorward::cli
