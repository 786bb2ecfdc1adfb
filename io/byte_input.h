// Bytes of a file or of standard input, unpacked if they are gzip (told by content, members one after another). Reads no
// more than there is, so that who writes a line and waits is answered. Must not know lines. Private to io.
#pragma once

#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace doorward {

class ByteInput {
 public:
  /// Opens `path`, or standard input for `-`. Returns null and sets `why` on failure.
  static std::unique_ptr<ByteInput> open(const std::string& path, std::string& why);
  ~ByteInput();
  ByteInput(const ByteInput&) = delete;
  ByteInput& operator=(const ByteInput&) = delete;

  /// Up to `size` bytes, as many as there are without waiting for more once there is one. Zero at the end or on an error
  /// (see error()).
  std::size_t read(char* to, std::size_t size);

  /// Called before each read that would have to wait for another program.
  void on_wait(std::function<void()> waiting) { waiting_ = std::move(waiting); }

  /// Empty, or why reading stopped before the end.
  const std::string& error() const noexcept { return error_; }
  /// Bytes taken of the file itself.
  std::uint64_t bytes_read() const noexcept { return bytes_read_; }

 private:
  enum class Form : std::uint8_t { unknown, plain, gzip };

  explicit ByteInput(int descriptor);
  std::size_t read_file(char* to, std::size_t size);
  bool tell_form();
  bool take_packed();
  bool begin_member();
  std::size_t inflate_into(char* to, std::size_t size);
  std::size_t unpack(char* to, std::size_t size);

  int descriptor_;
  Form form_ = Form::unknown;
  std::function<void()> waiting_;
  std::string error_;
  std::uint64_t bytes_read_ = 0;
  z_stream zlib_{};
  bool in_member_ = false;
  bool ended_ = false;
  std::unique_ptr<char[]> packed_;  // what is read ahead: packed bytes, or the first of a plain input
  std::size_t packed_begin_ = 0;
  std::size_t packed_end_ = 0;
};

}  // namespace doorward
