#include "doorward/runtime/evaluate.h"

#include "bind.h"
#include "bound_principal.h"
#include "combine.h"
#include "interpreter.h"
#include "scratch.h"

namespace doorward {
namespace {

/// From the bound request of `state` to the decision.
void decide(const SetImage& image, Scratch::State& state, const SignIn& sign_in, const EvaluateOptions& options,
            Decision& decision) {
  if (options.evaluation == Evaluation::index) {
    image.index.find(image, state.request, state.index, state.applying);
  } else {
    runtime::interpret(image, state.request, state.applying);
  }
  runtime::combine(image, sign_in, state.request, state.applying, options.strict, state.verdicts, decision);
}

}  // namespace

Scratch::Scratch(std::shared_ptr<const PolicySet> set) : set_(std::move(set)), state_(std::make_unique<State>()) {
  const SetImage& image = set_->image();
  runtime::reserve_request(image, state_->request);
  state_->applying.assumed_slots.assign(image.attributes.slots(), 0);
  state_->applying.enforced.reserve(image.policies.size());
  state_->applying.report_only.reserve(image.policies.size());
  image.index.reserve(state_->index);
  state_->verdicts.by_clause.assign(image.clauses.size(), {});
}

Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

void evaluate(Scratch& scratch, const SignIn& sign_in, const EvaluateOptions& options, Decision& decision) noexcept {
  // A cleared decision is a block of status `internal`: what goes wrong below leaves it so.
  decision.clear();
  if (!runtime::is_well_formed(sign_in)) return;
  const SetImage& image = scratch.set().image();
  try {
    if (runtime::bind(image, sign_in, options.now, scratch.state().request)) {
      decide(image, scratch.state(), sign_in, options, decision);
    } else {
      decision.status = DecisionStatus::too_large;
    }
  } catch (...) {
    decision.clear();
  }
}

void evaluate(Scratch& scratch, const BoundPrincipal& principal, const SignIn& request, const EvaluateOptions& options,
              Decision& decision) noexcept {
  decision.clear();
  if (request.has_workload || !runtime::are_members(request)) return;
  const SetImage& image = scratch.set().image();
  const BoundPrincipal::Facts& facts = principal.facts();
  runtime::BoundRequest& bound = scratch.state().request;
  if (!facts.fits) {
    decision.status = DecisionStatus::too_large;
    return;
  }
  try {
    const bool of_this_set = facts.generation == image.generation;
    bound.user = &facts.principal->signals();
    bound.actor = of_this_set ? &facts.actor : &bound.own_actor;
    bound.user_policies = of_this_set ? &facts.policies : nullptr;
    if (!of_this_set) runtime::bind_user(image, *bound.user, bound.own_actor);
    if (runtime::bind_for_principal(image, request, options.now, bound)) {
      decide(image, scratch.state(), request, options, decision);
    } else {
      decision.status = DecisionStatus::too_large;
    }
  } catch (...) {
    decision.clear();
  }
}

}  // namespace doorward
