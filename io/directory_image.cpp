#include "directory_image.h"

#include <algorithm>

#include "directory_fill.h"
#include "id_hash.h"

namespace doorward {

std::uint32_t SetPool::intern(const std::vector<std::uint32_t>& members) {
  const auto hash_of = [](const std::uint32_t* from, const std::uint32_t* to) {
    std::uint64_t hash = 3;
    for (; from != to; ++from) hash = mix_hash(hash, *from);
    return hash;
  };
  const auto slot_of = [&](std::uint64_t hash, const std::uint32_t* from, const std::uint32_t* to) {
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot] != kNone && !std::equal(from, to, begin(slots_[slot]), end(slots_[slot]))) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
  };
  const std::size_t count = starts_.size() - 1;
  if ((count + 1) * 2 > slots_.size()) {
    slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, kNone);
    for (std::uint32_t set = 0; set < count; ++set) {
      slots_[slot_of(hash_of(begin(set), end(set)), begin(set), end(set))] = set;
    }
  }
  const std::uint32_t* from = members.data();
  const std::size_t slot = slot_of(hash_of(from, from + members.size()), from, from + members.size());
  if (slots_[slot] == kNone) {
    slots_[slot] = static_cast<std::uint32_t>(count);
    members_.insert(members_.end(), members.begin(), members.end());
    starts_.push_back(members_.size());
  }
  return slots_[slot];
}

void SetPool::seal() {
  slots_ = {};
  members_.shrink_to_fit();
}

const DirectoryUser* DirectoryImage::find(std::string_view key, bool upn) const noexcept {
  const std::vector<std::uint32_t>& index = upn ? by_upn : by_id;
  if (index.empty() || key.empty()) return nullptr;
  std::size_t slot = id_hash(key) & (index.size() - 1);
  for (; index[slot] != TextPool::kNone; slot = (slot + 1) & (index.size() - 1)) {
    const DirectoryUser& user = users[index[slot]];
    if (same_id(user_texts.view(upn ? user.upn : user.id), key)) return &user;
  }
  return nullptr;
}

namespace {

template <class List>
void fill_set(const SetPool& sets, const TextPool& texts, std::uint32_t set, bool& present, List& list) {
  if (present || set == SetPool::kNone) return;
  present = true;
  for (const std::uint32_t* text = sets.begin(set); text != sets.end(set); ++text) list.push_back(texts.view(*text));
}

}  // namespace

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

void DirectoryImage::fill(const DirectoryUser& user, UserSignals& signals) const {
  fill_view(signals.id, user_texts.view(user.id));
  fill_view(signals.upn, user_texts.view(user.upn));
  fill_view(signals.home_tenant, texts.view(user.home_tenant));
  fill_options(user, signals);
  fill_set(sets, texts, user.groups, signals.has_groups, signals.groups);
  fill_set(sets, texts, user.roles, signals.has_roles, signals.roles);
  fill_attributes(user, signals);
}

DirectoryMatch ImageDirectory::fill(SignIn& sign_in) const noexcept {
  if (const auto match = looked_up(sign_in); match != DirectoryMatch::filled) return match;
  const DirectoryUser* user = image_->find(sign_in.user.id, false);
  if (user == nullptr) user = image_->find(sign_in.user.upn, true);
  if (user == nullptr) return DirectoryMatch::unknown;
  image_->fill(*user, sign_in.user);
  return DirectoryMatch::filled;
}

bool ImageDirectory::each_user(const std::function<void(const UserSignals&)>& take) const {
  for (const DirectoryUser& user : image_->users) {
    UserSignals signals;
    image_->fill(user, signals);
    take(signals);
  }
  return true;
}

}  // namespace doorward
