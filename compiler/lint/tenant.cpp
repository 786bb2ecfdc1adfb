// What the tenant holds: limits, per-user states, references, groups, and apps without a policy.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Policy;
using model::SubjectItem;

constexpr std::size_t kMostPolicies = 195;
constexpr std::size_t kMostNamed = 3;

model::Origin first_place(const Scene& scene) {
  if (scene.set.settings) return scene.set.settings->origin;
  return scene.set.policies.empty() ? model::Origin{} : scene.set.policies.front().origin;
}

template <class Take>
void each_person(const Policy& policy, const Take& take) {
  if (!policy.users) return;
  for (const auto* items : {&policy.users->include, &policy.users->exclude}) {
    for (const SubjectItem& item : *items) take(item);
  }
}

const Policy* demanding_mfa(const model::PolicySet& set) {
  for (const Policy& policy : set.policies) {
    if (enforced(policy) && policy.users && asks_mfa(policy)) return &policy;
  }
  return nullptr;
}

/// By number.
std::vector<std::size_t> all_demanding_mfa(const model::PolicySet& set) {
  std::vector<std::size_t> numbers;
  for (std::size_t p = 0; p < set.policies.size(); ++p) {
    if (enforced(set.policies[p]) && set.policies[p].users && asks_mfa(set.policies[p])) numbers.push_back(p);
  }
  return numbers;
}

const std::string& name_of(const Account& account) { return account.upn.empty() ? account.id : account.upn; }

bool states_count(const model::PolicySet& set) {
  return !set.settings || set.settings->precedence != Precedence::state_ignored;
}

void report_limit(const Scene& scene, const model::Origin& origin, std::size_t count, std::string_view what,
                  std::size_t allowed) {
  if (count <= allowed) return;
  scene.report<Code::limit_exceeded>(origin, count, what, allowed).help = "join some, or leave some out";
}

std::size_t count_terms(const model::PolicySet& set) {
  std::set<std::string> terms;
  for (const Policy& policy : set.policies) {
    if (!policy.grant) continue;
    for (const model::Control& control : policy.grant->controls) {
      if (control.kind == ControlKind::terms) terms.insert(control.id.key);
    }
  }
  return terms.size();
}

/// "`alice` has", "`alice` and `bob` have", "`alice`, `bob`, `carol` and 4 others have".
std::string who_have(const std::vector<std::string>& names, std::size_t count) {
  if (count == 1) return names.front() + " has";
  if (count == names.size()) {
    const std::vector<std::string> others(names.begin(), names.end() - 1);
    return fmt::format("{} and {} have", fmt::join(others, ", "), names.back());
  }
  const std::size_t more = count - names.size();
  return fmt::format("{} and {} other{} have", fmt::join(names, ", "), more, more == 1 ? "" : "s");
}

}  // namespace

void lint_limit_exceeded(const Scene& scene) {
  constexpr std::size_t networks = 195;
  constexpr std::size_t ranges = 2000;
  constexpr std::size_t trusted_ips = 50;
  constexpr std::size_t terms = 40;
  constexpr std::size_t strengths = 15;
  const model::PolicySet& set = scene.set;
  if (!set.policies.empty()) {
    report_limit(scene, set.policies.back().origin, set.policies.size(), "policies", kMostPolicies);
    report_limit(scene, set.policies.back().origin, count_terms(set), "terms of use", terms);
  }
  std::size_t named = 0;
  for (const model::Network& network : set.networks) {
    named += network.builtin || network.kind == model::Network::Kind::composite ? 0U : 1U;
    report_limit(scene, network.origin, network.ranges.size(), "ranges in one network", ranges);
    if (named == networks + 1) report_limit(scene, network.origin, named, "named locations", networks);
  }
  if (set.settings) {
    report_limit(scene, set.settings->origin, set.settings->trusted_ips.size(), "MFA trusted IPs", trusted_ips);
  }
  const auto custom = static_cast<std::size_t>(std::count_if(
      set.strengths.begin(), set.strengths.end(), [](const model::Strength& strength) { return !strength.builtin; }));
  if (!set.strengths.empty()) {
    report_limit(scene, set.strengths.back().origin, custom, "custom strengths", strengths);
  }
}

void lint_many_policies(const Scene& scene) {
  constexpr std::size_t many = 180;
  const std::size_t count = scene.set.policies.size();
  if (count <= many || count > kMostPolicies) return;
  scene.report<Code::many_policies>(scene.set.policies.back().origin, count, kMostPolicies).help =
      "join policies of one effect";
}

void lint_state_overrides_policies(const Scene& scene) {
  if (!scene.set.settings || scene.set.settings->precedence != Precedence::state_overrides_policies) return;
  const Policy* policy = demanding_mfa(scene.set);
  if (policy == nullptr) return;
  Diagnostic& found = scene.report<Code::state_overrides_policies>(scene.set.settings->origin, label(*policy));
  found.notes.push_back({grant_origin(*policy).span, "mfa is demanded here"});
  found.help = "write `user state takes precedence`";
}

void lint_per_user_state(const Scene& scene) {
  if (!states_count(scene.set)) return;
  const auto demanding = all_demanding_mfa(scene.set);
  const Policy* example = nullptr;
  std::vector<std::string> names;
  std::size_t count = 0;
  for (const Account& account : scene.options.accounts) {
    if (account.state == UserState::disabled) continue;
    const auto& about = scene.options.subjects[account.subject];
    const auto policy = std::find_if(demanding.begin(), demanding.end(), [&](std::size_t p) { return about[p]; });
    if (policy == demanding.end()) continue;
    if (example == nullptr) example = &scene.set.policies[*policy];
    if (++count <= kMostNamed) names.push_back('`' + name_of(account) + '`');
  }
  if (example == nullptr) return;
  Diagnostic& found = scene.report<Code::per_user_state>(first_place(scene), who_have(names, count));
  found.notes.push_back({grant_origin(*example).span, fmt::format("mfa is demanded here of {} too", names.front())});
  const bool overrides = scene.set.settings && scene.set.settings->precedence == Precedence::state_overrides_policies;
  found.help = overrides ? "the state alone decides about mfa, whatever policies demand; "
                         : "the state decides where policies would ask for less, and no policy can waive it; ";
  found.help += "`doorward users migrate` says how to move to policies";
}

void lint_enforced_unregistered(const Scene& scene) {
  for (const Account& account : scene.options.accounts) {
    if (account.state != UserState::enforced || account.registered.value_or(true)) continue;
    scene.report<Code::enforced_unregistered>(first_place(scene), name_of(account)).help =
        "set the user to enabled until a method is registered";
  }
}

void lint_too_many_groups(const Scene& scene) {
  for (const Account& account : scene.options.accounts) {
    if (account.groups <= kMostGroups) continue;
    scene.report<Code::too_many_groups>(first_place(scene), name_of(account), account.groups, kMostGroups).help =
        "take the user out of groups";
  }
}

void lint_unknown_reference(const Scene& scene) {
  if (scene.options.names == nullptr || scene.options.names->size() == 0) return;
  std::set<std::string> said;
  for (const Policy& policy : scene.set.policies) {
    each_person(policy, [&](const SubjectItem& item) {
      const bool user = item.kind == SubjectItem::Kind::user;
      if (!user && item.kind != SubjectItem::Kind::group) return;
      if (scene.options.names->find(item.id.text) != nullptr || !said.insert(item.id.key).second) return;
      scene
          .report<Code::unknown_reference>(item.origin, label(policy), user ? "user" : "group", item.id.text,
                                           "the export of the directory")
          .help = "take it out, or export the directory anew";
    });
  }
}

void lint_exclusion_without_fallback(const Scene& scene) {
  std::set<std::string> included;
  for (const Policy& policy : scene.set.policies) {
    if (!enforced(policy) || !policy.users) continue;
    for (const SubjectItem& item : policy.users->include) included.insert(item.id.key);
  }
  std::set<std::string> said;
  for (const model::Id& id : scene.break_glass.groups) said.insert(id.key);
  for (const model::Id& id : scene.break_glass.users) said.insert(id.key);
  for (const Policy& policy : scene.set.policies) {
    if (!enforced(policy) || !policy.users) continue;
    for (const SubjectItem& item : policy.users->exclude) {
      const bool group = item.kind == SubjectItem::Kind::group;
      if (!group && item.kind != SubjectItem::Kind::user && item.kind != SubjectItem::Kind::upn) continue;
      if (included.contains(item.id.key) || !said.insert(item.id.key).second) continue;
      const std::string name = shown_name(scene.set, group ? "group" : "user", item.id);
      scene.report<Code::exclusion_without_fallback>(item.origin, '`' + name + '`', label(policy)).help =
          "write a policy for them";
    }
  }
}

void lint_group_not_protected(const Scene& scene) {
  const auto& groups = scene.options.tenant.protected_groups;
  if (!groups) return;
  std::set<std::string> known;
  for (const std::string& group : *groups) known.insert(canonical_id(group));
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.users) continue;
    for (const SubjectItem& item : policy.users->exclude) {
      if (item.kind != SubjectItem::Kind::group || !known.insert(item.id.key).second) continue;
      scene.report<Code::group_not_protected>(item.origin, label(policy), shown_name(scene.set, "group", item.id))
          .help = "make it role-assignable, or put it into a restricted administrative unit";
    }
  }
}

void lint_app_without_policy(const Scene& scene) {
  for (const ast::File& tree : scene.trees) {
    for (const ast::Declaration& declaration : tree.declarations) {
      const ast::Word* id = std::get_if<ast::Word>(&declaration.value);
      if (declaration.kind != ast::DeclarationKind::app || id == nullptr) continue;
      const std::string key = canonical_id(id->text);
      const bool covered = std::any_of(scene.set.policies.begin(), scene.set.policies.end(), [&](const Policy& policy) {
        return enforced(policy) && (for_all_apps(policy) || targets_app(policy, key));
      });
      if (covered) continue;
      scene.report<Code::app_without_policy>({declaration.name.span, {}}, declaration.name.text).help =
          "write a policy for it";
    }
  }
}

}  // namespace doorward::linting
