#include "doorward/runtime/evaluate.h"

#include "bind.h"
#include "combine.h"
#include "interpreter.h"
#include "log.h"
#include "scratch.h"

namespace doorward {
namespace {

/// A decision that a fault kept from being taken is a block.
void give_up(Decision& decision) noexcept {
  decision.clear();
  runtime::say(LogLevel::error, "a decision could not be taken: memory ran out, or a rule of the runtime was broken");
}

/// From the bound request of `state` to the decision.
void decide(const SetImage& image, Scratch::State& state, const SignIn& sign_in, const EvaluateOptions& options,
            Decision& decision) {
  if (options.evaluation == Evaluation::index && options.detail == Detail::outcome) {
    return runtime::combine_outcome(image, sign_in, state.request, state.index, state.applying, options, state.verdicts,
                                    decision);
  }
  if (options.evaluation == Evaluation::index) {
    image.index.find(image, state.request, state.index, state.applying);
  } else {
    runtime::spread_ids(state.request);
    runtime::interpret(image, state.request, state.applying);
  }
  runtime::combine(image, sign_in, state.request, state.applying, options, state.verdicts, decision);
  if (options.detail == Detail::outcome) runtime::keep_outcome(decision);
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

namespace {

void evaluate_known(Scratch& scratch, const runtime::KnownParts& known, const SignIn& sign_in,
                    const EvaluateOptions& options, Decision& decision) noexcept {
  // A cleared decision is a block of status `internal`: what goes wrong below leaves it so.
  decision.clear();
  if (!runtime::is_well_formed(sign_in, known)) return;
  const SetImage& image = scratch.set().image();
  try {
    if (runtime::bind(image, sign_in, known, options.now, scratch.state().request)) {
      decide(image, scratch.state(), sign_in, options, decision);
    } else {
      decision.status = DecisionStatus::too_large;
    }
  } catch (...) {
    give_up(decision);
  }
}

}  // namespace

SignalMask find_signal(std::string_view path) noexcept {
  for (std::size_t i = 0; i < kSignalPaths.size(); ++i) {
    if (kSignalPaths[i] == path) return SignalMask{1} << i;
  }
  return 0;
}

void evaluate(Scratch& scratch, const SignIn& sign_in, const EvaluateOptions& options, Decision& decision) noexcept {
  evaluate_known(scratch, {}, sign_in, options, decision);
}

void evaluate(Scratch& scratch, const BoundPrincipal& principal, const SignIn& request, const EvaluateOptions& options,
              Decision& decision) noexcept {
  evaluate_known(scratch, {&principal.facts(), nullptr}, request, options, decision);
}

void evaluate(Scratch& scratch, const BoundPrincipal& principal, const BoundDevice& device, const SignIn& request,
              const EvaluateOptions& options, Decision& decision) noexcept {
  evaluate_known(scratch, {&principal.facts(), &device.facts()}, request, options, decision);
}

}  // namespace doorward
