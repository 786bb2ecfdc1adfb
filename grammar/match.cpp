// The one place where PEGTL is instantiated. A control of our own keeps the flat tree: every rule that fails takes
// back the nodes written since it began, so backtracking leaves nothing behind, and when asked it notes what the
// words that did not match should have been.
#include <type_traits>
#include <utility>

#include "rules.h"

namespace doorward::words {
namespace {

namespace pegtl = tao::pegtl;

using Input = pegtl::memory_input<pegtl::tracking_mode::lazy, pegtl::eol::lf, const char*>;

struct State {
  Match* match;
  const char* begin;
  std::uint32_t at(const Input& in) const { return static_cast<std::uint32_t>(in.current() - begin); }
};

template <class Rule>
concept Terminal = requires {
  Rule::accepts(kNone);
};
template <class Rule>
concept LeavesNode = requires {
  Rule::node;
};
template <class Rule>
concept PlaysRole = requires {
  Rule::role;
};

// The first part of a sequence, where that is one word: without that word the rule cannot match.
template <class First, class... Rest>
First first_part(const pegtl::seq<First, Rest...>&);
template <class Rule>
concept BeginsWithWord = requires(const Rule& rule) {
  first_part(rule);
  requires Terminal<decltype(first_part(rule))>;
};

void add_item(Expected& expected, Expected::Item item) {
  for (const Expected::Item& known : expected.items) {
    if (known.role == item.role && known.code == item.code) return;
  }
  expected.items.push_back(item);
}

bool reaches(Expected& expected, std::uint32_t at) {
  if (at < expected.at) return false;
  if (at > expected.at) {
    expected.at = at;
    expected.codes.reset();
    expected.items.clear();
    expected.end = false;
  }
  return true;
}

template <class Rule>
void note_miss(Expected& expected, std::uint32_t at) {
  if (!reaches(expected, at)) return;
  if constexpr (std::is_same_v<Rule, rules::end>) {
    expected.end = true;
    return;
  }
  for (std::size_t i = 1; i < kCodes; ++i) {
    const Code code = static_cast<Code>(i);
    if (!Rule::accepts(code)) continue;
    expected.codes.set(i);
    if constexpr (!PlaysRole<Rule>) {
      if (!is_name(code) || !Rule::accepts(kName)) add_item(expected, {Role::none, code});
    }
  }
  if constexpr (PlaysRole<Rule>) add_item(expected, {Rule::role, kNone});
}

template <class Rule>
struct Control : pegtl::normal<Rule> {
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <typename...> class Action,
            template <typename...> class C>
  static bool match(Input& in, State& state) {
    Match& match = *state.match;
    const std::uint32_t first = state.at(in);
    if constexpr (Terminal<Rule>) {
      const bool matched = Rule::match(in);
      if constexpr (LeavesNode<Rule>) {
        const auto next = static_cast<std::uint32_t>(match.nodes.size() + 1);
        if (matched) match.nodes.push() = {Rule::node, first, first + 1, next};
      }
      if (!matched && match.expected != nullptr) note_miss<Rule>(*match.expected, first);
      return matched;
    } else {
      // Most alternatives fail at their first word. Diagnosis alone wants to hear of them.
      if constexpr (BeginsWithWord<Rule>) {
        using First = decltype(first_part(std::declval<const Rule&>()));
        if (match.expected == nullptr && (in.empty() || !First::accepts(static_cast<Code>(in.peek_uint8())))) {
          return false;
        }
      }
      return match_compound<A, M, Action, C>(in, state, first);
    }
  }

 private:
  template <pegtl::apply_mode A, pegtl::rewind_mode M, template <typename...> class Action,
            template <typename...> class C>
  static bool match_compound(Input& in, State& state, std::uint32_t first) {
    Match& match = *state.match;
    const std::size_t mark = match.nodes.size();
    std::size_t items = 0;
    if constexpr (PlaysRole<Rule>) {
      if (match.expected != nullptr && match.expected->at == first) items = match.expected->items.size();
    }
    if constexpr (LeavesNode<Rule>) match.nodes.push() = {Rule::node, first, first, 0};
    const bool matched = pegtl::normal<Rule>::template match<A, M, Action, C>(in, state);
    if (!matched) {
      match.nodes.cut(mark);
      if constexpr (PlaysRole<Rule>) {
        if (match.expected != nullptr && match.expected->at == first) {
          Expected& expected = *match.expected;
          expected.items.resize(items);
          add_item(expected, {Rule::role, kNone});
        }
      }
      return false;
    }
    if constexpr (LeavesNode<Rule>) {
      TreeNode& node = match.nodes[mark];
      node.last = state.at(in);
      node.next = static_cast<std::uint32_t>(match.nodes.size());
    }
    return true;
  }
};

template <class Rule>
bool run(std::span<const Code> codes, Match& match) {
  const char* begin = reinterpret_cast<const char*>(codes.data());
  Input in(begin, begin + codes.size(), "");
  State state{&match, begin};
  return pegtl::parse<Rule, pegtl::nothing, Control>(in, state);
}

}  // namespace

bool match_words(std::span<const Code> codes, Root root, Match& match) {
  match.nodes.cut(0);
  return root == Root::statement ? run<rules::statement>(codes, match) : run<rules::question>(codes, match);
}

}  // namespace doorward::words
