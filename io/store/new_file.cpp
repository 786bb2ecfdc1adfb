#include "new_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace doorward {
namespace {

std::string cannot_write(const std::string& path, int code) {
  return fmt::format("cannot write `{}`: {}", path, std::strerror(code));
}

bool flush(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool flushed = ::fsync(descriptor) == 0;
  const int code = errno;
  ::close(descriptor);
  errno = code;
  return flushed;
}

}  // namespace

bool NewFile::is_wanted(const std::string& path) {
  struct stat about {};
  if (::stat(path.c_str(), &about) != 0) return errno == ENOENT;
  return S_ISREG(about.st_mode) && about.st_size == 0;
}

std::unique_ptr<NewFile> NewFile::create(const std::string& path, std::string& error) {
  std::string temporary = path + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) {
    error = cannot_write(path, errno);
    return nullptr;
  }
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (::fchmod(descriptor, 0666U & ~mask) != 0) error = cannot_write(path, errno);
  ::close(descriptor);
  std::unique_ptr<NewFile> file(new NewFile(path, std::move(temporary)));
  return error.empty() ? std::move(file) : nullptr;
}

NewFile::~NewFile() {
  if (temporary_.empty()) return;
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) ::unlink((temporary_ + suffix).c_str());
}

/// A link fails where a file appeared in the meantime; one that is empty is replaced.
bool NewFile::put_in_place(std::string& error) {
  struct stat about {};
  const bool empty = ::stat(target_.c_str(), &about) == 0 && about.st_size == 0;
  bool renamed = empty;
  bool placed = flush(temporary_);
  if (placed && !empty && ::link(temporary_.c_str(), target_.c_str()) != 0) {
    // Some file systems have no links.
    renamed = errno == EPERM || errno == EOPNOTSUPP;
    placed = renamed;
  }
  if (placed && renamed) placed = std::rename(temporary_.c_str(), target_.c_str()) == 0;
  if (!placed && errno == EEXIST) {
    error = fmt::format("cannot write `{}`: another process made it in the meantime; run the import again", target_);
  } else if (!placed) {
    error = cannot_write(target_, errno);
  }
  if (placed && renamed) temporary_.clear();
  if (placed)
    flush(std::filesystem::path(target_).parent_path().empty() ? "."
                                                               : std::filesystem::path(target_).parent_path().string());
  return placed;
}

}  // namespace doorward
