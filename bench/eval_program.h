// `doorward eval` as a program of its own, decided with from a module, a directory and a file of sign-ins: what it prints,
// and what a sign-in costs it beyond what starting costs. Must not know what it is compared with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "contest.h"

namespace doorward::bench {

class EvalProgram {
 public:
  /// Writes its module and its sign-ins into `folder`, which has the directory.
  EvalProgram(std::string folder, std::uint32_t size, const std::vector<std::string>& lines);

  /// What it prints for the lines, once each, each with its line feed.
  std::vector<std::string> decisions() const;
  /// Rounds of the program over all lines, several times each, against `yardstick` over all lines. Time is processor
  /// time of the process, less that of a process that decides one line.
  Ratio contest(const Side& yardstick) const;

 private:
  double seconds(const std::string& sign_ins, const std::string& out) const;

  std::string folder_, module_, one_, once_, often_;
  std::size_t count_;
};

}  // namespace doorward::bench
