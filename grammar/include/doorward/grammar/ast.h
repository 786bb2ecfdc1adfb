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
#include "doorward/grammar/ast_sentence.h"
#include "doorward/grammar/source.h"

namespace doorward::ast {

// ---- effects ----------------------------------------------------------------------------------------------

struct Control {
  enum class Kind : std::uint8_t { plain, strength, terms, custom };  // plain: `mfa`, `compliant-device` …
  Name name;
  Span span;
  Kind kind{};
};

/// `a or b`, `a and b`; one control alone has `any` true.
struct Controls {
  List<Control> items;
  Span span;
  bool any = true;
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
  const Word* number = nullptr;   // timers
  const Name* profile = nullptr;  // filtering_profile
  Span span;
  Kind kind{};
  bool every_time = false;  // timers: `every time`
  bool days = false;        // timers: the number counts days, else hours
};

/// `block`, `require …`, `with …`. One of block, controls and session at least.
struct Effect {
  std::optional<Controls> controls;
  List<SessionControl> session;
  Span span;
  bool block = false;
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
  List<Word> words;
  bool or_unknown = false;
  bool by_gps = false;
};

/// One combination of a strength: `password + sms`, `fido2 where aaguid in […]`.
struct Combination {
  List<Name> methods;
  const Expr* where = nullptr;
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
  const Word* graph_id = nullptr;  // `as GUID`: user, network, strength
  /// By kind: user: a Word (UPN or GUID). group, app, role: a Word (GUID) or names. workload, agent, tenant,
  /// terms, custom, profile: a Word (GUID). context: a Word (string). clients: names. people: persons. network:
  /// a Place. device: an Expr. strength: combinations.
  std::variant<Word, List<Name>, List<Person>, Place, Expr, List<Combination>> value;
  Span span;
};

enum class PolicyState : std::uint8_t { enabled, report_only, disabled };

/// `[report-only | disabled] policy ID "Title" [as GUID] [template GUID] [note "…"]`.
struct PolicyHead {
  PolicyState state = PolicyState::enabled;
  Name id;
  Word title;
  const Word* graph_id = nullptr;
  const Word* template_id = nullptr;
  const Word* note = nullptr;
  Span span;
};

struct Policy {
  const PolicyHead* head = nullptr;  // null: a bare sentence
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
  List<SessionControl> session;
  Span span;
};

struct Test {
  std::optional<Word> title;
  Sentence sentence;
  List<Control> done;    // `having done …`
  List<Expr> given;      // one for each `given`
  List<Expect> expects;  // one or more
  Span span;
};

/// `mfa settings …`. Absent members were not written.
struct Settings {
  List<Word> trusted_ips;
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
  Sequence<Edition> editions;
  Sequence<Include> includes;
  Sequence<Settings> settings;
  Sequence<Declaration> declarations;
  Sequence<Policy> policies;
  Sequence<Proof> proofs;
  Sequence<Test> tests;
  Sequence<StatementRef> order;   // all of the above, in the order of the source
  std::vector<Comment> comments;  // in the order of the source
  /// Names that broken statements may have meant to declare: not knowing them is not worth a second message.
  std::vector<Name> broken;
  std::deque<std::string> texts;  // strings without their escapes; words point into it
  Arena memory;                   // lists and other parts lie in it

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
  Arena memory;

  Question() = default;
  Question(Question&&) = default;
  Question& operator=(Question&&) = default;
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;
};

}  // namespace doorward::ast
