// Principals: bound once, decided with many times, never misread by another set.
#include "doorward/runtime/principal.h"

#include <doctest/doctest.h>

#include "decided.h"
#include "sign_in_limits.h"

namespace doorward::test {
namespace {

using namespace reference;

model::PolicySet set_about(unsigned group) {
  model::Policy members = requiring("a", ControlKind::mfa);
  members.users->include = {subject(model::SubjectItem::Kind::group, guid(group))};
  model::Policy department = requiring("b", ControlKind::password_change);
  department.when = compare(model::AttributeScope::user, "department", CompareOp::eq, {"HR"});
  model::Policy providers = requiring("c", ControlKind::risk_remediation);
  providers.users->include = {guests(bit(GuestKind::service_provider), {guid(9)})};
  return set_of({members, department, providers});
}

UserSignals alice() {
  UserSignals user;
  user.upn = "alice@contoso.example";
  user.has_groups = true;
  user.groups = {"10000000-0000-4000-8000-000000000001"};
  user.guest_kinds = bit(GuestKind::service_provider);
  user.mfa_state = UserState::enforced;
  user.attributes = {{"Department", {"hr"}, false}};
  return user;
}

void check_same(const std::shared_ptr<const PolicySet>& set, const BoundPrincipal& principal, SignIn request) {
  Scratch scratch(set);
  doorward::Decision with_principal;
  doorward::Decision whole;
  SignIn sign_in = request;
  sign_in.has_user = true;
  sign_in.user = alice();
  for (const Evaluation evaluation : {Evaluation::interpreter, Evaluation::index}) {
    const EvaluateOptions options{.strict = false, .evaluation = evaluation};
    evaluate(scratch, principal, request, options, with_principal);
    evaluate(scratch, sign_in, options, whole);
    CHECK(named(*set, request, with_principal) == named(*set, sign_in, whole));
    CHECK(whole.status == DecisionStatus::ok);
  }
}

TEST_CASE("a bound principal decides as its sign-in does, and keeps its own texts") {
  const auto set = load(set_about(1));
  auto text = std::make_unique<std::string>("10000000-0000-4000-8000-000000000001");
  UserSignals user = alice();
  user.groups = {*text};
  const auto principal = std::make_shared<const Principal>(user);
  text->assign(text->size(), 'x');
  text.reset();
  const BoundPrincipal bound(principal, *set);
  SignIn request;
  check_same(set, bound, request);
  request.client_app = ClientApp::other;
  check_same(set, bound, request);
  request.app = "10000000-0000-4000-8000-000000000002";
  check_same(set, bound, request);
}

TEST_CASE("a principal bound to one set is bound anew by another") {
  const auto first = load(set_about(1));
  const auto second = load(set_about(2));
  const auto same_content = load(set_about(1));
  const BoundPrincipal bound(std::make_shared<const Principal>(alice()), *first);
  check_same(second, bound, {});
  check_same(same_content, bound, {});
}

TEST_CASE("fails_closed_principal_with_a_workload_or_beyond_the_limits_is_a_block") {
  const auto set = load(set_of({}));
  Scratch scratch(set);
  doorward::Decision decision;
  const BoundPrincipal bound(std::make_shared<const Principal>(alice()), *set);
  evaluate(scratch, bound, workload_sign_in(), {}, decision);
  CHECK(decision.outcome == Outcome::block);
  CHECK(decision.status == DecisionStatus::internal);
  UserSignals crowd = alice();
  crowd.groups.assign(runtime::kMaxGroups + 1, "g");
  const BoundPrincipal large(std::make_shared<const Principal>(crowd), *set);
  evaluate(scratch, large, {}, {}, decision);
  CHECK(decision.outcome == Outcome::block);
  CHECK(decision.status == DecisionStatus::too_large);
}

}  // namespace
}  // namespace doorward::test
