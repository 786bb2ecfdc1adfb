// The file of a store that does not exist yet: made beside its place and put there when it is whole, so that an import
// that is refused or killed leaves no store. Private to the store; must not know what is in it.
#pragma once

#include <memory>
#include <string>

namespace doorward {

class NewFile {
 public:
  /// Whether nothing is at `path`, or an empty file, so that a store there is a new one.
  static bool is_wanted(const std::string& path);
  /// Makes the file beside `path`. Null with `error` set when the folder does not let it.
  static std::unique_ptr<NewFile> create(const std::string& path, std::string& error);
  /// Removes what was not put in place.
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  /// Where it is being made.
  const std::string& path() const noexcept { return temporary_; }
  const std::string& target() const noexcept { return target_; }
  /// Flushes it to disk and puts it in place, unless another process was faster. False with `error` set on failure.
  bool put_in_place(std::string& error);

 private:
  NewFile(std::string target, std::string temporary) : target_(std::move(target)), temporary_(std::move(temporary)) {}

  std::string target_;
  std::string temporary_;
};

}  // namespace doorward
