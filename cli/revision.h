// Policies as a Git revision has them, in a folder of their own for as long as the object lives. Must not know
// policies.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace doorward::cli {

inline constexpr std::string_view kRevisionPrefix = "git:";

class RevisionTree {
 public:
  /// Takes `path`, a file or folder of the repository in the current folder, out of `revision`. Null with `error` set.
  static std::unique_ptr<RevisionTree> extract(const std::string& revision, const std::string& path,
                                               std::string& error);
  ~RevisionTree();
  RevisionTree(const RevisionTree&) = delete;
  RevisionTree& operator=(const RevisionTree&) = delete;

  /// Where `path` is now.
  std::string path() const { return (folder_ / inside_).string(); }

 private:
  RevisionTree(std::filesystem::path folder, std::string inside)
      : folder_(std::move(folder)), inside_(std::move(inside)) {}

  std::filesystem::path folder_;
  std::string inside_;
};

}  // namespace doorward::cli
