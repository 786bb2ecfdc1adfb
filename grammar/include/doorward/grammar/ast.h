// What a Ward source says, as it was written: the output of parse() and the input of resolve and of the formatter.
// Purely syntactic. Names are texts with places; nothing here knows whether a name is declared, what kind it is,
// or what a policy means. The grammar is docs/language.md; each struct below is one rule of it.
//
// Texts are views into the SourceMap (or into File::texts where an escape had to be taken out), so the SourceMap
// must outlive the tree.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "doorward/facts/facts.h"
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
    member,   // `NAME in NAME`, `NAME not in NAME`: op is in or not_in, `list` is the second name
    between   // `NAME is between TIME and TIME in STRING`: values are start, end, zone; op is eq
  };
  Word attribute;  // a name; in `given` of a test also a UPN (`given alice@contoso.example in contractors`)
  Form form = Form::compare;
  CompareOp op{};
  Span op_span;
  std::vector<Word> values;
  Name list;  // member
};

/// A boolean tree. `adjective` leaves (names of devices) occur in device filters only.
struct Expr {
  enum class Kind : std::uint8_t { any_of, all_of, negation, adjective, comparison };
  Kind kind = Kind::adjective;
  bool parenthesised = false;  // written in parentheses of its own
  Span span;                   // includes the parentheses
  std::vector<Expr> children;  // any_of, all_of: two or more; negation: exactly one
  Name adjective;              // adjective
  Comparison comparison;       // comparison
};

// ---- subjects ---------------------------------------------------------------------------------------------

struct Person {
  enum class Kind : std::uint8_t {
    name,    // `name`, with an optional kind word
    upn,     // `name.text` is the UPN
    guests,  // `[GUESTKIND] guests [of …]`
    members  // `[GUESTKIND] members [of …]`
  };
  enum class Tenants : std::uint8_t {
    unsaid,  // no `of`
    all,     // `of all tenants`
    listed   // `of fabrikam`, `of [fabrikam, tailspin]`
  };
  Kind kind = Kind::name;
  KindWord kind_word = KindWord::none;
  Span kind_span;
  Name name;                       // name, upn
  std::optional<Word> guest_kind;  // `b2b-collaboration` …, as written
  Tenants tenants = Tenants::unsaid;
  std::vector<Word> tenant_list;  // names and GUIDs
  Span span;
};

struct Exempt {
  Person person;
  std::optional<Word> until;    // a date
  std::optional<Word> because;  // a string
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
  std::vector<Name> names;
  std::optional<Expr> where;
  std::vector<Name> except;
  std::optional<Expr> except_where;
  Span span;
};

struct Subject {
  enum class Kind : std::uint8_t { everyone, nobody, people, machines };
  Kind kind{};
  std::vector<Person> people;     // people
  std::vector<Exempt> except;     // everyone, people
  std::vector<Machine> machines;  // machines
  Span span;
};

// ---- phrases ----------------------------------------------------------------------------------------------
// The span of a phrase runs from its keyword to its last word. `keyword` is the span of the word that opens it.

/// `on …`: names, addresses and ranges.
struct On {
  bool all = false;  // `on all networks`
  std::vector<Word> networks;
  std::vector<Word> except;
  Span keyword, span;
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
  Mode mode{};
  Expr filter;
  Span keyword, span;
  bool kind_word = false;  // `devices` stands behind
};

/// `running …`.
struct Running {
  bool all = false;
  std::vector<Name> platforms;
  std::vector<Name> except;
  Span keyword, span;
  bool kind_word = false;  // `platforms` stands behind
};

/// `through …`.
struct Through {
  bool all = false;
  std::vector<Name> clients;
  Span keyword, span;
  bool kind_word = false;  // `clients` stands behind
};

/// `by … flow`.
struct By {
  std::vector<Name> flows;
  Span keyword, span;
};

enum class RiskKind : std::uint8_t { sign_in, user, insider, workload, agent };

/// `at … risk`. Several may stand in a sentence, one for each kind of risk.
struct At {
  RiskKind kind{};
  std::vector<Name> levels;
  Span keyword, span;
};

struct App {
  Name name;
  std::optional<Expr> where;  // `apps where …`; then `name` is empty
  Span span;
};

/// `for …`.
struct For {
  enum class Kind : std::uint8_t { all_apps, no_apps, apps, actions, contexts };
  Kind kind{};
  std::vector<App> items;   // apps, actions, contexts (the latter two by name only)
  std::vector<App> except;  // all_apps, no_apps, apps
  Span keyword, span;
  bool kind_word = false;  // `apps` stands behind
};

/// `when …`.
struct When {
  Expr condition;
  Span keyword, span;
};

using Phrase = std::variant<On, Using, Running, Through, By, At, For, When>;

struct Sentence {
  Subject subject;
  std::vector<Phrase> phrases;  // in the order written; each kind at most once, At once for each kind of risk
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

// ---- effects ----------------------------------------------------------------------------------------------

struct Control {
  enum class Kind : std::uint8_t { plain, strength, terms, custom };  // plain: `mfa`, `compliant-device` …
  Kind kind{};
  Name name;
  Span span;
};

/// `a or b`, `a and b`; one control alone has `any` true.
struct Controls {
  bool any = true;
  std::vector<Control> items;
  Span span;
};

struct SessionControl {
  enum class Kind : std::uint8_t {
    sign_in_every,  // first timer
    second_factor_every,
    persistent_browser,
    no_persistent_browser,
    app_enforced_restrictions,
    app_control_monitor_only,
    app_control_block_downloads,
    app_control_custom,
    strict_location_enforcement,
    strict_enforcement,
    no_continuous_access,
    no_resilience_defaults,
    token_protection,
    filtering_profile
  };
  Kind kind{};
  bool every_time = false;     // timers: `every time`
  bool days = false;           // timers: the number counts days, else hours
  std::optional<Word> number;  // timers
  Name profile;                // filtering_profile
  Span span;
};

/// `block`, `require …`, `with …`. One of block, controls and session at least.
struct Effect {
  bool block = false;
  std::optional<Controls> controls;
  std::vector<SessionControl> session;
  Span span;
};

// ---- statements -------------------------------------------------------------------------------------------

/// `ward 1`.
struct Edition {
  Word number;
  Span span;
};

/// `use "shared/names.ward"`.
struct Include {
  Word path;
  Span span;
};

/// The right side of a network.
struct Place {
  enum class Kind : std::uint8_t {
    addresses,   // `203.0.113.0/24, 198.51.100.7`: `words`
    countries,   // `countries DK, NO [or unknown] [by gps]`: `words`
    complement,  // `not nordics`: one name in `words`
    all_except,  // `all networks except a or b`: names in `words`
    names        // a union of networks: `words`
  };
  Kind kind{};
  std::vector<Word> words;
  bool or_unknown = false;
  bool by_gps = false;
};

/// One combination of a strength: `password + sms`, `fido2 where aaguid in […]`.
struct Combination {
  std::vector<Name> methods;
  std::optional<Expr> where;
  Span span;
};

enum class DeclarationKind : std::uint8_t {
  user,
  group,
  app,
  role,
  workload,
  agent,
  tenant,
  terms,
  custom,
  profile,
  people,
  clients,
  network,
  device,
  strength,
  context
};

/// `kind NAME [as GUID] = value`.
struct Declaration {
  DeclarationKind kind{};
  bool trusted = false;  // network
  Name name;
  std::optional<Word> graph_id;  // `as GUID`: user, network, strength
  /// By kind: user: a Word (UPN or GUID). group, app, role: a Word (GUID) or names. workload, agent, tenant,
  /// terms, custom, profile: a Word (GUID). context: a Word (string). clients: names. people: persons. network:
  /// a Place. device: an Expr. strength: combinations.
  std::variant<Word, std::vector<Name>, std::vector<Person>, Place, Expr, std::vector<Combination>> value;
  Span span;
};

enum class PolicyState : std::uint8_t { enabled, report_only, disabled };

/// `[report-only | disabled] policy ID "Title" [as GUID] [template GUID] [note "…"]`.
struct PolicyHead {
  PolicyState state = PolicyState::enabled;
  Name id;
  Word title;
  std::optional<Word> graph_id;
  std::optional<Word> template_id;
  std::optional<Word> note;
  Span span;
};

struct Policy {
  std::optional<PolicyHead> head;  // absent: a bare sentence
  Sentence sentence;
  Effect effect;
  Span span;
};

/// `are never blocked`, `always require strength phishing-resistant`.
struct Claim {
  enum class Kind : std::uint8_t { blocked, granted, require };
  bool always = true;  // false: never
  Kind kind{};
  std::optional<Control> control;  // require
  Span span;
};

struct Proof {
  Sentence sentence;
  Claim claim;
  Span span;
};

/// `expect [at least] …`.
struct Expect {
  enum class Outcome : std::uint8_t { grant, block, challenge, require };
  bool at_least = false;
  Outcome outcome{};
  std::optional<Controls> controls;  // require
  std::vector<SessionControl> session;
  Span span;
};

struct Test {
  std::optional<Word> title;
  Sentence sentence;
  std::vector<Control> done;    // `having done …`
  std::vector<Expr> given;      // one for each `given`
  std::vector<Expect> expects;  // one or more
  Span span;
};

/// `mfa settings …`. Absent members were not written.
struct Settings {
  std::vector<Word> trusted_ips;
  std::optional<Word> remember_days;
  std::optional<bool> app_passwords_allowed;
  std::optional<Precedence> precedence;
  Span trusted_ips_span, remember_days_span, app_passwords_span, precedence_span;
  Span span;
};

struct Comment {
  Span span;              // from `#` to the end of the line, without the line end
  bool own_line = false;  // nothing but blanks before it
};

enum class StatementKind : std::uint8_t { edition, include, settings, declaration, policy, proof, test };

/// Where a statement is kept: `index` into the File's list of its kind.
struct StatementRef {
  StatementKind kind{};
  std::uint32_t index = 0;
  Span span;
};

/// One source. A statement with an error is in none of the lists.
struct File {
  SourceId source = 0;
  std::vector<Edition> editions;
  std::vector<Include> includes;
  std::vector<Settings> settings;
  std::vector<Declaration> declarations;
  std::vector<Policy> policies;
  std::vector<Proof> proofs;
  std::vector<Test> tests;
  std::vector<StatementRef> order;  // all of the above, in the order of the source
  std::vector<Comment> comments;    // in the order of the source
  /// Names that broken statements may have meant to declare: not knowing them is not worth a second message.
  std::vector<Name> broken;
  std::deque<std::string> texts;  // strings without their escapes; words point into it

  File() = default;
  File(File&&) = default;
  File& operator=(File&&) = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
};

/// A sign-in sentence alone, as `ask` takes it.
struct Question {
  Sentence sentence;
  std::deque<std::string> texts;

  Question() = default;
  Question(Question&&) = default;
  Question& operator=(Question&&) = default;
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;
};

}  // namespace doorward::ast
