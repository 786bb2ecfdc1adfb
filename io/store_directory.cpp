#include "store_directory.h"

#include "directory_fill.h"

namespace doorward {
namespace {

/// Copies the views of `user` into `texts`, which holds them from then on.
void own_texts(UserSignals& user, std::string& texts) {
  std::vector<std::string_view*> views{&user.id, &user.upn, &user.home_tenant};
  for (Attribute& attribute : user.attributes) {
    views.push_back(&attribute.name);
    for (std::string_view& value : attribute.values) views.push_back(&value);
  }
  std::size_t size = 0;
  for (const std::string_view* view : views) size += view->size();
  texts.reserve(size);
  for (std::string_view* view : views) {
    const std::size_t at = texts.size();
    texts += *view;
    *view = {texts.data() + at, view->size()};
  }
}

void fill_attributes(const UserSignals& known, UserSignals& signals) {
  const std::size_t given = signals.attributes.size();
  for (const Attribute& attribute : known.attributes) {
    bool present = false;
    for (std::size_t i = 0; i < given; ++i) {
      present = present || equals_ignoring_case(signals.attributes[i].name, attribute.name);
    }
    if (!present) signals.attributes.push_back(attribute);
  }
}

template <class List>
void fill_list(bool known, const List& from, bool& present, List& to) {
  if (present || !known) return;
  present = true;
  to = from;
}

void fill_signals(const UserSignals& known, UserSignals& signals) {
  fill_view(signals.id, known.id);
  fill_view(signals.upn, known.upn);
  fill_view(signals.home_tenant, known.home_tenant);
  fill_options(known, signals);
  fill_list(known.has_groups, known.groups, signals.has_groups, signals.groups);
  fill_list(known.has_roles, known.roles, signals.has_roles, signals.roles);
  fill_attributes(known, signals);
}

}  // namespace

StoreDirectory::StoreDirectory(std::unique_ptr<Store> store) : store_(std::move(store)), lookup_(*store_) {
  all_groups_ = lookup_.list_is_complete(HolderKind::group);
  all_roles_ = lookup_.list_is_complete(HolderKind::role);
}

std::unique_ptr<const Directory> StoreDirectory::open(const std::string& path, std::string& error) {
  auto store = Store::open(path, StoreAccess::read, error);
  if (!store) return nullptr;
  std::unique_ptr<StoreDirectory> directory(new StoreDirectory(std::move(store)));
  error = directory->error();
  return error.empty() ? std::move(directory) : nullptr;
}

const LookedUpHolder* StoreDirectory::holder(std::int64_t number) const {
  const auto known = holders_.find(number);
  if (known != holders_.end()) return &known->second;
  LookedUpHolder looked_up;
  if (!lookup_.holder(number, looked_up)) return nullptr;
  return &holders_.emplace(number, std::move(looked_up)).first->second;
}

/// Groups and roles of the user, and those above them.
void StoreDirectory::add_memberships(std::int64_t number, UserSignals& user) const {
  lookup_.holders_of(number, direct_);
  reached_ = direct_;
  seen_.clear();
  seen_.insert(direct_.begin(), direct_.end());
  for (std::size_t next = 0; next < reached_.size(); ++next) {
    const LookedUpHolder* one = holder(reached_[next]);
    if (one == nullptr) return;
    const bool group = one->kind == HolderKind::group;
    if (group)
      user.groups.push_back(one->id);
    else
      user.roles.push_back(one->id);
    for (const std::int64_t above : one->above) {
      if (seen_.insert(above).second) reached_.push_back(above);
    }
  }
  user.has_groups = user.has_groups || all_groups_ || !user.groups.empty();
  user.has_roles = user.has_roles || all_roles_ || !user.roles.empty();
}

bool StoreDirectory::read(std::int64_t number, UserSignals& user) const {
  if (!lookup_.user(number, user)) return false;
  add_memberships(number, user);
  return lookup_.ok();
}

StoreDirectory::Known* StoreDirectory::remember(std::int64_t number) const {
  const auto known = users_.find(number);
  if (known != users_.end()) return known->second.get();
  auto made = std::make_unique<Known>();
  if (!read(number, made->signals)) return nullptr;
  own_texts(made->signals, made->texts);
  return users_.emplace(number, std::move(made)).first->second.get();
}

/// By id, then by UPN, as a directory in memory does.
const StoreDirectory::Known* StoreDirectory::find(const UserSignals& asked) const {
  for (const bool upn : {false, true}) {
    const std::string_view key = upn ? asked.upn : asked.id;
    if (key.empty()) continue;
    Known*& first = (upn ? by_upn_ : by_id_)[id_hash(key)];
    for (const Known* known = first; known != nullptr; known = upn ? known->next_by_upn : known->next_by_id) {
      if (same_id(upn ? known->signals.upn : known->signals.id, key)) return known;
    }
    const std::int64_t number = upn ? lookup_.find_upn(key) : lookup_.find_id(key);
    Known* known = number == 0 ? nullptr : remember(number);
    if (known == nullptr) continue;
    (upn ? known->next_by_upn : known->next_by_id) = first;
    first = known;
    return known;
  }
  return nullptr;
}

DirectoryMatch StoreDirectory::fill(SignIn& sign_in) const noexcept {
  if (const auto match = looked_up(sign_in); match != DirectoryMatch::filled) return match;
  const std::lock_guard lock(mutex_);
  const Known* known = find(sign_in.user);
  if (!lookup_.ok()) return DirectoryMatch::unreadable;
  if (known == nullptr) return DirectoryMatch::unknown;
  fill_signals(known->signals, sign_in.user);
  return DirectoryMatch::filled;
}

bool StoreDirectory::each_user(const std::function<void(const UserSignals&)>& take) const {
  const std::lock_guard lock(mutex_);
  while (const std::int64_t number = lookup_.next_user()) {
    UserSignals user;
    if (read(number, user)) take(user);
  }
  return lookup_.ok();
}

void StoreDirectory::keep_at_most(std::size_t users) const {
  const std::lock_guard lock(mutex_);
  if (users_.size() <= users) return;
  by_id_.clear();
  by_upn_.clear();
  users_.clear();
}

std::string StoreDirectory::error() const {
  const std::lock_guard lock(mutex_);
  return lookup_.error();
}

}  // namespace doorward
