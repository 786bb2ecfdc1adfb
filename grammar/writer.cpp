// Words, lists, conditions and declarations.
#include "writer.h"

#include <algorithm>
#include <array>

#include "doorward/facts/guid.h"
#include "doorward/grammar/format.h"
#include "shape.h"

namespace doorward {

bool is_bare_name(std::string_view text) {
  if (text.empty()) return false;
  std::uint8_t classes = 0;
  for (const char c : text) classes |= words::class_of(static_cast<unsigned char>(c));
  const words::Code code = (classes & words::kSign) != 0 ? words::kNone : words::shape_of(text, classes);
  return code == words::kName || code == words::kTwoLetters || (words::is_name(code) && words::is_keyword(code));
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

namespace writing {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), ascii_lower);
  return result;
}

constexpr std::array<std::string_view, 16> kDeclaringWords{
    "user",   "group",   "app",    "role",    "workload", "agent",  "tenant",   "terms",
    "custom", "profile", "people", "clients", "network",  "device", "strength", "context"};

}  // namespace

Writer::Writer(const ast::File& file) {
  for (const ast::Declaration& declaration : file.declarations) {
    if (declaration.name.quoted()) continue;
    const std::string name(declaration.name.text);
    const auto [at, added] = declared_.emplace(lower(name), name);
    if (!added && at->second != name) at->second.clear();
  }
}

std::string Writer::text(const ast::Word& word) const {
  if (word.quoted()) return quoted(word.text);
  if (word.shape != ast::Shape::name || declared_.empty()) return std::string(word.text);
  const auto known = declared_.find(lower(word.text));
  return known == declared_.end() || known->second.empty() ? std::string(word.text) : known->second;
}

void Writer::list(const ast::List<ast::Word>& words, Separator separator, Words& out) const {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    const bool comma = i > 0 && (separator == Separator::commas || (separator == Separator::mixed && !last));
    if (comma) out.back() += ',';
    if (i > 0 && !comma) out.emplace_back("or");
    out.push_back(text(words[i]));
  }
}

Words Writer::condition(const ast::Expr& expr) const {
  Words out;
  term(expr, false, out);
  return out;
}

void Writer::term(const ast::Expr& expr, bool parentheses, Words& out) const {
  using Kind = ast::Expr::Kind;
  const std::size_t first = out.size();
  const bool list = expr.kind == Kind::any_of || expr.kind == Kind::all_of;
  if (expr.kind == Kind::adjective) out.push_back(text(expr.adjective));
  if (expr.kind == Kind::comparison) comparison(*expr.comparison, out);
  if (expr.kind == Kind::negation) {
    const ast::Expr& inner = expr.children.front();
    out.emplace_back("not");
    term(inner, inner.kind != Kind::adjective && inner.kind != Kind::comparison, out);
  }
  for (std::size_t i = 0; list && i < expr.children.size(); ++i) {
    const ast::Expr& child = expr.children[i];
    if (i > 0) out.emplace_back(expr.kind == Kind::any_of ? "or" : "and");
    const bool composite = child.kind == Kind::any_of || child.kind == Kind::all_of;
    // A bare `not` before what is not negated would leave open what it belongs to.
    const bool more = i + 1 < expr.children.size() && expr.children[i + 1].kind != Kind::negation;
    const bool open = child.kind == Kind::negation && more;
    const bool plain =
        open && (child.children.front().kind == Kind::any_of || child.children.front().kind == Kind::all_of);
    term(child, composite || (open && !plain), out);
  }
  if (!parentheses) return;
  out[first].insert(0, 1, '(');
  out.back() += ')';
}

void Writer::comparison(const ast::Comparison& comparison, Words& out) const {
  using Form = ast::Comparison::Form;
  out.emplace_back(text(comparison.attribute));
  if (comparison.form == Form::between) {
    out.insert(out.end(), {"is", "between", text(comparison.values[0]), "and", text(comparison.values[1])});
    if (comparison.values.size() == 3) out.insert(out.end(), {"in", text(comparison.values[2])});
    return;
  }
  std::string_view op = kCompareOps[static_cast<std::size_t>(comparison.op)].ward;
  for (std::size_t blank = op.find(' '); !op.empty(); blank = op.find(' ')) {
    out.emplace_back(op.substr(0, blank));
    op = blank == std::string_view::npos ? std::string_view() : op.substr(blank + 1);
  }
  if (comparison.form == Form::member) {
    out.push_back(text(comparison.values.front()));
    return;
  }
  const bool brackets = comparison.op == CompareOp::in || comparison.op == CompareOp::not_in;
  const std::size_t first = out.size();
  list(comparison.values, Separator::commas, out);
  if (!brackets || out.size() == first) return;
  out[first].insert(0, 1, '[');
  out.back() += ']';
}

std::string Writer::declared_kind(const ast::Declaration& declaration) const {
  const std::string kind(kDeclaringWords[static_cast<std::size_t>(declaration.kind)]);
  return declaration.trusted ? "trusted " + kind : kind;
}

std::string Writer::declared_name(const ast::Declaration& declaration) const {
  const std::string name =
      declaration.name.quoted() ? quoted(declaration.name.text) : std::string(declaration.name.text);
  return declaration.graph_id ? name + " as " + std::string(declaration.graph_id->text) : name;
}

Words Writer::declared_value(const ast::Declaration& declaration) const {
  return std::visit([this](const auto& said) { return value(said); }, declaration.value);
}

Words Writer::value(const ast::List<ast::Name>& names) const {
  Words out;
  list(names, Separator::commas, out);
  return out;
}

Words Writer::value(const ast::List<ast::Person>& people) const {
  Words out;
  for (const ast::Person& one : people) {
    if (!out.empty()) out.back() += ',';
    person(one, out);
  }
  return out;
}

Words Writer::value(const ast::Place& place) const {
  using Kind = ast::Place::Kind;
  Words out;
  if (place.kind == Kind::complement) out.emplace_back("not");
  if (place.kind == Kind::all_except) out.insert(out.end(), {"all", "networks", "except"});
  if (place.kind == Kind::countries) out.emplace_back("countries");
  list(place.words, place.kind == Kind::all_except ? Separator::ors : Separator::commas, out);
  if (place.kind == Kind::countries) {
    // A country is no name that could be declared.
    for (std::size_t i = 0; i < place.words.size(); ++i) {
      std::string country(place.words[i].text);
      std::transform(country.begin(), country.end(), country.begin(),
                     [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
      out[i + 1] = country + (i + 1 < place.words.size() ? "," : "");
    }
  }
  if (place.or_unknown) out.insert(out.end(), {"or", "unknown"});
  if (place.by_gps) out.insert(out.end(), {"by", "gps"});
  return out;
}

Words Writer::value(const ast::List<ast::Combination>& combinations) const {
  Words out;
  for (const ast::Combination& combination : combinations) {
    if (!out.empty()) out.back() += ',';
    for (std::size_t i = 0; i < combination.methods.size(); ++i) {
      if (i > 0) out.emplace_back("+");
      out.push_back(text(combination.methods[i]));
    }
    if (!combination.where) continue;
    out.emplace_back("where");
    term(*combination.where, false, out);
  }
  return out;
}

}  // namespace writing
}  // namespace doorward
