// Waits until files change: `--watch`. Must not know what is done then.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace doorward::cli {

class Watch {
 public:
  /// Files, and folders with everything below them.
  explicit Watch(std::vector<std::string> paths);

  /// Waits until a file changes, appears or goes, or a line is read from standard input, which asks to go on at once.
  /// False when standard input has ended.
  bool wait();

 private:
  using State = std::map<std::string, std::pair<std::int64_t, std::uintmax_t>>;  // time of writing and size

  State state() const;

  std::vector<std::string> paths_;
  State known_;
};

}  // namespace doorward::cli
