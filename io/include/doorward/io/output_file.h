// A file that appears whole or not at all: written beside its target and renamed on commit. A link is followed: what it
// leads to is replaced. What is there and is no file, such as `/dev/null` or a pipe, is written into: renaming would put
// a file in its place. Must not know what is written.
#pragma once

#include <string>
#include <string_view>

namespace doorward {

/// Who may read a file that did not exist before: whom the user's mask allows, or its owner alone.
enum class Readers : bool { everyone, owner };

class OutputFile {
 public:
  explicit OutputFile(std::string path, Readers readers = Readers::everyone);
  /// Removes what was written if commit() did not succeed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Appends. After a failure everything further is ignored and commit() fails.
  void write(std::string_view bytes);

  /// Flushes to disk and puts the file in place of the target, keeping the target's permissions if it exists.
  /// Returns false and sets `error` to `cannot write …` on any failure since the start.
  bool commit(std::string& error);

 private:
  void fail(int code);
  void open(Readers readers);

  std::string path_;
  std::string target_;     // `path_`, or what it leads to
  std::string temporary_;  // empty for what is written into
  std::string failure_;
  int descriptor_ = -1;
};

/// Writes a whole file at once, as above.
bool write_whole(const std::string& path, std::string_view bytes, std::string& error,
                 Readers readers = Readers::everyone);

}  // namespace doorward
