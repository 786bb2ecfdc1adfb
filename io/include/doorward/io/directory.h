// What the directory knows of users: groups (flattened through nesting), roles and per-user MFA states, from JSON or
// CSV, read once, or from a store, in which users are looked up as they are asked for (docs/directory.md). Nothing
// changes that is known, so that any number of threads may ask. Must not know policies or decisions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "doorward/runtime/sign_in.h"

namespace doorward {

/// What became of a sign-in that was offered to the directory.
enum class DirectoryMatch : std::uint8_t {
  filled,     // the user is known: signals that the sign-in leaves open have been filled in
  no_user,    // a workload signs in: nothing to look up
  unknown,    // the directory does not hold the user
  unnamed,    // the sign-in names neither user id nor UPN
  unreadable  // the store could not be read, see error()
};

class Directory {
 public:
  virtual ~Directory() = default;
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  /// Reads a file, plain or gzip, JSON or CSV (told apart by the first character), or opens a store. Returns null and
  /// sets `error` to one line, of faults `path:line:column: …`, when it cannot be read or is faulty.
  static std::unique_ptr<const Directory> read_file(const std::string& path, std::string& error);

  /// Reads text already in memory; `name` stands for the path in `error`.
  static std::unique_ptr<const Directory> read(std::string_view text, const std::string& name, std::string& error);

  /// Fills what `sign_in` leaves open. A signal that the sign-in carries, also an empty list, is left alone
  /// (SEMANTICS.md §1: never a union). The views written hold until keep_at_most().
  virtual DirectoryMatch fill(SignIn& sign_in) const noexcept = 0;

  /// Calls `take` for each user with all that is known; the views hold during the call. False when the store could
  /// not be read to its end, see error().
  virtual bool each_user(const std::function<void(const UserSignals&)>& take) const = 0;

  /// Users of a store who have been looked up stay in memory; where there are more than `users`, all are forgotten.
  /// No view that fill() wrote may be in use.
  virtual void keep_at_most(std::size_t /*users*/) const {}

  /// What the store said when it could not be read, else empty.
  virtual std::string error() const { return {}; }

 protected:
  Directory() = default;
};

/// The error line of a sign-in that fill() did not match, for hosts that refuse unknown users.
std::string directory_error(const Directory& directory, DirectoryMatch match, const SignIn& sign_in);

}  // namespace doorward
