// Graph JSON as arguments of the azuread provider, by the table of what it has.
#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "doorward/compiler/terraform_writer.h"
#include "exchange/graph_parts.h"
#include "exchange/hcl.h"

namespace doorward {
namespace exchange {
namespace {

enum class Resource : std::uint8_t { policy, location };
enum class Holds : std::uint8_t { block, text, list, split, flag, number, strength, ranges };
enum class Need : std::uint8_t { required, optional };

struct Argument {
  Resource resource;
  std::string_view path;
  Holds holds;
  Need need;
  std::string_view graph;
};

constexpr auto kArguments = std::to_array<Argument>({
#define DW_TERRAFORM(resource, path, kind, need, graph) {Resource::resource, path, Holds::kind, Need::need, graph},
#include "exchange/terraform.def"
#undef DW_TERRAFORM
});

bool is_hollow(const Json& value) {
  return value.is_null() || (value.is_structured() && value.empty()) ||
         (value.is_string() && value.get_ref<const std::string&>().empty());
}

/// What the JSON says, by the path of the field; lists are one value.
void add_leaves(const Json& value, const std::string& path, std::map<std::string, Json>& leaves) {
  if (!value.is_object()) {
    if (!is_hollow(value)) leaves.emplace(path, value);
    return;
  }
  for (const auto& [name, member] : value.items()) {
    if (!name.starts_with('@')) add_leaves(member, path.empty() ? name : path + '.' + name, leaves);
  }
}

/// `isEnabled` beside a field that the provider has says nothing more.
bool is_implied(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string::npos || path.substr(dot) != ".isEnabled") return false;
  return std::any_of(kArguments.begin(), kArguments.end(),
                     [&](const Argument& one) { return one.graph.starts_with(path.substr(0, dot + 1)); });
}

class TerraformWriter {
 public:
  TerraformWriter(const model::PolicySet& set, DiagnosticSink& sink) : set_(set), sink_(sink) {}
  std::string write(const Json& objects);

 private:
  std::string resource(Resource kind, const Json& json);
  std::string unique(Resource kind, std::string_view name);
  std::string value(const Argument& argument, const Json& json) const;
  std::string reference(const std::string& id) const;
  const model::Policy* policy_of(const Json& json) const;
  void check_policy(const std::map<std::string, Json>& leaves, const model::Policy* policy);
  void refuse(const model::Policy* policy, const std::string& what);

  const model::PolicySet& set_;
  DiagnosticSink& sink_;
  std::set<std::pair<Resource, std::string>> names_;
  std::map<std::string, std::string> locations_;  // id → resource
};

void TerraformWriter::refuse(const model::Policy* policy, const std::string& what) {
  const model::Origin origin = policy != nullptr ? policy->origin : model::Origin{};
  sink_.report<Code::no_terraform_argument>(origin.span, policy != nullptr ? policy->name : "", what).json_path =
      origin.json_path;
}

std::string TerraformWriter::unique(Resource kind, std::string_view name) {
  const std::string base = hcl_name(name);
  std::string one = base;
  for (int next = 2; !names_.emplace(kind, one).second; ++next) one = base + '_' + std::to_string(next);
  return one;
}

/// The policy that an object was written for: parts of a split one have more behind the title.
const model::Policy* TerraformWriter::policy_of(const Json& json) const {
  const std::string title = json.value("displayName", "");
  const std::string id = json.value("id", "");
  for (const model::Policy& policy : set_.policies) {
    if (!id.empty() && policy.graph_id && policy.graph_id->text == id) return &policy;
  }
  for (const model::Policy& policy : set_.policies) {
    const std::string& own = policy.title.empty() ? policy.name : policy.title;
    if (title == own || title.starts_with(own + " (")) return &policy;
  }
  return nullptr;
}

/// A named location that this configuration holds is referred to, any other stands by its id.
std::string TerraformWriter::reference(const std::string& id) const {
  const auto found = locations_.find(id);
  return found == locations_.end() ? hcl_text(id) : "azuread_named_location." + found->second + ".object_id";
}

std::string TerraformWriter::value(const Argument& argument, const Json& json) const {
  const auto indent = 2 * static_cast<std::size_t>(1 + std::count(argument.path.begin(), argument.path.end(), '.'));
  std::vector<std::string> values;
  switch (argument.holds) {
    case Holds::text:
      return hcl_text(json.get<std::string>());
    case Holds::flag:
      return json.get<bool>() ? "true" : "false";
    case Holds::number:
      return std::to_string(json.get<std::uint64_t>());
    case Holds::strength:
      return hcl_text("/policies/authenticationStrengthPolicies/" + json.get<std::string>());
    case Holds::list:
      for (const Json& item : json) values.push_back(reference(item.get<std::string>()));
      return hcl_list(values, indent);
    case Holds::ranges:
      for (const Json& item : json) values.push_back(hcl_text(item.at("cidrAddress").get<std::string>()));
      return hcl_list(values, indent);
    case Holds::split: {
      std::string rest = json.get<std::string>();
      for (std::size_t comma = 0; comma != std::string::npos; rest.erase(0, comma + 1)) {
        comma = rest.find(',');
        values.push_back(hcl_text(rest.substr(0, comma)));
        if (comma == std::string::npos) break;
      }
      return hcl_list(values, indent);
    }
    case Holds::block:
      break;
  }
  return {};
}

/// Combinations that the provider refuses though it has the arguments.
void TerraformWriter::check_policy(const std::map<std::string, Json>& leaves, const model::Policy* policy) {
  const bool apps = leaves.count("conditions.applications.includeApplications") != 0;
  const bool actions = leaves.count("conditions.applications.includeUserActions") != 0;
  if (apps == actions) refuse(policy, "what has neither `includeApplications` nor `includeUserActions`");
  const auto insider = leaves.find("conditions.insiderRiskLevels");
  if (insider != leaves.end() && insider->second.get_ref<const std::string&>().find(',') != std::string::npos) {
    refuse(policy, "several `insiderRiskLevels`");
  }
}

std::string TerraformWriter::resource(Resource kind, const Json& json) {
  const bool is_policy = kind == Resource::policy;
  const model::Policy* policy = is_policy ? policy_of(json) : nullptr;
  std::map<std::string, Json> leaves;
  add_leaves(json, "", leaves);
  for (const char* kept : {"id", "templateId", "description"}) leaves.erase(kept);
  HclBlock block;
  for (const Argument& argument : kArguments) {
    const auto found = leaves.find(std::string(argument.graph));
    if (argument.resource != kind || argument.holds == Holds::block || found == leaves.end()) continue;
    block.set(argument.path, value(argument, found->second));
  }
  if (is_policy) check_policy(leaves, policy);
  for (const auto& [path, unused] : leaves) {
    const bool known =
        std::any_of(kArguments.begin(), kArguments.end(), [kind, &field = path](const Argument& argument) {
          return argument.resource == kind && argument.graph == field;
        });
    if (!known && !is_implied(path)) refuse(policy, '`' + path + '`');
  }
  const std::string type = is_policy ? "azuread_conditional_access_policy" : "azuread_named_location";
  const std::string id = json.value("id", "");
  const std::string title = json.value("displayName", "");
  const bool whole = policy != nullptr && (title == policy->title || policy->title.empty());
  const std::string name = unique(kind, whole ? policy->name : title);
  std::string text = "resource \"" + type + "\" \"" + name + "\" {\n" + block.text(2) + "}\n";
  if (!is_policy) locations_[id] = name;
  const auto network = std::find_if(set_.networks.begin(), set_.networks.end(),
                                    [&](const model::Network& one) { return one.graph_id && one.graph_id->key == id; });
  const bool exists = is_policy ? !id.empty() : network != set_.networks.end();
  if (!exists) return text;
  const std::string collection = is_policy ? "policies" : "namedLocations";
  return text + "\nimport {\n  to = " + type + '.' + name + "\n  id = \"/identity/conditionalAccess/" + collection +
         '/' + id + "\"\n}\n";
}

std::string TerraformWriter::write(const Json& objects) {
  std::string text =
      "terraform {\n  required_providers {\n    azuread = {\n      source  = \"hashicorp/azuread\"\n"
      "      version = \">= 3.8.0\"\n    }\n  }\n}\n";
  for (const Json& object : objects) {
    const std::string type = object.value("@odata.type", "");
    if (type.ends_with("conditionalAccessPolicy")) text += '\n' + resource(Resource::policy, object);
    if (type.ends_with("NamedLocation")) text += '\n' + resource(Resource::location, object);
  }
  return text;
}

}  // namespace
}  // namespace exchange

std::string write_terraform(const model::PolicySet& set, const GraphWriteOptions& options, DiagnosticSink& sink) {
  const std::size_t errors = sink.errors();
  const std::string graph = write_graph(set, options, sink);
  if (sink.errors() != errors) return {};
  const std::string text = exchange::TerraformWriter(set, sink).write(exchange::Json::parse(graph));
  return sink.errors() == errors ? text : std::string();
}

}  // namespace doorward
