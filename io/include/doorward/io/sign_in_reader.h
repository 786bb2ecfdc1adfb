// Reads one JSON record as a sign-in: the native shape (docs/sign-ins.md), Graph `signIn`, rows of the Log
// Analytics tables, Event Hub and storage records, and the body of Graph's what-if `evaluate` action, told apart by
// their fields. What is none of them, or says something unknown, is an error of one line. Must not know policies.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "doorward/runtime/sign_in.h"

namespace doorward {

/// One reader belongs to one thread. Reading the native shape allocates nothing once its buffers have grown.
class SignInReader {
 public:
  SignInReader();
  ~SignInReader();
  SignInReader(SignInReader&&) noexcept;
  SignInReader& operator=(SignInReader&&) noexcept;

  /// How many bytes beyond a record must be readable for it to be parsed in place.
  static constexpr std::size_t kPadding = 64;

  /// Reads `record`, one JSON object, into `sign_in`, which is cleared first. Returns false when it is not a
  /// sign-in; error() then says why. `readable` is the number of bytes that may be read from record.data() on:
  /// with kPadding more than the record nothing is copied. The views of `sign_in` point into `record` or into this
  /// reader, and hold until the next read.
  bool read(std::string_view record, SignIn& sign_in, std::size_t readable = 0);

  /// One line, lower case, without final period, naming the field at fault. Empty after a successful read.
  std::string_view error() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace doorward
