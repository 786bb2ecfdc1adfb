#include <array>
#include <utility>

#include "doorward/facts/facts.h"
#include "rules.h"

namespace doorward::test {
namespace {

using namespace bytecode;
using T = ModuleTables;

constexpr std::uint32_t kFar = 1000000;

ComparisonEntry& comparison_of(T& t, Scope scope) {
  return first_where(t.comparisons, [&](const ComparisonEntry& comparison) { return comparison.scope == scope; });
}
ControlEntry& control_of(T& t, ControlKind kind) {
  return first_where(t.controls, [&](const ControlEntry& row) { return row.kind == static_cast<std::uint32_t>(kind); });
}
PolicyEntry& demanding(T& t) {
  return first_where(t.policies, [](const PolicyEntry& policy) { return policy.controls.count > 1; });
}

constexpr auto kRules = std::to_array<BrokenRule>({
    {"comparisons: an unknown scope", [](T& t) { t.comparisons[0].scope = static_cast<Scope>(4); }},
    {"comparisons: an unknown operator", [](T& t) { t.comparisons[0].op = 16; }},
    {"comparisons: an attribute that is unknown or not of a device",
     [](T& t) { comparison_of(t, Scope::device).attribute = 99; }},
    {"comparisons: an attribute that is unknown or not of a device",
     [](T& t) { comparison_of(t, Scope::user).attribute = 1; }},
    {"comparisons: a string index is out of range", [](T& t) { comparison_of(t, Scope::user).name = kFar; }},
    {"comparisons: a device attribute with a name, or an open one without",
     [](T& t) { comparison_of(t, Scope::device).name = 1; }},
    {"comparisons: a device attribute with a name, or an open one without",
     [](T& t) { comparison_of(t, Scope::user).name = 0; }},
    {"comparisons: a list does not follow the one before it", [](T& t) { t.comparisons[0].values.first += 1; }},
    {"comparisons: the operator takes another number of values",
     [](T& t) { t.comparisons[0].op = static_cast<std::uint8_t>(CompareOp::present); }},
    {"comparisons: a string index is out of range", [](T& t) { t.indices[t.comparisons[0].values.first] = kFar; }},
    {"strengths: too many strengths", [](T& t) { t.strengths.resize(kMaxStrengths + 1, t.strengths.back()); }},
    {"strengths: a string index is out of range", [](T& t) { t.strengths[0].id = kFar; }},
    {"strengths: strengths are not sorted and distinct", [](T& t) { t.strengths[1].key = t.strengths[0].key; }},
    {"strengths: a run of combinations does not follow the one before it",
     [](T& t) { t.strengths[1].combinations.first += 1; }},
    {"strengths: an unknown flag", [](T& t) { t.strengths[1].flags = 2; }},
    {"strengths: not exactly one built-in mfa strength", [](T& t) { t.strengths[0].flags = 0; }},
    {"strengths: not exactly one built-in mfa strength", [](T& t) { t.strengths[1].flags = kBuiltinMfa; }},
    {"combinations: no strength refers to the last combinations", [](T& t) { t.combinations.push_back({1, 0}); }},
    {"combinations: no method, or an unknown one", [](T& t) { t.combinations[0].methods = 0; }},
    {"combinations: no method, or an unknown one", [](T& t) { t.combinations[0].methods = 1U << 31U; }},
    {"combinations: configured is neither 0 nor 1", [](T& t) { t.combinations[0].configured = 2; }},
    {"controls: an unknown kind of control", [](T& t) { t.controls.back().kind = 12; }},
    {"controls: a string index is out of range", [](T& t) { t.controls[0].shown = kFar; }},
    {"controls: a strength is out of range, or stands where none belongs", [](T& t) { t.controls[0].strength = 1; }},
    {"controls: a strength is out of range, or stands where none belongs",
     [](T& t) { control_of(t, ControlKind::strength).strength = kFar; }},
    {"controls: the text is not that of the control",
     [](T& t) { control_of(t, ControlKind::mfa).shown = control_of(t, ControlKind::terms).shown; }},
    {"controls: the text is not that of the control",
     [](T& t) { control_of(t, ControlKind::custom).shown = control_of(t, ControlKind::mfa).shown; }},
    {"controls: the text is not that of the control",
     [](T& t) { control_of(t, ControlKind::strength).strength = 0; }},
    {"controls: controls are not sorted and distinct", [](T& t) { std::swap(t.controls[0], t.controls[1]); }},
    {"sessions: an unknown mode", [](T& t) { t.sessions[0].continuous_access = 4; }},
    {"sessions: an unknown mode", [](T& t) { t.sessions[0].persistent_browser = 3; }},
    {"sessions: an unknown mode", [](T& t) { t.sessions[0].cloud_app_security = 4; }},
    {"sessions: an unknown flag", [](T& t) { t.sessions[0].flags = 8; }},
    {"sessions: a string index is out of range", [](T& t) { t.sessions[0].filtering_profile = kFar; }},
    {"settings: not exactly one settings record", [](T& t) { t.settings.clear(); }},
    {"settings: not exactly one settings record", [](T& t) { t.settings.push_back(t.settings[0]); }},
    {"settings: an unknown precedence", [](T& t) { t.settings[0].precedence = 3; }},
    {"settings: an unknown flag", [](T& t) { t.settings[0].flags = 2; }},
    {"networks: a second network of MFA trusted IPs",
     [](T& t) {
       auto& hq = first_where(t.networks, [](const auto& network) { return network.kind == NetworkKind::ranges; });
       hq.kind = NetworkKind::mfa_trusted;
       hq.flags = 0;
     }},
    {"settings: the network of MFA trusted IPs is another one", [](T& t) { t.settings[0].mfa_network = kNone; }},
    {"policies: too many policies", [](T& t) { t.policies.resize(kMaxPolicies + 1); }},
    {"policies: a string index is out of range", [](T& t) { t.policies[0].graph_id = kFar; }},
    {"policies: policies are not sorted by name and distinct", [](T& t) { t.policies[1].name = t.policies[0].name; }},
    {"policies: a title in a stripped module",
     [](T& t) {
       t.stripped = true;
       t.source_hash = {};
     }},
    {"policies: an unknown state", [](T& t) { t.policies[0].state = static_cast<State>(3); }},
    {"policies: an unknown flag", [](T& t) { t.policies[0].flags |= 8; }},
    {"policies: a list does not follow the one before it", [](T& t) { demanding(t).controls.first += 1; }},
    {"policies: too many controls in a clause",
     [](T& t) {
       t.indices.resize(t.indices.size() + 65);
       t.policies.back().controls.count += 65;
     }},
    {"policies: a list of controls is out of range or not sorted and distinct",
     [](T& t) { t.indices[demanding(t).controls.first] = kFar; }},
    {"policies: controls beside block", [](T& t) { demanding(t).flags |= kBlock; }},
    {"policies: the operator does not suit the number of controls",
     [](T& t) { first_where(t.policies, [](const auto& p) { return p.controls.count == 0; }).flags |= kAnyControl; }},
    {"policies: the operator does not suit the number of controls",
     [](T& t) { first_where(t.policies, [](const auto& p) { return p.controls.count == 1; }).flags = 0; }},
    {"policies: a session is out of range", [](T& t) { t.policies[0].session = kFar; }},
    {"debug_policies: neither none nor one a policy", [](T& t) { t.debug_policies.pop_back(); }},
    {"debug_code: neither none nor one an instruction", [](T& t) { t.debug_code.pop_back(); }},
    {"debug_policies: debug records in a stripped module",
     [](T& t) {
       t.stripped = true;
       t.source_hash = {};
       for (auto& policy : t.policies) policy.title = 0;
     }},
    {"debug_policies: a string index is out of range", [](T& t) { t.debug_policies[0].text = kFar; }},
    {"debug_code: a string index is out of range", [](T& t) { t.debug_code[0].file = kFar; }},
    {"debug_names: an id or a string index is out of range", [](T& t) { t.debug_names[0].id = kFar; }},
    {"debug_names: names are not sorted by id and distinct",
     [](T& t) { std::swap(t.debug_names[0], t.debug_names[1]); }},
    {"indices: no list refers to the end of the pool", [](T& t) { t.indices.push_back(0); }},
});

}  // namespace

std::span<const BrokenRule> rules_of_demands() { return kRules; }

}  // namespace doorward::test
