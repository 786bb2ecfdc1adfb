// One policy: its name and state, and its parts through their readers.
#include <algorithm>
#include <array>

#include "graph/powershell.h"
#include "graph/readers.h"

namespace doorward::graph {
namespace {

using model::PolicyState;

constexpr auto kStateWords = std::to_array<std::string_view>({
    "enabled",
    "enabledForReportingButNotEnforced",
    "disabled",
});

// Fields that may differ between two exports of one policy.
const std::vector<std::string_view> kNotCompared = {"createdDateTime", "modifiedDateTime", "deletedDateTime",
                                                    "policyApplies", "analysisReasons"};

PolicyState read_state(Reading& reading, const Place& at) {
  const auto word = text_of(reading, at);
  if (!word || equals_ignoring_case(*word, kStateWords[0])) return PolicyState::enabled;
  if (equals_ignoring_case(*word, kStateWords[1])) return PolicyState::report_only;
  if (equals_ignoring_case(*word, kStateWords[2])) return PolicyState::disabled;
  report_unknown_value(reading, at, *word, "state", kStateWords);
  return PolicyState::enabled;
}

/// An annotation is passed over when it is not what it should be.
std::string date_text(const Fields& fields) {
  for (const std::string_view name : {"modifiedDateTime", "createdDateTime"}) {
    const Place at = fields.get(name);
    if (at && at.node->kind == JsonNode::Kind::text) return at.node->text;
  }
  return {};
}

std::string read_text(Reading& reading, const Fields& fields, std::string_view name) {
  return text_of(reading, fields.get(name)).value_or("");
}

// Id and title. A template's own id is no policy's id; its name is the title.
bool read_names(Reading& reading, const Fields& fields, const Fields& outer, PendingPolicy& out) {
  model::Policy& policy = out.policy;
  policy.title = read_text(reading, fields, "displayName");
  policy.template_id = read_text(reading, fields, "templateId");
  policy.note = read_text(reading, fields, "description");
  if (policy.title.empty()) policy.title = read_text(reading, outer, "name");
  if (policy.template_id.empty()) policy.template_id = read_text(reading, outer, "id");
  if (policy.note.empty()) policy.note = read_text(reading, outer, "description");
  const std::string id = read_text(reading, fields, "id");
  if (!id.empty()) {
    policy.graph_id = model::Id::of(id);
    out.has_id = true;
  }
  policy.name = id.empty() ? policy.title : id;
  if (!policy.name.empty()) return true;
  reading.report<Code::policy_without_name>(fields.place()).help = "give it an `id` or a `displayName`";
  return false;
}

/// A workload policy says `includeUsers: ["None"]`, which adds nobody: the model then has no users at all.
bool says_nobody(const model::Subjects& users) {
  const auto is_nobody = [](const model::SubjectItem& item) { return item.kind == model::SubjectItem::Kind::nobody; };
  return users.exclude.empty() && std::all_of(users.include.begin(), users.include.end(), is_nobody);
}

void read_conditions(Reading& reading, const Place& at, PendingPolicy& out) {
  const Fields fields(reading, Object::conditions, at);
  model::Policy& policy = out.policy;
  policy.machines = read_machines(reading, fields.get("clientApplications"));
  model::Subjects users = read_users(reading, fields.get("users"), fields.get("agents"));
  const bool absent = policy.machines ? says_nobody(users) : users.include.empty() && users.exclude.empty();
  if (!absent) policy.users = std::move(users);
  policy.targets = read_targets(reading, fields.get("applications"));
  read_networks(reading, fields.get("locations"), out);
  read_devices(reading, fields.get("devices"), fields.get("deviceStates"), policy);
  read_times(reading, fields.get("times"), policy);
  read_masks(reading, fields, policy);
}

/// A policy that is not all there: what is missing is not asked for, so that one fault does not look like ten.
PendingPolicy read_cut_off(Reading& reading, const Place& cut_off, const Place& template_, PendingPolicy out) {
  report_cut_off(reading, cut_off, last_name(cut_off.path));
  const auto text = [](const Place& at, std::string_view name) {
    const JsonNode* found = at ? find_member(*at.node, name) : nullptr;
    return found == nullptr ? std::string() : found->text;
  };
  out.policy.title = text(out.place, "displayName");
  if (out.policy.title.empty()) out.policy.title = text(template_, "name");
  const std::string id = text(out.place, "id");
  out.has_id = !id.empty();
  if (out.has_id) out.policy.graph_id = model::Id::of(id);
  out.policy.name = out.has_id ? id : out.policy.title;
  out.content = canonical_text(*out.place.node, kNotCompared);
  out.errors = 1;
  out.unread = true;
  return out;
}

}  // namespace

std::optional<PendingPolicy> read_policy(Reading& reading, const Place& at, const Place& template_) {
  const std::size_t errors_before = reading.sink().errors();
  PendingPolicy out;
  out.place = at;
  out.policy.origin = at.origin();
  if (const Place cut_off = find_cut_off(at)) return read_cut_off(reading, cut_off, template_, std::move(out));
  const Fields outer(reading, Object::template_, template_);
  const Fields fields(reading, Object::policy, at);
  const bool named = read_names(reading, fields, outer, out);
  out.policy.changed = date_text(fields);
  const Place state = fields.get("state");
  if (state) {
    out.policy.state = read_state(reading, state);
  } else if (template_) {
    reading.report<Code::template_without_state>(at, out.policy.title);
    out.policy.state = PolicyState::report_only;
  } else {
    reading.report<Code::missing_graph_field>(at, "the policy", "state").help =
        "add `\"state\": \"enabled\"`, `\"enabledForReportingButNotEnforced\"` or `\"disabled\"`";
  }
  read_conditions(reading, fields.get("conditions"), out);
  read_grant(reading, fields.get("grantControls"), out);
  read_session(reading, fields.get("sessionControls"), out.policy);
  out.content = canonical_text(*at.node, kNotCompared);
  const std::vector<std::string> passed_over = reading.take_passed_over();
  if (!passed_over.empty()) {
    out.policy.approximated = true;
    std::string list;
    for (const std::string& path : passed_over) list += (list.empty() ? "`" : ", `") + path + '`';
    reading.report<Code::policy_approximated>(at, out.policy.name, list);
  }
  if (!named) return std::nullopt;
  out.errors = reading.sink().errors() - errors_before;
  return out;
}

}  // namespace doorward::graph
