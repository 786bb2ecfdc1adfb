// Decision lines for the bit-parallel bound, as docs/decisions.md has them, from texts that were made beforehand.
#pragma once

#include <string>
#include <string_view>

#include "workload.h"

namespace doorward::yardstick {

class LineWriter {
 public:
  explicit LineWriter(const Workload& work);
  /// Holds until the next call.
  std::string_view write(std::string_view id, const Answer& answer);

 private:
  static constexpr std::size_t kControlSets = 8;
  static constexpr std::size_t kStatuses = 3;

  void add(std::string_view text);

  const Workload& work_;
  std::vector<std::string> names_;     // by policy: in quotes
  std::vector<std::string> openings_;  // by policy: the clause up to its controls
  std::array<std::array<std::array<std::string, kStatuses>, kControlSets>, kControlSets> demands_;  // controls, unmet
  std::array<std::string, std::size_t{1} << kAttributes> assumed_;
  std::string line_;
};

}  // namespace doorward::yardstick
