// Explanations: every condition that did not match, Graph's reasons, and what would turn the outcome.
#include "doorward/runtime/explain.h"

#include <doctest/doctest.h>

#include "decided.h"
#include "phrases.h"

namespace doorward::test {
namespace {

using namespace reference;
using Texts = std::vector<std::string>;

struct Explained {
  doorward::Decision decision;
  Explanation explanation;
  std::string text;
};

Explained explained(const model::PolicySet& set, const SignIn& sign_in, std::int64_t now = 0) {
  const auto loaded = load(set);
  Scratch scratch(loaded);
  Explained result;
  const EvaluateOptions options{.now = now, .strict = false};
  evaluate(scratch, sign_in, options, result.decision);
  result.explanation = explain(scratch, sign_in, options);
  result.text = explain_text(*loaded, sign_in, result.decision, result.explanation);
  return result;
}

std::string mismatches(const PolicyExplanation& policy) {
  std::string lines;
  for (const Mismatch& mismatch : policy.mismatches) {
    lines += std::string(kDimensions[static_cast<std::size_t>(mismatch.dimension)].label) + ": " + mismatch.found +
             " / " + mismatch.wanted + "\n";
  }
  return lines;
}

Texts reasons(const PolicyExplanation& policy) {
  return {policy.analysis_reasons.begin(), policy.analysis_reasons.end()};
}

TEST_CASE("every condition that failed is named, in the order of the dimensions") {
  model::Policy policy = requiring("a", ControlKind::mfa);
  policy.users->include = {subject(model::SubjectItem::Kind::group, "contractors")};
  policy.targets.include = {target(model::TargetItem::Kind::app, "procurement")};
  policy.clients = model::MaskCondition{bit(ClientApp::activesync) | bit(ClientApp::other), {}};
  policy.platforms = model::MaskCondition{bit(Platform::ios), {}};
  policy.networks = model::NetworkCondition{
      {place(model::NetworkItem::Kind::all)}, {place(model::NetworkItem::Kind::all_trusted)}, {}};
  policy.user_risk = model::MaskCondition{bit(RiskLevel::high), {}};
  policy.flows = model::MaskCondition{bit(Flow::device_code), {}};
  policy.device_filters = {
      filter(model::Filter::Mode::exclude, compare(DeviceAttribute::model, CompareOp::ne, {"Surface Hub"}))};
  policy.when = compare(model::AttributeScope::user, "department", CompareOp::in, {"HR", "IT"});
  policy.times = {window({0x1f, 8 * 60, 17 * 60, "UTC"})};
  model::PolicySet set = set_of({policy});
  set.networks = {ranges("hq", true, {"203.0.113.0/24"})};
  SignIn sign_in = user_sign_in();
  sign_in.user.upn = "alice@contoso.example";
  sign_in.client_app = ClientApp::browser;
  sign_in.ip = address("203.0.113.9");
  sign_in.country = {'F', 'I'};
  const Explained result = explained(set, sign_in);
  REQUIRE(result.explanation.policies.size() == 1);
  CHECK(mismatches(result.explanation.policies[0]) ==
        "users: alice@contoso.example / contractors\n"
        "targets: no target / procurement\n"
        "clientApp: browser / activesync or other\n"
        "platform: unknown / ios\n"
        "network: 203.0.113.9 in FI / untrusted networks\n"
        "risk.user: none / high\n"
        "flow: none / device-code\n"
        "device: model absent / model is `Surface Hub`\n"
        "when: department absent / department in [`HR` or `IT`]\n"
        "time: 1970-01-01T00:00:00Z / time between 08:00 and 17:00 on monday, tuesday, wednesday, thursday or friday "
        "in UTC\n");
  CHECK(reasons(result.explanation.policies[0]) == Texts{"users", "application", "clientApps", "devicePlatform",
                                                         "location", "userRisk", "authenticationFlow", "devices",
                                                         "invalidCondition", "time"});
}

TEST_CASE("Graph's reasons tell actions, contexts and disabled policies apart") {
  model::Policy action = blocking("a");
  action.targets.include = {target(UserAction::register_device)};
  model::Policy context = blocking("b");
  context.targets.include = {target(model::TargetItem::Kind::context, "c7")};
  model::Policy disabled = blocking("c");
  disabled.state = model::PolicyState::disabled;
  const Explained result = explained(set_of({action, context, disabled, open_policy("d")}), user_sign_in());
  CHECK(reasons(result.explanation.policies[0]) == Texts{"userActions"});
  CHECK(reasons(result.explanation.policies[1]) == Texts{"authenticationContext"});
  CHECK(reasons(result.explanation.policies[2]) == Texts{"policyNotEnabled"});
  CHECK(reasons(result.explanation.policies[3]) == Texts{"notSet"});
  CHECK(result.explanation.policies[3].applied);
}

TEST_CASE("the changes that would do: efforts before facts, and nothing for a grant") {
  model::PolicySet set =
      set_of({requiring_any("a", {control(ControlKind::mfa), control(ControlKind::compliant_device)})});
  set.policies[0].networks = model::NetworkCondition{
      {place(model::NetworkItem::Kind::all)}, {place(model::NetworkItem::Kind::all_trusted)}, {}};
  set.networks = {ranges("hq", true, {"203.0.113.0/24"})};
  const Explained result = explained(set, user_sign_in());
  Texts phrases;
  for (const Change& change : result.explanation.changes) {
    CHECK(change.outcome == Outcome::grant);
    phrases.push_back(change.phrase);
  }
  CHECK(phrases == Texts{"mfa", "a compliant device", "the network hq"});
  CHECK(explained(set_of({}), user_sign_in()).explanation.changes.empty());
}

TEST_CASE("in English") {
  model::Policy mfa = requiring("CA101", ControlKind::mfa);
  mfa.title = "Contractors step up";
  model::Policy report = blocking("CA010");
  report.state = model::PolicyState::report_only;
  model::Policy risk = blocking("CA200");
  risk.sign_in_risk = model::MaskCondition{bit(RiskLevel::high), {}};
  model::Policy device = blocking("CA300");
  device.platforms = model::MaskCondition{bit(Platform::unknown), {}};
  device.device_filters = {
      filter(model::Filter::Mode::include, compare(DeviceAttribute::model, CompareOp::eq, {"Surface Hub"}))};
  mfa.session.primary_and_secondary = model::Frequency{.every_time = false, .hours = 4};
  SignIn sign_in = user_sign_in();
  sign_in.device.platform = Platform::windows;
  sign_in.user.upn = "alice@contoso.example";
  sign_in.user.mfa_state = UserState::enforced;
  sign_in.app = "procurement";
  sign_in.ip = address("2001:db8:0:0:0:0:0:7");
  CHECK(explained(set_of({mfa, report, risk, device}), sign_in).text ==
        "alice@contoso.example for `procurement` from 2001:db8::7: challenged, asks for mfa\n"
        "  CA101 \"Contractors step up\" applies and requires mfa: can still be done\n"
        "  CA010 applies, report-only: it would block it\n"
        "  the user's mfa state, enforced, requires mfa: can still be done\n"
        "  the session has sign-in every 4 hours\n"
        "  taken for absent: risk.signIn, device.properties.model\n"
        "  CA200 does not apply: the sign-in risk is none, not high\n"
        "  CA300 does not apply: the platform is windows, not unknown; the device has model absent, where the policy "
        "says "
        "model is `Surface Hub`\n"
        "  mfa would do: then it is granted\n");
}

TEST_CASE("a control reads as a policy says it") {
  CHECK(explained(set_of({requiring("CA1", ControlKind::domain_joined_device)}), user_sign_in())
            .text.find("\n  CA1 applies and requires hybrid-joined-device: ") != std::string::npos);
}

TEST_CASE("a policy for the others says who signs in") {
  model::Policy people = blocking("CA1");
  people.users->include = {subject(model::SubjectItem::Kind::group, "contractors")};
  model::Policy agents = blocking("CA2");
  agents.users.reset();
  agents.machines = model::Machines{};
  agents.machines->include = {{model::MachineItem::Kind::all_agents, {}, {}}};
  const model::PolicySet set = set_of({people, agents});
  SignIn user = user_sign_in();
  user.user.upn = "alice@contoso.example";
  CHECK(explained(set, user).text.find("\n  CA2 does not apply: who signs in is alice@contoso.example, not agents\n") !=
        std::string::npos);
  SignIn workload;
  workload.has_workload = true;
  workload.workload.id = "sync";
  CHECK(explained(set, workload)
            .text.find("\n  CA1 does not apply: who signs in is the workload `sync`, not contractors\n") !=
        std::string::npos);
}

TEST_CASE("addresses and times are written in their usual form") {
  CHECK(runtime::format_address(address("198.51.100.7")) == "198.51.100.7");
  CHECK(runtime::format_address(address("0:0:0:0:0:0:0:0")) == "::");
  CHECK(runtime::format_address(address("2001:db8:0:1:0:0:0:a")) == "2001:db8:0:1::a");
  CHECK(runtime::format_address(address("1:0:2:3:4:5:6:7")) == "1:0:2:3:4:5:6:7");
  CHECK(runtime::format_address(address("fe80:1:2:3:4:5:0:0")) == "fe80:1:2:3:4:5::");
  CHECK(runtime::format_time(0) == "1970-01-01T00:00:00Z");
  CHECK(runtime::format_time(-1) == "1969-12-31T23:59:59Z");
  CHECK(runtime::format_time(951782399) == "2000-02-28T23:59:59Z");
  CHECK(runtime::format_time(951868799) == "2000-02-29T23:59:59Z");
  CHECK(runtime::format_time(1795564800) == "2026-11-25T00:00:00Z");
}

}  // namespace
}  // namespace doorward::test
