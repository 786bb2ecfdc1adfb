// What the directory knows of users: groups (flattened through nesting), roles and per-user MFA states, read once
// from JSON or CSV (docs/directory.md) and asked for each sign-in. Immutable once read and shared by any number of
// threads. Must not know policies or decisions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "doorward/runtime/sign_in.h"

namespace doorward {

struct DirectoryImage;  // private to io

/// What became of a sign-in that was offered to the directory.
enum class DirectoryMatch : std::uint8_t {
  filled,   // the user is known: signals that the sign-in leaves open have been filled in
  no_user,  // a workload signs in: nothing to look up
  unknown,  // the directory does not hold the user
  unnamed,  // the sign-in names neither user id nor UPN
};

class Directory {
 public:
  Directory(Directory&&) noexcept;
  Directory& operator=(Directory&&) noexcept;
  ~Directory();

  /// Reads a file, plain or gzip, JSON or CSV (told apart by the first character). Returns null and sets `error` to
  /// one line `path:line:column: …` when it cannot be read or is faulty.
  static std::unique_ptr<const Directory> read_file(const std::string& path, std::string& error);

  /// Reads text already in memory; `name` stands for the path in `error`.
  static std::unique_ptr<const Directory> read(std::string_view text, const std::string& name, std::string& error);

  std::size_t user_count() const noexcept;

  /// What is known of user number `index`, below user_count(); the views point into this directory.
  UserSignals user(std::size_t index) const;

  /// Fills what `sign_in` leaves open. A signal that the sign-in carries, also an empty list, is left alone
  /// (SEMANTICS.md §1: never a union). The views written point into this directory.
  DirectoryMatch fill(SignIn& sign_in) const noexcept;

 private:
  friend class DirectoryBuilder;
  explicit Directory(std::unique_ptr<DirectoryImage> image);
  static std::unique_ptr<const Directory> read_padded(std::string_view text, const std::string& name,
                                                      std::string& error);
  std::unique_ptr<DirectoryImage> image_;
};

/// The error line of a sign-in that fill() did not match, for hosts that refuse unknown users.
std::string directory_error(DirectoryMatch match, const SignIn& sign_in);

}  // namespace doorward
