#include "reference/demands.h"

#include <algorithm>
#include <tuple>

namespace doorward::reference {
namespace {

bool is_interactive(const ShownControl& shown_control) {
  return nature_of(shown_control.control.kind) == ControlNature::interactive;
}

bool same_control(const ShownControl& a, const ShownControl& b) {
  return a.control.kind == b.control.kind && canonical_id(a.text) == canonical_id(b.text);
}

std::vector<ShownControl> controls_of(const model::Grant& grant, const model::PolicySet& set) {
  std::vector<ShownControl> controls;
  for (const model::Control& control : grant.controls) controls.push_back({control, shown(control, set)});
  std::stable_sort(controls.begin(), controls.end(), before);
  controls.erase(std::unique(controls.begin(), controls.end(), same_control), controls.end());
  return controls;
}

Status status_of(const Clause& clause, bool promptable) {
  const bool met = clause.any ? clause.unmet.size() < clause.controls.size() : clause.unmet.empty();
  if (met) return Status::satisfied;
  if (!promptable) return Status::failed;
  const auto& unmet = clause.unmet;
  const bool could_be = clause.any ? std::any_of(unmet.begin(), unmet.end(), is_interactive)
                                   : std::all_of(unmet.begin(), unmet.end(), is_interactive);
  return could_be ? Status::pending : Status::failed;
}

}  // namespace

std::string word_of(Status status) {
  switch (status) {
    case Status::satisfied:
      return "satisfied";
    case Status::pending:
      return "pending";
    case Status::failed:
      return "failed";
  }
  return "failed";
}

bool before(const ShownControl& a, const ShownControl& b) {
  return std::tie(a.control.kind, a.text) < std::tie(b.control.kind, b.text);
}

bool Clause::asks(ControlKind kind) const {
  return std::any_of(controls.begin(), controls.end(),
                     [&](const ShownControl& own) { return own.control.kind == kind; });
}

bool Clause::meetable_without_mfa() const {
  if (!asks(ControlKind::mfa)) return true;
  return any && controls.size() > 1;
}

std::vector<ShownControl> Clause::prompts() const {
  if (!any) return unmet;
  const auto first = std::find_if(unmet.begin(), unmet.end(), is_interactive);
  if (first == unmet.end()) return {};
  return {*first};
}

std::optional<Clause> clause_of(const model::Policy& policy, const model::PolicySet& set, const Proofs& proofs,
                                bool promptable, bool mfa_counts_as_met) {
  if (policy.block || !policy.grant || policy.grant->controls.empty()) return std::nullopt;
  Clause clause;
  clause.controls = controls_of(*policy.grant, set);
  clause.any = policy.grant->any || clause.controls.size() == 1;
  for (const ShownControl& own : clause.controls) {
    const bool waived = mfa_counts_as_met && own.control.kind == ControlKind::mfa;
    if (!waived && !proofs.meets(own.control)) clause.unmet.push_back(own);
  }
  clause.status = status_of(clause, promptable);
  return clause;
}

}  // namespace doorward::reference
