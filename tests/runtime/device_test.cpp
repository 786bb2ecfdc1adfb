// Devices: bound once, decided with many times, never misread by another set; and decisions of the outcome alone.
#include "doorward/runtime/device.h"

#include <doctest/doctest.h>

#include "decided.h"
#include "sign_in_limits.h"

namespace doorward::test {
namespace {

using namespace reference;

model::PolicySet set_about(const std::string& maker) {
  model::Policy made = requiring("a", ControlKind::mfa);
  made.device_filters = {
      filter(model::Filter::Mode::include, compare(DeviceAttribute::manufacturer, CompareOp::eq, {maker}))};
  model::Policy labelled = requiring("b", ControlKind::password_change);
  labelled.device_filters = {
      filter(model::Filter::Mode::exclude, compare(DeviceAttribute::extension_attribute_1, CompareOp::eq, {"SAW"}))};
  labelled.when = compare(model::AttributeScope::user, "department", CompareOp::eq, {"HR"});
  model::Policy owned = requiring_any("c", {control(ControlKind::compliant_device), control(ControlKind::mfa)});
  owned.device_filters = {filter(model::Filter::Mode::exclude,
                                 compare(DeviceAttribute::system_labels, CompareOp::contains, {"AzureResource"}))};
  return set_of({made, labelled, owned});
}

DeviceSignals laptop() {
  DeviceSignals device;
  device.platform = Platform::windows;
  device.is_compliant = true;
  device.properties[static_cast<std::size_t>(DeviceAttribute::manufacturer)] = "Contoso";
  device.properties[static_cast<std::size_t>(DeviceAttribute::extension_attribute_1)] = "saw";
  device.has_system_labels = true;
  device.system_labels = {"AzureResource", "M365Managed"};
  return device;
}

SignIn sign_in_of(std::string_view department) {
  SignIn sign_in = user_sign_in();
  sign_in.user.attributes = {{"department", {department}, false}};
  sign_in.device = laptop();
  return sign_in;
}

/// With the device bound to `bound_to`, each engine decides with `set` as it does for the whole sign-in.
void check_same(const std::shared_ptr<const PolicySet>& set, const std::shared_ptr<const PolicySet>& bound_to,
                const SignIn& sign_in) {
  Scratch scratch(set);
  doorward::Decision bound;
  doorward::Decision whole;
  const BoundPrincipal principal(std::make_shared<const Principal>(sign_in.user), *bound_to);
  const BoundDevice device(std::make_shared<const Device>(sign_in.device), *bound_to);
  SignIn request = sign_in;
  request.user = {};
  request.device = {};
  for (const Evaluation evaluation : {Evaluation::interpreter, Evaluation::index}) {
    EvaluateOptions options{.strict = false, .evaluation = evaluation};
    evaluate(scratch, sign_in, options, whole);
    evaluate(scratch, principal, device, request, options, bound);
    CHECK(whole.status == DecisionStatus::ok);
    CHECK(named(*set, sign_in, bound) == named(*set, sign_in, whole));
    options.detail = Detail::outcome;
    evaluate(scratch, principal, device, request, options, bound);
    CHECK(bound.outcome == whole.outcome);
    CHECK(bound.assumed == whole.assumed);
    CHECK(bound.applied.empty());
  }
}

TEST_CASE("a bound device decides as its sign-in does, registered or not") {
  const auto set = load(set_about("contoso"));
  for (const std::string_view department : {"HR", "Sales"}) {
    SignIn sign_in = sign_in_of(department);
    check_same(set, set, sign_in);
    sign_in.client_app = ClientApp::other;
    check_same(set, set, sign_in);
    sign_in.client_app = ClientApp::browser;
    sign_in.flow = Flow::device_code;
    check_same(set, set, sign_in);
    sign_in.flow.reset();
    sign_in.device.is_compliant.reset();
    check_same(set, set, sign_in);
    sign_in.device = {};
    check_same(set, set, sign_in);
  }
}

TEST_CASE("a device bound to one set is bound anew by another") {
  const auto first = load(set_about("contoso"));
  const auto second = load(set_about("fabrikam"));
  check_same(second, first, sign_in_of("HR"));
  check_same(first, second, sign_in_of("HR"));
}

TEST_CASE("a bound device keeps its own texts") {
  const auto set = load(set_about("contoso"));
  auto text = std::make_unique<std::string>("Contoso");
  DeviceSignals device = laptop();
  device.properties[static_cast<std::size_t>(DeviceAttribute::manufacturer)] = *text;
  const BoundDevice bound(std::make_shared<const Device>(device), *set);
  text->assign(text->size(), 'x');
  text.reset();
  const SignIn sign_in = sign_in_of("HR");
  const BoundPrincipal principal(std::make_shared<const Principal>(sign_in.user), *set);
  Scratch scratch(set);
  doorward::Decision decision;
  evaluate(scratch, principal, bound, sign_in, {.strict = false}, decision);
  CHECK(decision.applied == std::vector<std::uint32_t>{0});
}

TEST_CASE("fails_closed_device_beyond_the_limits_is_a_block") {
  const auto set = load(set_about("contoso"));
  Scratch scratch(set);
  doorward::Decision decision;
  DeviceSignals device = laptop();
  device.system_labels.assign(runtime::kMaxAttributeValues + 1, "label");
  const BoundDevice large(std::make_shared<const Device>(device), *set);
  const SignIn sign_in = sign_in_of("HR");
  const BoundPrincipal principal(std::make_shared<const Principal>(sign_in.user), *set);
  evaluate(scratch, principal, large, sign_in, {}, decision);
  CHECK(decision.outcome == Outcome::block);
  CHECK(decision.status == DecisionStatus::too_large);
  device = laptop();
  device.platform = static_cast<Platform>(200);
  const BoundDevice strange(std::make_shared<const Device>(device), *set);
  evaluate(scratch, principal, strange, sign_in, {}, decision);
  CHECK(decision.outcome == Outcome::block);
}

TEST_CASE("the outcome alone is the outcome of the whole decision") {
  std::vector<model::Policy> policies;
  for (unsigned i = 0; i < 300; ++i) {
    model::Policy policy = i % 97 == 0
                               ? blocking("p" + std::to_string(1000 + i))
                               : requiring_any("p" + std::to_string(1000 + i),
                                               {control(ControlKind::mfa), control(ControlKind::terms, guid(i % 5))});
    policy.users->include = {subject(model::SubjectItem::Kind::group, guid(i % 11))};
    if (i % 10 == 1) policy.session.primary_and_secondary = model::Frequency{false, 1 + i % 3, false};
    // Beyond the first block of the index, so that it shows when a search that stops early forgets what is assumed.
    if (i >= 280) policy.sign_in_risk = model::MaskCondition{1U << static_cast<unsigned>(RiskLevel::high), {}};
    policies.push_back(policy);
  }
  const auto set = load(set_of(policies));
  Scratch scratch(set);
  doorward::Decision whole;
  doorward::Decision alone;
  for (unsigned i = 0; i < 64; ++i) {
    SignIn sign_in = user_sign_in();
    const std::string group = guid(i % 11);
    sign_in.user.has_groups = i % 4 != 0;
    if (sign_in.user.has_groups) sign_in.user.groups = {group};
    if (i % 3 == 0) sign_in.satisfied = {"mfa"};
    if (i % 5 == 0) sign_in.user.mfa_state = UserState::enforced;
    if (i % 2 == 0) sign_in.auth_age = i * 600;
    if (i % 7 == 0) sign_in.client_app = ClientApp::other;
    sign_in.sign_in_risk.reset();
    if (i % 6 == 0) sign_in.sign_in_risk = RiskLevel::high;
    for (const bool strict : {false, true}) {
      EvaluateOptions options{.strict = strict};
      evaluate(scratch, sign_in, options, whole);
      options.detail = Detail::outcome;
      evaluate(scratch, sign_in, options, alone);
      CHECK(alone.outcome == whole.outcome);
      CHECK(alone.status == whole.status);
      CHECK(alone.assumed == whole.assumed);
      CHECK(alone.reauthenticate == whole.reauthenticate);
    }
  }
}

}  // namespace
}  // namespace doorward::test
