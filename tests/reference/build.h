// Short ways to write policies and sign-ins in tests: everything is open until a test closes it. Must not know how
// anything is decided.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::reference {

/// A GUID that ends in `number`, so that ids in tests are short.
std::string guid(unsigned number);

/// The built-in strengths as every loaded set has them, in front of all others.
std::vector<model::Strength> builtin_strengths();

/// A set with the built-in strengths and these policies, sorted by name.
model::PolicySet set_of(std::vector<model::Policy> policies);

/// An enabled policy for everyone and every target, which demands nothing.
model::Policy open_policy(std::string name);
/// The same with `block`, or with one clause.
model::Policy blocking(std::string name);
model::Policy requiring_all(std::string name, std::vector<model::Control> controls);
model::Policy requiring_any(std::string name, std::vector<model::Control> controls);
model::Policy requiring(std::string name, ControlKind control);

model::Control control(ControlKind kind);
/// `terms`, `custom` and `unknown` controls.
model::Control control(ControlKind kind, std::string_view id);
/// A strength by its index in the set.
model::Control strength_control(std::uint32_t index);

model::SubjectItem subject(model::SubjectItem::Kind kind, std::string_view id = {});
model::SubjectItem guests(Mask kinds, std::initializer_list<std::string_view> tenants = {});
model::MachineItem machine(model::MachineItem::Kind kind, std::string_view id = {});
model::TargetItem target(model::TargetItem::Kind kind, std::string_view id = {});
model::TargetItem target(UserAction action);
model::TargetItem target_where(model::Expr rule);
model::NetworkItem place(model::NetworkItem::Kind kind, std::uint32_t network = 0);

model::Expr compare(DeviceAttribute attribute, CompareOp op, std::vector<std::string> values);
model::Expr compare(model::AttributeScope scope, std::string name, CompareOp op, std::vector<std::string> values);
model::Expr all_of(std::vector<model::Expr> children);
model::Expr any_of(std::vector<model::Expr> children);
model::Expr negation(model::Expr child);
model::Expr window(model::TimeWindow window);
model::Filter filter(model::Filter::Mode mode, model::Expr rule);

/// `203.0.113.0/24` in dotted IPv4 form, or a full IPv6 address in eight groups.
model::IpRange range(std::string_view cidr);
IpAddress address(std::string_view text);
model::Network ranges(std::string name, bool trusted, std::initializer_list<std::string_view> cidrs);
model::Network countries(std::string name, std::vector<std::string> codes, bool unknown);

/// A user without any further signal.
SignIn user_sign_in();
/// A workload without any further signal.
SignIn workload_sign_in();
void set_property(SignIn& sign_in, DeviceAttribute attribute, std::string_view value);

}  // namespace doorward::reference
