// Runs the tool in a scratch folder and returns what it printed.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace doorward::test {

struct Result {
  int exit = -1;
  std::string out;
  std::string err;
};

/// A folder of its own below the temporary folder, removed at the end of the test.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  void write(std::string_view name, std::string_view text) const;
  std::string read(std::string_view name) const;
  bool has(std::string_view name) const;
  std::filesystem::path path(std::string_view name) const { return root_ / name; }

  /// Runs `doorward ARGUMENTS` by the shell, in this folder, with `input` as standard input.
  Result run(const std::string& arguments, std::string_view input = {}) const;
  /// The same with a pipe as standard output whose reader has gone before the tool starts.
  Result run_unread(const std::string& arguments, std::string_view input = {}) const;

 private:
  Result run_in_shell(std::string_view before, const std::string& arguments, std::string_view output,
                      std::string_view input) const;

  std::filesystem::path root_;
};

}  // namespace doorward::test
