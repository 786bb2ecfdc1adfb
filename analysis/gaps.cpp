#include "doorward/analysis/gaps.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "doorward/analysis/demands.h"
#include "doorward/vocabulary/vocabulary.h"
#include "escape.h"
#include "policy_demand.h"
#include "space/contents.h"

namespace doorward::analysis {
namespace {

struct Service {
  std::string_view app;
  std::string_view service;
};
constexpr auto kServices = std::to_array<Service>({
#define DW_SERVICE(app, service) {app, service},
#include "service_dependencies.def"
#undef DW_SERVICE
});

bool is_mfa(const std::string& control) { return control == "mfa" || control.starts_with("strength:"); }

/// Whether nobody to whom the policy applies gets in without mfa.
bool insists(const PolicyDemand& demand) {
  return demand.block || std::any_of(demand.clauses.begin(), demand.clauses.end(), [](const AnyOf& clause) {
           return std::all_of(clause.begin(), clause.end(), is_mfa);
         });
}

/// The first enforced policy that names the app.
const model::Policy* naming(const model::PolicySet& set, std::string_view app) {
  for (const model::Policy& policy : set.policies) {
    if (policy.state != model::PolicyState::enabled) continue;
    for (const auto* items : {&policy.targets.include, &policy.targets.exclude}) {
      for (const model::TargetItem& item : *items) {
        if (item.id.key == app) return &policy;
      }
    }
  }
  return nullptr;
}

}  // namespace

MfaGap find_mfa_gap(const ComparedSet& policies, std::int64_t now, const std::vector<model::SubjectItem>& exempt) {
  std::vector<bool> insisting;
  for (std::size_t p = 0; p < policies.model.policies.size(); ++p) {
    insisting.push_back(insists(demand_of(policies.model, *policies.set, p)));
  }
  EscapeQuery query;
  query.who.name = "everyone";
  model::Subjects& users = query.who.users.emplace();
  users.include.emplace_back().kind = model::SubjectItem::Kind::everyone;
  users.exclude = exempt;
  query.who.targets.include.emplace_back().kind = model::TargetItem::Kind::all;
  query.who.block = true;
  query.stopping = [&](const Decision& decision, std::vector<std::size_t>& stopping) {
    for (const std::uint32_t policy : decision.applied) {
      if (insisting[policy]) stopping.push_back(policy);
    }
  };
  Escape escape = EscapeSearch(policies, now).find(query);
  MfaGap gap{MfaGap::Kind::none, std::move(escape.sentence), escape.example, std::move(escape.storage)};
  if (escape.kind == Escape::Kind::found) gap.kind = MfaGap::Kind::found;
  if (escape.kind == Escape::Kind::undecided) gap.kind = MfaGap::Kind::undecided;
  return gap;
}

std::vector<ServiceDifference> find_service_differences(const ComparedSet& policies, std::int64_t now) {
  std::vector<ServiceDifference> found;
  Scratch scratch(policies.set);
  Decision decision;
  for (const Service& each : kServices) {
    const auto* app = vocabulary::find_name(vocabulary::apps(), each.app);
    const auto* service = vocabulary::find_name(vocabulary::apps(), each.service);
    if (app == nullptr || service == nullptr) continue;
    const model::Policy* policy = naming(policies.model, app->id);
    if (policy == nullptr) continue;
    SignIn sign_in = neutral_sign_in();
    const auto outcome = [&](std::string_view id) {
      sign_in.app = id;
      evaluate(scratch, sign_in, {.now = now, .strict = false}, decision);
      return outcome_text(*policies.set, decision);
    };
    ServiceDifference difference;
    difference.service_outcome = outcome(service->id);
    difference.app_outcome = outcome(app->id);
    if (difference.app_outcome == difference.service_outcome) continue;
    difference.policy = static_cast<std::size_t>(policy - policies.model.policies.data());
    difference.app = app->name;
    difference.service = service->name;
    difference.example = sign_in;
    found.push_back(std::move(difference));
  }
  return found;
}

}  // namespace doorward::analysis
