#include "process.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace doorward::test {
namespace {

std::string read_all(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

ScratchFolder::ScratchFolder() {
  static std::atomic<int> next{0};
  root_ = std::filesystem::temp_directory_path() / fmt::format("doorward-test-{}-{}", getpid(), next++);
  std::filesystem::create_directories(root_);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(root_, ignored);
}

void ScratchFolder::write(std::string_view name, std::string_view text) const {
  const auto file_path = root_ / name;
  std::filesystem::create_directories(file_path.parent_path());
  std::ofstream file(file_path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
}

std::string ScratchFolder::read(std::string_view name) const { return read_all(root_ / name); }

bool ScratchFolder::has(std::string_view name) const { return std::filesystem::exists(root_ / name); }

Result ScratchFolder::run(const std::string& arguments, std::string_view input) const {
  return run_in_shell("", arguments, ".stdout", input);
}

Result ScratchFolder::run_unread(const std::string& arguments, std::string_view input) const {
  // A FIFO opened both ways does not wait for its other end; the writing end outlives the reading one.
  return run_in_shell("rm -f .fifo && mkfifo .fifo && exec 8<>.fifo 9>.fifo 8<&- &&", arguments, "&9", input);
}

Result ScratchFolder::run_in_shell(std::string_view before, const std::string& arguments, std::string_view output,
                                   std::string_view input) const {
  write(".stdin", input);
  write(".stdout", "");
  const std::string command = fmt::format("cd '{}' && {} '{}' {} <.stdin >{} 2>.stderr", root_.string(), before,
                                          DOORWARD_TOOL, arguments, output);
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_all(root_ / ".stdout"),
          read_all(root_ / ".stderr")};
}

}  // namespace doorward::test
