// Which JSON objects are policies, locations, strengths and terms, and how they come together in one set.
#include <algorithm>
#include <map>

#include "graph/link.h"
#include "graph/powershell.h"
#include "graph/readers.h"

namespace doorward {

bool looks_like_json(std::string_view text) noexcept {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at != std::string_view::npos && (text[at] == '{' || text[at] == '[');
}

namespace {

using graph::find_member;
using graph::JsonNode;
using graph::Place;

enum class Shape : std::uint8_t { policy, template_, location, strength, terms, list, other };

bool has(const JsonNode& object, std::string_view name) { return find_member(object, name) != nullptr; }

std::string_view type_of(const JsonNode& object) {
  const JsonNode* type = find_member(object, "@odata.type");
  if (type == nullptr || type->kind != JsonNode::Kind::text) return {};
  const std::string_view text = type->text;
  const std::size_t dot = text.rfind('.');
  return dot == std::string_view::npos ? text : text.substr(dot + 1);
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && equals_ignoring_case(text.substr(text.size() - end.size()), end);
}

Shape shape_of(const JsonNode& object) {
  const std::string_view type = type_of(object);
  if (ends_with(type, "conditionalAccessPolicy")) return Shape::policy;
  if (ends_with(type, "NamedLocation")) return Shape::location;
  if (ends_with(type, "authenticationStrengthPolicy")) return Shape::strength;
  if (equals_ignoring_case(type, "agreement")) return Shape::terms;
  const JsonNode* details = find_member(object, "details");
  if (details != nullptr && has(*details, "conditions")) return Shape::template_;
  if (has(object, "conditions") || has(object, "grantControls") || has(object, "sessionControls")) {
    return Shape::policy;
  }
  if (has(object, "ipRanges") || has(object, "countriesAndRegions") || has(object, "compliantNetworkType")) {
    return Shape::location;
  }
  if (has(object, "allowedCombinations")) return Shape::strength;
  if (has(object, "isPerDeviceAcceptanceRequired") || has(object, "isViewingBeforeAcceptanceRequired")) {
    return Shape::terms;
  }
  const JsonNode* value = find_member(object, "value");
  return value != nullptr && value->kind == JsonNode::Kind::array ? Shape::list : Shape::other;
}

/// The note of Graph that `at` was read from v1.0; empty when there is none. It stands at the answer, or at what Graph
/// puts into a policy.
Place find_v1(const Place& at) {
  for (const graph::JsonMember& member : at.node->members) {
    const bool context = ends_with(member.name, "@odata.context") && member.value.kind == JsonNode::Kind::text;
    if (context && member.value.text.find("/v1.0/") != std::string::npos) return at.member(member);
    const bool inside = equals_ignoring_case(member.name, "grantControls");
    if (Place found = inside ? find_v1(at.member(member)) : Place{}) return found;
  }
  return {};
}

/// The first object below `at` that looks like a policy; empty when there is none.
Place find_policy(const Place& at) {
  const JsonNode& node = *at.node;
  if (has(node, "conditions") && (has(node, "grantControls") || has(node, "sessionControls"))) return at;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    if (Place found = find_policy(at.item(i))) return found;
  }
  for (const graph::JsonMember& member : node.members) {
    if (Place found = find_policy(at.member(member))) return found;
  }
  return {};
}

}  // namespace

struct GraphReader::Impl {
  Impl(const SourceMap& sources, const GraphReadOptions& options, DiagnosticSink& sink)
      : reading(sources, options, sink) {}

  void read_list(const Place& list);
  void read_value(const Place& at);
  void note_name(std::string_view kind, const JsonNode& object);
  void note_passed_over(const Place& at);
  void report_nothing_found(const Place& root);

  graph::Reading reading;
  std::vector<std::unique_ptr<JsonNode>> trees;  // places point into them until finish
  graph::Parts parts;
  GraphFileOrigin origin = GraphFileOrigin::named;
  std::string file_name;
  std::size_t ordinal = 0;   // objects of the file so far
  std::size_t found = 0;     // parts of a policy set in the file so far
  std::size_t policies = 0;  // of these
  Place v1;                  // where the file says that it was read from Graph v1.0
  std::size_t passed_over = 0;
  std::vector<LeftOutPolicy> left_out;
};

void GraphReader::Impl::read_list(const Place& list) {
  for (std::size_t i = 0; i < list.node->items.size(); ++i) read_value(list.item(i));
}

void GraphReader::Impl::read_value(const Place& at) {
  if (at.node->kind == JsonNode::Kind::array) return read_list(at);
  if (at.node->kind == JsonNode::Kind::text && graph::is_cut_off(at.node->text)) {
    ++found;
    return graph::report_cut_off(reading, at, at.path);
  }
  if (at.node->kind != JsonNode::Kind::object) {
    ++passed_over;
    return;
  }
  if (!v1) v1 = find_v1(at);
  const Shape shape = shape_of(*at.node);
  ordinal += shape == Shape::list ? 0 : 1;
  found += shape == Shape::other ? 0 : 1;
  switch (shape) {
    case Shape::policy:
    case Shape::template_: {
      if (origin == GraphFileOrigin::beside) {
        ++passed_over;
        return;
      }
      ++policies;
      const bool wrapped = shape == Shape::template_;
      const Place inner = wrapped ? Place{find_member(*at.node, "details"), at.path + ".details"} : at;
      if (auto policy = graph::read_policy(reading, inner, wrapped ? at : Place{})) {
        policy->file = file_name;
        policy->ordinal = ordinal;
        parts.policies.push_back(std::move(*policy));
      }
      return;
    }
    case Shape::location:
    case Shape::strength:
      if (const Place cut_off = graph::find_cut_off(at)) {
        return graph::report_cut_off(reading, cut_off, graph::last_name(cut_off.path));
      }
      if (shape == Shape::strength) {
        if (auto strength = graph::read_strength(reading, at)) parts.strengths.push_back({std::move(*strength), at});
        return note_passed_over(at);
      }
      if (auto location = graph::read_location(reading, at)) parts.locations.push_back({std::move(*location), at});
      return note_passed_over(at);
    case Shape::terms:
      return note_name("terms", *at.node);
    case Shape::list: {
      if (has(*at.node, "@odata.nextLink")) reading.report<Code::list_continues>(at).help = "export every page";
      return read_list({find_member(*at.node, "value"), at.path + ".value"});
    }
    case Shape::other:
      if (const JsonNode* value = find_member(*at.node, "value"); value != nullptr && graph::is_cut_off(value->text)) {
        ++found;
        return graph::report_cut_off(reading, {value, at.path + ".value"}, "value");
      }
      ++passed_over;
      if (has(*at.node, "securityEnabled")) note_name("group", *at.node);
      return;
  }
}

void GraphReader::Impl::note_passed_over(const Place& at) {
  std::string list;
  for (const std::string& path : reading.take_passed_over()) list += (list.empty() ? "`" : ", `") + path + '`';
  if (!list.empty()) reading.report<Code::object_approximated>(at, list);
}

void GraphReader::Impl::report_nothing_found(const Place& root) {
  Diagnostic& nothing = reading.report<Code::no_graph_object>(root);
  if (const Place cut_off = graph::find_cut_off(root)) {
    nothing.help = "`" + cut_off.path + "` is cut off by ConvertTo-Json: export again with `-Depth 10`";
    return;
  }
  const Place policy = find_policy(root);
  nothing.help = policy ? "`" + policy.path + "` looks like a policy: write what stands there into a file of its own"
                        : "export policies with `GET /identity/conditionalAccess/policies`";
}

// Nothing but the name of an id, for explanations.
void GraphReader::Impl::note_name(std::string_view kind, const JsonNode& object) {
  const JsonNode* id = find_member(object, "id");
  const JsonNode* name = find_member(object, "displayName");
  if (id == nullptr || name == nullptr || id->text.empty() || name->text.empty()) return;
  parts.names.push_back({{std::string(kind), canonical_id(id->text)}, name->text});
}

GraphReader::GraphReader(const SourceMap& sources, const GraphReadOptions& options, DiagnosticSink& sink)
    : impl_(std::make_unique<Impl>(sources, options, sink)) {}
GraphReader::~GraphReader() = default;

std::size_t GraphReader::passed_over() const { return impl_->passed_over; }
const std::vector<LeftOutPolicy>& GraphReader::left_out() const { return impl_->left_out; }

void GraphReader::add(SourceId file, GraphFileOrigin origin, std::string_view name) {
  Impl& impl = *impl_;
  auto tree = graph::read_json(impl.reading.sources(), file, impl.reading.sink());
  if (!tree) return;
  graph::merge_additional_properties(*tree, impl.reading.sink());
  impl.trees.push_back(std::make_unique<JsonNode>(std::move(*tree)));
  const Place root{impl.trees.back().get(), "$"};
  impl.origin = origin;
  impl.file_name = name.empty() ? impl.reading.sources().name(file) : name;
  impl.ordinal = 0;
  impl.found = 0;
  impl.policies = 0;
  impl.v1 = {};
  const std::size_t before = impl.passed_over;
  impl.read_value(root);
  const bool empty_list = root.node->kind == JsonNode::Kind::array && root.node->items.empty();
  if (origin == GraphFileOrigin::named && impl.found == 0 && !empty_list) {
    impl.passed_over = before;
    impl.report_nothing_found(root);
  }
  if (impl.v1 && impl.policies != 0) {
    impl.reading.report<Code::read_from_v1>(impl.v1).help =
        "export again from beta with `Prefer: include-unknown-enum-members`: `doorward import graph --how` prints a "
        "script";
  }
}

void GraphReader::finish(model::PolicySet& set) { impl_->left_out = graph::link(impl_->reading, impl_->parts, set); }

}  // namespace doorward
