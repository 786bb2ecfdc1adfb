#include "resolve/signals_asked.h"

#include <algorithm>
#include <array>

namespace doorward::resolving {
namespace {

using Scope = model::AttributeScope;

struct Row {
  Scope scope;
  std::string_view name;
  std::string_view help;
  bool given = false;  // a test states it
};

constexpr std::string_view kState =
    "policies take no part in per-user MFA: `mfa settings` say how both stand to each other";
constexpr std::string_view kNameUser = "begin the policy with the user: `alice …`";
constexpr std::string_view kKind = "begin the policy with who is meant: `guests …` or `everyone except guests …`";

constexpr auto kSignals = std::to_array<Row>({
    {Scope::user, "groups", "write `user in contractors`"},
    {Scope::user, "roles", "write `user in global-administrator`"},
    {Scope::user, "id", kNameUser},
    {Scope::user, "upn", kNameUser},
    {Scope::user, "type", kKind},
    {Scope::user, "guest-kind", kKind},
    {Scope::user, "guestKind", kKind},
    {Scope::user, "home-tenant", "write `guests of` and the name of the tenant"},
    {Scope::user, "homeTenant", "write `guests of` and the name of the tenant"},
    {Scope::user, "mfa-state", kState, true},
    {Scope::user, "mfaState", kState},
    {Scope::user, "mfa-registered", kState, true},
    {Scope::user, "mfaRegistered", kState},
    {Scope::user, "has-app-password", kState, true},
    {Scope::user, "hasAppPassword", kState},
    {Scope::app, "id", "name the app: `for procurement`"},
    {Scope::app, "audiences", "name the apps: `for procurement`"},
    {Scope::workload, "id", "begin the policy with the workload: `workloads …`"},
});

}  // namespace

bool is_comparable(Resolution& r, const ast::Comparison& comparison, const model::AttributeRef& attribute) {
  const auto* row = std::find_if(kSignals.begin(), kSignals.end(), [&](const Row& each) {
    return each.scope == attribute.scope && equals_ignoring_case(each.name, attribute.name);
  });
  if (row == kSignals.end() || (row->given && r.in_test)) return true;
  r.sink
      .report<Code::operator_does_not_fit>(comparison.attribute.span,
                                           kCompareOps[static_cast<std::size_t>(comparison.op)].ward,
                                           comparison.attribute.text, "no attribute of the directory")
      .help = row->help;
  return false;
}

}  // namespace doorward::resolving
