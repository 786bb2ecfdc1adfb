#include "doorward/io/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace doorward {

OutputFile::OutputFile(std::string path, Readers readers) : path_(std::move(path)), temporary_(path_ + ".XXXXXX") {
  open(readers);
}

OutputFile::~OutputFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(temporary_.c_str());
}

void OutputFile::fail(int code) {
  if (failure_.empty()) failure_ = fmt::format("cannot write `{}`: {}", path_, std::strerror(code));
}

/// The permissions are those of the file that is replaced, or what the user's mask leaves of 666 or 600.
void OutputFile::open(Readers readers) {
  struct stat about {};
  const bool exists = ::stat(path_.c_str(), &about) == 0;
  if (exists && S_ISDIR(about.st_mode)) return fail(EISDIR);
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
  if (failure_.empty() && ::rename(temporary_.c_str(), path_.c_str()) != 0) fail(errno);
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
