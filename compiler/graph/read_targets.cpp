// conditions.applications: apps, user actions and authentication contexts (SEMANTICS.md §1).
#include <array>

#include "doorward/vocabulary/vocabulary.h"
#include "graph/readers.h"

namespace doorward::graph {
namespace {

using model::TargetItem;
using Kind = TargetItem::Kind;

constexpr auto kActionWords = std::to_array<std::string_view>({
#define DW_USER_ACTION(name, value, graph, ward) graph,
#include "doorward/facts/user_actions.def"
#undef DW_USER_ACTION
});

constexpr auto kAppWords = std::to_array<std::string_view>({
    "All",
    "None",
    "AllAgentIdResources",
#define DW_APP_GROUP(name, graph, ...) graph,
#include "doorward/vocabulary/app_groups.def"
#undef DW_APP_GROUP
});

TargetItem item_of(Kind kind, const Place& at) {
  TargetItem item;
  item.kind = kind;
  item.origin = at.origin();
  return item;
}

void read_apps(Reading& reading, const Place& list, std::vector<TargetItem>& out) {
  for (const auto& [text, at] : texts_of(reading, list)) {
    if (equals_ignoring_case(text, "All")) {
      out.push_back(item_of(Kind::all, at));
    } else if (equals_ignoring_case(text, "None")) {
      out.push_back(item_of(Kind::none, at));
    } else if (equals_ignoring_case(text, "AllAgentIdResources")) {
      out.push_back(item_of(Kind::agent_resources, at));
    } else if (const auto* group = vocabulary::find_app_group(text)) {
      out.push_back(item_of(Kind::app_group, at));
      out.back().id = model::Id::of(group->graph);
    } else {
      out.push_back(item_of(Kind::app, at));
      out.back().id =
          read_guid(reading, text, at, {"cloud app", "write the client id (`appId`) of the app", kAppWords});
    }
  }
}

void read_actions(Reading& reading, const Place& list, std::vector<TargetItem>& out) {
  for (const auto& [text, at] : texts_of(reading, list)) {
    if (const FactRow* row = find_graph(kUserActions, text)) {
      out.push_back(item_of(Kind::user_action, at));
      out.back().action = static_cast<UserAction>(row->value);
      continue;
    }
    report_unknown_value(reading, at, text, "includeUserActions", kActionWords);
    out.push_back(item_of(Kind::anything, at));
  }
}

// `c1` to `c99`.
bool is_context(std::string_view text) noexcept {
  if (text.size() < 2 || text.size() > 3 || ascii_lower(text[0]) != 'c' || text[1] == '0') return false;
  return text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

void read_contexts(Reading& reading, const Place& list, std::vector<TargetItem>& out) {
  for (const auto& [text, at] : texts_of(reading, list)) {
    if (is_context(text)) {
      out.push_back(item_of(Kind::context, at));
      out.back().id = model::Id::of(text);
      continue;
    }
    static constexpr std::array<std::string_view, 1> kRange = {"c1` to `c99"};
    report_unknown_value(reading, at, text, "includeAuthenticationContextClassReferences", kRange);
    out.push_back(item_of(Kind::anything, at));
  }
}

}  // namespace

model::Targets read_targets(Reading& reading, const Place& at) {
  model::Targets targets;
  if (at) targets.origin = at.origin();
  const Fields fields(reading, Object::applications, at);
  read_apps(reading, fields.get("includeApplications"), targets.include);
  read_apps(reading, fields.get("excludeApplications"), targets.exclude);
  read_actions(reading, fields.get("includeUserActions"), targets.include);
  read_contexts(reading, fields.get("includeAuthenticationContextClassReferences"), targets.include);
  const Place filter_at = fields.get("applicationFilter");
  if (auto filter = read_filter(reading, filter_at, model::AttributeScope::app)) {
    TargetItem item = item_of(Kind::filter, filter_at);
    item.rule.push_back(std::move(filter->rule));
    item.source_rule = std::move(filter->source_rule);
    const bool include = filter->mode == model::Filter::Mode::include;
    (include ? targets.include : targets.exclude).push_back(std::move(item));
  }
  for (const Place& unknown : fields.unknown()) {
    const std::string_view name = std::string_view(unknown.path).substr(unknown.path.rfind('.') + 1);
    if (!equals_ignoring_case(name.substr(0, 7), "exclude")) {
      targets.include.push_back(item_of(Kind::anything, unknown));
    }
  }
  return targets;
}

}  // namespace doorward::graph
