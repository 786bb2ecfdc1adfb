// The resolved model: what a policy set says, with ids and typed literals instead of names. Ward source and
// Graph JSON both end here; checks, lints, lowering, export and the reference evaluator start here. Every node
// knows its origin. The meaning of each part is SEMANTICS.md; nothing here decides anything.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doorward/facts/facts.h"
#include "doorward/grammar/source.h"

namespace doorward::model {

/// The path of a value in Graph JSON. Every node of the model has one, and those of Ward are empty: they take no room.
class JsonPath {
 public:
  JsonPath() = default;
  /// An empty text is no path.
  JsonPath(std::string text) : text_(text.empty() ? nullptr : std::make_shared<const std::string>(std::move(text))) {}

  /// Whether there is none.
  bool empty() const { return text_ == nullptr; }
  /// The path; empty when there is none.
  const std::string& text() const;
  /// The same.
  operator const std::string&() const { return text(); }

 private:
  std::shared_ptr<const std::string> text_;
};

inline const std::string& JsonPath::text() const {
  static const std::string kNone;
  return text_ == nullptr ? kNone : *text_;
}

/// Where a node was written: bytes of a source, and for Graph JSON the path of the value.
struct Origin {
  Span span;           // bytes of a source
  JsonPath json_path;  // empty for Ward
};

/// An id as SEMANTICS.md §1 compares it (`key`, see canonical_id) and as it was written.
struct Id {
  std::string key;   // compared
  std::string text;  // as it was written
  /// The id that `written` stands for.
  static Id of(std::string_view written) { return {canonical_id(written), std::string(written)}; }
  friend bool operator==(const Id& a, const Id& b) { return a.key == b.key; }  // compared
};

// ---- who --------------------------------------------------------------------------------------------------

/// When an exception ends: at 24:00 UTC of this day (days since 1970-01-01).
using Day = std::int32_t;

/// A user, group or role in a list.
struct SubjectItem {
  /// What it names.
  enum class Kind : std::uint8_t {
    everyone,  // `All`: every user, guests and agent users too
    nobody,    // `None`: adds nobody, vetoes nothing
    user,      // by object id
    upn,       // by user principal name
    group,
    role,                // by template id
    guests_or_external,  // type is guest or guestKind is not none
    guests,              // by kinds, and by tenants where enumerated
    members,             // users that are not guests_or_external
    all_agent_users,
    agent_user,  // by object id, only users with agent: true
    anything     // an unknown include under --ignore-unknown: matches every user
  };
  Kind kind{};                             // what it names
  Id id;                                   // user, upn, group, role, agent_user
  Mask guest_kinds = 0;                    // guests
  std::optional<std::vector<Id>> tenants;  // guests: nullopt is all tenants
  std::optional<Day> until;                // excludes only
  std::string because;                     // why an exception was made
  Origin origin;                           // where it was written
};

// ---- conditions -------------------------------------------------------------------------------------------

/// Whose attribute a comparison reads. `user`, `app` and `workload` attributes are open: any name.
enum class AttributeScope : std::uint8_t { device, user, app, workload };

/// What a comparison reads.
struct AttributeRef {
  AttributeScope scope = AttributeScope::device;  // whose it is
  DeviceAttribute device{};                       // when scope is device
  std::string name;                               // otherwise: `department`, `Engineering_Project`
};

/// An attribute against values.
struct Comparison {
  AttributeRef attribute;           // on the left
  CompareOp op{};                   // between them
  std::vector<std::string> values;  // one for scalar operators, any number for in/not_in, none for present/absent
};

/// A window in local time of `zone`; start inclusive, end exclusive. A window with end <= start runs over midnight
/// and belongs to the day on which it opens. start == end == 0 is the whole day (SEMANTICS.md §8.5).
struct TimeWindow {
  std::uint8_t days = 0x7f;        // bit 0 Monday … bit 6 Sunday
  std::uint16_t start_minute = 0;  // of the day
  std::uint16_t end_minute = 0;    // of the day
  std::string zone = "UTC";        // IANA name
};

/// A condition as a tree.
struct Expr {
  /// What the node is.
  enum class Kind : std::uint8_t { constant, all_of, any_of, negation, comparison, time, member };
  Kind kind = Kind::constant;        // what the node is
  bool value = true;                 // constant
  std::vector<Expr> children;        // all_of, any_of: one or more; negation: exactly one
  Comparison comparison;             // comparison
  TimeWindow time;                   // time
  std::vector<SubjectItem> members;  // member: the user is one of these (`when user in vendors`); none ends
  Origin origin;                     // where it was written
};

/// A rule with Graph's mode. `source_rule` is the text of the Graph rule, kept for export.
struct Filter {
  /// Whether what fits is meant or left out.
  enum class Mode : std::uint8_t { include, exclude };
  Mode mode = Mode::include;  // whether what fits is meant or left out
  Expr rule;                  // what must fit
  std::string source_rule;    // Graph's text
  Origin origin;              // where it was written
};

// ---- sides of who -----------------------------------------------------------------------------------------

/// Users that a policy is about.
struct Subjects {
  std::vector<SubjectItem> include;  // who is meant
  std::vector<SubjectItem> exclude;  // who is left out
  Origin origin;                     // where it was written
};

/// A workload or agent in a list.
struct MachineItem {
  /// What it names.
  enum class Kind : std::uint8_t { own_workloads, workload, all_agents, agent, anything };
  Kind kind{};    // what it names
  Id id;          // workload, agent
  Origin origin;  // where it was written
};

/// `conditions.clientApplications`. Filters are one more include (or exclude) beside the ids (SEMANTICS.md §8.2).
struct Machines {
  std::vector<MachineItem> include;      // what is meant
  std::vector<MachineItem> exclude;      // what is left out
  std::vector<Filter> workload_filters;  // on attributes of service principals
  std::vector<Filter> agent_filters;     // on attributes of agents
  Origin origin;                         // where it was written
};

// ---- what for, where, how ---------------------------------------------------------------------------------

/// An app, action or context in a list.
struct TargetItem {
  /// What it names.
  enum class Kind : std::uint8_t {
    all,
    none,
    app,
    app_group,        // `Office365`, `MicrosoftAdminPortals`: members from the vocabulary
    agent_resources,  // `AllAgentIdResources`: app.agent is true
    user_action,
    context,
    filter,  // rule over the app's attributes; its list (include or exclude) is the mode
    anything
  };
  Kind kind{};              // what it names
  Id id;                    // app, app_group, context (`c1`)
  UserAction action{};      // user_action
  std::vector<Expr> rule;   // filter: exactly one
  std::string source_rule;  // Graph's text
  Origin origin;            // where it was written
};

/// What a policy is for.
struct Targets {
  std::vector<TargetItem> include;  // what is meant
  std::vector<TargetItem> exclude;  // what is left out
  Origin origin;                    // where it was written
};

/// A condition on a closed vocabulary.
struct MaskCondition {
  Mask mask = 0;  // a member is matched when its bit is set; a configured condition may be empty
  Origin origin;  // where it was written
};

/// A network in a list.
struct NetworkItem {
  /// What it names.
  enum class Kind : std::uint8_t { all, all_trusted, named, anything };
  Kind kind{};                // what it names
  std::uint32_t network = 0;  // named: index into PolicySet::networks
  Origin origin;              // where it was written
};

/// Where the sign-in comes from.
struct NetworkCondition {
  std::vector<NetworkItem> include;  // where from
  std::vector<NetworkItem> exclude;  // and where not
  Origin origin;                     // where it was written
};

/// IPv4 ranges hold a v4-mapped address in `first`, and a prefix that counts from 96 (SEMANTICS.md §1).
struct IpRange {
  std::array<std::uint8_t, 16> first{};  // the lowest address
  std::uint8_t prefix = 128;             // bits that all share
  Origin origin;                         // where it was written
};

/// A named location, or one that is implied.
struct Network {
  /// What it is made of.
  enum class Kind : std::uint8_t {
    ranges,
    countries,
    compliant,    // the sign-in's network.compliant
    mfa_trusted,  // the MFA trusted IPs of the settings
    composite     // all networks or a union, minus some: refers to networks before it, or to all_trusted
  };
  std::string name;                      // as policies name it
  std::optional<Id> graph_id;            // of the named location
  Kind kind{};                           // what it is made of
  bool trusted = false;                  // ranges only
  std::vector<IpRange> ranges;           // of addresses
  std::vector<std::string> countries;    // upper case ISO 3166 alpha-2
  bool include_unknown_country = false;  // an address of no country counts
  bool by_gps = false;                   // the country is the device's, not the address's
  NetworkCondition composite;            // of other networks
  bool builtin = false;                  // declared by the prelude, or implied
  Origin origin;                         // where it was written
};

// ---- demands ----------------------------------------------------------------------------------------------

/// Methods that together satisfy a strength.
struct Combination {
  Mask methods = 0;         // all of them
  bool configured = false;  // restricted to AAGUIDs or issuers: met only by listing the strength (SEMANTICS.md §8.8)
  std::vector<std::string> aaguids;      // of the keys that count
  std::vector<std::string> issuers;      // of the certificates that count
  std::vector<std::string> policy_oids;  // of the certificates that count
};

/// An authentication strength.
struct Strength {
  std::string name;                       // as policies name it
  std::optional<Id> graph_id;             // the id that `strength:ID` shows; without one it shows the name
  std::vector<Combination> combinations;  // one of them does
  bool builtin = false;                   // Microsoft's own
  Origin origin;                          // where it was written
};

/// A declared noun whose only content is an id: terms, custom controls, filtering profiles, tenants …
struct NamedId {
  std::string name;  // as policies name it
  Id id;             // what it stands for
  Origin origin;     // where it was written
};

/// A grant control other than block.
struct Control {
  ControlKind kind{};          // which control
  std::uint32_t strength = 0;  // strength: index into PolicySet::strengths
  Id id;                       // terms, custom: the id; unknown: the word as written
  Origin origin;               // where it was written
};

/// The grant controls of a policy that does not block.
struct Grant {
  bool any = true;                // OR; one control alone is always OR
  std::vector<Control> controls;  // in Entra's order
  Origin origin;                  // where it was written
};

/// A timer of sign-in frequency: hours, or every time.
struct Frequency {
  bool every_time = false;       // at each sign-in
  std::uint32_t hours = 0;       // a day is 24
  bool written_in_days = false;  // for export
};

enum class CloudAppSecurity : std::uint8_t { block_downloads, monitor_only, mcas_configured };
enum class ContinuousAccess : std::uint8_t { strict_location, strict_enforcement, disabled };

/// Session controls of one policy.
struct Session {
  std::optional<Frequency> primary_and_secondary;      // both factors
  std::optional<Frequency> secondary;                  // the second factor
  std::optional<bool> persistent_browser;              // true: always, false: never
  std::optional<CloudAppSecurity> cloud_app_security;  // the cloud access broker
  std::optional<ContinuousAccess> continuous_access;   // continuous access evaluation
  bool application_enforced_restrictions = false;      // the app restricts
  bool secure_sign_in_session = false;                 // tokens are bound
  bool disable_resilience_defaults = false;            // no access in an outage
  std::optional<Id> filtering_profile;                 // of the secure gateway
  Origin origin;                                       // where it was written

  /// Whether any control is set.
  bool says_something() const {
    return primary_and_secondary || secondary || persistent_browser || cloud_app_security || continuous_access ||
           application_enforced_restrictions || secure_sign_in_session || disable_resilience_defaults ||
           filtering_profile;  // of the secure gateway
  }
};

// ---- policies ---------------------------------------------------------------------------------------------

enum class PolicyState : std::uint8_t { enabled, report_only, disabled };

/// One policy.
struct Policy {
  std::string name;            // as decisions name it: Ward id, or Graph id, or displayName (CONTRACTS.md §5)
  std::string title;           // displayName
  std::optional<Id> graph_id;  // in the tenant
  std::string template_id;     // that it was made of
  std::string note;            // for people
  std::string changed;         // Graph's `modifiedDateTime`, else its `createdDateTime`, as written; decides nothing
  PolicyState state = PolicyState::enabled;  // whether it takes part

  std::optional<Subjects> users;              // exactly one of users and machines
  std::optional<Machines> machines;           // workloads and agents
  Targets targets;                            // what for
  std::optional<MaskCondition> clients;       // client apps
  std::optional<MaskCondition> platforms;     // resolved: `all` has every bit with unknown, excludes taken out
  std::optional<NetworkCondition> networks;   // where from
  std::optional<MaskCondition> sign_in_risk;  // levels that match
  std::optional<MaskCondition> user_risk;     // levels that match
  std::optional<MaskCondition> insider_risk;  // levels that match
  std::optional<MaskCondition> service_principal_risk;  // levels that match
  std::optional<MaskCondition> agent_risk;              // levels that match
  std::optional<MaskCondition> flows;                   // authentication flows that match
  std::vector<Filter> device_filters;                   // all must hold; deprecated device states arrive here too
  std::optional<Expr> when;                             // `when`, other than time
  std::vector<Expr> times;                              // time windows (and negations of them), all must hold

  bool block = false;          // nobody gets in
  std::optional<Grant> grant;  // what is asked for, when it does not block
  Session session;             // session controls
  bool approximated = false;   // --ignore-unknown passed something over (SEMANTICS.md §6)
  Origin origin;               // where it was written
};

/// The tenant's settings of per-user MFA.
struct MfaSettings {
  std::vector<IpRange> trusted_ips;                            // addresses at which the state asks for nothing
  std::optional<std::uint32_t> remember_days;                  // how long a device is remembered
  bool app_passwords_allowed = true;                           // for clients that cannot be asked
  Precedence precedence = Precedence::state_takes_precedence;  // of states and policies
  Origin origin;                                               // where it was written
};

/// Everything that decides together.
struct PolicySet {
  std::vector<Policy> policies;         // sorted by name once the set is complete
  std::vector<Network> networks;        // named by index
  std::vector<Strength> strengths;      // the built-in ones first
  std::optional<MfaSettings> settings;  // without them, the defaults
  /// Display names of ids for explanations: kind ("user", "group", "role", "app", …) and key → name.
  std::map<std::pair<std::string, std::string>, std::string> names;
};

}  // namespace doorward::model
