// The names in scope: what the prelude, the vocabulary and the declarations of a policy set call things, and looking
// them up with a message that says what to type. Knows kinds of nouns; must not know what a noun stands for.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "doorward/grammar/ast.h"
#include "doorward/grammar/diagnostic.h"

namespace doorward::resolving {

using Kind = ast::DeclarationKind;
using KindSet = std::uint32_t;

constexpr KindSet kind_bit(Kind kind) noexcept { return KindSet{1} << static_cast<std::uint32_t>(kind); }
template <class... Kinds>
constexpr KindSet kinds(Kinds... kind) noexcept {
  return (kind_bit(kind) | ...);
}
inline constexpr KindSet kPersonKinds = kinds(Kind::user, Kind::group, Kind::role, Kind::people, Kind::agent);

struct KindRow {
  Kind kind;
  std::string_view word;
  std::string_view one;
  std::string_view example;
};
const KindRow& row_of(Kind kind) noexcept;

/// `a user, a group or a role`.
std::string one_of(KindSet kinds);

struct Symbol {
  /// What a name of the vocabulary stands for when no declaration says it.
  enum class Intrinsic : std::uint8_t {
    none,
    row,  // `id` is its GUID
    agent_users,
    app_group,  // `id` is Graph's word
    agent_resources,
    trusted,
    mfa_trusted_ips,
    compliant_network,
    client  // `mask` is its bit
  };
  Kind kind{};
  std::string_view name;  // as declared
  Span span;              // of the name; empty for names of the vocabulary
  bool builtin = false;
  mutable std::uint32_t uses = 0;  // how often it was found
  const ast::Declaration* declaration = nullptr;
  Intrinsic intrinsic = Intrinsic::none;
  std::string_view id;
  Mask mask = 0;
};

class Names {
 public:
  /// With the names of the vocabulary tables; the prelude's Ward is declared like any other source.
  explicit Names(DiagnosticSink& sink);

  /// Declares the nouns of a file. A second noun of the same kind and name, and a name of the prelude, are errors.
  /// Returns the symbols that were added.
  std::vector<const Symbol*> declare(const ast::File& file, bool prelude);

  /// Syntax errors were found: a name that is not near a declared one is not reported, since its declaration may
  /// have been lost.
  void be_lenient() { lenient_ = true; }

  /// What follows is another statement: nouns of two statements cannot have changed places.
  void begin_statement() { misplaced_.reset(); }

  /// Words of the grammar that could stand where the next nouns do, so that a misspelt one reads as a noun:
  /// `everqone`, `for al apps`. They stay until other ones are set.
  void may_be(std::span<const std::string_view> words) { instead_ = words; }
  std::span<const std::string_view> instead() const { return instead_; }

  /// Nouns of kind `kind` stand behind the keyword `word` where the next nouns do: `workloads daemon`, `context c1`. It
  /// stays until another is set; an empty word unsets it.
  void stands_behind(std::string_view word, Kind kind) { behind_ = {word, kind}; }

  /// A keyword of one of the kinds `wanted` was left out before `name`, which is not declared: says so, and returns true;
  /// false when it is declared.
  bool report_left_out(const ast::Name& name, KindSet wanted, std::string_view word);

  /// `keyword` reads as a noun of one of the kinds `wanted`, since `one` is missing behind it, for which `others` may stand:
  /// says so, and returns true; false when a noun is declared with that name.
  bool report_nothing_behind(const ast::Name& keyword, KindSet wanted, std::string_view one,
                             const std::vector<std::string_view>& others);

  /// `whole`, which holds `name`, is a way to say `right`, unless `name` is declared: says so, and returns true; false when
  /// it is declared.
  bool report_instead(const ast::Name& name, KindSet wanted, const Span& whole, std::string_view right);

  /// The context `symbol` has a name that no context can have, which the newest message says: a use of a context that is
  /// declared nowhere is the same mistake.
  void misnamed_context(const Symbol& symbol);

  /// The noun `name` of one of the kinds `wanted`; nullptr after an error, which is reported once for each cause.
  const Symbol* find(const ast::Name& name, KindSet wanted);

  /// All statements were resolved: a name that is used several times and not declared, beside a near one that is declared
  /// and not used, is misspelt where it is declared.
  void finish();

  /// Nouns of the kinds `wanted`, the most used first, then those that are declared and never used; `most` at most.
  std::vector<const Symbol*> usual(KindSet wanted, std::size_t most) const;

  /// The noun without a message; nullptr when there is none or several.
  const Symbol* peek(std::string_view name, KindSet wanted) const;

 private:
  void add_vocabulary();
  void declare_one(const ast::Declaration& declaration, bool prelude, std::vector<const Symbol*>& added);
  void report_unknown(const ast::Name& name, KindSet wanted);
  void report_ambiguous(const ast::Name& name, KindSet wanted, const std::vector<const Symbol*>& found);
  void report_wrong_kind(const ast::Name& name, KindSet wanted, const std::vector<const Symbol*>& found);
  std::vector<std::string_view> near_names(std::string_view name, KindSet wanted) const;
  bool is_misnamed_context(const ast::Name& name, KindSet wanted);
  bool report_denied(const ast::Name& name, KindSet wanted);
  bool said_before(const ast::Name& name, const Symbol& near);
  bool changed_places(const ast::Name& name, KindSet wanted, KindSet found);
  const Symbol& add(Symbol symbol);
  const std::vector<const Symbol*>* all(std::string_view name) const;

  /// The last noun of a wrong kind, and where its message is.
  struct Misplaced {
    Span span;
    std::string text;
    KindSet wanted = 0;
    KindSet found = 0;
    std::size_t message = 0;
  };

  /// An unknown name beside a near one that no statement has used so far.
  struct Suspect {
    const Symbol* near = nullptr;
    ast::Name name;
    std::size_t message = 0;
    std::size_t uses = 0;
  };

  DiagnosticSink& sink_;
  std::unordered_map<std::string, Suspect> suspects_;  // by the unknown name in lower case
  std::span<const std::string_view> instead_;
  struct Behind {
    std::string_view word;
    Kind kind{};
  };
  Behind behind_;
  /// A context whose name is none, the name that its uses give it, and where its message is.
  struct Misnamed {
    const Symbol* context = nullptr;
    std::string used;  // in lower case; empty before the first use
    std::size_t message = 0;
  };
  std::vector<Misnamed> misnamed_;
  std::optional<Misplaced> misplaced_;
  bool lenient_ = false;
  std::size_t searches_ = 0;  // for near names
  std::deque<Symbol> symbols_;
  std::unordered_map<std::string, std::vector<const Symbol*>> by_name_;  // by the name in lower case
  std::set<std::string> broken_;                                         // names whose declarations had a syntax error
  std::set<std::pair<std::string, KindSet>> reported_;  // unknown names without a near one: one message each
};

/// The word of `words` that `written` misspells, with the number of edits; empty when there is none. Short words count
/// here, which near_words leaves out.
std::string_view misspelt(std::string_view written, std::span<const std::string_view> words, std::size_t& edits);

/// The candidates nearest to `word` within the edits of a misspelling, three at most, in their order.
std::vector<std::string_view> near_words(std::string_view word, const std::vector<std::string_view>& candidates);

/// Adds "did you mean" to `diagnostic`: help, and one fix for each of `near`, which are as they are to be written.
void suggest(Diagnostic& diagnostic, const ast::Word& word, const std::vector<std::string_view>& near);

/// A name as Ward source writes it: quoted where it must be.
std::string written(std::string_view name);

std::string folded(std::string_view name);

/// Whether nobody could see or say the name: it is empty, or blanks alone.
bool is_blank_name(std::string_view name);

}  // namespace doorward::resolving
