#include "combine.h"

#include <algorithm>

#include "session.h"
#include "user_state.h"

namespace doorward::runtime {
namespace {

/// One combination under way: what all its steps share.
class Combination {
 public:
  Combination(const SetImage& image, const SignIn& sign_in, const BoundRequest& request, ClauseVerdicts& verdicts,
              Decision& decision)
      : image_(image), sign_in_(sign_in), request_(request), verdicts_(verdicts), decision_(decision) {}

  void take_enforced(const std::vector<std::uint32_t>& policies);
  void take_report_only(const std::vector<std::uint32_t>& policies);
  void take_assumed(const Applying& applying, SignalMask supplied);
  void search_outcome(BoundRequest& request, IndexScratch& index, Applying& applying);
  void conclude(bool strict);
  void prompt();
  void begin();

 private:
  const ClauseVerdict& verdict(std::uint32_t clause);
  void judge(const ClauseForm& form, ClauseVerdict& verdict) const;
  void add_prompts();

  const SetImage& image_;
  const SignIn& sign_in_;
  const BoundRequest& request_;
  ClauseVerdicts& verdicts_;
  Decision& decision_;
  bool mfa_waived_ = false;
  bool blocked_ = false;
  bool has_failed_ = false;  // clauses, or the demand of the user state
  bool has_pending_ = false;
};

void Combination::begin() {
  if (++verdicts_.round == 0) {
    std::fill(verdicts_.by_clause.begin(), verdicts_.by_clause.end(), ClauseVerdict{});
    verdicts_.round = 1;
  }
  judge_user_state(image_, sign_in_, request_, decision_.user_state);
  mfa_waived_ = state_decides_mfa(image_, decision_.user_state);
  has_failed_ = decision_.user_state.status == ClauseStatus::failed;
  has_pending_ = decision_.user_state.status == ClauseStatus::pending;
}

const ClauseVerdict& Combination::verdict(std::uint32_t clause) {
  ClauseVerdict& known = verdicts_.by_clause[clause];
  if (known.round != verdicts_.round) {
    known.round = verdicts_.round;
    judge(image_.clauses[clause], known);
  }
  return known;
}

void Combination::judge(const ClauseForm& form, ClauseVerdict& verdict) const {
  verdict.unmet = 0;
  std::size_t unmet = 0;
  std::size_t promptable = 0;
  for (std::size_t i = 0; i < form.controls.size(); ++i) {
    const std::uint32_t control = form.controls[i];
    const bool waived = mfa_waived_ && control == image_.controls.mfa();
    if (waived || test_bit(request_.met.controls, control)) continue;
    verdict.unmet |= std::uint64_t{1} << i;
    ++unmet;
    if (request_.promptable && image_.controls.interactive(control)) ++promptable;
  }
  const bool met = form.any ? unmet < form.controls.size() : unmet == 0;
  const bool could_be_met = form.any ? promptable != 0 : promptable == unmet;
  verdict.status = met ? ClauseStatus::satisfied : (could_be_met ? ClauseStatus::pending : ClauseStatus::failed);
}

void Combination::take_enforced(const std::vector<std::uint32_t>& policies) {
  decision_.applied.assign(policies.begin(), policies.end());
  const bool state_acts = decision_.user_state.effect != StateEffect::none;
  for (const std::uint32_t p : policies) {
    const PolicyDemand& demand = image_.demands[p];
    if (demand.blocks) {
      decision_.blocked_by.push_back(p);
      blocked_ = true;
    }
    if (demand.clause == kNotConfigured) continue;
    const ClauseVerdict& found = verdict(demand.clause);
    decision_.require.push_back({p, found.status, found.unmet});
    has_failed_ = has_failed_ || found.status == ClauseStatus::failed;
    has_pending_ = has_pending_ || found.status == ClauseStatus::pending;
    if (state_acts && overrides_clause(image_, decision_.user_state, image_.clauses[demand.clause])) {
      decision_.user_state.overrode.push_back(p);
    }
  }
}

void Combination::take_report_only(const std::vector<std::uint32_t>& policies) {
  for (const std::uint32_t p : policies) {
    const PolicyDemand& demand = image_.demands[p];
    ReportResult result = demand.blocks ? ReportResult::failure : ReportResult::success;
    if (demand.clause != kNotConfigured) {
      const ClauseStatus status = verdict(demand.clause).status;
      if (status == ClauseStatus::pending) result = ReportResult::interrupted;
      if (status == ClauseStatus::failed) result = ReportResult::failure;
    }
    decision_.report_only.push_back({p, result});
  }
}

/// A policy that blocks settles the outcome, and so does one whose clause fails; clauses of the same form are judged once.
/// Only whether to authenticate again hangs on more than that.
void Combination::search_outcome(BoundRequest& request, IndexScratch& index, Applying& applying) {
  const bool merges_sessions = (sign_in_.auth_age || sign_in_.mfa_age) && image_.index.has_sessions();
  index.settling.clear();
  image_.index.add_blocking(index);
  for (std::uint32_t clause = 0; clause < image_.clauses.size(); ++clause) {
    if (verdict(clause).status == ClauseStatus::failed) image_.index.add_settling(clause, index);
  }
  const auto extent = merges_sessions ? PolicyIndex::Extent::all : PolicyIndex::Extent::settled;
  has_failed_ = image_.index.search_outcome(image_, request, extent, index, applying) || has_failed_;
  for (std::uint32_t clause = 0; clause < image_.clauses.size() && !has_failed_ && !has_pending_; ++clause) {
    has_pending_ = verdict(clause).status == ClauseStatus::pending && image_.index.any_demands(clause, index);
  }
  if (!merges_sessions) return;
  blocked_ = image_.index.any_blocks(index);
  image_.index.for_each_with_session(index,
                                     [&](std::uint32_t policy) { merge_session(image_, policy, decision_.session); });
}

void Combination::take_assumed(const Applying& applying, SignalMask supplied) {
  decision_.assumed = signals_of(applying.assumed) & ~supplied;
  for (std::uint32_t slot = 0; slot < applying.assumed_slots.size(); ++slot) {
    if (applying.assumed_slots[slot] != 0) decision_.assumed_attributes.push_back(image_.string_of_slot(slot));
  }
}

/// What to prompt for now: of an AND clause all that is unmet, of an OR clause the first that a person can do.
void Combination::add_prompts() {
  std::vector<std::uint32_t>& next = decision_.next;
  const auto add = [&](std::uint32_t control) {
    if (std::find(next.begin(), next.end(), control) == next.end()) next.push_back(control);
  };
  for (const Clause& clause : decision_.require) {
    if (clause.status != ClauseStatus::pending) continue;
    const ClauseForm& form = image_.clauses[image_.demands[clause.policy].clause];
    for (std::size_t i = 0; i < form.controls.size(); ++i) {
      const bool unmet = ((clause.unmet >> i) & 1U) != 0;
      if (!unmet || !image_.controls.interactive(form.controls[i])) continue;
      add(form.controls[i]);
      if (form.any) break;
    }
  }
  if (decision_.user_state.status == ClauseStatus::pending) add(image_.controls.mfa());
  const auto rank = [&](std::uint32_t control) { return control == image_.controls.mfa() ? 0 : control + 1; };
  std::sort(next.begin(), next.end(), [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
}

void Combination::conclude(bool strict) {
  const bool due = reauthentication_due(decision_.session, sign_in_);
  decision_.reauthenticate = due && !blocked_;
  decision_.status = DecisionStatus::ok;
  if (blocked_ || has_failed_ || (due && !request_.promptable)) {
    decision_.outcome = Outcome::block;
  } else {
    decision_.outcome = due || has_pending_ ? Outcome::challenge : Outcome::grant;
  }
  if (strict && (decision_.assumed != 0 || !decision_.assumed_attributes.empty())) {
    decision_.outcome = Outcome::block;
    decision_.status = DecisionStatus::signal_missing;
  }
  if (decision_.outcome == Outcome::block) clear_session(decision_.session);
}

void Combination::prompt() {
  if (decision_.outcome != Outcome::challenge) return;
  add_prompts();
  const bool asks_second_factor = std::any_of(decision_.next.begin(), decision_.next.end(), [&](std::uint32_t control) {
    const ControlKind kind = image_.controls.kind(control);
    return kind == ControlKind::mfa || kind == ControlKind::strength;
  });
  decision_.register_mfa =
      asks_second_factor && request_.user != nullptr && !request_.user->mfa_registered.value_or(true);
}

}  // namespace

void combine(const SetImage& image, const SignIn& sign_in, const BoundRequest& request, const Applying& applying,
             const EvaluateOptions& options, ClauseVerdicts& verdicts, Decision& decision) {
  Combination combination(image, sign_in, request, verdicts, decision);
  combination.begin();
  combination.take_enforced(applying.enforced);
  combination.take_report_only(applying.report_only);
  combination.take_assumed(applying, options.supplied);
  merge_sessions(image, applying.enforced, decision.session);
  decision.approximated.assign(image.approximated.begin(), image.approximated.end());
  combination.conclude(options.strict);
  combination.prompt();
}

void combine_outcome(const SetImage& image, const SignIn& sign_in, BoundRequest& request, IndexScratch& index,
                     Applying& applying, const EvaluateOptions& options, ClauseVerdicts& verdicts, Decision& decision) {
  Combination combination(image, sign_in, request, verdicts, decision);
  combination.begin();
  combination.search_outcome(request, index, applying);
  combination.take_assumed(applying, options.supplied);
  combination.conclude(options.strict);
  clear_session(decision.session);
}

void keep_outcome(Decision& decision) noexcept {
  for (auto* list : {&decision.next, &decision.applied, &decision.blocked_by, &decision.approximated,
                     &decision.user_state.overrode}) {
    list->clear();
  }
  decision.require.clear();
  decision.report_only.clear();
  decision.register_mfa = false;
  clear_session(decision.session);
}

}  // namespace doorward::runtime
