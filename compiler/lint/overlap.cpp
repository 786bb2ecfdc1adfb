// Policies that say nothing, or nothing new.
#include <unordered_map>

#include "doorward/compiler/model_dump.h"
#include "doorward/lint/cover.h"
#include "list_fix.h"
#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::NetworkItem;
using model::Policy;
using model::SubjectItem;
using model::TargetItem;

std::string named(const Scene& scene, std::string_view kind, const model::Id& id) {
  return '`' + shown_name(scene.set, kind, id) + '`';
}

std::string text_of(const Scene& scene, const SubjectItem& item) {
  using Kind = SubjectItem::Kind;
  if (item.kind == Kind::everyone) return "everyone";
  if (item.kind == Kind::guests_or_external) return "all guests";
  if (item.kind == Kind::guests) return "kinds of guests";
  if (item.kind == Kind::members) return "members";
  const std::string_view kind = item.kind == Kind::group ? "group" : item.kind == Kind::role ? "role" : "user";
  return named(scene, kind, item.id);
}

std::string text_of(const Scene& scene, const TargetItem& item) {
  if (item.kind == TargetItem::Kind::all) return "all apps";
  return named(scene, "app", item.id);
}

std::string text_of(const Scene& scene, const NetworkItem& item) {
  if (item.kind == NetworkItem::Kind::all) return "all networks";
  if (item.kind == NetworkItem::Kind::all_trusted) return "trusted networks";
  return '`' + scene.set.networks[item.network].name + '`';
}

/// Who is excluded anyway need not be included: nobody is included through the item alone, when it is written here and
/// stands for nothing else.
template <class Items, class Item>
void offer_to_leave_out(const Scene& scene, const Policy& policy, const Items& include, const Item& in,
                        Diagnostic& found) {
  const Span& here = in.origin.span;
  const Span& all = policy.origin.span;
  if (here.source != all.source || here.begin < all.begin || here.end > all.end) return;
  const auto same =
      std::count_if(include.begin(), include.end(), [&](const Item& each) { return each.origin.span == here; });
  auto edit = same == 1 ? take_out(scene.sources, in.origin) : std::nullopt;
  if (edit) found.fixes.push_back({"take it out of what is included", {std::move(*edit)}, true});
}

/// Reports each include that an exclude takes away, unless all of them are: that is lint_empty_effect.
template <class Items, class Test>
void report_taken(const Scene& scene, const Policy& policy, const Items& include, const Items& exclude, Test test) {
  std::size_t taken = 0;
  for (const auto& in : include) {
    taken += std::any_of(exclude.begin(), exclude.end(), [&](const auto& out) { return test(in, out); }) ? 1U : 0U;
  }
  if (taken == 0 || taken == include.size()) return;
  for (const auto& in : include) {
    for (const auto& out : exclude) {
      if (!test(in, out)) continue;
      Diagnostic& found =
          scene.report<Code::exclusion_too_broad>(out.origin, label(policy), text_of(scene, in), text_of(scene, out));
      found.help = "leave one of the two out";
      offer_to_leave_out(scene, policy, include, in, found);
      break;
    }
  }
}

template <class Items, class Test>
bool all_taken(const Items& include, const Items& exclude, Test test) {
  return !include.empty() && !exclude.empty() && std::all_of(include.begin(), include.end(), [&](const auto& in) {
    return std::any_of(exclude.begin(), exclude.end(), [&](const auto& out) { return test(in, out); });
  });
}

bool takes(const SubjectItem& in, const SubjectItem& out) { return !out.until && lies_in(in, out); }
bool takes_target(const TargetItem& in, const TargetItem& out) {
  // Excluded apps hit apps only.
  const bool app = in.kind != TargetItem::Kind::user_action && in.kind != TargetItem::Kind::context;
  return app && lies_in(in, out);
}

/// Why the policy can never apply; empty when it may.
std::string_view emptiness(const Policy& policy, const model::PolicySet& set) {
  const auto inside = [&](const NetworkItem& in, const NetworkItem& out) { return lies_in(in, out, set); };
  if (policy.users && all_taken(policy.users->include, policy.users->exclude, takes)) {
    return "everybody included is excluded";
  }
  if (policy.users && std::all_of(policy.users->include.begin(), policy.users->include.end(),
                                  [](const auto& item) { return item.kind == SubjectItem::Kind::nobody; })) {
    return "it includes nobody";
  }
  if (all_taken(policy.targets.include, policy.targets.exclude, takes_target)) return "every app included is excluded";
  if (policy.networks && all_taken(policy.networks->include, policy.networks->exclude, inside)) {
    return "every network included is excluded";
  }
  for (const auto& [mask, why] :
       {std::pair(&policy.clients, "no client app is left"), std::pair(&policy.platforms, "no platform is left"),
        std::pair(&policy.flows, "no flow is left"), std::pair(&policy.sign_in_risk, "no risk level is left"),
        std::pair(&policy.user_risk, "no risk level is left")}) {
    if (*mask && (*mask)->mask == 0) return why;
  }
  return {};
}

/// The policy without its name and state, as text.
std::string meaning(const Policy& policy, const model::PolicySet& set) {
  Policy bare = policy;
  bare.name.clear();
  bare.title.clear();
  bare.graph_id.reset();
  bare.template_id.clear();
  bare.note.clear();
  return dump(bare, set);
}

/// Enforced policies by whom they include, so that a thousand policies are not compared with each other: who is covered
/// is included by name, or by a word for many.
class Candidates {
 public:
  explicit Candidates(const model::PolicySet& set) {
    for (const Policy& policy : set.policies) {
      if (!enforced(policy) || !policy.users) continue;
      bool broad = false;
      for (const SubjectItem& item : policy.users->include) {
        broad = broad || item.id.key.empty();
        if (!item.id.key.empty()) by_id_[item.id.key].push_back(&policy);
      }
      if (broad) broad_.push_back(&policy);
    }
  }

  /// Calls `take` until it says that it has found one.
  template <class Take>
  void each_that_may_cover(const Policy& inner, const Take& take) const {
    if (std::any_of(broad_.begin(), broad_.end(), [&](const Policy* outer) { return take(*outer); })) return;
    const auto same = by_id_.find(inner.users->include.front().id.key);
    if (same == by_id_.end()) return;
    std::any_of(same->second.begin(), same->second.end(), [&](const Policy* outer) { return take(*outer); });
  }

 private:
  std::vector<const Policy*> broad_;
  std::unordered_map<std::string, std::vector<const Policy*>> by_id_;
};

}  // namespace

void lint_exclusion_too_broad(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy)) continue;
    if (policy.users) report_taken(scene, policy, policy.users->include, policy.users->exclude, takes);
    report_taken(scene, policy, policy.targets.include, policy.targets.exclude, takes_target);
    if (policy.networks) {
      report_taken(scene, policy, policy.networks->include, policy.networks->exclude,
                   [&](const NetworkItem& in, const NetworkItem& out) { return lies_in(in, out, scene.set); });
    }
  }
}

void lint_empty_effect(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    const std::string_view why = emptiness(policy, scene.set);
    if (why.empty()) continue;
    scene.report<Code::empty_effect>(policy.origin, label(policy), why).help =
        "delete the policy, or include what is not excluded";
  }
}

void lint_duplicate_policy(const Scene& scene) {
  std::unordered_map<std::string, const Policy*> seen;
  for (const Policy& policy : scene.set.policies) {
    if (policy.approximated) continue;  // what was passed over may differ
    const auto [first, fresh] = seen.try_emplace(meaning(policy, scene.set), &policy);
    if (fresh) continue;
    Diagnostic& found = scene.report<Code::duplicate_policy>(policy.origin, label(policy), label(*first->second));
    found.notes.push_back({first->second->origin.span, "the same stands here"});
    found.help = "delete one of the two";
  }
}

void lint_shadowed_policy(const Scene& scene) {
  const Candidates candidates(scene.set);
  for (const Policy& inner : scene.set.policies) {
    if (!enforced(inner) || !inner.users || inner.users->include.empty()) continue;
    candidates.each_that_may_cover(inner, [&](const Policy& outer) {
      if (&outer == &inner || !demands_as_much(outer, inner) || !applies_wherever(outer, inner)) return false;
      // Of two that cover each other only the second is reported; equal ones are duplicates.
      if (demands_as_much(inner, outer) && applies_wherever(inner, outer) && &outer > &inner) return false;
      if (meaning(outer, scene.set) == meaning(inner, scene.set)) return false;
      Diagnostic& found =
          scene.report<Code::shadowed_policy>(inner.origin, label(inner), fmt::format("`{}`", label(outer)),
                                              outer.block ? "blocks" : "demands at least as much");
      found.notes.push_back({outer.origin.span, "this one covers it"});
      found.help = "delete it, or narrow the other";
      return true;
    });
  }
}

}  // namespace doorward::linting
