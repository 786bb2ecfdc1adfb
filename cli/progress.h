// A progress line on a terminal for work that lasts more than a second; nothing elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

#include "context.h"

namespace doorward::cli {

class Progress {
 public:
  /// `total_bytes` 0 when it is not known.
  Progress(const Context& context, std::string_view noun, std::uint64_t total_bytes);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Cheap: looks at the clock once in 4096 calls.
  void step(std::uint64_t count, std::uint64_t bytes) {
    if ((++steps_ & 4095U) == 0) show(count, bytes);
  }
  double seconds() const;

 private:
  void show(std::uint64_t count, std::uint64_t bytes);

  const Context& context_;
  std::string_view noun_;
  std::uint64_t total_bytes_;
  std::uint64_t steps_ = 0;
  bool shown_ = false;
  std::chrono::steady_clock::time_point start_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace doorward::cli
