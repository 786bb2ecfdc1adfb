#include "directory_builder.h"

#include <fmt/format.h>

#include "id_hash.h"

namespace doorward {

DirectoryBuilder::DirectoryBuilder() : image_(std::make_unique<DirectoryImage>()) {}
DirectoryBuilder::~DirectoryBuilder() = default;

void DirectoryBuilder::grow_index(std::vector<std::uint32_t>& index, bool upn) {
  index.assign(index.empty() ? 64 : index.size() * 2, TextPool::kNone);
  for (std::uint32_t number = 0; number + 1 < image_->users.size(); ++number) {
    const std::string_view key = image_->user_texts.view(upn ? image_->users[number].upn : image_->users[number].id);
    if (key.empty()) continue;
    std::size_t slot = id_hash(key) & (index.size() - 1);
    while (index[slot] != TextPool::kNone) slot = (slot + 1) & (index.size() - 1);
    index[slot] = number;
  }
}

bool DirectoryBuilder::place_user(std::uint32_t number, bool upn, std::string& error) {
  std::vector<std::uint32_t>& index = upn ? image_->by_upn : image_->by_id;
  const std::string_view key = image_->user_texts.view(upn ? image_->users[number].upn : image_->users[number].id);
  if (key.empty()) return true;
  if ((std::size_t{number} + 1) * 2 > index.size()) grow_index(index, upn);
  if (image_->find(key, upn) != nullptr) {
    error = fmt::format("user `{}` stands twice", key);
    return false;
  }
  std::size_t slot = id_hash(key) & (index.size() - 1);
  while (index[slot] != TextPool::kNone) slot = (slot + 1) & (index.size() - 1);
  index[slot] = number;
  return true;
}

/// Values that are the same id and yet written differently stay as they were written.
std::uint32_t DirectoryBuilder::share(std::string_view text) {
  const std::uint32_t known = image_->texts.intern(text);
  return image_->texts.view(known) == text ? known : image_->texts.add(text);
}

void DirectoryBuilder::add_attributes(const UserSignals& user, DirectoryUser& row) {
  if (user.attributes.empty()) return;
  std::vector<std::uint32_t>& list = image_->attributes;
  row.attributes = static_cast<std::uint32_t>(list.size());
  list.push_back(static_cast<std::uint32_t>(user.attributes.size()));
  for (const Attribute& attribute : user.attributes) {
    const auto count = static_cast<std::uint32_t>(attribute.values.size());
    list.push_back(image_->texts.intern(attribute.name));
    list.push_back(count | (attribute.collection ? DirectoryImage::kCollection : 0U));
    for (const std::string_view value : attribute.values) list.push_back(share(value));
  }
}

bool DirectoryBuilder::add_user(const UserSignals& user, std::string& error) {
  if (user.id.empty() && user.upn.empty()) {
    error = "a user has neither `id` nor `upn`";
    return false;
  }
  const auto number = static_cast<std::uint32_t>(image_->users.size());
  DirectoryUser row;
  row.id = image_->user_texts.add(user.id);
  row.upn = image_->user_texts.add(user.upn);
  row.home_tenant = image_->texts.intern(user.home_tenant);
  row.guest = user.guest;
  if (user.guest_kinds) row.guest_kinds = static_cast<std::uint8_t>(*user.guest_kinds);
  row.agent = user.agent;
  row.mfa_state = user.mfa_state;
  row.mfa_registered = user.mfa_registered;
  row.has_app_password = user.has_app_password;
  if (user.has_groups) row.groups = 0;  // known; the set itself comes with finish()
  if (user.has_roles) row.roles = 0;
  add_attributes(user, row);
  image_->users.push_back(row);
  for (const std::string_view group : user.groups) {
    edges_.user_groups.push_back({number, image_->texts.intern(group)});
  }
  for (const std::string_view role : user.roles) {
    edges_.user_roles.push_back({number, image_->texts.intern(role)});
  }
  return place_user(number, false, error) && place_user(number, true, error);
}

void DirectoryBuilder::add_group(std::string_view id, std::string_view, const std::vector<std::string_view>* members) {
  const std::uint32_t group = image_->texts.intern(id);
  edges_.groups.push_back(group);
  if (members == nullptr) return;
  for (const std::string_view member : *members) {
    edges_.group_members.push_back({edges_.member_texts.intern(member), group});
  }
}

void DirectoryBuilder::add_role(std::string_view id, std::string_view, const std::vector<std::string_view>* members) {
  const std::uint32_t role = image_->texts.intern(id);
  if (members == nullptr) return;
  for (const std::string_view member : *members) {
    edges_.role_members.push_back({edges_.member_texts.intern(member), role});
  }
}

void DirectoryBuilder::add_nesting(std::string_view id, std::string_view parent) {
  edges_.nestings.push_back({image_->texts.intern(id), image_->texts.intern(parent)});
}

std::unique_ptr<const Directory> DirectoryBuilder::finish(std::string& error) {
  if (!resolve_memberships(std::move(edges_), *image_)) {
    error = fmt::format("the groups of all users together are more than {}", kMaxMemberships);
    return nullptr;
  }
  if (image_->texts.is_full() || image_->user_texts.is_full()) {
    error = "the directory holds more than 4 GiB of text";
    return nullptr;
  }
  image_->texts.seal();
  image_->sets.seal();
  return std::make_unique<ImageDirectory>(std::move(image_));
}

}  // namespace doorward
