#include "directory_resolver.h"

#include <algorithm>
#include <span>
#include <unordered_set>

namespace doorward {
namespace {

using Numbers = std::vector<std::uint32_t>;

void sort_unique(auto& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

/// The edges that leave `from`, of a sorted list.
std::span<const DirectoryEdge> edges_of(const std::vector<DirectoryEdge>& edges, std::uint32_t from) {
  const auto low = std::lower_bound(edges.begin(), edges.end(), DirectoryEdge{from, 0});
  auto high = low;
  while (high != edges.end() && high->from == from) ++high;
  return {low, high};
}

class Resolver {
 public:
  Resolver(DirectoryEdges edges, DirectoryImage& image) : edges_(std::move(edges)), image_(image) {}

  bool run() {
    sort_unique(edges_.groups);
    place_members(edges_.group_members, edges_.user_groups, edges_.nestings);
    place_members(edges_.role_members, edges_.user_roles, group_roles_);
    edges_.member_texts = {};
    sort_unique(edges_.user_groups);
    sort_unique(edges_.user_roles);
    sort_unique(edges_.nestings);
    sort_unique(group_roles_);
    for (std::uint32_t user = 0; user < image_.users.size(); ++user) {
      if (!resolve(user)) return false;
    }
    return true;
  }

 private:
  /// What is inherited by everyone with the same direct groups.
  struct Inherited {
    std::uint32_t groups;  // a set of the image
    Numbers roles;
  };

  /// A member is a user or a group; anything else is passed over.
  void place_members(std::vector<DirectoryEdge>& members, std::vector<DirectoryEdge>& of_users,
                     std::vector<DirectoryEdge>& of_groups) {
    for (const DirectoryEdge& edge : members) {
      const std::string_view name = edges_.member_texts.view(edge.from);
      const DirectoryUser* user = image_.find(name, false);
      if (user == nullptr) user = image_.find(name, true);
      if (user != nullptr) {
        of_users.push_back({static_cast<std::uint32_t>(user - image_.users.data()), edge.to});
        continue;
      }
      const std::uint32_t group = image_.texts.find(name);
      if (std::binary_search(edges_.groups.begin(), edges_.groups.end(), group)) of_groups.push_back({group, edge.to});
    }
    members = {};
  }

  Inherited flatten(const Numbers& direct) {
    Numbers reached = direct;
    std::unordered_set<std::uint32_t> seen(direct.begin(), direct.end());
    for (std::size_t next = 0; next < reached.size(); ++next) {
      for (const DirectoryEdge& edge : edges_of(edges_.nestings, reached[next])) {
        if (seen.insert(edge.to).second) reached.push_back(edge.to);
      }
    }
    std::sort(reached.begin(), reached.end());
    Inherited inherited{image_.sets.intern(reached), {}};
    for (const std::uint32_t group : reached) {
      for (const DirectoryEdge& edge : edges_of(group_roles_, group)) inherited.roles.push_back(edge.to);
    }
    sort_unique(inherited.roles);
    return inherited;
  }

  const Inherited& inherited_from(const Numbers& direct) {
    const std::uint32_t set = direct_.intern(direct);
    if (set == inherited_.size()) inherited_.push_back(flatten(direct));
    return inherited_[set];
  }

  /// The `to` of the edges of `user`, from a list that is walked once for all users in order.
  static void take(const std::vector<DirectoryEdge>& edges, std::size_t& at, std::uint32_t user, Numbers& out) {
    out.clear();
    for (; at < edges.size() && edges[at].from == user; ++at) out.push_back(edges[at].to);
  }

  bool resolve(std::uint32_t number) {
    DirectoryUser& user = image_.users[number];
    take(edges_.user_groups, next_group_, number, scratch_);
    const Inherited& inherited = inherited_from(scratch_);
    const bool groups_known = user.groups != SetPool::kNone || edges_.groups_known || !scratch_.empty();
    user.groups = groups_known ? inherited.groups : SetPool::kNone;
    take(edges_.user_roles, next_role_, number, scratch_);
    scratch_.insert(scratch_.end(), inherited.roles.begin(), inherited.roles.end());
    sort_unique(scratch_);
    const bool roles_known = user.roles != SetPool::kNone || edges_.roles_known || !scratch_.empty();
    user.roles = roles_known ? image_.sets.intern(scratch_) : SetPool::kNone;
    return image_.sets.member_count() + direct_.member_count() <= kMaxMemberships;
  }

  DirectoryEdges edges_;
  DirectoryImage& image_;
  std::vector<DirectoryEdge> group_roles_;
  SetPool direct_;
  std::vector<Inherited> inherited_;  // by set of `direct_`
  Numbers scratch_;
  std::size_t next_group_ = 0;
  std::size_t next_role_ = 0;
};

}  // namespace

bool resolve_memberships(DirectoryEdges edges, DirectoryImage& image) {
  return Resolver(std::move(edges), image).run();
}

}  // namespace doorward
