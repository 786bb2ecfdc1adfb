// What the rules leave behind: a flat tree of the statement that matched, or, of one that did not, the furthest
// word and all that could have stood there. Private to the grammar layer; knows nothing of PEGTL.
#pragma once

#include <bitset>
#include <cstdint>
#include <span>
#include <vector>

#include "word.h"

namespace doorward::words {

/// The rules that leave a node. A node spans words and is followed by its descendants.
enum class Node : std::uint8_t {
  none,
  // statements
  edition,
  include,
  settings,
  declaration,
  policy,
  proof,
  test,
  question,
  // parts of statements
  policy_head,
  graph_id,
  template_id,
  note,
  trusted,
  names,
  place,
  combination,
  sentence,
  // subjects
  everyone,
  nobody,
  person,
  guests,
  tenants,
  exempt,
  machine,
  machine_except,
  // phrases
  on,
  using_,
  running,
  through,
  by,
  at,
  for_,
  when,
  // items of phrases
  all,
  net,
  except,
  app,
  app_where,
  apps_all,
  actions,
  contexts,
  devices_where,
  devices_except,
  // conditions
  any_or_all,
  term,
  comparison,
  // effects, claims, tests
  block,
  controls,
  control,
  session,
  claim,
  done,
  given,
  expect,
  setting
};

/// What could stand at a word, as messages call it. The rules that carry a role stand for all of their words.
enum class Role : std::uint8_t {
  none,
#define DW_ROLE(name, text, example) name,
#include "roles.def"
#undef DW_ROLE
};
struct RoleRow {
  const char* text;     // `a network`
  const char* example;  // what to type, in words
};
const RoleRow& row_of(Role role);

/// One node. `first` and `last` are word positions (last exclusive); `next` is the index behind its descendants.
struct TreeNode {
  Node kind = Node::none;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  std::uint32_t next = 0;
};

/// The nodes of a match: a stack that is cut back on failure and keeps its memory for the next statement.
class NodeList {
 public:
  std::size_t size() const { return size_; }
  TreeNode& push() {
    if (size_ == nodes_.size()) [[unlikely]]
      grow();
    return nodes_[size_++];
  }
  void cut(std::size_t size) { size_ = size; }
  TreeNode& operator[](std::size_t i) { return nodes_[i]; }
  operator std::span<const TreeNode>() const { return {nodes_.data(), size_}; }

 private:
  void grow();

  std::vector<TreeNode> nodes_;
  std::size_t size_ = 0;
};

using CodeSet = std::bitset<kCodes>;

/// What a failed match wanted at the furthest word it reached.
struct Expected {
  struct Item {
    Role role = Role::none;  // none: the keyword or sign `code`
    Code code = kNone;
  };
  std::uint32_t at = 0;     // position of the word; the number of words for the end
  CodeSet codes;            // every code that could stand here
  std::vector<Item> items;  // the same as a person would say it
  bool end = false;         // the statement could have ended here

  bool has(Code code) const { return codes.test(index_of(code)); }
  bool has(Role role) const;
};

/// What the rules write while they match.
struct Match {
  NodeList nodes;
  Expected* expected = nullptr;  // filled when set; costs time
};

enum class Root : std::uint8_t { statement, question };

/// Matches all of `codes` by the rules below `root`. The nodes are those of the match; empty when it fails.
bool match_words(std::span<const Code> codes, Root root, Match& match);

}  // namespace doorward::words
