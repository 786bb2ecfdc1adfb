#include "doorward/runtime/explain.h"

#include "bind.h"
#include "context_bits.h"
#include "expression.h"
#include "interpreter.h"
#include "membership.h"
#include "phrases.h"
#include "scratch.h"
#include "try_changes.h"

namespace doorward {
namespace {

using namespace runtime;
using bytecode::ModuleView;

/// Looks at one policy after the other for the conditions that did not match.
class Explainer {
 public:
  Explainer(const SetImage& image, const SignIn& sign_in, const BoundRequest& request)
      : image_(image), module_(image.module), sign_in_(sign_in), request_(request) {}

  PolicyExplanation explain(std::uint32_t index, PolicyState state);

 private:
  void add(Dimension dimension, std::string found, std::string wanted);
  void check_actor(const DecodedPolicy& policy);
  void check_context(const DecodedPolicy& policy);
  void check_residual(const DecodedPolicy& policy);
  void check_exceptions(const DecodedPolicy& policy);
  void add_reasons(const DecodedPolicy& policy);
  std::string_view target_reason(const DecodedPolicy& policy) const;

  const SetImage& image_;
  const ModuleView& module_;
  const SignIn& sign_in_;
  const BoundRequest& request_;
  PolicyExplanation result_;
};

void Explainer::add(Dimension dimension, std::string found, std::string wanted) {
  result_.mismatches.push_back({dimension, std::move(found), std::move(wanted)});
}

PolicyExplanation Explainer::explain(std::uint32_t index, PolicyState state) {
  const DecodedPolicy& policy = image_.policies[index];
  result_ = {};
  result_.policy = index;
  result_.state = state;
  if (state == PolicyState::disabled) {
    result_.analysis_reasons.emplace_back("policyNotEnabled");
    return result_;
  }
  check_actor(policy);
  check_exceptions(policy);
  if (!in_targets(image_, module_.targets[policy.target], request_)) {
    add(Dimension::targets, found_target(image_, sign_in_), wanted_targets(image_, module_.targets[policy.target]));
  }
  check_context(policy);
  check_residual(policy);
  result_.applied = result_.mismatches.empty();
  add_reasons(policy);
  return result_;
}

void Explainer::check_actor(const DecodedPolicy& policy) {
  if (policy.subject != kNotConfigured) {
    const bytecode::SubjectSet& set = module_.subjects[policy.subject];
    if (!in_subjects(image_, set, request_)) add(Dimension::users, found_actor(sign_in_), wanted_subjects(image_, set));
  } else {
    const bytecode::MachineSet& set = module_.machines[policy.machine];
    if (!in_machines(image_, set, request_)) {
      add(Dimension::workloads, found_actor(sign_in_), wanted_machines(image_, set));
    }
  }
}

void Explainer::check_exceptions(const DecodedPolicy& policy) {
  if (failed_dimensions(image_, policy.exceptions, request_, UnknownGuest::misses) == 0) return;
  add(Dimension::users, found_actor(sign_in_) + " at " + format_time(request_.now),
      wanted_expressions(image_, policy.exceptions, Dimension::users));
}

/// The closed conditions and the network, in the order of dimensions.def.
void Explainer::check_context(const DecodedPolicy& policy) {
  struct Row {
    ContextField field;
    Dimension dimension;
    std::span<const FactRow> members;
  };
  static constexpr Row kRows[] = {
      {kClientField, Dimension::clients, kClientApps},
      {kPlatformField, Dimension::platforms, kPlatforms},
      {kSignInRiskField, Dimension::sign_in_risk, kRiskLevels},
      {kUserRiskField, Dimension::user_risk, kRiskLevels},
      {kInsiderRiskField, Dimension::insider_risk, kInsiderRisks},
      {kServicePrincipalRiskField, Dimension::service_principal_risk, kRiskLevels},
      {kAgentRiskField, Dimension::agent_risk, kRiskLevels},
      {kFlowField, Dimension::flows, kFlows},
  };
  for (const Row& row : kRows) {
    if (row.dimension == Dimension::sign_in_risk && policy.network_set != kNotConfigured) {
      const bytecode::NetworkSet& set = module_.network_sets[policy.network_set];
      if (!image_.networks.contains(set, request_.network)) {
        add(Dimension::networks, found_network(sign_in_), wanted_networks(image_, set));
      }
    }
    const auto own = static_cast<Mask>((request_.context & row.field.all()) >> row.field.shift);
    const auto allowed = static_cast<Mask>((policy.context & row.field.all()) >> row.field.shift);
    if ((own & allowed) != 0) continue;
    add(row.dimension, wanted_members(row.members, own), wanted_members(row.members, allowed));
  }
}

void Explainer::check_residual(const DecodedPolicy& policy) {
  const std::uint32_t failed = failed_dimensions(image_, policy.residual, request_, UnknownGuest::hits);
  for (const Dimension dimension : {Dimension::devices, Dimension::when, Dimension::time}) {
    if (((failed >> static_cast<std::uint32_t>(dimension)) & 1U) == 0) continue;
    std::string found = found_attributes(image_, policy.residual, dimension, request_);
    if (found.empty()) found = dimension == Dimension::time ? format_time(request_.now) : found_actor(sign_in_);
    add(dimension, std::move(found), wanted_expressions(image_, policy.residual, dimension));
  }
}

std::string_view Explainer::target_reason(const DecodedPolicy& policy) const {
  const bytecode::TargetSide& include = module_.targets[policy.target].include;
  const bool apps = include.ids.count != 0 || include.filters.count != 0 || include.flags != 0;
  if (!apps && include.user_actions != 0) return "userActions";
  const bool contexts = (include.contexts[0] | include.contexts[1] | include.contexts[2] | include.contexts[3]) != 0;
  if (!apps && contexts) return "authenticationContext";
  return kDimensions[static_cast<std::size_t>(Dimension::targets)].analysis_reason;
}

void Explainer::add_reasons(const DecodedPolicy& policy) {
  std::vector<std::string_view>& reasons = result_.analysis_reasons;
  for (const Mismatch& mismatch : result_.mismatches) {
    std::string_view reason = kDimensions[static_cast<std::size_t>(mismatch.dimension)].analysis_reason;
    if (mismatch.dimension == Dimension::targets) reason = target_reason(policy);
    if (reasons.empty() || reasons.back() != reason) reasons.push_back(reason);
  }
  if (reasons.empty()) reasons.emplace_back("notSet");
}

}  // namespace

Explanation explain(Scratch& scratch, const SignIn& sign_in, const EvaluateOptions& options) {
  Explanation explanation;
  const PolicySet& set = scratch.set();
  const SetImage& image = set.image();
  BoundRequest& request = scratch.state().request;
  if (!is_well_formed(sign_in) || !bind(image, sign_in, {}, options.now, request)) return explanation;
  spread_ids(request);
  Explainer explainer(image, sign_in, request);
  for (std::uint32_t p = 0; p < image.policies.size(); ++p) {
    explanation.policies.push_back(explainer.explain(p, set.policy_state(p)));
  }
  explanation.changes = try_changes(scratch, sign_in, options);
  return explanation;
}

}  // namespace doorward
