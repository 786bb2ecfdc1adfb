#include "resolve/names.h"

#include <algorithm>
#include <array>

#include "doorward/grammar/format.h"
#include "doorward/grammar/suggest.h"
#include "doorward/vocabulary/vocabulary.h"

namespace doorward::resolving {
namespace {

constexpr auto kKinds = std::to_array<KindRow>({
#define DW_NOUN_KIND(kind, word, one, example) {Kind::kind, word, one, example},
#include "resolve/kinds.def"
#undef DW_NOUN_KIND
});

/// Looking for near names takes time by the square of a hopeless source; the first misspellings are the useful ones.
constexpr std::size_t kMaxSearches = 256;

KindSet kinds_of(const std::vector<const Symbol*>& symbols) {
  KindSet set = 0;
  for (const Symbol* symbol : symbols) set |= kind_bit(symbol->kind);
  return set;
}

/// The kind that somebody most likely meant to declare where any of `wanted` would do.
Kind likely(KindSet wanted) {
  if ((wanted & kind_bit(Kind::group)) != 0) return Kind::group;
  for (const KindRow& row : kKinds) {
    if ((wanted & kind_bit(row.kind)) != 0) return row.kind;
  }
  return Kind::group;
}

}  // namespace

const KindRow& row_of(Kind kind) noexcept {
  return *std::find_if(kKinds.begin(), kKinds.end(), [&](const KindRow& row) { return row.kind == kind; });
}

std::string one_of(KindSet kinds) {
  std::vector<std::string_view> words;
  for (const KindRow& row : kKinds) {
    if ((kinds & kind_bit(row.kind)) != 0) words.push_back(row.one);
  }
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i != 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

std::string folded(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = ascii_lower(c);
  return text;
}

std::string written(std::string_view name) { return is_bare_name(name) ? std::string(name) : quoted(name); }

std::vector<std::string_view> near_words(std::string_view word, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t kShown = 3;
  std::size_t best = allowed_edits(word.size());
  std::vector<std::string_view> near;
  if (word.size() < 3) return near;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate, best);
    if (distance > best) continue;
    if (distance < best) near.clear();
    best = distance;
    if (near.size() < kShown && std::find(near.begin(), near.end(), candidate) == near.end()) near.push_back(candidate);
  }
  return near;
}

void suggest(Diagnostic& diagnostic, const ast::Word& word, const std::vector<std::string_view>& near) {
  std::string help = "did you mean ";
  for (std::size_t i = 0; i < near.size(); ++i) {
    if (i != 0) help += i + 1 == near.size() ? " or " : ", ";
    const std::string right(near[i]);
    help += '`' + right + '`';
    diagnostic.fixes.push_back({"write `" + right + '`', {{word.span, right}}, false});
  }
  diagnostic.help = help + '?';
}

Names::Names(DiagnosticSink& sink) : sink_(sink) { add_vocabulary(); }

const Symbol& Names::add(Symbol symbol) {
  symbols_.push_back(symbol);
  by_name_[folded(symbol.name)].push_back(&symbols_.back());
  return symbols_.back();
}

void Names::add_vocabulary() {
  const auto row = [](Kind kind, std::string_view name, Symbol::Intrinsic intrinsic, std::string_view id = {},
                      Mask mask = 0) {
    Symbol symbol;
    symbol.kind = kind;
    symbol.name = name;
    symbol.builtin = true;
    symbol.intrinsic = intrinsic;
    symbol.id = id;
    symbol.mask = mask;
    return symbol;
  };
  using Intrinsic = Symbol::Intrinsic;
  for (const auto& role : vocabulary::roles()) add(row(Kind::role, role.name, Intrinsic::row, role.id));
  for (const auto& app : vocabulary::apps()) add(row(Kind::app, app.name, Intrinsic::row, app.id));
  for (const auto& strength : vocabulary::strengths()) {
    add(row(Kind::strength, strength.name, Intrinsic::row, strength.id));
  }
  for (const auto& group : vocabulary::app_groups()) add(row(Kind::app, group.name, Intrinsic::app_group, group.graph));
  add(row(Kind::app, "agent-resources", Intrinsic::agent_resources));
  add(row(Kind::people, "agent-users", Intrinsic::agent_users));
  add(row(Kind::network, "trusted", Intrinsic::trusted));
  add(row(Kind::network, "mfa-trusted-ips", Intrinsic::mfa_trusted_ips));
  add(row(Kind::network, "compliant-network", Intrinsic::compliant_network));
  for (const FactRow& client : kClientApps) {
    add(row(Kind::clients, client.ward, Intrinsic::client, {}, Mask{1} << client.value));
  }
}

std::vector<const Symbol*> Names::declare(const ast::File& file, bool prelude) {
  std::vector<const Symbol*> added;
  for (const ast::Declaration& declaration : file.declarations) declare_one(declaration, prelude, added);
  for (const ast::Name& name : file.broken) broken_.insert(folded(name.text));
  return added;
}

void Names::declare_one(const ast::Declaration& declaration, bool prelude, std::vector<const Symbol*>& added) {
  if (const auto* same_name = all(declaration.name.text)) {
    for (const Symbol* symbol : *same_name) {
      if (symbol->builtin) {
        sink_.report<Code::prelude_name>(declaration.name.span, declaration.name.text, row_of(symbol->kind).one).help =
            "choose another name for " + std::string(row_of(declaration.kind).one);
        return;
      }
      if (symbol->kind == declaration.kind) {
        Diagnostic& diagnostic = sink_.report<Code::declared_twice>(
            declaration.name.span, row_of(declaration.kind).word, declaration.name.text);
        diagnostic.notes.push_back({symbol->span, "first declared here"});
        diagnostic.help = "give one of the two another name";
        return;
      }
    }
  }
  Symbol symbol;
  symbol.kind = declaration.kind;
  symbol.name = declaration.name.text;
  symbol.span = declaration.name.span;
  symbol.builtin = prelude;
  symbol.declaration = &declaration;
  added.push_back(&add(symbol));
}

const std::vector<const Symbol*>* Names::all(std::string_view name) const {
  const auto found = by_name_.find(folded(name));
  return found == by_name_.end() ? nullptr : &found->second;
}

const Symbol* Names::peek(std::string_view name, KindSet wanted) const {
  const Symbol* only = nullptr;
  if (const auto* found = all(name)) {
    for (const Symbol* symbol : *found) {
      if ((kind_bit(symbol->kind) & wanted) == 0) continue;
      if (only != nullptr) return nullptr;
      only = symbol;
    }
  }
  return only;
}

const Symbol* Names::find(const ast::Name& name, KindSet wanted) {
  const auto* found = all(name.text);
  if (found == nullptr) {
    report_unknown(name, wanted);
    return nullptr;
  }
  std::vector<const Symbol*> fitting;
  for (const Symbol* symbol : *found) {
    if ((kind_bit(symbol->kind) & wanted) != 0) fitting.push_back(symbol);
  }
  if (fitting.size() == 1) return fitting.front();
  if (fitting.empty()) {
    if (broken_.count(folded(name.text)) == 0) report_wrong_kind(name, wanted, *found);
    return nullptr;
  }
  Diagnostic& diagnostic = sink_.report<Code::ambiguous_name>(name.span, name.text, one_of(kinds_of(fitting)));
  for (const Symbol* symbol : fitting) {
    if (!symbol->builtin) diagnostic.notes.push_back({symbol->span, "declared here"});
  }
  diagnostic.help = "put the kind behind it, for example `" + written(name.text) + ' ' +
                    std::string(row_of(fitting.front()->kind).word) + "s`";
  return nullptr;
}

void Names::report_unknown(const ast::Name& name, KindSet wanted) {
  const std::string key = folded(name.text);
  if (broken_.count(key) != 0) return;
  std::vector<std::string_view> candidates;
  const bool look = searches_++ < kMaxSearches;
  for (const Symbol& symbol : symbols_) {
    if (look && (kind_bit(symbol.kind) & wanted) != 0) candidates.push_back(symbol.name);
  }
  const auto near = near_words(name.text, candidates);
  if (near.empty() && (lenient_ || !reported_.emplace(key, wanted).second)) return;
  const Kind kind = likely(wanted);
  Diagnostic& diagnostic = sink_.report<Code::unknown_name>(name.span, name.text, one_of(wanted));
  if (!near.empty()) {
    std::vector<std::string> right;
    for (const std::string_view one : near) right.push_back(written(one));
    suggest(diagnostic, name, {right.begin(), right.end()});
    const Symbol* declared = peek(near.front(), wanted);
    if (declared != nullptr && !declared->builtin) diagnostic.notes.push_back({declared->span, "declared here"});
  } else {
    diagnostic.help = "declare it: `" + std::string(row_of(kind).word) + ' ' + written(name.text) + ' ' +
                      std::string(row_of(kind).example) + '`';
  }
}

/// Two nouns of one statement that each fit the other's place are one mistake, not two.
bool Names::changed_places(const ast::Name& name, KindSet wanted, KindSet found) {
  if (!misplaced_ || (misplaced_->found & wanted) == 0 || (misplaced_->wanted & found) == 0) return false;
  const std::string here = written(name.text);
  const std::string there = written(misplaced_->text);
  Diagnostic& diagnostic = sink_.diagnostics()[misplaced_->message];
  diagnostic.help = "swap `" + there + "` and `" + here + '`';
  diagnostic.fixes.push_back({diagnostic.help, {{misplaced_->span, here}, {name.span, there}}, false});
  misplaced_.reset();
  return true;
}

void Names::report_wrong_kind(const ast::Name& name, KindSet wanted, const std::vector<const Symbol*>& found) {
  if (changed_places(name, wanted, kinds_of(found))) return;
  Diagnostic& diagnostic =
      sink_.report<Code::wrong_kind>(name.span, name.text, one_of(kinds_of(found)), one_of(wanted));
  for (const Symbol* symbol : found) {
    if (!symbol->builtin) diagnostic.notes.push_back({symbol->span, "declared here"});
  }
  misplaced_ = {name.span, std::string(name.text), wanted, kinds_of(found), sink_.diagnostics().size() - 1};
  const Kind kind = likely(wanted);
  diagnostic.help = "name " + one_of(wanted) + ", or declare `" + std::string(row_of(kind).word) + ' ' +
                    written(name.text) + ' ' + std::string(row_of(kind).example) + '`';
}

}  // namespace doorward::resolving
