// A test names one sign-in: its phrases and `given` state facts, one value each, joined by `and`.
#include "case.h"

namespace doorward::words {
namespace {

using Index = std::size_t;

bool open_words(const Checked& tree, std::size_t first, std::size_t last, const char* help) {
  if (tree.report != nullptr) {
    const Case& c = *tree.report;
    c.sink.report<DiagnosticCode::not_one_sign_in>(c.span(first, last), c.words(first, last)).help = help;
  }
  return false;
}

// The operators of facts: `is`, `in` one value, `and`.
bool states_facts(const Checked& tree, const TreeNode& node) {
  for (std::size_t i = node.first; i < node.last; ++i) {
    const Code code = tree.codes[i];
    const bool list = code == kComma || code == kBetween || code == kPresent;
    if (list || one_of<kOr, kNot, kContains, kStarts, kEnds, kDoes, kLess, kLessEqual, kGreater, kGreaterEqual>(code)) {
      return open_words(tree, i, i + 1, "state a fact: `ATTRIBUTE is VALUE`, `alice in contractors`, joined by `and`");
    }
  }
  return true;
}

bool names_one(const Checked& tree, Index phrase) {
  const TreeNode& node = tree.nodes[phrase];
  if (node.kind == Node::when || node.kind == Node::using_) {
    const Code second = tree.codes[node.first + 1];
    const bool filter = node.kind == Node::using_ && (second == kAll || tree.codes[node.first + 2] == kExcept);
    if (filter) return open_words(tree, node.first, node.last, "say what the device is: `using compliant devices`");
    return states_facts(tree, node);
  }
  for (std::size_t i = node.first; i < node.last; ++i) {
    if (one_of<kOr, kComma, kExcept, kAll, kNo, kWhere>(tree.codes[i])) {
      return open_words(tree, node.first, node.last, "name one: `for procurement`, `on 198.51.100.7`");
    }
  }
  return true;
}

bool subject_is_one(const Checked& tree, Index sentence) {
  const TreeNode& node = tree.nodes[sentence];
  std::size_t last = node.last;
  for (Index n = sentence + 1; n < node.next; n = tree.nodes[n].next) {
    if (tree.nodes[n].kind < Node::on) continue;
    last = tree.nodes[n].first;
    break;
  }
  for (std::size_t i = node.first; i < last; ++i) {
    if (one_of<kOr, kComma, kExcept, kAll, kEveryone, kNobody, kOwn, kWhere>(tree.codes[i])) {
      return open_words(tree, node.first, last, "name one user or workload: `alice for procurement …`");
    }
  }
  return true;
}

}  // namespace

bool check_test_states_facts(const Checked& tree) {
  for (Index n = 0; n < tree.nodes.size(); ++n) {
    const TreeNode& node = tree.nodes[n];
    if (node.kind == Node::given && !states_facts(tree, node)) return false;
    if (node.kind != Node::sentence) continue;
    if (!subject_is_one(tree, n)) return false;
    for (Index p = n + 1; p < node.next; p = tree.nodes[p].next) {
      if (tree.nodes[p].kind >= Node::on && tree.nodes[p].kind <= Node::when && !names_one(tree, p)) return false;
    }
  }
  return true;
}

}  // namespace doorward::words
