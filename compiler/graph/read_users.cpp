// conditions.users and conditions.agents: who, as one list of includes and one of excludes (SEMANTICS.md §1).
#include <algorithm>
#include <array>

#include "graph/readers.h"

namespace doorward::graph {
namespace {

using model::SubjectItem;
using Kind = SubjectItem::Kind;

// What Microsoft's policy templates put where the administrator who uses one is to be excluded.
constexpr std::string_view kTemplateAdministrator = "Current administrator will be excluded";

struct Sentinel {
  std::string_view word;
  Kind kind;
};
constexpr auto kSentinels = std::to_array<Sentinel>({
    {"All", Kind::everyone},
    {"None", Kind::nobody},
    {"GuestsOrExternalUsers", Kind::guests_or_external},
    {"AllAgentIdUsers", Kind::all_agent_users},
});

bool starts_with(std::string_view text, std::string_view start) noexcept {
  return equals_ignoring_case(text.substr(0, start.size()), start);
}

SubjectItem item_of(Kind kind, const Place& at) {
  SubjectItem item;
  item.kind = kind;
  item.origin = at.origin();
  return item;
}

constexpr auto kUserWords =
    std::to_array<std::string_view>({"All", "None", "GuestsOrExternalUsers", "AllAgentIdUsers"});
constexpr auto kAgentWords = std::to_array<std::string_view>({"All"});

IdKind id_kind_of(Kind kind) {
  if (kind == Kind::group) return {"group", "write the object id of the group", {}};
  if (kind == Kind::role) return {"directory role", "write the template id of the role", {}};
  if (kind == Kind::agent_user) return {"user of an agent", "write its object id, or `All`", kAgentWords};
  return {"user", "write the object id of the user, or the user principal name", kUserWords};
}

void add_id(Reading& reading, Kind kind, std::string_view text, const Place& at, std::vector<SubjectItem>& out) {
  SubjectItem item = item_of(kind, at);
  item.id = kind == Kind::upn ? read_id(reading, text, at) : read_guid(reading, text, at, id_kind_of(kind));
  out.push_back(std::move(item));
}

void read_user_list(Reading& reading, const Place& list, bool exclude, std::vector<SubjectItem>& out) {
  for (const auto& [text, at] : texts_of(reading, list)) {
    const auto word = std::find_if(kSentinels.begin(), kSentinels.end(),
                                   [&t = text](const Sentinel& row) { return equals_ignoring_case(row.word, t); });
    if (word != kSentinels.end()) {
      out.push_back(item_of(word->kind, at));
    } else if (exclude && equals_ignoring_case(text, kTemplateAdministrator)) {
      reading.report<Code::template_administrator>(at, text).help = "write the id of the account to exclude";
    } else {
      add_id(reading, text.find('@') == std::string::npos ? Kind::user : Kind::upn, text, at, out);
    }
  }
}

void read_directory_list(Reading& reading, const Place& list, Kind kind, std::vector<SubjectItem>& out) {
  for (const auto& [text, at] : texts_of(reading, list)) {
    if (!equals_ignoring_case(text, "All")) {
      add_id(reading, kind, text, at, out);
      continue;
    }
    reading.report<Code::all_is_no_id>(at, kind == Kind::group ? "groups" : "roles").help =
        "write `All` into `includeUsers`, or list the ids";
    out.push_back(item_of(kind, at));
    out.back().id = model::Id::of(text);
  }
}

// The tenants of a choice of guests; nothing means all of them.
std::optional<std::vector<model::Id>> read_tenants(Reading& reading, const Place& at) {
  const Fields fields(reading, Object::tenants, at);
  const Place kind_at = fields.get("membershipKind");
  const Place members = fields.get("members");
  const std::string kind = kind_at ? text_of(reading, kind_at).value_or("") : "";
  const JsonNode* type = at ? find_member(*at.node, "@odata.type") : nullptr;
  const bool typed_enumerated = type != nullptr && type->text.find("numerated") != std::string::npos;
  if (kind_at && !equals_ignoring_case(kind, "all") && !equals_ignoring_case(kind, "enumerated")) {
    static constexpr std::array<std::string_view, 2> kKinds = {"all", "enumerated"};
    report_unknown_value(reading, kind_at, kind, "membershipKind", kKinds);
    return std::nullopt;
  }
  const bool enumerated = equals_ignoring_case(kind, "enumerated") || (!kind_at && (members || typed_enumerated));
  if (!enumerated) {
    if (members) {
      reading.report<Code::tenants_do_not_fit>(members, "`all` lists tenants").help = "write `enumerated`";
    }
    return std::nullopt;
  }
  std::vector<model::Id> tenants;
  for (const auto& [text, place] : texts_of(reading, members)) {
    tenants.push_back(read_id(reading, text, place));
  }
  if (!members) {
    reading.report<Code::tenants_do_not_fit>(at, "`enumerated` lists no tenant").help =
        "add `members`; the PowerShell SDK leaves them out, so export with Graph itself (`Invoke-MgGraphRequest`)";
  }
  return tenants;
}

void read_guests(Reading& reading, const Place& at, bool exclude, std::vector<SubjectItem>& out) {
  if (!at) return;
  const Fields fields(reading, Object::guests, at);
  SubjectItem item = item_of(Kind::guests, at);
  bool unknown = !fields.unknown().empty();
  for (const auto& [word, place] : words_of(reading, fields.get("guestOrExternalUserTypes"))) {
    if (equals_ignoring_case(word, "none")) continue;
    if (const FactRow* row = find_graph(kGuestKinds, word)) {
      item.guest_kinds |= Mask{1} << row->value;
      continue;
    }
    static constexpr auto kWords = std::to_array<std::string_view>({
#define DW_GUEST_KIND(name, value, graph, ward) graph,
#include "doorward/facts/guest_kinds.def"
#undef DW_GUEST_KIND
    });
    report_unknown_value(reading, place, word, "guestOrExternalUserTypes", kWords);
    unknown = true;
  }
  const Place tenants{find_member(*at.node, "externalTenants"), at.path + ".externalTenants"};
  const bool hollow_type = tenants && tenants.node->kind == JsonNode::Kind::object;
  const bool configured = tenants && (hollow_type || !says_nothing(*tenants.node));
  if (configured) item.tenants = read_tenants(reading, tenants);
  if (item.guest_kinds == 0 && !unknown && item.tenants) {
    reading.report<Code::tenants_do_not_fit>(tenants, "`guestOrExternalUserTypes` names no kind of guest").help =
        "name the kinds, for example `b2bCollaborationGuest`";
  }
  if (unknown && !exclude) item.kind = Kind::anything;
  if (item.guest_kinds != 0 || item.kind == Kind::anything) out.push_back(std::move(item));
}

}  // namespace

model::Subjects read_users(Reading& reading, const Place& users, const Place& agents) {
  model::Subjects subjects;
  if (users) subjects.origin = users.origin();
  const Fields fields(reading, Object::users, users);
  read_user_list(reading, fields.get("includeUsers"), false, subjects.include);
  read_user_list(reading, fields.get("excludeUsers"), true, subjects.exclude);
  read_directory_list(reading, fields.get("includeGroups"), Kind::group, subjects.include);
  read_directory_list(reading, fields.get("excludeGroups"), Kind::group, subjects.exclude);
  read_directory_list(reading, fields.get("includeRoles"), Kind::role, subjects.include);
  read_directory_list(reading, fields.get("excludeRoles"), Kind::role, subjects.exclude);
  read_guests(reading, fields.get("includeGuestsOrExternalUsers"), false, subjects.include);
  read_guests(reading, fields.get("excludeGuestsOrExternalUsers"), true, subjects.exclude);

  const Fields agent_fields(reading, Object::agents, agents);
  const auto read_agents = [&](std::string_view field, std::vector<SubjectItem>& out) {
    for (const auto& [text, at] : texts_of(reading, agent_fields.get(field))) {
      if (equals_ignoring_case(text, "All")) {
        out.push_back(item_of(Kind::all_agent_users, at));
      } else {
        add_id(reading, Kind::agent_user, text, at, out);
      }
    }
  };
  read_agents("includeAgentUsers", subjects.include);
  read_agents("excludeAgentUsers", subjects.exclude);

  for (const Place& at : fields.unknown()) {
    const std::string_view name = std::string_view(at.path).substr(at.path.rfind('.') + 1);
    if (!starts_with(name, "exclude")) subjects.include.push_back(item_of(Kind::anything, at));
  }
  return subjects;
}

}  // namespace doorward::graph
