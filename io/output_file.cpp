#include "doorward/io/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace doorward {

namespace {

/// `path` without links in it; as it is where there is no such file.
std::string without_links(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> found(::realpath(path.c_str(), nullptr), &std::free);
  return found ? found.get() : path;
}

}  // namespace

OutputFile::OutputFile(std::string path, Readers readers) : path_(std::move(path)), target_(without_links(path_)) {
  open(readers);
}

OutputFile::~OutputFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::fail(int code) {
  if (failure_.empty()) failure_ = fmt::format("cannot write `{}`: {}", path_, std::strerror(code));
}

/// The permissions are those of the file that is replaced, or what the user's mask leaves of 666 or 600.
void OutputFile::open(Readers readers) {
  struct stat about {};
  const bool exists = ::stat(path_.c_str(), &about) == 0;
  if (exists && !S_ISREG(about.st_mode)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor_ < 0) fail(errno);
    return;
  }
  temporary_ = target_ + ".XXXXXX";
  descriptor_ = ::mkstemp(temporary_.data());
  if (descriptor_ < 0) return fail(errno);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  const mode_t mode = exists ? (about.st_mode & 07777U) : ((readers == Readers::owner ? 0600U : 0666U) & ~mask);
  if (::fchmod(descriptor_, mode) != 0) fail(errno);
}

void OutputFile::write(std::string_view bytes) {
  while (failure_.empty() && !bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool OutputFile::commit(std::string& error) {
  if (failure_.empty() && ::fsync(descriptor_) != 0 && errno != EINVAL) fail(errno);
  const bool beside = !temporary_.empty();
  if (failure_.empty() && beside && ::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  if (!failure_.empty()) {
    error = failure_;
    return false;
  }
  ::close(descriptor_);
  descriptor_ = -1;
  return true;
}

bool write_whole(const std::string& path, std::string_view bytes, std::string& error, Readers readers) {
  OutputFile file(path, readers);
  file.write(bytes);
  return file.commit(error);
}

}  // namespace doorward
