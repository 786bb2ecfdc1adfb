// What the parts of resolve share: the model that grows, the names in scope, and what nouns already stand for.
// Each part below takes syntax and gives the model's piece of it, or nothing after an error was reported; nothing
// follows up on an error of another part. Must not know files or Graph JSON.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/grammar/ast.h"
#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"
#include "resolve/names.h"

namespace doorward::resolving {

/// A noun whose meaning rests on other nouns may do so through this many.
inline constexpr std::size_t kMaxNounDepth = 256;
/// A condition has this many parts at most once its nouns are written out.
inline constexpr std::size_t kMaxConditionParts = 4096;

/// What a noun stands for, worked out once. While it is being worked out, meeting it again is a cycle.
template <class T>
struct Meaning {
  bool done = false;
  std::optional<T> value;  // absent after an error
};

struct Resolution {
  Resolution(const SourceMap& source_map, DiagnosticSink& diagnostics)
      : sources(source_map), sink(diagnostics), names(diagnostics) {}
  Resolution(const Resolution&) = delete;
  Resolution& operator=(const Resolution&) = delete;

  const SourceMap& sources;
  DiagnosticSink& sink;
  Names names;
  model::PolicySet set;

  std::unordered_map<const Symbol*, Meaning<std::vector<model::SubjectItem>>> people;
  std::unordered_map<const Symbol*, Meaning<std::vector<model::TargetItem>>> apps;
  std::unordered_map<const Symbol*, Meaning<Mask>> clients;
  std::unordered_map<const Symbol*, Meaning<model::Expr>> devices;
  std::unordered_map<const Symbol*, Meaning<model::NetworkCondition>> networks;
  std::unordered_map<const Symbol*, Meaning<std::uint32_t>> strengths;
  std::map<std::string, std::uint32_t> derived_networks;  // made of one address or of other networks, by name
  std::size_t depth = 0;                                  // nouns being worked out
  bool in_test = false;                                   // what a test gives is being worked out
};

inline model::Origin origin_of(const Span& span) { return {span, {}}; }

/// Works out what `symbol` stands for, once, with `work`; reports cycles and depth. nullptr after an error.
template <class T, class Work>
const T* meaning_of(Resolution& r, std::unordered_map<const Symbol*, Meaning<T>>& known, const Symbol& symbol,
                    const Span& use, Work work);

// ---- nouns ------------------------------------------------------------------------------------------------

/// The prelude's networks and the built-in strengths, at the front of the model.
void add_builtin_parts(Resolution& r);
/// Works out every declared noun, so that a fault is reported though nobody uses the noun.
void resolve_declarations(Resolution& r, const std::vector<const Symbol*>& declared);

std::optional<std::vector<model::SubjectItem>> resolve_person(Resolution& r, const ast::Person& person);
std::optional<std::vector<model::TargetItem>> resolve_app_noun(Resolution& r, const ast::Name& name);
std::optional<Mask> resolve_clients(Resolution& r, const ast::Name& name);
const model::Expr* resolve_device_noun(Resolution& r, const ast::Name& name);
/// What a network noun stands for, as a condition: simple nouns include themselves.
const model::NetworkCondition* resolve_network_noun(Resolution& r, const ast::Name& name);
std::optional<std::uint32_t> resolve_strength(Resolution& r, const ast::Name& name);
/// Nouns that are an id alone: terms, custom, profile, workload, agent, tenant, context.
std::optional<model::Id> resolve_id(Resolution& r, const ast::Name& name, Kind kind);
std::optional<model::IpRange> resolve_range(Resolution& r, const ast::Word& word);

// What the declarations of each kind mean; resolve_declarations and the functions above call them once a noun.
const std::vector<model::SubjectItem>* people_of(Resolution& r, const Symbol& symbol, const Span& use);
const std::vector<model::TargetItem>* apps_of(Resolution& r, const Symbol& symbol, const Span& use);
const Mask* clients_of(Resolution& r, const Symbol& symbol, const Span& use);
const model::Expr* device_of(Resolution& r, const Symbol& symbol, const Span& use);
const model::NetworkCondition* network_of(Resolution& r, const Symbol& symbol, const Span& use);
const std::uint32_t* strength_of(Resolution& r, const Symbol& symbol, const Span& use);

// ---- sentences --------------------------------------------------------------------------------------------

/// The subject and the phrases of `sentence`, into `policy`. False when something was reported.
bool resolve_sentence(Resolution& r, const ast::Sentence& sentence, model::Policy& policy);
bool resolve_subject(Resolution& r, const ast::Subject& subject, model::Policy& policy);
bool resolve_on(Resolution& r, const ast::On& on, model::Policy& policy);
bool resolve_using(Resolution& r, const ast::Using& phrase, model::Policy& policy);
bool resolve_for(Resolution& r, const ast::For& phrase, model::Policy& policy);
bool resolve_when(Resolution& r, const ast::When& phrase, model::Policy& policy);

/// A condition over bare attribute names of `scope`; over the whole sign-in without one (`when`).
std::optional<model::Expr> resolve_condition(Resolution& r, const ast::Expr& expr,
                                             std::optional<model::AttributeScope> scope);

/// A word of a closed vocabulary; nullptr after an error.
const FactRow* resolve_word(Resolution& r, const ast::Word& word, std::span<const FactRow> rows, std::string_view what);

// ---- effects and settings ---------------------------------------------------------------------------------

bool resolve_effect(Resolution& r, const ast::Effect& effect, model::Policy& policy);
/// `outcomes`: what else could stand in the control's place.
std::optional<model::Control> resolve_control(Resolution& r, const ast::Control& control,
                                              std::span<const std::string_view> outcomes = {});
bool resolve_session(Resolution& r, const ast::List<ast::SessionControl>& controls, model::Session& session);
std::optional<std::uint32_t> resolve_number(Resolution& r, const ast::Word& word, std::uint32_t least,
                                            std::uint32_t most);
model::MfaSettings resolve_settings(Resolution& r, const ast::Settings& settings);

// ---- the template's body ----------------------------------------------------------------------------------

/// Reports that `symbol`, met again at `use`, rests on itself.
void report_cycle(Resolution& r, const Symbol& symbol, const Span& use);
void report_depth(Resolution& r, const Symbol& symbol, const Span& use);

template <class T, class Work>
const T* meaning_of(Resolution& r, std::unordered_map<const Symbol*, Meaning<T>>& known, const Symbol& symbol,
                    const Span& use, Work work) {
  const auto [place, first] = known.try_emplace(&symbol);
  Meaning<T>& meaning = place->second;  // stays in place: the map is node-based
  if (!first) {
    if (!meaning.done) report_cycle(r, symbol, use);
    return meaning.value ? &*meaning.value : nullptr;
  }
  if (r.depth == kMaxNounDepth) {
    report_depth(r, symbol, use);
  } else {
    ++r.depth;
    meaning.value = work();
    --r.depth;
  }
  meaning.done = true;
  return meaning.value ? &*meaning.value : nullptr;
}

}  // namespace doorward::resolving
