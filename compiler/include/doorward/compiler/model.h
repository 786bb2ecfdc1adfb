// The resolved model: what a policy set says, with ids and typed literals instead of names. Ward source and
// Graph JSON both end here; checks, lints, lowering, export and the reference evaluator start here. Every node
// knows its origin. The meaning of each part is SEMANTICS.md; nothing here decides anything.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "doorward/facts/facts.h"
#include "doorward/grammar/source.h"

namespace doorward::model {

/// Where a node was written: bytes of a source, and for Graph JSON the path of the value.
struct Origin {
  Span span;
  std::string json_path;  // empty for Ward
};

/// An id as SEMANTICS.md §1 compares it (`key`, see canonical_id) and as it was written.
struct Id {
  std::string key;
  std::string text;
  static Id of(std::string_view written) { return {canonical_id(written), std::string(written)}; }
  friend bool operator==(const Id& a, const Id& b) { return a.key == b.key; }
};

// ---- who --------------------------------------------------------------------------------------------------

/// When an exception ends: at 24:00 UTC of this day (days since 1970-01-01).
using Day = std::int32_t;

struct SubjectItem {
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
  Kind kind{};
  Id id;                                   // user, upn, group, role, agent_user
  Mask guest_kinds = 0;                    // guests
  std::optional<std::vector<Id>> tenants;  // guests: nullopt is all tenants
  std::optional<Day> until;                // excludes only
  std::string because;
  Origin origin;
};

// ---- conditions -------------------------------------------------------------------------------------------

/// Whose attribute a comparison reads. `user`, `app` and `workload` attributes are open: any name.
enum class AttributeScope : std::uint8_t { device, user, app, workload };

struct AttributeRef {
  AttributeScope scope = AttributeScope::device;
  DeviceAttribute device{};  // when scope is device
  std::string name;          // otherwise: `department`, `Engineering_Project`
};

struct Comparison {
  AttributeRef attribute;
  CompareOp op{};
  std::vector<std::string> values;  // one for scalar operators, any number for in/not_in, none for present/absent
};

/// A window in local time of `zone`; start inclusive, end exclusive. A window with end <= start runs over midnight
/// and belongs to the day on which it opens. start == end == 0 is the whole day (SEMANTICS.md §8.5).
struct TimeWindow {
  std::uint8_t days = 0x7f;  // bit 0 Monday … bit 6 Sunday
  std::uint16_t start_minute = 0;
  std::uint16_t end_minute = 0;
  std::string zone = "UTC";  // IANA name
};

struct Expr {
  enum class Kind : std::uint8_t { constant, all_of, any_of, negation, comparison, time, member };
  Kind kind = Kind::constant;
  bool value = true;                 // constant
  std::vector<Expr> children;        // all_of, any_of: one or more; negation: exactly one
  Comparison comparison;             // comparison
  TimeWindow time;                   // time
  std::vector<SubjectItem> members;  // member: the user is one of these (`when user in vendors`); none ends
  Origin origin;
};

/// A rule with Graph's mode. `source_rule` is the text of the Graph rule, kept for export.
struct Filter {
  enum class Mode : std::uint8_t { include, exclude };
  Mode mode = Mode::include;
  Expr rule;
  std::string source_rule;
  Origin origin;
};

// ---- sides of who -----------------------------------------------------------------------------------------

struct Subjects {
  std::vector<SubjectItem> include;
  std::vector<SubjectItem> exclude;
  Origin origin;
};

struct MachineItem {
  enum class Kind : std::uint8_t { own_workloads, workload, all_agents, agent, anything };
  Kind kind{};
  Id id;  // workload, agent
  Origin origin;
};

/// `conditions.clientApplications`. Filters are one more include (or exclude) beside the ids (SEMANTICS.md §8.2).
struct Machines {
  std::vector<MachineItem> include;
  std::vector<MachineItem> exclude;
  std::vector<Filter> workload_filters;
  std::vector<Filter> agent_filters;
  Origin origin;
};

// ---- what for, where, how ---------------------------------------------------------------------------------

struct TargetItem {
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
  Kind kind{};
  Id id;                   // app, app_group, context (`c1`)
  UserAction action{};     // user_action
  std::vector<Expr> rule;  // filter: exactly one
  std::string source_rule;
  Origin origin;
};

struct Targets {
  std::vector<TargetItem> include;
  std::vector<TargetItem> exclude;
  Origin origin;
};

struct MaskCondition {
  Mask mask = 0;  // a member is matched when its bit is set; a configured condition may be empty
  Origin origin;
};

struct NetworkItem {
  enum class Kind : std::uint8_t { all, all_trusted, named, anything };
  Kind kind{};
  std::uint32_t network = 0;  // named: index into PolicySet::networks
  Origin origin;
};

struct NetworkCondition {
  std::vector<NetworkItem> include;
  std::vector<NetworkItem> exclude;
  Origin origin;
};

/// IPv4 ranges hold a v4-mapped address in `first`, and a prefix that counts from 96 (SEMANTICS.md §1).
struct IpRange {
  std::array<std::uint8_t, 16> first{};
  std::uint8_t prefix = 128;
  Origin origin;
};

struct Network {
  enum class Kind : std::uint8_t {
    ranges,
    countries,
    compliant,    // the sign-in's network.compliant
    mfa_trusted,  // the MFA trusted IPs of the settings
    composite     // all networks or a union, minus some: refers to networks before it, or to all_trusted
  };
  std::string name;
  std::optional<Id> graph_id;
  Kind kind{};
  bool trusted = false;  // ranges only
  std::vector<IpRange> ranges;
  std::vector<std::string> countries;  // upper case ISO 3166 alpha-2
  bool include_unknown_country = false;
  bool by_gps = false;
  NetworkCondition composite;
  bool builtin = false;  // declared by the prelude, or implied
  Origin origin;
};

// ---- demands ----------------------------------------------------------------------------------------------

struct Combination {
  Mask methods = 0;
  bool configured = false;  // restricted to AAGUIDs or issuers: met only by listing the strength (SEMANTICS.md §8.8)
  std::vector<std::string> aaguids;
  std::vector<std::string> issuers;
  std::vector<std::string> policy_oids;
};

struct Strength {
  std::string name;
  std::optional<Id> graph_id;  // the id that `strength:ID` shows; without one it shows the name
  std::vector<Combination> combinations;
  bool builtin = false;
  Origin origin;
};

/// A declared noun whose only content is an id: terms, custom controls, filtering profiles, tenants …
struct NamedId {
  std::string name;
  Id id;
  Origin origin;
};

struct Control {
  ControlKind kind{};
  std::uint32_t strength = 0;  // strength: index into PolicySet::strengths
  Id id;                       // terms, custom: the id; unknown: the word as written
  Origin origin;
};

struct Grant {
  bool any = true;  // OR; one control alone is always OR
  std::vector<Control> controls;
  Origin origin;
};

/// A timer of sign-in frequency: hours, or every time.
struct Frequency {
  bool every_time = false;
  std::uint32_t hours = 0;  // a day is 24
  bool written_in_days = false;
};

enum class CloudAppSecurity : std::uint8_t { block_downloads, monitor_only, mcas_configured };
enum class ContinuousAccess : std::uint8_t { strict_location, strict_enforcement, disabled };

struct Session {
  std::optional<Frequency> primary_and_secondary;
  std::optional<Frequency> secondary;
  std::optional<bool> persistent_browser;  // true: always, false: never
  std::optional<CloudAppSecurity> cloud_app_security;
  std::optional<ContinuousAccess> continuous_access;
  bool application_enforced_restrictions = false;
  bool secure_sign_in_session = false;
  bool disable_resilience_defaults = false;
  std::optional<Id> filtering_profile;
  Origin origin;

  bool says_something() const {
    return primary_and_secondary || secondary || persistent_browser || cloud_app_security || continuous_access ||
           application_enforced_restrictions || secure_sign_in_session || disable_resilience_defaults ||
           filtering_profile;
  }
};

// ---- policies ---------------------------------------------------------------------------------------------

enum class PolicyState : std::uint8_t { enabled, report_only, disabled };

struct Policy {
  std::string name;   // as decisions name it: Ward id, or Graph id, or displayName (CONTRACTS.md §5)
  std::string title;  // displayName
  std::optional<Id> graph_id;
  std::string template_id;
  std::string note;
  std::string changed;  // Graph's `modifiedDateTime`, else its `createdDateTime`, as written; decides nothing
  PolicyState state = PolicyState::enabled;

  std::optional<Subjects> users;  // exactly one of users and machines
  std::optional<Machines> machines;
  Targets targets;
  std::optional<MaskCondition> clients;
  std::optional<MaskCondition> platforms;  // resolved: `all` has every bit with unknown, excludes taken out
  std::optional<NetworkCondition> networks;
  std::optional<MaskCondition> sign_in_risk;
  std::optional<MaskCondition> user_risk;
  std::optional<MaskCondition> insider_risk;
  std::optional<MaskCondition> service_principal_risk;
  std::optional<MaskCondition> agent_risk;
  std::optional<MaskCondition> flows;
  std::vector<Filter> device_filters;  // all must hold; deprecated device states arrive here too
  std::optional<Expr> when;            // `when`, other than time
  std::vector<Expr> times;             // time windows (and negations of them), all must hold

  bool block = false;
  std::optional<Grant> grant;
  Session session;
  bool approximated = false;  // --ignore-unknown passed something over (SEMANTICS.md §6)
  Origin origin;
};

struct MfaSettings {
  std::vector<IpRange> trusted_ips;
  std::optional<std::uint32_t> remember_days;
  bool app_passwords_allowed = true;
  Precedence precedence = Precedence::state_takes_precedence;
  Origin origin;
};

struct PolicySet {
  std::vector<Policy> policies;  // sorted by name once the set is complete
  std::vector<Network> networks;
  std::vector<Strength> strengths;  // the built-in ones first
  std::optional<MfaSettings> settings;
  /// Display names of ids for explanations: kind ("user", "group", "role", "app", …) and key → name.
  std::map<std::pair<std::string, std::string>, std::string> names;
};

}  // namespace doorward::model
