// A folder for one test, removed afterwards.
#pragma once

#include <string>
#include <string_view>

namespace doorward::test {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string path(std::string_view name) const { return path_ + "/" + std::string(name); }
  /// Writes a file and returns its path.
  std::string file(std::string_view name, std::string_view bytes) const;
  /// The same, as one gzip member.
  std::string gzip(std::string_view name, std::string_view bytes) const;
  const std::string& root() const { return path_; }

 private:
  std::string path_;
};

/// `bytes` as one gzip member.
std::string gzipped(std::string_view bytes);

std::string read_bytes(const std::string& path);

}  // namespace doorward::test
