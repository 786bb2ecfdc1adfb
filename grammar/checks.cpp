// Checks of a statement that matched (docs/language.md, "Checks that are not grammar").
#include <algorithm>
#include <array>

#include "case.h"

namespace doorward::words {
namespace {

using Index = std::size_t;

template <DiagnosticCode C, class... Args>
bool fail(const Checked& tree, std::size_t first, std::size_t last, const std::string& help, Args&&... args) {
  if (tree.report == nullptr) return false;
  tree.report->sink.report<C>(tree.report->span(first, last), std::forward<Args>(args)...).help = help;
  return false;
}

std::string_view word(const Checked& tree, std::size_t i) {
  return tree.report == nullptr ? std::string_view() : tree.report->word(i);
}

std::string words(const Checked& tree, std::size_t first, std::size_t last) {
  return tree.report == nullptr ? std::string() : tree.report->words(first, last);
}

bool is_phrase(Node kind) { return kind >= Node::on && kind <= Node::when; }

constexpr std::size_t kKindsOfPhrases = static_cast<std::size_t>(Node::when) - static_cast<std::size_t>(Node::on) + 1;
constexpr std::size_t kKindsOfRisk = 5;

// Where a kind of phrase is remembered; `at` has one place for each kind of risk.
std::size_t place_of(const Checked& tree, const TreeNode& phrase) {
  const std::size_t base = static_cast<std::size_t>(phrase.kind) - static_cast<std::size_t>(Node::on);
  if (phrase.kind != Node::at) return base;
  constexpr std::array<Code, kKindsOfRisk> kKinds{kSignIn, kUser, kInsider, kWorkload, kAgent};
  std::size_t kind = 0;
  while (kKinds[kind] != tree.codes[phrase.last - 2]) ++kind;
  return kKindsOfPhrases + kind;
}

// The word that opens a phrase.
std::size_t keyword_of(const Checked& tree, const TreeNode& phrase) {
  return phrase.first + (tree.codes[phrase.first] == kAnd ? 1U : 0U);
}

void report_phrase_twice(const Checked& tree, Index sentence, const TreeNode& second) {
  Index first = sentence + 1;
  while (!is_phrase(tree.nodes[first].kind) || place_of(tree, tree.nodes[first]) != place_of(tree, second)) {
    first = tree.nodes[first].next;
  }
  const std::size_t keyword = keyword_of(tree, second);
  Diagnostic& found =
      tree.report->sink.report<DiagnosticCode::phrase_twice>(tree.report->span(keyword), word(tree, keyword));
  found.notes.push_back({tree.report->span(keyword_of(tree, tree.nodes[first])), "it stands here first"});
  found.help = "join both into one phrase, or write two policies";
}

bool phrases_once(const Checked& tree, Index sentence) {
  std::uint32_t seen = 0;  // a bit for each place
  for (Index n = sentence + 1; n < tree.nodes[sentence].next; n = tree.nodes[n].next) {
    const TreeNode& phrase = tree.nodes[n];
    if (!is_phrase(phrase.kind)) continue;
    const std::uint32_t here = 1U << place_of(tree, phrase);
    if ((seen & here) != 0) {
      if (tree.report != nullptr) report_phrase_twice(tree, sentence, phrase);
      return false;
    }
    seen |= here;
  }
  return true;
}

bool has_target(const Checked& tree, Index sentence) {
  for (Index n = sentence + 1; n < tree.nodes[sentence].next; n = tree.nodes[n].next) {
    if (tree.nodes[n].kind == Node::for_) return true;
  }
  return false;
}

// Policies and tests say what they are for.
bool names_target(const Checked& tree, Index sentence, Node kind) {
  const bool policy = kind == Node::policy;
  if ((!policy && kind != Node::test) || has_target(tree, sentence)) return true;
  const std::size_t behind = tree.nodes[sentence].last;
  return fail<DiagnosticCode::no_target>(
      tree, behind, behind + 1, "write `for` and an app before it, or `for all apps`", policy ? "policy" : "test");
}

// `not a or b`: does `not` stand before `a` or before all of it?
bool not_binds_clearly(const Checked& tree, Index joined) {
  const std::size_t end = tree.nodes[joined].next;
  for (Index n = joined + 1; n < end; n = tree.nodes[n].next) {
    const Index following = tree.nodes[n].next;
    if (following >= end) break;
    const std::size_t first = tree.nodes[n].first;
    if (tree.codes[first] != kNot || tree.codes[first + 1] == kOpen) continue;
    if (tree.codes[tree.nodes[following].first] == kNot) continue;
    if (tree.report == nullptr) return false;
    const Case& c = *tree.report;
    Diagnostic& found = c.sink.report<DiagnosticCode::not_before_list>(c.span(first));
    found.help = "put parentheses around what `not` belongs to";
    const std::size_t one = tree.nodes[n].last;
    const std::size_t all = tree.nodes[joined].last;
    const auto parenthesise = [&c](std::size_t from, std::size_t to) {
      const Span begin = c.span(from);
      const Span last = c.span(to - 1);
      return std::vector<Edit>{{{begin.source, begin.begin, begin.begin}, "("},
                               {{last.source, last.end, last.end}, ")"}};
    };
    found.fixes.push_back({"only the first: write `(" + c.shown(first, one) + ")`", parenthesise(first, one), false});
    found.fixes.push_back(
        {"the whole list: write `not (" + c.shown(first + 1, all) + ")`", parenthesise(first + 1, all), false});
    return false;
  }
  return true;
}

// `on networks`: the kind word stands where its noun is missing. In double quotes it would be a name.
struct Noun {
  Node node;
  Node parent;  // none: wherever it stands
  std::array<Code, 3> kind_words;
  Role role;
};
constexpr auto kNouns = std::to_array<Noun>({
    {Node::person, Node::none, {kUsers, kGroups, kRoles}, Role::person},
    {Node::net, Node::on, {kNetworks, kNetwork}, Role::network},
    {Node::term, Node::using_, {kDevices, kDevice}, Role::device},
    {Node::net, Node::running, {kPlatforms, kPlatform}, Role::platform},
    {Node::net, Node::through, {kClients, kClient}, Role::client},
    {Node::app, Node::for_, {kApps, kApp}, Role::app},
});

constexpr auto kKindWords = [] {
  std::array<bool, kCodes> words{};
  for (const Noun& noun : kNouns) {
    for (const Code word : noun.kind_words) words[index_of(word)] = word != kNone;
  }
  return words;
}();

void report_missing_noun(const Case& c, std::size_t i, Role role) {
  Diagnostic& found = c.sink.report<DiagnosticCode::noun_missing>(c.span(i), row_of(role).text, c.word(i));
  found.help = std::string("write ") + row_of(role).example;
  if (c.mends_inserting(i, kAll)) {
    const std::string all = "all " + std::string(c.word(i));
    found.fixes.push_back({"write `" + all + "`", {c.insert_before(i, "all")}, false, c.code(i + 1) != kExcept});
    // What is excepted is a part of all.
    if (c.code(i + 1) == kExcept) {
      found.help = found.fixes.back().title;
      return;
    }
  }
  note_missing_noun(c, i, role, found);
}

bool nouns_present(const Checked& tree, Index sentence) {
  Node phrase = Node::none;
  for (Index n = sentence + 1; n < tree.nodes[sentence].next; ++n) {
    const TreeNode& node = tree.nodes[n];
    if (is_phrase(node.kind)) phrase = node.kind;
    if (node.last - node.first != 1) continue;
    const Code code = tree.codes[node.first];
    if (!kKindWords[index_of(code)]) continue;
    for (const Noun& noun : kNouns) {
      const bool here = node.kind == noun.node && (noun.parent == Node::none || noun.parent == phrase);
      if (!here || std::find(noun.kind_words.begin(), noun.kind_words.end(), code) == noun.kind_words.end()) continue;
      if (tree.report != nullptr) report_missing_noun(*tree.report, node.first, noun.role);
      return false;
    }
  }
  return true;
}

bool settings_once(const Checked& tree) {
  std::array<bool, kCodes> seen{};
  for (const TreeNode& node : tree.nodes) {
    if (node.kind != Node::setting) continue;
    bool& before = seen[index_of(tree.codes[node.first])];
    if (before) {
      return fail<DiagnosticCode::setting_twice>(tree, node.first, node.first + 2, "keep one of the two",
                                                 words(tree, node.first, node.first + 2));
    }
    before = true;
  }
  return true;
}

}  // namespace

bool check_test_states_facts(const Checked& tree);

bool check_tree(const Checked& tree) {
  Index sentence = 0;
  Node statement = Node::none;
  for (Index n = 0; n < tree.nodes.size(); ++n) {
    const Node kind = tree.nodes[n].kind;
    if (kind == Node::any_or_all && !not_binds_clearly(tree, n)) return false;
    if (kind == Node::policy || kind == Node::test) statement = kind;
    if (kind != Node::sentence) continue;
    if (!(phrases_once(tree, n) && nouns_present(tree, n))) return false;
    sentence = n;
  }
  const Node first = tree.nodes.front().kind;
  if (first == Node::settings) return settings_once(tree);
  if (first == Node::declaration || first == Node::edition || first == Node::include) return true;
  if (!names_target(tree, sentence, statement)) return false;
  return statement != Node::test || check_test_states_facts(tree);
}

}  // namespace doorward::words
