#include "resolve/names.h"

#include <algorithm>
#include <array>

#include "doorward/grammar/format.h"
#include "doorward/grammar/suggest.h"
#include "doorward/vocabulary/vocabulary.h"
#include "resolve/foreign_names.h"

namespace doorward::resolving {
namespace {

constexpr auto kKinds = std::to_array<KindRow>({
#define DW_NOUN_KIND(kind, word, one, example) {Kind::kind, word, one, example},
#include "resolve/kinds.def"
#undef DW_NOUN_KIND
});

/// Looking for near names takes time by the square of a hopeless source; the first misspellings are the useful ones.
constexpr std::size_t kMaxSearches = 256;

constexpr std::size_t kNotNear = 8;

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

/// Help and a fix that put `word` before `name`.
void offer_before(Diagnostic& diagnostic, const ast::Name& name, std::string_view word) {
  const std::string before = std::string(word) + ' ';
  diagnostic.help = "write `" + before + written(name.text) + '`';
  diagnostic.fixes.push_back(
      {diagnostic.help, {{{name.span.source, name.span.begin, name.span.begin}, before}}, false});
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
  if (is_blank_name(declaration.name.text)) {
    sink_.report<Code::empty_name>(declaration.name.span, row_of(declaration.kind).one).help =
        "write the name that policies call it by";
    return;
  }
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

std::vector<const Symbol*> Names::usual(KindSet wanted, std::size_t most) const {
  std::vector<const Symbol*> found;
  for (const Symbol& symbol : symbols_) {
    const bool particular = symbol.uses != 0 || !symbol.builtin;
    if ((kind_bit(symbol.kind) & wanted) != 0 && particular) found.push_back(&symbol);
  }
  std::stable_sort(found.begin(), found.end(), [](const Symbol* a, const Symbol* b) { return a->uses > b->uses; });
  if (found.size() > most) found.resize(most);
  return found;
}

const Symbol* Names::find(const ast::Name& name, KindSet wanted) {
  const auto* found = all(name.text);
  if (found == nullptr) {
    report_unknown(name, wanted);
    return nullptr;
  }
  const Symbol* only = nullptr;
  std::size_t count = 0;
  for (const Symbol* symbol : *found) {
    if ((kind_bit(symbol->kind) & wanted) == 0) continue;
    only = symbol;
    ++count;
  }
  if (count == 1) {
    ++only->uses;
    return only;
  }
  if (count == 0) {
    if (broken_.count(folded(name.text)) == 0) report_wrong_kind(name, wanted, *found);
    return nullptr;
  }
  report_ambiguous(name, wanted, *found);
  return nullptr;
}

void Names::report_ambiguous(const ast::Name& name, KindSet wanted, const std::vector<const Symbol*>& found) {
  std::vector<const Symbol*> fitting;
  for (const Symbol* symbol : found) {
    if ((kind_bit(symbol->kind) & wanted) != 0) fitting.push_back(symbol);
  }
  Diagnostic& diagnostic = sink_.report<Code::ambiguous_name>(name.span, name.text, one_of(kinds_of(fitting)));
  for (const Symbol* symbol : fitting) {
    if (!symbol->builtin) diagnostic.notes.push_back({symbol->span, "declared here"});
  }
  diagnostic.help = "put the kind behind it, for example `" + written(name.text) + ' ' +
                    std::string(row_of(fitting.front()->kind).word) + "s`";
}

/// Names of contexts are too short for near words, and each differs from its neighbour by one digit: of them, what is
/// declared and not used is near, first where a digit is missing or too many.
std::vector<std::string_view> Names::near_names(std::string_view name, KindSet wanted) const {
  std::vector<std::string_view> candidates;
  for (const Symbol& symbol : symbols_) {
    if ((kind_bit(symbol.kind) & wanted) != 0) candidates.push_back(symbol.name);
  }
  if (wanted != kind_bit(Kind::context)) return near_words(name, candidates);
  std::vector<std::string_view> longer, alike;
  if (lenient_) return alike;
  for (const std::string_view candidate : candidates) {
    const Symbol* context = peek(candidate, wanted);
    if (context == nullptr || context->uses != 0 || edit_distance(name, candidate, 1) != 1) continue;
    (candidate.size() == name.size() ? alike : longer).push_back(candidate);
  }
  if (longer.size() == 1) return longer;
  return alike.size() == 1 ? alike : std::vector<std::string_view>();
}

void Names::misnamed_context(const Symbol& symbol) {
  misnamed_.push_back({&symbol, {}, sink_.diagnostics().size() - 1});
}

bool Names::is_misnamed_context(const ast::Name& name, KindSet wanted) {
  if (wanted != kind_bit(Kind::context)) return false;
  const std::string key = folded(name.text);
  for (Misnamed& misnamed : misnamed_) {
    if (misnamed.used == key) return true;
    if (!misnamed.used.empty() || misnamed.context->uses != 0) continue;
    misnamed.used = key;
    Diagnostic& diagnostic = sink_.diagnostics()[misnamed.message];
    diagnostic.notes.push_back({name.span, "used here"});
    ast::Word declared;
    declared.span = misnamed.context->span;
    suggest(diagnostic, declared, {name.text});
    return true;
  }
  return false;
}

void Names::report_unknown(const ast::Name& name, KindSet wanted) {
  const std::string key = folded(name.text);
  if (broken_.count(key) != 0) return;
  if (is_misnamed_context(name, wanted)) return;
  if (const std::string_view right = name_of_title(name.text, wanted); !right.empty()) {
    suggest(sink_.report<Code::unknown_name>(name.span, name.text, one_of(wanted)), name, {right});
    return;
  }
  const auto near = searches_++ < kMaxSearches ? near_names(name.text, wanted) : std::vector<std::string_view>();
  std::size_t edits = near.empty() ? kNotNear : edit_distance(name.text, near.front(), kNotNear);
  if (const std::string_view word = misspelt(name.text, instead_, edits); !word.empty()) {
    suggest(sink_.report<Code::unknown_name>(name.span, name.text, one_of(wanted)), name, {word});
    return;
  }
  if (near.empty() && report_denied(name, wanted)) return;
  if (near.empty() && (lenient_ || !reported_.emplace(key, wanted).second)) return;
  const Kind kind = likely(wanted);
  const Symbol* declared = near.empty() ? nullptr : peek(near.front(), wanted);
  if (declared != nullptr && said_before(name, *declared)) return;
  Diagnostic& diagnostic = sink_.report<Code::unknown_name>(name.span, name.text, one_of(wanted));
  if (!near.empty()) {
    std::vector<std::string> right;
    for (const std::string_view one : near) right.push_back(written(one));
    suggest(diagnostic, name, {right.begin(), right.end()});
    if (declared != nullptr && !declared->builtin) diagnostic.notes.push_back({declared->span, "declared here"});
  } else {
    diagnostic.help = "declare it: `" + std::string(row_of(kind).word) + ' ' + written(name.text) + ' ' +
                      std::string(row_of(kind).example) + '`';
  }
}

/// `unregistered`: `not registered` says it where a kind of device is wanted, unless the vocabulary has a word for it.
bool Names::report_denied(const ast::Name& name, KindSet wanted) {
  const std::string_view rest = denied_part(name.text);
  if (wanted != kind_bit(Kind::device) || rest.empty()) return false;
  const Symbol* whole = peek("non-" + std::string(rest), wanted);
  if (whole == nullptr && peek(rest, wanted) == nullptr) return false;
  const std::string right = whole != nullptr ? written(whole->name) : "not " + written(rest);
  suggest(sink_.report<Code::unknown_name>(name.span, name.text, one_of(wanted)), name, {right});
  return true;
}

/// Whether `name` was reported already and stands beside the same unused noun: all its uses are one mistake.
bool Names::said_before(const ast::Name& name, const Symbol& near) {
  if (near.builtin || near.uses != 0) return false;
  const auto [place, first] =
      suspects_.try_emplace(folded(name.text), Suspect{&near, name, sink_.diagnostics().size(), 1});
  Suspect& suspect = place->second;
  if (first || suspect.near != &near) return false;
  ++suspect.uses;
  Diagnostic& diagnostic = sink_.diagnostics()[suspect.message];
  diagnostic.notes.push_back({name.span, "used here too"});
  diagnostic.fixes.front().edits.push_back({name.span, written(near.name)});
  return true;
}

void Names::finish() {
  for (const auto& [key, suspect] : suspects_) {
    if (suspect.uses < 2 || suspect.near->uses != 0) continue;
    Diagnostic& diagnostic = sink_.diagnostics()[suspect.message];
    for (Note& note : diagnostic.notes) {
      if (note.span == suspect.near->span) note = {diagnostic.span, "used here"};
    }
    diagnostic.span = suspect.near->span;
    diagnostic.fixes.clear();
    ast::Word declared;
    declared.span = suspect.near->span;
    const std::string right = written(suspect.name.text);
    suggest(diagnostic, declared, {right});
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

bool Names::report_left_out(const ast::Name& name, KindSet wanted, std::string_view word) {
  if (all(name.text) != nullptr) return false;
  offer_before(sink_.report<Code::unknown_name>(name.span, name.text, one_of(wanted)), name, word);
  return true;
}

bool Names::report_instead(const ast::Name& name, KindSet wanted, const Span& whole, std::string_view right) {
  if (all(name.text) != nullptr || broken_.count(folded(name.text)) != 0) return false;
  Diagnostic& diagnostic = sink_.report<Code::unknown_name>(name.span, name.text, one_of(wanted));
  const std::string written_as = std::string(right);
  diagnostic.help = "write `" + written_as + '`';
  diagnostic.fixes.push_back({diagnostic.help, {{whole, written_as}}, false});
  return true;
}

bool Names::report_nothing_behind(const ast::Name& keyword, KindSet wanted, std::string_view one,
                                  const std::vector<std::string_view>& others) {
  if (all(keyword.text) != nullptr) return false;
  Diagnostic& diagnostic = sink_.report<Code::unknown_name>(keyword.span, keyword.text, one_of(wanted));
  diagnostic.help = "write " + std::string(one) + " behind `" + std::string(keyword.text) + '`';
  for (const std::string_view other : others) {
    diagnostic.fixes.push_back({"write `" + std::string(other) + '`',
                                {{{keyword.span.source, keyword.span.end, keyword.span.end}, ' ' + std::string(other)}},
                                false,
                                true});
  }
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
  if (!behind_.word.empty() && (kinds_of(found) & kind_bit(behind_.kind)) != 0) {
    offer_before(diagnostic, name, behind_.word);
    return;
  }
  const Kind kind = likely(wanted);
  diagnostic.help = "name " + one_of(wanted) + ", or declare `" + std::string(row_of(kind).word) + ' ' +
                    written(name.text) + ' ' + std::string(row_of(kind).example) + '`';
}

}  // namespace doorward::resolving
