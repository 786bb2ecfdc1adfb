// Module format 1: the bytes of a compiled policy set (docs/bytecode.md). Plain little-endian records in sections;
// the compiler writes them, the verifier holds a module to them, the runtime reads them in place. Must not know
// sources, the model or sign-ins.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace doorward::bytecode {

static_assert(std::endian::native == std::endian::little, "modules are read in place on little-endian machines");

/// Survives no text-mode copy: a byte with the high bit, CR LF, end-of-file, LF.
inline constexpr std::array<std::uint8_t, 8> kMagic{0x89, 'D', 'W', 'M', 0x0d, 0x0a, 0x1a, 0x0a};
inline constexpr std::uint16_t kMajor = 1;
inline constexpr std::uint16_t kMinor = 0;

// Limits, checked by the compiler with a message and by the verifier with a refusal.
inline constexpr std::uint32_t kMaxModuleSize = 1U << 30;
inline constexpr std::uint32_t kMaxPolicies = 1U << 20;
inline constexpr std::uint32_t kMaxControlsPerClause = 64;  // Clause::unmet has one bit a control
inline constexpr std::uint32_t kMaxStack = 64;
inline constexpr std::uint32_t kMaxStrengths = 4096;

struct Header {
  std::array<std::uint8_t, 8> magic;
  std::uint16_t major;
  std::uint16_t minor;
  std::uint32_t size;             // of the whole module
  std::uint32_t section_count;    // kSectionCount
  std::uint32_t crc;              // CRC-32 (zlib) of the whole module with this field as 0
  std::uint32_t vocabulary_date;  // yyyymmdd of the app groups and built-in strengths resolved into the module
  std::uint32_t flags;            // kStripped
  std::array<std::uint8_t, 16> source_hash;  // FNV-1a 128 of the source texts, in reading order; 0 when stripped
  std::array<std::uint8_t, 8> reserved;      // 0
};
static_assert(sizeof(Header) == 56);
inline constexpr std::uint32_t kStripped = 1;

/// Sections stand in the order of this list, each aligned to 8 bytes with zero padding; all are present, some empty.
/// X(name, Record): Record is the element type.
#define DW_SECTIONS(X)                                                                         \
  X(string_bytes, char)     /* UTF-8 texts, back to back */                                    \
  X(strings, StringRef)     /* sorted by bytes, distinct; index 0 is "" */                     \
  X(indices, std::uint32_t) /* pool for every List below */                                    \
  X(ids, IdEntry)           /* sorted by kind, form, key (or text); distinct */                \
  X(subjects, SubjectSet)                                                                      \
  X(guests, GuestItem)                                                                         \
  X(machines, MachineSet)                                                                      \
  X(targets, TargetSet)                                                                        \
  X(networks, NetworkEntry) /* a composite refers to earlier networks only, through its set */ \
  X(ranges, RangeEntry)     /* grouped by network, sorted */                                   \
  X(network_sets, NetworkSet)                                                                  \
  X(comparisons, ComparisonEntry)                                                              \
  X(windows, WindowEntry)                                                                      \
  X(zones, ZoneEntry)                                                                          \
  X(transitions, TransitionEntry)                                                              \
  X(strengths, StrengthEntry) /* sorted by key, distinct */                                    \
  X(combinations, CombinationEntry)                                                            \
  X(controls, ControlEntry) /* sorted in Entra's order, then by shown text; distinct */        \
  X(sessions, SessionEntry)                                                                    \
  X(settings, SettingsEntry)      /* exactly one */                                            \
  X(policies, PolicyEntry)        /* sorted by name, distinct */                               \
  X(expressions, ExpressionEntry) /* blocks of code that `targets` and `machines` refer to */  \
  X(code, Instruction)            /* policies in order, then expressions in order; no gaps */  \
  X(debug_policies, DebugPolicy)  /* one a policy, or none when stripped */                    \
  X(debug_code, DebugPlace)       /* one an instruction, or none when stripped */              \
  X(debug_names, DebugName)       /* display names of ids, sorted by id, distinct */

struct SectionEntry {
  std::uint32_t offset;  // from the start of the module
  std::uint32_t size;    // bytes, a multiple of the record size
};

struct StringRef {
  std::uint32_t offset;
  std::uint32_t length;
};

/// `count` entries of the `indices` section from `first`. What they index depends on where the list stands.
/// Lists of ids, networks, countries, expressions and controls are sorted and distinct.
///
/// Lists and runs partition their pool: read in the order in which they stand in the module, each non-empty one
/// begins where the one before it ended, the last one ends the pool, and an empty one has `first` 0. So nothing is
/// shared, nothing is unreachable, and a module is verified in time linear in its size.
struct List {
  std::uint32_t first;
  std::uint32_t count;
};

enum class IdKind : std::uint8_t { user, upn, group, role, agent_user, app, tenant, workload, agent };
enum class IdForm : std::uint8_t { guid, text };

/// One id that the set names, typed by what it names. A GUID stands in `key`, and `text` is 0; any other id keeps its
/// canonical form in `text`, and `key` is 0.
struct IdEntry {
  std::array<std::uint8_t, 16> key;  // guid form; else 0
  std::uint32_t text;                // string: text form; else 0
  IdKind kind;
  IdForm form;
  std::uint16_t reserved;
};
static_assert(sizeof(IdEntry) == 24);

// Flags of a SubjectSide. `nobody` has none.
inline constexpr std::uint32_t kEveryone = 1;  // also an unknown include under --ignore-unknown
inline constexpr std::uint32_t kGuestsOrExternal = 2;
inline constexpr std::uint32_t kMembers = 4;  // every user that is not guests-or-external
inline constexpr std::uint32_t kAllAgentUsers = 8;

/// Hits when any part hits. ids are of kinds user, upn, group, role, agent_user.
struct SubjectSide {
  std::uint32_t flags;
  List ids;
  List guests;  // a run of the `guests` section: first and count, not through `indices`
};
/// Matches when `include` hits and `exclude` does not.
struct SubjectSet {
  SubjectSide include;
  SubjectSide exclude;
};
struct GuestItem {
  std::uint32_t kinds;         // GuestKind bits
  std::uint32_t every_tenant;  // 0 or 1
  List tenants;                // ids of kind tenant, when every_tenant is 0
};

inline constexpr std::uint32_t kOwnWorkloads = 1;
inline constexpr std::uint32_t kAllAgents = 2;
inline constexpr std::uint32_t kAnyMachine = 4;  // an unknown include under --ignore-unknown
struct MachineSide {
  std::uint32_t flags;
  List ids;               // of kinds workload and agent
  List workload_filters;  // expressions over the attributes of a workload that is no agent
  List agent_filters;     // expressions over the attributes of an agent
};
struct MachineSet {
  MachineSide include;
  MachineSide exclude;
};

inline constexpr std::uint32_t kAllTargets = 1;  // also an unknown include under --ignore-unknown
inline constexpr std::uint32_t kAgentResources = 2;
struct TargetSide {
  std::uint32_t flags;
  std::uint32_t user_actions;             // UserAction bits
  std::array<std::uint32_t, 4> contexts;  // bit N for cN, 1…99
  List ids;                               // of kind app; app groups are resolved into it
  List filters;                           // expressions over the attributes of the app
};
struct TargetSet {
  TargetSide include;
  TargetSide exclude;  // only ids, agent resources and filters
};

enum class NetworkKind : std::uint32_t { ranges, countries, compliant, mfa_trusted, composite };
inline constexpr std::uint32_t kTrusted = 1;         // ranges: member of AllTrusted
inline constexpr std::uint32_t kUnknownCountry = 2;  // countries: also an address without a country
struct NetworkEntry {
  std::uint32_t name;  // string
  NetworkKind kind;
  std::uint32_t flags;
  List
      members;  // ranges, mfa_trusted: a run of the `ranges` section; countries: codes in `indices` (first letter * 256 + second)
  std::uint32_t composite;  // composite: index of a network set; else 0
};
struct RangeEntry {
  std::array<std::uint8_t, 16> first;  // v4 is v4-mapped; host bits are 0
  std::uint32_t prefix;                // 0…128; a v4 prefix p is 96 + p
};
inline constexpr std::uint32_t kAllNetworks = 1;  // also an unknown include under --ignore-unknown
inline constexpr std::uint32_t kAllTrusted = 2;   // any trusted ranges network, or the MFA trusted IPs
struct NetworkSide {
  std::uint32_t flags;
  List networks;
};
struct NetworkSet {
  NetworkSide include;
  NetworkSide exclude;
};

enum class Scope : std::uint8_t { device, user, app, workload };
struct ComparisonEntry {
  Scope scope;
  std::uint8_t op;          // CompareOp
  std::uint16_t attribute;  // DeviceAttribute when scope is device, else 0
  std::uint32_t name;       // string, the open attribute's name; 0 when scope is device
  List values;              // strings, in source order
};

struct WindowEntry {
  std::uint32_t days;          // bit 0 Monday … bit 6 Sunday
  std::uint16_t start_minute;  // 0…1439
  std::uint16_t end_minute;    // end <= start runs over midnight; both 0 is the whole day
  std::uint32_t zone;
};
/// UTC offsets from `transitions`: the last one at or before a time holds; before the first, `offset` does.
struct ZoneEntry {
  std::uint32_t name;
  std::int32_t offset;  // seconds east of UTC
  List transitions;     // a run of the `transitions` section, ascending
};
struct TransitionEntry {
  std::int64_t at;  // Unix seconds
  std::int32_t offset;
  std::uint32_t reserved;
};

/// Strengths that a sign-in may list: the built-in ones and all that the set declares.
struct StrengthEntry {
  std::uint32_t id;     // string: as decisions show it
  std::uint32_t key;    // string: canonical, as sign-ins are compared
  List combinations;    // a run of the `combinations` section
  std::uint32_t flags;  // kBuiltinMfa
};
inline constexpr std::uint32_t kBuiltinMfa = 1;  // the strength that equals the control mfa; exactly one
struct CombinationEntry {
  std::uint32_t methods;     // Method bits
  std::uint32_t configured;  // 0 or 1: met only by listing the strength
};

struct ControlEntry {
  std::uint32_t shown;     // string: `mfa`, `strength:ID`, `terms:ID`, `custom:ID`, or the unknown word
  std::uint32_t kind;      // ControlKind
  std::uint32_t strength;  // when kind is strength
};

inline constexpr std::uint32_t kEveryTime = 0xffffffffU;
struct SessionEntry {
  std::uint32_t primary_hours;      // 0 none, kEveryTime
  std::uint32_t secondary_hours;    // 0 none, kEveryTime
  std::uint8_t persistent_browser;  // 0 none, 1 always, 2 never
  std::uint8_t cloud_app_security;  // MergedCloudApp
  std::uint8_t continuous_access;   // MergedAccessEvaluation
  std::uint8_t flags;               // kAppEnforced | kSecureSession | kNoResilience
  std::uint32_t filtering_profile;  // string; 0 none
};
inline constexpr std::uint8_t kAppEnforced = 1;
inline constexpr std::uint8_t kSecureSession = 2;
inline constexpr std::uint8_t kNoResilience = 4;
inline constexpr std::uint32_t kNone = 0xffffffffU;

struct SettingsEntry {
  std::uint32_t remember_days;  // 0: remembering is off
  std::uint32_t precedence;     // Precedence
  std::uint32_t mfa_network;    // the only network of kind mfa_trusted, or kNone when there is none
  std::uint32_t flags;          // kAppPasswordsAllowed
};
inline constexpr std::uint32_t kAppPasswordsAllowed = 1;

enum class State : std::uint32_t { enabled, report_only, disabled };
inline constexpr std::uint32_t kBlock = 1;
inline constexpr std::uint32_t kAnyControl = 2;  // OR
inline constexpr std::uint32_t kApproximated = 4;
struct PolicyEntry {
  std::uint32_t name;      // string
  std::uint32_t graph_id;  // string, 0 none
  std::uint32_t title;     // string, 0 none; 0 when stripped
  State state;
  std::uint32_t flags;
  List code;              // a run of the `code` section
  List controls;          // indices into `controls`, ascending
  std::uint32_t session;  // index into `sessions`, or kNone
};

/// A block of code that computes one truth value from the attributes of one scope.
struct ExpressionEntry {
  List code;            // a run of the `code` section that ends in `yield`
  std::uint32_t scope;  // Scope: `app` when targets refer to it, `workload` when machines do
};

struct Instruction {
  std::uint8_t op;
  std::uint8_t a;
  std::uint16_t b;  // 0
  std::uint32_t c;
};
static_assert(sizeof(Instruction) == 8);

struct DebugPolicy {
  std::uint32_t file;  // string
  std::uint32_t line;
  std::uint32_t column;
  std::uint32_t text;  // string: the policy as it was written, one line, shortened
};
struct DebugPlace {
  std::uint32_t file;
  std::uint32_t line;
  std::uint32_t column;
  std::uint32_t text;  // string: the words that the instruction comes from
};
struct DebugName {
  std::uint32_t id;    // index into `ids`
  std::uint32_t name;  // string
};

enum class Section : std::uint32_t {
#define DW_SECTION_NAME(name, Record) name,
  DW_SECTIONS(DW_SECTION_NAME)
#undef DW_SECTION_NAME
};
inline constexpr std::uint32_t kSectionCount = 0
#define DW_SECTION_ONE(name, Record) +1
    DW_SECTIONS(DW_SECTION_ONE)
#undef DW_SECTION_ONE
    ;

// Records are copied as bytes, so they must have no padding whose content would differ from build to build.
#define DW_SECTION_PLAIN(name, Record) \
  static_assert(std::is_trivially_copyable_v<Record> && std::has_unique_object_representations_v<Record>);
DW_SECTIONS(DW_SECTION_PLAIN)
#undef DW_SECTION_PLAIN

}  // namespace doorward::bytecode
