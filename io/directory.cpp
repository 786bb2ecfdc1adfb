#include "doorward/io/directory.h"

#include <fmt/format.h>

#include "directory_builder.h"
#include "directory_image.h"
#include "directory_sources.h"
#include "doorward/io/line_stream.h"

namespace doorward {
namespace {

/// Takes the directory's word where the sign-in says nothing.
void fill_view(std::string_view& signal, std::string_view known) noexcept {
  if (signal.empty()) signal = known;
}
template <class T, class U>
void fill_option(std::optional<T>& signal, const std::optional<U>& known) noexcept {
  if (!signal && known) signal = *known;
}

template <class List>
void fill_set(const SetPool& sets, const TextPool& texts, std::uint32_t set, bool& present, List& list) {
  if (present || set == SetPool::kNone) return;
  present = true;
  for (const std::uint32_t* text = sets.begin(set); text != sets.end(set); ++text) list.push_back(texts.view(*text));
}

}  // namespace

Directory::Directory(std::unique_ptr<DirectoryImage> image) : image_(std::move(image)) {}
Directory::Directory(Directory&&) noexcept = default;
Directory& Directory::operator=(Directory&&) noexcept = default;
Directory::~Directory() = default;

std::size_t Directory::user_count() const noexcept { return image_->users.size(); }

UserSignals Directory::user(std::size_t index) const {
  SignIn asked;
  asked.has_user = true;
  asked.user.id = image_->user_texts.view(image_->users[index].id);
  asked.user.upn = image_->user_texts.view(image_->users[index].upn);
  fill(asked);
  return asked.user;
}

bool read_directory(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    error = fmt::format("{}:1:1: the directory is empty", name);
    return false;
  }
  if (text[first] == '{' || text[first] == '[') {
    return is_msol_json(text) ? read_directory_msol_json(text, name, sink, error)
                              : read_directory_json(text, name, sink, error);
  }
  return is_msol_csv(text) ? read_directory_msol_csv(text, name, sink, error)
                           : read_directory_csv(text, name, sink, error);
}

std::unique_ptr<const Directory> Directory::read_file(const std::string& path, std::string& error) {
  std::string text;
  if (is_store_file(path)) {
    DirectoryBuilder builder;
    return read_directory_store(path, builder, error) ? builder.finish(error) : nullptr;
  }
  if (!read_whole(path, text, error)) return nullptr;
  // Large directories are parsed where they lie, which takes readable bytes behind them.
  const std::size_t size = text.size();
  text.append(LineStream::kPadding, ' ');
  return read_padded(std::string_view(text).substr(0, size), path, error);
}

std::unique_ptr<const Directory> Directory::read(std::string_view text, const std::string& name, std::string& error) {
  std::string padded(text);
  padded.append(LineStream::kPadding, ' ');
  return read_padded(std::string_view(padded).substr(0, text.size()), name, error);
}

std::unique_ptr<const Directory> Directory::read_padded(std::string_view text, const std::string& name,
                                                        std::string& error) {
  DirectoryBuilder builder;
  if (!read_directory(text, name, builder, error)) return nullptr;
  auto directory = builder.finish(error);
  if (directory == nullptr) error = fmt::format("{}: {}", name, error);
  return directory;
}

void DirectoryImage::fill_attributes(const DirectoryUser& user, UserSignals& signals) const {
  const std::size_t given = signals.attributes.size();
  const std::uint32_t* next = attributes.data() + user.attributes;
  for (std::uint32_t count = *next++; count > 0; --count) {
    Attribute attribute;
    attribute.name = texts.view(*next++);
    attribute.collection = (*next & kCollection) != 0;
    for (std::uint32_t values = *next++ & ~kCollection; values > 0; --values) {
      attribute.values.push_back(texts.view(*next++));
    }
    bool present = false;
    for (std::size_t i = 0; i < given; ++i) {
      present = present || equals_ignoring_case(signals.attributes[i].name, attribute.name);
    }
    if (!present) signals.attributes.push_back(std::move(attribute));
  }
}

DirectoryMatch Directory::fill(SignIn& sign_in) const noexcept {
  if (!sign_in.has_user) return DirectoryMatch::no_user;
  UserSignals& signals = sign_in.user;
  if (signals.id.empty() && signals.upn.empty()) return DirectoryMatch::unnamed;
  const DirectoryUser* user = image_->find(signals.id, false);
  if (user == nullptr) user = image_->find(signals.upn, true);
  if (user == nullptr) return DirectoryMatch::unknown;
  fill_view(signals.id, image_->user_texts.view(user->id));
  fill_view(signals.upn, image_->user_texts.view(user->upn));
  fill_view(signals.home_tenant, image_->texts.view(user->home_tenant));
  fill_option(signals.guest, user->guest);
  fill_option(signals.guest_kinds, user->guest_kinds);
  fill_option(signals.agent, user->agent);
  fill_option(signals.mfa_state, user->mfa_state);
  fill_option(signals.mfa_registered, user->mfa_registered);
  fill_option(signals.has_app_password, user->has_app_password);
  fill_set(image_->sets, image_->texts, user->groups, signals.has_groups, signals.groups);
  fill_set(image_->sets, image_->texts, user->roles, signals.has_roles, signals.roles);
  image_->fill_attributes(*user, signals);
  return DirectoryMatch::filled;
}

std::string directory_error(DirectoryMatch match, const SignIn& sign_in) {
  if (match == DirectoryMatch::unnamed) return "the sign-in names no user to look up, neither `id` nor `upn`";
  if (match != DirectoryMatch::unknown) return {};
  const std::string_view name = sign_in.user.id.empty() ? sign_in.user.upn : sign_in.user.id;
  return fmt::format("user `{}` is not in the directory", name);
}

}  // namespace doorward
