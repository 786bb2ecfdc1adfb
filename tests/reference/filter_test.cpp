// Device filters: two-valued logic, absence, collections, extension attributes (SEMANTICS.md §1, §8.6).
#include <doctest/doctest.h>

#include "reference/build.h"
#include "reference/expression.h"

namespace doorward::reference {
namespace {

using Mode = model::Filter::Mode;

bool true_of(const model::Expr& rule, const SignIn& sign_in) { return holds(rule, Circumstances(sign_in, 0)); }

bool true_of(DeviceAttribute attribute, CompareOp op, std::vector<std::string> values, const SignIn& sign_in) {
  return true_of(compare(attribute, op, std::move(values)), sign_in);
}

TEST_CASE("filters: on an absent property positive operators are false and negative ones true") {
  for (const CompareOp op :
       {CompareOp::eq, CompareOp::in, CompareOp::contains, CompareOp::starts_with, CompareOp::ends_with, CompareOp::lt,
        CompareOp::le, CompareOp::gt, CompareOp::ge, CompareOp::present}) {
    CHECK_FALSE(true_of(DeviceAttribute::model, op, {"1"}, user_sign_in()));
  }
  for (const CompareOp op : {CompareOp::ne, CompareOp::not_in, CompareOp::not_contains, CompareOp::not_starts_with,
                             CompareOp::not_ends_with, CompareOp::absent}) {
    CHECK(true_of(DeviceAttribute::model, op, {"1"}, user_sign_in()));
  }
}

TEST_CASE("filters: the modes turn about, also on an unregistered device") {
  const auto rule = compare(DeviceAttribute::model, CompareOp::ne, {"Surface Hub"});
  const SignIn sign_in = user_sign_in();
  const Circumstances seen(sign_in, 0);
  CHECK(applies(filter(Mode::include, rule), seen));
  CHECK_FALSE(applies(filter(Mode::exclude, rule), seen));
  CHECK(applies(filter(Mode::exclude, negation(rule)), seen));
}

TEST_CASE("filters: strings compare without case, and contains is substring on them") {
  SignIn sign_in = user_sign_in();
  set_property(sign_in, DeviceAttribute::model, "Surface Hub");
  CHECK(true_of(DeviceAttribute::model, CompareOp::eq, {"SURFACE hub"}, sign_in));
  CHECK(true_of(DeviceAttribute::model, CompareOp::contains, {"face h"}, sign_in));
  CHECK(true_of(DeviceAttribute::model, CompareOp::starts_with, {"surf"}, sign_in));
  CHECK(true_of(DeviceAttribute::model, CompareOp::not_ends_with, {"surf"}, sign_in));
  CHECK(true_of(DeviceAttribute::model, CompareOp::in, {"x", "surface hub"}, sign_in));
  CHECK_FALSE(true_of(DeviceAttribute::model, CompareOp::not_in, {"x", "surface hub"}, sign_in));
}

TEST_CASE("filters: contains is element equality on collections, other operators fit if any element does") {
  SignIn sign_in = user_sign_in();
  sign_in.device.has_system_labels = true;
  CHECK_FALSE(true_of(DeviceAttribute::system_labels, CompareOp::contains, {"CloudPC"}, sign_in));
  CHECK(true_of(DeviceAttribute::system_labels, CompareOp::ne, {"CloudPC"}, sign_in));
  CHECK(true_of(DeviceAttribute::system_labels, CompareOp::present, {}, sign_in));
  sign_in.device.system_labels = {"M365Managed", "CloudPC"};
  CHECK(true_of(DeviceAttribute::system_labels, CompareOp::contains, {"cloudpc"}, sign_in));
  CHECK_FALSE(true_of(DeviceAttribute::system_labels, CompareOp::contains, {"cloud"}, sign_in));
  CHECK(true_of(DeviceAttribute::system_labels, CompareOp::starts_with, {"cloud"}, sign_in));
  CHECK_FALSE(true_of(DeviceAttribute::system_labels, CompareOp::ne, {"CloudPC"}, sign_in));
}

TEST_CASE("filters: device ids compare as GUIDs") {
  SignIn sign_in = user_sign_in();
  set_property(sign_in, DeviceAttribute::device_id, "{ABCDEF12-0000-4000-8000-0000000000A2}");
  CHECK(true_of(DeviceAttribute::device_id, CompareOp::eq, {"abcdef12-0000-4000-8000-0000000000a2"}, sign_in));
  CHECK_FALSE(true_of(DeviceAttribute::device_id, CompareOp::not_in, {guid(1), "abcdef12-0000-4000-8000-0000000000a2"},
                      sign_in));
}

TEST_CASE("filters: an extension attribute is seen only of a compliant or hybrid-joined device") {
  SignIn sign_in = user_sign_in();
  set_property(sign_in, DeviceAttribute::extension_attribute_1, "SAW");
  const auto saw = compare(DeviceAttribute::extension_attribute_1, CompareOp::eq, {"saw"});
  CHECK_FALSE(true_of(saw, sign_in));
  CHECK(true_of(negation(saw), sign_in));
  sign_in.device.is_compliant = true;
  CHECK(true_of(saw, sign_in));
  sign_in.device.is_compliant = false;
  set_property(sign_in, DeviceAttribute::trust_type, "serverad");
  CHECK(true_of(saw, sign_in));
}

TEST_CASE("filters: isCompliant is true, false or absent") {
  SignIn sign_in = user_sign_in();
  CHECK_FALSE(true_of(DeviceAttribute::is_compliant, CompareOp::eq, {"False"}, sign_in));
  CHECK(true_of(DeviceAttribute::is_compliant, CompareOp::ne, {"True"}, sign_in));
  sign_in.device.is_compliant = false;
  CHECK(true_of(DeviceAttribute::is_compliant, CompareOp::eq, {"False"}, sign_in));
}

TEST_CASE("filters: legacy clients and the device-code flow see no device at all") {
  SignIn sign_in = user_sign_in();
  set_property(sign_in, DeviceAttribute::trust_type, "ServerAD");
  CHECK(true_of(DeviceAttribute::trust_type, CompareOp::eq, {"ServerAD"}, sign_in));
  sign_in.flow = Flow::device_code;
  CHECK_FALSE(true_of(DeviceAttribute::trust_type, CompareOp::eq, {"ServerAD"}, sign_in));
  sign_in.flow = Flow::none;
  sign_in.client_app = ClientApp::activesync;
  CHECK(true_of(DeviceAttribute::trust_type, CompareOp::absent, {}, sign_in));
}

TEST_CASE("filters: numbers, versions and times are ordered part by part, and nothing else is") {
  SignIn sign_in = user_sign_in();
  set_property(sign_in, DeviceAttribute::operating_system_version, "10.0.9");
  const auto version = DeviceAttribute::operating_system_version;
  CHECK(true_of(version, CompareOp::lt, {"10.0.22000"}, sign_in));
  CHECK(true_of(version, CompareOp::ge, {"10.0.9.0"}, sign_in));
  CHECK(true_of(version, CompareOp::gt, {"9"}, sign_in));
  CHECK_FALSE(true_of(version, CompareOp::le, {"10.0.8"}, sign_in));
  CHECK_FALSE(true_of(version, CompareOp::lt, {"eleven"}, sign_in));
  CHECK_FALSE(true_of(version, CompareOp::ge, {"eleven"}, sign_in));
}

TEST_CASE("filters: open attributes are found by name without case, and a membership is a condition too") {
  SignIn sign_in = user_sign_in();
  sign_in.user.attributes.push_back({"Department", {"HR"}, false});
  sign_in.user.groups = {"10000000-0000-4000-8000-000000000001"};
  CHECK(true_of(compare(model::AttributeScope::user, "department", CompareOp::eq, {"hr"}), sign_in));
  model::Expr member;
  member.kind = model::Expr::Kind::member;
  member.members = {subject(model::SubjectItem::Kind::group, guid(1))};
  CHECK(true_of(member, sign_in));
  CHECK_FALSE(true_of(member, workload_sign_in()));
}

}  // namespace
}  // namespace doorward::reference
