#include "reference/build.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstdio>

#include "doorward/vocabulary/vocabulary.h"

namespace doorward::reference {

std::string guid(unsigned number) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "10000000-0000-4000-8000-%012u", number);
  return text.data();
}

std::vector<model::Strength> builtin_strengths() {
  std::vector<model::Strength> strengths;
  for (const vocabulary::NounRow& row : vocabulary::strengths()) {
    model::Strength strength;
    strength.name = row.name;
    strength.graph_id = model::Id::of(row.id);
    strength.builtin = true;
    for (const vocabulary::StrengthCombination& combination : vocabulary::strength_combinations()) {
      if (combination.strength == row.name) strength.combinations.push_back({combination.methods, false, {}, {}, {}});
    }
    strengths.push_back(std::move(strength));
  }
  return strengths;
}

model::PolicySet set_of(std::vector<model::Policy> policies) {
  model::PolicySet set;
  set.policies = std::move(policies);
  std::sort(set.policies.begin(), set.policies.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  set.strengths = builtin_strengths();
  return set;
}

model::Policy open_policy(std::string name) {
  model::Policy policy;
  policy.name = std::move(name);
  policy.users.emplace().include.push_back(subject(model::SubjectItem::Kind::everyone));
  policy.targets.include.push_back(target(model::TargetItem::Kind::all));
  return policy;
}

model::Policy blocking(std::string name) {
  model::Policy policy = open_policy(std::move(name));
  policy.block = true;
  return policy;
}

model::Policy requiring_all(std::string name, std::vector<model::Control> controls) {
  model::Policy policy = requiring_any(std::move(name), std::move(controls));
  policy.grant->any = policy.grant->controls.size() == 1;
  return policy;
}

model::Policy requiring_any(std::string name, std::vector<model::Control> controls) {
  model::Policy policy = open_policy(std::move(name));
  policy.grant.emplace().controls = std::move(controls);
  return policy;
}

model::Policy requiring(std::string name, ControlKind kind) { return requiring_any(std::move(name), {control(kind)}); }

model::Control control(ControlKind kind) {
  model::Control result;
  result.kind = kind;
  return result;
}

model::Control control(ControlKind kind, std::string_view id) {
  model::Control result = control(kind);
  result.id = model::Id::of(id);
  return result;
}

model::Control strength_control(std::uint32_t index) {
  model::Control result = control(ControlKind::strength);
  result.strength = index;
  return result;
}

model::SubjectItem subject(model::SubjectItem::Kind kind, std::string_view id) {
  model::SubjectItem item;
  item.kind = kind;
  item.id = model::Id::of(id);
  return item;
}

model::SubjectItem guests(Mask kinds, std::initializer_list<std::string_view> tenants) {
  model::SubjectItem item = subject(model::SubjectItem::Kind::guests);
  item.guest_kinds = kinds;
  if (tenants.size() == 0) return item;
  item.tenants.emplace();
  for (const std::string_view tenant : tenants) item.tenants->push_back(model::Id::of(tenant));
  return item;
}

model::MachineItem machine(model::MachineItem::Kind kind, std::string_view id) { return {kind, model::Id::of(id), {}}; }

model::TargetItem target(model::TargetItem::Kind kind, std::string_view id) {
  model::TargetItem item;
  item.kind = kind;
  item.id = model::Id::of(id);
  return item;
}

model::TargetItem target(UserAction action) {
  model::TargetItem item = target(model::TargetItem::Kind::user_action);
  item.action = action;
  return item;
}

model::TargetItem target_where(model::Expr rule) {
  model::TargetItem item = target(model::TargetItem::Kind::filter);
  item.rule.push_back(std::move(rule));
  return item;
}

model::NetworkItem place(model::NetworkItem::Kind kind, std::uint32_t network) { return {kind, network, {}}; }

model::Expr compare(DeviceAttribute attribute, CompareOp op, std::vector<std::string> values) {
  model::Expr expr;
  expr.kind = model::Expr::Kind::comparison;
  expr.comparison.attribute.device = attribute;
  expr.comparison.op = op;
  expr.comparison.values = std::move(values);
  return expr;
}

model::Expr compare(model::AttributeScope scope, std::string name, CompareOp op, std::vector<std::string> values) {
  model::Expr expr = compare(DeviceAttribute{}, op, std::move(values));
  expr.comparison.attribute.scope = scope;
  expr.comparison.attribute.name = std::move(name);
  return expr;
}

model::Expr all_of(std::vector<model::Expr> children) {
  model::Expr expr;
  expr.kind = model::Expr::Kind::all_of;
  expr.children = std::move(children);
  return expr;
}

model::Expr any_of(std::vector<model::Expr> children) {
  model::Expr expr = all_of(std::move(children));
  expr.kind = model::Expr::Kind::any_of;
  return expr;
}

model::Expr negation(model::Expr child) {
  model::Expr expr;
  expr.kind = model::Expr::Kind::negation;
  expr.children.push_back(std::move(child));
  return expr;
}

model::Expr window(model::TimeWindow window) {
  model::Expr expr;
  expr.kind = model::Expr::Kind::time;
  expr.time = std::move(window);
  return expr;
}

model::Filter filter(model::Filter::Mode mode, model::Expr rule) { return {mode, std::move(rule), {}, {}}; }

IpAddress address(std::string_view text) {
  const std::string owned(text);
  IpAddress bytes{};
  if (text.find(':') == std::string_view::npos) {
    bytes[10] = bytes[11] = 0xff;
    inet_pton(AF_INET, owned.c_str(), bytes.data() + 12);
  } else {
    inet_pton(AF_INET6, owned.c_str(), bytes.data());
  }
  return bytes;
}

model::IpRange range(std::string_view cidr) {
  const std::size_t slash = cidr.find('/');
  const bool ipv4 = cidr.find(':') == std::string_view::npos;
  const int prefix = std::stoi(std::string(cidr.substr(slash + 1))) + (ipv4 ? 96 : 0);
  return {address(cidr.substr(0, slash)), static_cast<std::uint8_t>(prefix), {}};
}

model::Network ranges(std::string name, bool trusted, std::initializer_list<std::string_view> cidrs) {
  model::Network network;
  network.name = std::move(name);
  network.trusted = trusted;
  for (const std::string_view cidr : cidrs) network.ranges.push_back(range(cidr));
  return network;
}

model::Network countries(std::string name, std::vector<std::string> codes, bool unknown) {
  model::Network network;
  network.name = std::move(name);
  network.kind = model::Network::Kind::countries;
  network.countries = std::move(codes);
  network.include_unknown_country = unknown;
  return network;
}

SignIn user_sign_in() {
  SignIn sign_in;
  sign_in.has_user = true;
  return sign_in;
}

SignIn workload_sign_in() {
  SignIn sign_in;
  sign_in.has_workload = true;
  sign_in.workload.id = "10000000-0000-4000-8000-000000000900";
  return sign_in;
}

void set_property(SignIn& sign_in, DeviceAttribute attribute, std::string_view value) {
  sign_in.device.properties[static_cast<std::size_t>(attribute)] = value;
}

}  // namespace doorward::reference
