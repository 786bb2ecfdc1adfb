// grantControls: block, or one clause of controls (SEMANTICS.md §2, §8.8).
#include <algorithm>
#include <array>

#include "graph/readers.h"

namespace doorward::graph {
namespace {

using model::Control;

constexpr auto kControlWords = std::to_array<std::string_view>({
    "block",
    "mfa",
    "compliantDevice",
    "domainJoinedDevice",
    "approvedApplication",
    "compliantApplication",
    "passwordChange",
    "riskRemediation",
    "verifiedID",
});

Control control_of(ControlKind kind, const Place& at) {
  Control control;
  control.kind = kind;
  control.origin = at.origin();
  return control;
}

void add_unknown(std::string_view word, const Place& at, model::Grant& grant) {
  Control control = control_of(ControlKind::unknown, at);
  control.id = model::Id::of(word);
  grant.controls.push_back(std::move(control));
}

/// What to write instead of a control that Graph has in another shape.
std::string_view hint_of(std::string_view word) noexcept {
  if (equals_ignoring_case(word, "MfaAndChangePassword")) {
    return "write `mfa` and `passwordChange` with the operator `AND`";
  }
  if (equals_ignoring_case(word, "tokenProtection")) {
    return "write `\"secureSignInSession\": {\"isEnabled\": true}` into `sessionControls`";
  }
  return {};
}

void read_built_in(Reading& reading, const Place& list, model::Policy& policy, model::Grant& grant) {
  for (const auto& [word, at] : words_of(reading, list)) {
    if (equals_ignoring_case(word, "block")) {
      policy.block = true;
      continue;
    }
    const auto known = std::find_if(kControlWords.begin(), kControlWords.end(),
                                    [&w = word](std::string_view k) { return equals_ignoring_case(k, w); });
    if (known != kControlWords.end()) {
      const auto kind = static_cast<ControlKind>(find_graph(kControls, word)->value);
      const bool twice = std::any_of(grant.controls.begin(), grant.controls.end(),
                                     [&](const Control& control) { return control.kind == kind; });
      if (!twice) grant.controls.push_back(control_of(kind, at));
      continue;
    }
    add_unknown(word, at, grant);
    const std::string_view hint = hint_of(word);
    if (hint.empty()) {
      report_unknown_value(reading, at, word, "builtInControls", kControlWords);
    } else if (!reading.passes_over(at)) {
      reading.report<Code::unknown_graph_value>(at, word, "builtInControls").help = hint;
    }
  }
}

void read_ids(Reading& reading, const Place& list, ControlKind kind, model::Grant& grant) {
  for (const auto& [text, at] : texts_of(reading, list)) {
    Control control = control_of(kind, at);
    control.id = read_id(reading, text, at);
    grant.controls.push_back(std::move(control));
  }
}

// A strength is referred to by the copy that Graph puts into the policy, or by a link in a request body.
void read_strength_demand(Reading& reading, const Place& grant_at, const Place& at, PendingPolicy& out,
                          model::Grant& grant) {
  if (at) {
    auto copy = read_strength(reading, at);
    if (!copy) return;
    const model::Id id = *copy->graph_id;
    if (copy->combinations.empty()) copy.reset();
    out.strength = StrengthReference{grant.controls.size(), id, std::move(copy), at};
    grant.controls.push_back(control_of(ControlKind::strength, at));
    return;
  }
  const JsonNode* link = grant_at ? find_member(*grant_at.node, "authenticationStrength@odata.bind") : nullptr;
  if (link == nullptr || says_nothing(*link)) return;
  const Place link_at{link, grant_at.path + ".authenticationStrength@odata.bind"};
  const auto text = text_of(reading, link_at);
  if (!text) return;
  const std::size_t begin = text->find_last_of("/('", text->size() - (text->ends_with("')") ? 3 : 1));
  std::string id = text->substr(begin == std::string::npos ? 0 : begin + 1);
  id = id.substr(0, id.find('\''));
  out.strength = StrengthReference{grant.controls.size(), model::Id::of(id), std::nullopt, link_at};
  grant.controls.push_back(control_of(ControlKind::strength, link_at));
}

void read_operator(Reading& reading, const Fields& fields, model::Grant& grant) {
  const Place at = fields.get("operator");
  const auto word = at ? text_of(reading, at) : std::nullopt;
  if (word && equals_ignoring_case(*word, "AND")) {
    grant.any = false;
  } else if (word && !equals_ignoring_case(*word, "OR")) {
    static constexpr std::array<std::string_view, 2> kOperators = {"AND", "OR"};
    report_unknown_value(reading, at, *word, "operator", kOperators);
    grant.any = false;
  }
  if (!at && grant.controls.size() > 1) {
    reading.report<Code::controls_without_operator>(fields.place(), grant.controls.size()).help =
        "add `\"operator\": \"AND\"` or `\"operator\": \"OR\"`";
  }
  if (grant.controls.size() != 1) return;
  if (!grant.any && equals_ignoring_case(word.value_or(std::string()), "AND")) {
    Diagnostic& found = reading.report<Code::and_of_one>(at);
    found.help = "write `\"operator\": \"OR\"`";
    found.fixes.push_back({found.help, {{found.span, "\"OR\""}}, true});
  }
  grant.any = true;
}

}  // namespace

void read_grant(Reading& reading, const Place& at, PendingPolicy& out) {
  const Fields fields(reading, Object::grant, at);
  if (!at || at.node->kind != JsonNode::Kind::object) return;
  model::Grant grant;
  grant.origin = at.origin();
  read_built_in(reading, fields.get("builtInControls"), out.policy, grant);
  read_strength_demand(reading, at, fields.get("authenticationStrength"), out, grant);
  read_ids(reading, fields.get("termsOfUse"), ControlKind::terms, grant);
  read_ids(reading, fields.get("customAuthenticationFactors"), ControlKind::custom, grant);
  for (const Place& unknown : fields.unknown()) {
    add_unknown(std::string_view(unknown.path).substr(unknown.path.rfind('.') + 1), unknown, grant);
  }
  if (grant.controls.empty()) return;
  if (out.policy.block) {
    reading.report<Code::block_with_controls>(at);
  } else {
    read_operator(reading, fields, grant);
  }
  out.policy.grant = std::move(grant);
}

}  // namespace doorward::graph
