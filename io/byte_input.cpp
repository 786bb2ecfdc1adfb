#include "byte_input.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace doorward {
namespace {

constexpr std::size_t kPacked = std::size_t{256} << 10U;
constexpr std::string_view kGzip = "\x1F\x8B";
constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, and the header of gzip alone

}  // namespace

std::unique_ptr<ByteInput> ByteInput::open(const std::string& path, std::string& why) {
  const int descriptor = path == "-" ? ::dup(STDIN_FILENO) : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (descriptor < 0 || ::fstat(descriptor, &about) != 0) {
    why = std::strerror(errno);
    if (descriptor >= 0) ::close(descriptor);
    return nullptr;
  }
  if (S_ISDIR(about.st_mode)) {
    ::close(descriptor);
    why = "it is a folder";
    return nullptr;
  }
  return std::unique_ptr<ByteInput>(new ByteInput(descriptor));
}

ByteInput::ByteInput(int descriptor) : descriptor_(descriptor), packed_(std::make_unique<char[]>(kPacked)) {}

ByteInput::~ByteInput() {
  if (in_member_) inflateEnd(&zlib_);
  ::close(descriptor_);
}

std::size_t ByteInput::read_file(char* to, std::size_t size) {
  if (ended_) return 0;
  pollfd input{descriptor_, POLLIN, 0};
  if (waiting_ && ::poll(&input, 1, 0) == 0) waiting_();
  ssize_t got = ::read(descriptor_, to, size);
  while (got < 0 && (errno == EINTR || errno == EAGAIN)) {
    // Whoever shares the input may have made it one that does not wait.
    if (errno == EAGAIN) ::poll(&input, 1, -1);
    got = ::read(descriptor_, to, size);
  }
  if (got < 0) error_ = std::strerror(errno);
  if (got <= 0) {
    ended_ = true;
    return 0;
  }
  bytes_read_ += static_cast<std::uint64_t>(got);
  return static_cast<std::size_t>(got);
}

/// Reads on behind what is left of the packed bytes, less than there is room for. False at the end.
bool ByteInput::take_packed() {
  std::memmove(packed_.get(), packed_.get() + packed_begin_, packed_end_ - packed_begin_);
  packed_end_ -= packed_begin_;
  packed_begin_ = 0;
  const std::size_t got = read_file(packed_.get() + packed_end_, kPacked - packed_end_);
  packed_end_ += got;
  return got != 0;
}

/// False when there is nothing to tell.
bool ByteInput::tell_form() {
  while (packed_end_ < kGzip.size() && (packed_end_ == 0 || packed_[0] == kGzip[0])) {
    if (!take_packed()) break;
  }
  if (packed_end_ == 0) return false;
  const std::string_view first(packed_.get(), packed_end_);
  form_ = first.starts_with(kGzip) ? Form::gzip : Form::plain;
  return true;
}

/// At the beginning of a member. False when none follows: what else does is padding, as gzip has it.
bool ByteInput::begin_member() {
  while (packed_end_ - packed_begin_ < kGzip.size() && take_packed()) {
  }
  const std::string_view rest(packed_.get() + packed_begin_, packed_end_ - packed_begin_);
  zlib_ = {};
  if (!rest.starts_with(kGzip)) {
    ended_ = true;
    packed_begin_ = packed_end_;
  } else if (inflateInit2(&zlib_, kGzipWindow) == Z_OK) {
    in_member_ = true;
  } else {
    error_ = "memory ran out";
  }
  return in_member_;
}

/// What the packed bytes that are there give; an error ends the input.
std::size_t ByteInput::inflate_into(char* to, std::size_t size) {
  zlib_.next_in = reinterpret_cast<Bytef*>(packed_.get() + packed_begin_);
  zlib_.avail_in = static_cast<uInt>(packed_end_ - packed_begin_);
  zlib_.next_out = reinterpret_cast<Bytef*>(to);
  zlib_.avail_out = static_cast<uInt>(size);
  const int code = inflate(&zlib_, Z_NO_FLUSH);
  packed_begin_ = packed_end_ - zlib_.avail_in;
  if (code == Z_STREAM_END) {
    inflateEnd(&zlib_);
    in_member_ = false;
  } else if (code != Z_OK && code != Z_BUF_ERROR) {
    error_ = fmt::format("damaged gzip, {}", zlib_.msg == nullptr ? "compressed data error" : zlib_.msg);
  }
  return size - zlib_.avail_out;
}

std::size_t ByteInput::unpack(char* to, std::size_t size) {
  for (;;) {
    if (packed_begin_ == packed_end_ && !take_packed()) {
      if (in_member_ && error_.empty()) error_ = "damaged gzip, unexpected end of file";
      return 0;
    }
    if (!in_member_ && !begin_member()) return 0;
    const std::size_t got = inflate_into(to, size);
    if (got != 0 || !error_.empty()) return got;
  }
}

std::size_t ByteInput::read(char* to, std::size_t size) {
  if (!error_.empty() || (form_ == Form::unknown && !tell_form())) return 0;
  if (form_ == Form::gzip) return unpack(to, size);
  const std::size_t ahead = std::min(size, packed_end_ - packed_begin_);
  if (ahead == 0) return read_file(to, size);
  std::memcpy(to, packed_.get() + packed_begin_, ahead);
  packed_begin_ += ahead;
  return ahead;
}

}  // namespace doorward
