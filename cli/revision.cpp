#include "revision.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

extern char** environ;

namespace doorward::cli {
namespace {

namespace fs = std::filesystem;

/// Runs a program without a shell, so that no text is a command; its messages are left to it.
bool run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  if (posix_spawnp(&child, arguments.front(), nullptr, nullptr, arguments.data(), environ) != 0) return false;
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::unique_ptr<RevisionTree> RevisionTree::extract(const std::string& revision, const std::string& path,
                                                    std::string& error) {
  const fs::path wanted = fs::path(path).lexically_normal();
  const bool outside = wanted.is_absolute() || *wanted.begin() == "..";
  if (revision.empty() || revision.starts_with('-') || outside) {
    error = fmt::format("`git:{}` needs a revision, and a path below the current folder on the other side", revision);
    return nullptr;
  }
  std::string name = (fs::temp_directory_path() / "doorward-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    error = "cannot make a temporary folder";
    return nullptr;
  }
  std::unique_ptr<RevisionTree> tree(new RevisionTree(name, wanted.string()));
  const std::string archive = name + "/.revision.tar";
  const bool taken = run({"git", "archive", "--format=tar", "--output=" + archive, revision, "--", wanted.string()}) &&
                     run({"tar", "-xf", archive, "-C", name});
  std::error_code ignored;
  fs::remove(archive, ignored);
  if (taken) return tree;
  error = fmt::format("cannot take `{}` out of the Git revision `{}`", path, revision);
  return nullptr;
}

RevisionTree::~RevisionTree() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

}  // namespace doorward::cli
