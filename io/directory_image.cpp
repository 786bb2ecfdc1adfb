#include "directory_image.h"

#include <algorithm>

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

}  // namespace doorward
