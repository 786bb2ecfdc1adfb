#include <algorithm>

#include "doorward/vocabulary/vocabulary.h"
#include "resolve/resolution.h"

namespace doorward::resolving {
namespace {

std::optional<Mask> resolve_method(Resolution& r, const ast::Name& name) {
  if (const FactRow* row = vocabulary::find_method(name.text)) return Mask{1} << row->value;
  std::vector<std::string_view> words;
  for (const FactRow& row : kMethods) words.push_back(row.ward);
  Diagnostic& diagnostic = r.sink.report<Code::unknown_word>(name.span, name.text, "an authentication method");
  const auto near = near_words(name.text, words);
  if (!near.empty()) {
    suggest(diagnostic, name, near);
  } else {
    diagnostic.help = "methods are written as `password`, `sms`, `fido2`, `windows-hello`";
  }
  return std::nullopt;
}

/// What a combination may be restricted to.
std::vector<std::string>* restriction(model::Combination& combination, std::string_view attribute) {
  if (equals_ignoring_case(attribute, "aaguid")) return &combination.aaguids;
  if (equals_ignoring_case(attribute, "issuer")) return &combination.issuers;
  if (equals_ignoring_case(attribute, "policy")) return &combination.policy_oids;
  return nullptr;
}

bool resolve_restriction(Resolution& r, const ast::Expr& where, model::Combination& combination) {
  if (where.kind == ast::Expr::Kind::all_of) {
    bool good = true;
    for (const ast::Expr& child : where.children) good = resolve_restriction(r, child, combination) && good;
    return good;
  }
  const ast::Comparison* comparison = where.comparison;
  std::vector<std::string>* list =
      comparison == nullptr ? nullptr : restriction(combination, comparison->attribute.text);
  const bool fits = list != nullptr && comparison->form == ast::Comparison::Form::compare &&
                    (comparison->op == CompareOp::eq || comparison->op == CompareOp::in);
  if (!fits) {
    r.sink.report<Code::not_a_restriction>(where.span).help =
        "write `aaguid in […]`, `issuer in […]` or `policy in […]`, joined by `and`";
    return false;
  }
  for (const ast::Word& value : comparison->values) list->emplace_back(value.text);
  combination.configured = true;
  return true;
}

std::optional<std::uint32_t> declared_strength(Resolution& r, const Symbol& symbol) {
  model::Strength strength;
  strength.name = symbol.name;
  strength.origin = origin_of(symbol.declaration->span);
  if (symbol.declaration->graph_id) strength.graph_id = model::Id::of(symbol.declaration->graph_id->text);
  bool good = true;
  for (const ast::Combination& written_as : std::get<ast::List<ast::Combination>>(symbol.declaration->value)) {
    model::Combination combination;
    for (const ast::Name& name : written_as.methods) {
      const auto method = resolve_method(r, name);
      good = good && method.has_value();
      combination.methods |= method.value_or(0);
    }
    if (written_as.where) good = resolve_restriction(r, *written_as.where, combination) && good;
    strength.combinations.push_back(std::move(combination));
  }
  if (!good) return std::nullopt;
  r.set.strengths.push_back(std::move(strength));
  return static_cast<std::uint32_t>(r.set.strengths.size() - 1);
}

}  // namespace

const std::uint32_t* strength_of(Resolution& r, const Symbol& symbol, const Span& use) {
  return meaning_of(r, r.strengths, symbol, use, [&]() -> std::optional<std::uint32_t> {
    if (symbol.declaration != nullptr) return declared_strength(r, symbol);
    const auto found =
        std::find_if(r.set.strengths.begin(), r.set.strengths.end(),
                     [&](const model::Strength& strength) { return strength.builtin && strength.name == symbol.name; });
    return static_cast<std::uint32_t>(found - r.set.strengths.begin());
  });
}

std::optional<std::uint32_t> resolve_strength(Resolution& r, const ast::Name& name) {
  const Symbol* symbol = r.names.find(name, kind_bit(Kind::strength));
  const std::uint32_t* index = symbol == nullptr ? nullptr : strength_of(r, *symbol, name.span);
  if (index == nullptr) return std::nullopt;
  return *index;
}

}  // namespace doorward::resolving
