#include "doorward/analysis/replay.h"

#include <set>

#include "doorward/analysis/demands.h"
#include "weaker.h"

namespace doorward {
namespace {

using namespace analysis;

/// What two decisions must agree in to be the same: outcome, every clause, and the session.
std::string result_of(const PolicySet& set, const Decision& decision) {
  std::string text(word_of(decision.outcome));
  if (!decision.blocked_by.empty()) return text + " by policy";
  for (const std::string& clause : demands_of(set, decision).all) text += " / " + clause;
  return text + " / " + session_text(set, decision.session);
}

/// The policies that apply, by name, with what each says.
std::map<std::string, std::string> applied(const PolicySet& set, const Decision& decision) {
  std::map<std::string, std::string> policies;
  for (const std::uint32_t policy : decision.applied) {
    std::string says = set.policy_blocks(policy) ? "block" : set.clause_is_any(policy) ? "any" : "all";
    for (const std::uint32_t control : set.controls(policy)) says += " " + std::string(set.control(control));
    policies.emplace(set.policy_name(policy), std::move(says));
  }
  return policies;
}

}  // namespace

struct Replay::State {
  explicit State(std::shared_ptr<const PolicySet> old_set, std::shared_ptr<const PolicySet> new_set)
      : before(std::move(old_set)), after(std::move(new_set)) {}
  Scratch before;
  Scratch after;
  Decision decided_before;
  Decision decided_after;
};

Replay::Replay(std::shared_ptr<const PolicySet> before, std::shared_ptr<const PolicySet> after)
    : state_(std::make_unique<State>(std::move(before), std::move(after))) {}
Replay::~Replay() = default;

namespace {

void count_policies(const Side& before, const Side& after, const std::string& id,
                    std::map<std::string, PolicyRow>& rows) {
  const auto old_policies = applied(before.set(), before.decision);
  const auto new_policies = applied(after.set(), after.decision);
  const auto row_of = [&](const std::string& policy) -> PolicyRow& {
    PolicyRow& row = rows[policy];
    if (row.example.empty()) row.example = id;
    return row;
  };
  for (const auto& [policy, says] : old_policies) {
    const auto found = new_policies.find(policy);
    if (found == new_policies.end()) {
      ++row_of(policy).no_longer;
    } else if (found->second != says) {
      ++row_of(policy).demands_otherwise;
    }
  }
  for (const auto& [policy, says] : new_policies) {
    if (!old_policies.contains(policy)) ++row_of(policy).applies_now;
  }
}

void count_party(const std::string& party, bool weaker, const std::string& id, std::map<std::string, PartyRow>& rows) {
  PartyRow& row = rows[party];
  if (row.count == 0 || (weaker && row.weaker == 0)) row.example = id;
  ++row.count;
  if (weaker) ++row.weaker;
}

void count_parties(const UserSignals& user, const ReplayExample& example, ReplayReport& report) {
  const bool weaker = !example.weaker.empty();
  const std::string_view name = user.upn.empty() ? user.id : user.upn;
  if (!name.empty()) count_party(std::string(name), weaker, example.id, report.users);
  for (const std::string_view group : user.groups) {
    count_party(canonical_id(group), weaker, example.id, report.groups);
  }
}

}  // namespace

std::optional<ReplayExample> Replay::add(const SignIn& sign_in, std::uint64_t line, const EvaluateOptions& options) {
  EvaluateOptions lenient = options;
  lenient.strict = false;
  evaluate(state_->before, sign_in, lenient, state_->decided_before);
  evaluate(state_->after, sign_in, lenient, state_->decided_after);
  ++report_.sign_ins;
  const Side before{state_->before, state_->decided_before};
  const Side after{state_->after, state_->decided_after};
  if (result_of(before.set(), before.decision) == result_of(after.set(), after.decision)) return std::nullopt;
  ++report_.changed;
  ReplayExample example{std::string(sign_in.id), line, outcome_text(before.set(), before.decision),
                        outcome_text(after.set(), after.decision), why_weaker(before, after, sign_in, lenient)};
  if (example.id.empty()) example.id = "line " + std::to_string(line);
  count_policies(before, after, example.id, report_.policies);
  if (sign_in.has_user) count_parties(sign_in.user, example, report_);
  ReplayRow& row = report_.outcomes[{before.decision.outcome, after.decision.outcome}];
  ++row.count;
  const bool weaker = !example.weaker.empty();
  if (weaker) ++report_.weaker;
  if (row.count == 1 || (weaker && row.weaker == 0)) row.example = example;
  if (weaker) ++row.weaker;
  return example;
}

}  // namespace doorward
