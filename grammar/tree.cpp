#include "tree.h"

#include <array>

namespace doorward::words {
namespace {

constexpr auto kRoleRows = std::to_array<RoleRow>({
    {"", ""},
#define DW_ROLE(name, text, example) {text, example},
#include "roles.def"
#undef DW_ROLE
});

}  // namespace

void NodeList::grow() { nodes_.resize(size_ * 2 + 64); }

const RoleRow& row_of(Role role) { return kRoleRows[static_cast<std::size_t>(role)]; }

bool Expected::has(Role role) const {
  for (const Item& item : items) {
    if (item.role == role) return true;
  }
  return false;
}

}  // namespace doorward::words
