#include "modules.h"

#include <doctest/doctest.h>

#include "doorward/compiler/compile.h"

namespace doorward::test {
namespace {

model::Policy for_everyone(std::string name) {
  model::Policy policy;
  policy.name = std::move(name);
  model::SubjectItem everyone;
  everyone.kind = model::SubjectItem::Kind::everyone;
  policy.users.emplace().include.push_back(everyone);
  model::TargetItem all;
  all.kind = model::TargetItem::Kind::all;
  policy.targets.include.push_back(all);
  return policy;
}

std::vector<std::byte> compiled(std::vector<model::Policy> policies) {
  model::PolicySet set;
  set.policies = std::move(policies);
  DiagnosticSink sink;
  auto module = compile(set, SourceMap{}, {}, sink);
  REQUIRE(sink.diagnostics().empty());
  return module;
}

}  // namespace

const std::vector<std::byte>& challenging_module() {
  static const std::vector<std::byte> kModule = [] {
    model::Policy policy = for_everyone("challenges");
    model::Control mfa;
    mfa.kind = ControlKind::mfa;
    policy.grant.emplace().controls.push_back(mfa);
    return compiled({policy});
  }();
  return kModule;
}

const std::vector<std::byte>& blocking_module() {
  static const std::vector<std::byte> kModule = [] {
    model::Policy first = for_everyone("blocks");
    model::Policy second = for_everyone("blocks too");
    first.block = second.block = true;
    return compiled({first, second});
  }();
  return kModule;
}

std::shared_ptr<const PolicySet> loaded(const std::vector<std::byte>& module) {
  std::string error;
  auto set = PolicySet::load(module, error);
  REQUIRE_MESSAGE(set != nullptr, error);
  return set;
}

SignIn anybody() {
  SignIn sign_in;
  sign_in.has_user = true;
  sign_in.user.id = "11111111-0000-4000-8000-000000000001";
  return sign_in;
}

}  // namespace doorward::test
