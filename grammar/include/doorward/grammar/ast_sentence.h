// The sentence of Ward as it was written: words, conditions, subjects and phrases. Rules, proofs, tests and questions
// share it; ast.h holds the statements. Purely syntactic: names are texts with places, and nothing here knows whether
// a name is declared or what it means.
//
// A pointer that is null says that the part was not written.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

#include "doorward/facts/facts.h"
#include "doorward/grammar/ast_list.h"
#include "doorward/grammar/source.h"

namespace doorward::ast {

// ---- words ------------------------------------------------------------------------------------------------

/// What a word is by its form alone. `name` is a bare word, keywords among them; `string` was quoted.
enum class Shape : std::uint8_t { name, string, guid, date, time, ip, cidr, number, version, upn };

/// A word that is not a keyword of its place. `text` of a string is without quotes and escapes; all other texts
/// are as written (names compare without ASCII case). `span` includes the quotes.
struct Word {
  std::string_view text;
  Span span;
  Shape shape = Shape::name;

  bool quoted() const { return shape == Shape::string; }
  bool is_name() const { return shape == Shape::name || shape == Shape::string; }
};

/// A Word whose shape is name or string: a reference to something declared, or the name being declared.
using Name = Word;

/// A kind word behind a noun (`contractors groups`), singular and plural alike.
enum class KindWord : std::uint8_t { none, user, group, role };

// ---- conditions and filters -------------------------------------------------------------------------------

/// `attribute op values`. What the attribute is, and whether the values fit, is decided by resolve.
struct Comparison {
  enum class Form : std::uint8_t {
    compare,  // op and values: one for scalar operators, one or more for in / not_in, none for present / absent
    member,   // `NAME in NAME`, `NAME not in NAME`: op is in or not_in, the one value is the second name
    between   // `NAME is between TIME and TIME [in STRING]`: values are start, end and zone, if said; op is eq
  };
  Word attribute;  // a name; in `given` of a test also a UPN (`given alice@contoso.example in contractors`)
  List<Word> values;
  Span op_span;
  Form form = Form::compare;
  CompareOp op{};
};

/// A boolean tree. `adjective` leaves (names of devices) occur in device filters only.
struct Expr {
  enum class Kind : std::uint8_t { any_of, all_of, negation, adjective, comparison };
  Kind kind = Kind::adjective;
  bool parenthesised = false;              // written in parentheses of its own
  Span span;                               // includes the parentheses
  List<Expr> children;                     // any_of, all_of: two or more; negation: exactly one
  Name adjective;                          // adjective
  const Comparison* comparison = nullptr;  // comparison
};

// ---- subjects ---------------------------------------------------------------------------------------------

/// What is said of `guests` and `members`.
struct Guests {
  enum class Tenants : std::uint8_t {
    unsaid,  // no `of`
    all,     // `of all tenants`
    listed   // `of fabrikam`, `of [fabrikam, tailspin]`
  };
  const Word* kind = nullptr;  // `b2b-collaboration` …, as written
  List<Word> tenant_list;      // names and GUIDs
  Tenants tenants = Tenants::unsaid;
};

struct Person {
  enum class Kind : std::uint8_t {
    name,    // `name`, with an optional kind word
    upn,     // `name.text` is the UPN
    guests,  // `[GUESTKIND] guests [of …]`
    members  // `[GUESTKIND] members [of …]`
  };
  Name name;                       // name, upn
  const Guests* guests = nullptr;  // guests, members
  Span span;
  Kind kind = Kind::name;
  KindWord kind_word = KindWord::none;
};

struct Exempt {
  Person person;
  const Word* until = nullptr;    // a date
  const Word* because = nullptr;  // a string
  Span span;
};

/// Workloads and agents: one alternative of `machine { 'or' machine }`.
struct Machine {
  enum class Kind : std::uint8_t {
    own_workloads,  // `own workloads`
    workloads,      // `workloads NAME, …` or `workloads where …`
    all_agents,     // `all agents`, `agents`
    agents          // `agents NAME, …` or `agents where …`
  };
  Kind kind{};
  List<Name> names;
  const Expr* where = nullptr;
  List<Name> except;
  const Expr* except_where = nullptr;
  Span span;
};

struct Subject {
  enum class Kind : std::uint8_t { everyone, nobody, people, machines };
  List<Person> people;     // people
  List<Exempt> except;     // everyone, people
  List<Machine> machines;  // machines
  Span span;
  Kind kind{};
};

// ---- phrases ----------------------------------------------------------------------------------------------
// The span of a phrase runs from its keyword to its last word.

/// `on …`: names, addresses and ranges.
struct On {
  List<Word> networks;
  List<Word> except;
  Span span;
  bool all = false;        // `on all networks`
  bool kind_word = false;  // `networks` stands behind
};

/// `using … devices`.
struct Using {
  enum class Mode : std::uint8_t {
    are,          // `using unmanaged or kiosk devices`
    all_except,   // `using all devices except managed`
    where,        // `using devices where …`
    except_where  // `using devices except where …` (Graph's exclude mode)
  };
  const Expr* filter = nullptr;
  Span span;
  Mode mode{};
  bool kind_word = false;  // `devices` stands behind
};

/// `running …`.
struct Running {
  List<Name> platforms;
  List<Name> except;
  Span span;
  bool all = false;
  bool kind_word = false;  // `platforms` stands behind
};

/// `through …`.
struct Through {
  List<Name> clients;
  Span span;
  bool all = false;
  bool kind_word = false;  // `clients` stands behind
};

/// `by … flow`.
struct By {
  List<Name> flows;
  Span span;
};

enum class RiskKind : std::uint8_t { sign_in, user, insider, workload, agent };

/// `at … risk`. Several may stand in a sentence, one for each kind of risk.
struct At {
  List<Name> levels;
  Span span;
  RiskKind kind{};
};

struct App {
  Name name;
  const Expr* where = nullptr;  // `apps where …`; then `name` has its span and no text

  const Span& span() const { return name.span; }
};

/// `for …`.
struct For {
  enum class Kind : std::uint8_t { all_apps, no_apps, apps, actions, contexts };
  List<App> items;   // apps, actions, contexts (the latter two by name only)
  List<App> except;  // all_apps, no_apps, apps
  Span span;
  Kind kind{};
  bool kind_word = false;  // `apps` stands behind
};

/// `when …`.
struct When {
  const Expr* condition = nullptr;
  Span span;
};

using Phrase = std::variant<On, Using, Running, Through, By, At, For, When>;

struct Sentence {
  Subject subject;
  List<Phrase> phrases;  // in the order written; each kind at most once, At once for each kind of risk
  Span span;

  /// The phrase of this type, or nullptr. Not for At, which may stand several times.
  template <class P>
  const P* find() const {
    for (const Phrase& phrase : phrases) {
      if (const P* found = std::get_if<P>(&phrase)) return found;
    }
    return nullptr;
  }
};

}  // namespace doorward::ast
