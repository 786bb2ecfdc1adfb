// The words that the rules are made of: terminals, lists, and what a rule says about itself. A rule that `leaves` a
// node is in the tree; a rule that `plays` a role is what messages call the words that could have begun it. Included
// by match.cpp alone, through rules.h.
#pragma once

// NOLINTBEGIN(readability-identifier-naming): rules are types, in lower case as in PEGTL

#include <tao/pegtl.hpp>

#include "tree.h"
#include "word.h"

namespace doorward::words::rules {

using pegtl_empty = tao::pegtl::empty_list;
using tao::pegtl::list;
using tao::pegtl::opt;
using tao::pegtl::plus;
using tao::pegtl::seq;
using tao::pegtl::sor;
using tao::pegtl::star;

/// What a rule says about itself.
template <Node N>
struct leaves {
  static constexpr Node node = N;
};
template <Role R>
struct plays {
  static constexpr Role role = R;
};

// ---- terminals --------------------------------------------------------------------------------------------

template <class Input>
Code peek(const Input& in, std::size_t offset = 0) {
  return in.size(offset + 1) > offset ? static_cast<Code>(in.peek_uint8(offset)) : kNone;
}

/// One word of a set. `accepts` is the set, which diagnosis reads as well.
template <class Derived>
struct terminal {
  using rule_t = Derived;
  using subs_t = pegtl_empty;
  template <class Input>
  static bool match(Input& in) {
    if (in.empty() || !Derived::accepts(static_cast<Code>(in.peek_uint8()))) return false;
    in.bump_in_this_line();
    return true;
  }
};

template <Code... C>
struct w : terminal<w<C...>> {
  static constexpr bool accepts(Code code) { return one_of<C...>(code); }
};
struct any_name : terminal<any_name> {
  static constexpr bool accepts(Code code) { return is_name(code); }
};
struct any_value : terminal<any_value> {
  static constexpr bool accepts(Code code) {
    return (is_name(code) && code != kPresent && code != kBetween) || (code >= kGuid && code <= kUpn);
  }
};
struct any_country : terminal<any_country> {
  static bool accepts(Code code) { return may_be_country(code); }
};
/// A control by its own word: the words before a named control are none.
struct plain_control : terminal<plain_control> {
  static constexpr bool accepts(Code code) {
    return is_name(code) && code != kStrength && code != kTerms && code != kCustom;
  }
};
struct end : terminal<end> {
  static constexpr bool accepts(Code) { return false; }
  template <class Input>
  static bool match(Input& in) {
    return in.empty();
  }
};

/// A word that begins a statement of its own kind, and is not a subject here.
struct opens {
  using rule_t = opens;
  using subs_t = pegtl_empty;
  static constexpr bool continues_sentence(Code code) {
    return one_of<kOn, kUsing, kRunning, kThrough, kBy, kAt, kFor, kWhen, kBlock, kRequire, kWith, kExcept, kOr,
                  kComma>(code);
  }
  template <class Input>
  static bool match(Input& in) {
    const Code first = peek(in);
    if (first == kMfa) return peek(in, 1) == kSettings;
    return opens_statement(first) && !continues_sentence(peek(in, 1));
  }
};
using sentence_starts = tao::pegtl::not_at<opens>;

// Names and literals by what they stand for.
struct declared : any_name, plays<Role::declared> {};
struct member_name : any_name, plays<Role::names> {};
struct policy_id : any_name, plays<Role::policy_id> {};
struct title : w<kString>, plays<Role::title> {};
struct text : w<kString>, plays<Role::text> {};
struct zone : w<kString>, plays<Role::zone> {};
struct guid : w<kGuid>, plays<Role::guid> {};
struct number : w<kNumber>, plays<Role::number> {};
struct date : w<kDate>, plays<Role::date> {};
struct time : w<kTimeOfDay>, plays<Role::time> {};
struct address : w<kIp, kCidr>, plays<Role::address> {};

struct sep : sor<seq<w<kComma>, opt<w<kOr>>>, w<kOr>> {};
struct article : w<kA, kAn, kThe> {};
template <class Item>
struct listed : seq<Item, star<sep, Item>> {};
template <class Item>
struct commas : seq<Item, star<w<kComma>, Item>> {};
template <class Item>
struct ors : seq<Item, star<w<kOr>, Item>> {};
/// `x`, `x or y or …`, `x and y and …`; never both.
template <class Item>
struct joined : seq<Item, opt<sor<plus<w<kOr>, Item>, plus<w<kAnd>, Item>>>> {};

}  // namespace doorward::words::rules

// NOLINTEND(readability-identifier-naming)
