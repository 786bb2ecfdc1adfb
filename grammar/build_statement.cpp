// Statements, and the words they are made of.
#include <algorithm>
#include <array>

#include "build.h"

namespace doorward::words {
namespace {

// The literals of Code and of Shape stand in the same order.
ast::Shape shape_of(Code code) {
  if (code == kString) return ast::Shape::string;
  if (code < kGuid || code > kUpn) return ast::Shape::name;
  const std::size_t literal = index_of(code) - index_of(kGuid);
  return static_cast<ast::Shape>(static_cast<std::size_t>(ast::Shape::guid) + literal);
}
static_assert(index_of(kUpn) - index_of(kGuid) ==
              static_cast<std::size_t>(ast::Shape::upn) - static_cast<std::size_t>(ast::Shape::guid));

std::string without_escapes(std::string_view inside) {
  std::string result;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == '\\' && i + 1 < inside.size()) ++i;
    result += inside[i];
  }
  return result;
}

struct DeclaringWord {
  Code code;
  ast::DeclarationKind kind;
};
constexpr auto kDeclaringWords = std::to_array<DeclaringWord>({
    {kUser, ast::DeclarationKind::user},
    {kGroup, ast::DeclarationKind::group},
    {kApp, ast::DeclarationKind::app},
    {kRole, ast::DeclarationKind::role},
    {kWorkload, ast::DeclarationKind::workload},
    {kAgent, ast::DeclarationKind::agent},
    {kTenant, ast::DeclarationKind::tenant},
    {kTerms, ast::DeclarationKind::terms},
    {kCustom, ast::DeclarationKind::custom},
    {kProfile, ast::DeclarationKind::profile},
    {kPeople, ast::DeclarationKind::people},
    {kClients, ast::DeclarationKind::clients},
    {kNetwork, ast::DeclarationKind::network},
    {kDevice, ast::DeclarationKind::device},
    {kStrength, ast::DeclarationKind::strength},
    {kContext, ast::DeclarationKind::context},
});

ast::DeclarationKind declaration_kind(Code code) {
  for (const DeclaringWord& word : kDeclaringWords) {
    if (word.code == code) return word.kind;
  }
  return ast::DeclarationKind::user;
}

}  // namespace

ast::Word Builder::word(const Statement& statement, std::size_t i) {
  const Extent at = statement.words[i];
  const Span where{source_, at.begin, at.end};
  if (statement.codes[i] != kString) {
    return {text_.substr(at.begin, at.end - at.begin), where, shape_of(statement.codes[i])};
  }
  // In a broken statement the string may be open: a quote alone, or an end that is none.
  const std::size_t quoted = std::max<std::size_t>(at.end - at.begin, 2);
  const std::string_view inside = text_.substr(at.begin + 1, quoted - 2);
  if (inside.find('\\') == std::string_view::npos) return {inside, where, ast::Shape::string};
  texts_->push_back(without_escapes(inside));
  return {texts_->back(), where, ast::Shape::string};
}

ast::Sentence Builder::question(const Statement& statement, std::span<const TreeNode> nodes) {
  statement_ = &statement;
  nodes_ = nodes;
  return sentence(1);
}

void Builder::add_statement(const Statement& statement, std::span<const TreeNode> nodes, ast::File& file) {
  using Kind = ast::StatementKind;
  statement_ = &statement;
  nodes_ = nodes;
  const auto add = [&](Kind kind, auto& list, auto&& item) {
    item.span = span(0, statement.words.size());
    file.order.push_back(*memory_, {kind, static_cast<std::uint32_t>(list.size()), item.span});
    list.push_back(*memory_, item);
  };
  // A bare sentence stands before the node that says what it is.
  const bool bare = nodes.front().kind == Node::sentence;
  const Index top = bare ? next(0) : 0;
  const Index said = bare ? 0 : child(0, Node::sentence);
  const Node kind = node(top).kind;
  if (kind == Node::edition) add(Kind::edition, file.editions, ast::Edition{word(1), {}});
  if (kind == Node::include) add(Kind::include, file.includes, ast::Include{word(1), {}});
  if (kind == Node::settings) add(Kind::settings, file.settings, settings(top));
  if (kind == Node::declaration) add(Kind::declaration, file.declarations, declaration(top));
  if (kind == Node::policy) add(Kind::policy, file.policies, policy(said, top));
  if (kind == Node::test) add(Kind::test, file.tests, test(said, top));
  if (kind == Node::proof)
    add(Kind::proof, file.proofs, ast::Proof{sentence(said), claim(child(top, Node::claim)), {}});
}

ast::Policy Builder::policy(Index sentence_at, Index policy_at) {
  ast::Policy policy;
  const Index head = child(policy_at, Node::policy_head);
  if (head != policy_at) policy.head = memory_->keep(policy_head(head));
  policy.sentence = sentence(sentence_at);
  policy.effect = effect(policy_at + 1, end(policy_at));
  return policy;
}

ast::PolicyHead Builder::policy_head(Index n) {
  ast::PolicyHead head;
  head.span = span(n);
  std::size_t i = node(n).first;
  if (code(i) == kReportOnly) head.state = ast::PolicyState::report_only;
  if (code(i) == kDisabled) head.state = ast::PolicyState::disabled;
  if (code(i) != kPolicy) ++i;
  head.id = word(i + 1);
  head.title = word(i + 2);
  for (Index c = n + 1; c < end(n); c = next(c)) {
    const ast::Word* said = keep_word(node(c).first + 1);
    if (node(c).kind == Node::graph_id) head.graph_id = said;
    if (node(c).kind == Node::template_id) head.template_id = said;
    if (node(c).kind == Node::note) head.note = said;
  }
  return head;
}

ast::Test Builder::test(Index sentence_at, Index test_at) {
  ast::Test test;
  if (code(0) == kTest && node(test_at).first == 0) test.title = word(1);
  test.sentence = sentence(sentence_at);
  const Index done = child(test_at, Node::done);
  if (done != test_at) test.done = gather<ast::Control>(done, Node::control, [this](Index c) { return control(c); });
  test.given = gather<ast::Expr>(test_at, Node::given, [this](Index c) { return expr(c + 1); });
  test.expects = gather<ast::Expect>(test_at, Node::expect, [this](Index c) { return expect(c); });
  return test;
}

ast::Declaration Builder::declaration(Index n) {
  ast::Declaration result;
  const Index trusted = child(n, Node::trusted);
  const std::size_t keyword = node(n).first + (trusted == n ? 0U : 1U);
  result.trusted = trusted != n;
  result.kind = declaration_kind(code(keyword));
  result.name = word(keyword + 1);
  const Index id = child(n, Node::graph_id);
  if (id != n) result.graph_id = keep_word(node(id).first + 1);
  declared_value(n, result);
  return result;
}

void Builder::declared_value(Index n, ast::Declaration& into) {
  into.value = word(node(n).last - 1);
  for (Index c = n + 1; c < end(n); c = next(c)) {
    const Node kind = node(c).kind;
    if (kind == Node::names) into.value = names(node(c).first, node(c).last);
    if (kind == Node::place) into.value = place(c);
    if (kind == Node::any_or_all) into.value = expr(c);
  }
  const auto people = gather<ast::Person>(n, Node::person, [this](Index c) { return person(c); });
  if (!people.empty()) into.value = people;
  const auto parts = gather<ast::Combination>(n, Node::combination, [this](Index c) { return combination(c); });
  if (!parts.empty()) into.value = parts;
}

ast::Place Builder::place(Index n) {
  using Kind = ast::Place::Kind;
  ast::Place place;
  const std::size_t first = node(n).first;
  const std::size_t last = node(n).last;
  if (one_of<kIp, kCidr>(code(first))) {
    place.kind = Kind::addresses;
    place.words = every_second_word(first, last);
    return place;
  }
  if (code(first) == kCountries && first + 1 < last && may_be_country(code(first + 1))) {
    place.kind = Kind::countries;
    std::size_t i = first + 2;
    while (i < last && code(i) == kComma) i += 2;
    place.words = every_second_word(first + 1, i);
    for (; i < last; ++i) {
      place.or_unknown = place.or_unknown || code(i) == kUnknown;
      place.by_gps = place.by_gps || code(i) == kGps;
    }
    return place;
  }
  place.kind = code(first) == kNot ? Kind::complement : code(first) == kAll ? Kind::all_except : Kind::names;
  place.words = names(code(first) == kAll ? first + 2 : first, last);
  return place;
}

ast::Combination Builder::combination(Index n) {
  ast::Combination result;
  result.span = span(n);
  const Index where = child(n, Node::any_or_all);
  const std::size_t last = where == n ? node(n).last : node(where).first;
  result.methods = names(node(n).first, last);
  if (where != n) result.where = keep_expr(where);
  return result;
}

ast::Settings Builder::settings(Index n) {
  ast::Settings result;
  for (Index c = n + 1; c < end(n); c = next(c)) setting(c, result);
  return result;
}

void Builder::setting(Index n, ast::Settings& into) {
  const std::size_t first = node(n).first;
  const Code keyword = code(first);
  if (keyword == kTrusted) {
    into.trusted_ips_span = span(n);
    into.trusted_ips = every_second_word(first + 2, node(n).last);
  } else if (keyword == kRemember) {
    into.remember_days_span = span(n);
    into.remember_days = word(first + 3);
  } else if (keyword == kApp) {
    into.app_passwords_span = span(n);
    into.app_passwords_allowed = code(first + 2) != kNot;
  } else {
    const Code verb = code(first + 2);
    into.precedence_span = span(n);
    into.precedence = verb == kTakes       ? Precedence::state_takes_precedence
                      : verb == kOverrides ? Precedence::state_overrides_policies
                                           : Precedence::state_ignored;
  }
}

}  // namespace doorward::words
