#include "doorward/io/directory.h"

#include <fmt/format.h>

#include "directory_builder.h"
#include "directory_sources.h"
#include "store_directory.h"

namespace doorward {

std::unique_ptr<const Directory> Directory::read_file(const std::string& path, std::string& error) {
  if (is_store_file(path)) return StoreDirectory::open(path, error);
  DirectoryBuilder builder;
  if (!read_directory_file(path, builder, error)) return nullptr;
  auto directory = builder.finish(error);
  if (directory == nullptr) error = fmt::format("{}: {}", path, error);
  return directory;
}

std::unique_ptr<const Directory> Directory::read(std::string_view text, const std::string& name, std::string& error) {
  DirectoryBuilder builder;
  std::string own(text);
  if (!read_directory_text(own, name, builder, error)) return nullptr;
  auto directory = builder.finish(error);
  if (directory == nullptr) error = fmt::format("{}: {}", name, error);
  return directory;
}

std::string directory_error(const Directory& directory, DirectoryMatch match, const SignIn& sign_in) {
  if (match == DirectoryMatch::unnamed) return "the sign-in names no user to look up, neither `id` nor `upn`";
  if (match == DirectoryMatch::unreadable) return directory.error();
  if (match != DirectoryMatch::unknown) return {};
  const std::string_view name = sign_in.user.id.empty() ? sign_in.user.upn : sign_in.user.id;
  return fmt::format("user `{}` is not in the directory", name);
}

}  // namespace doorward
