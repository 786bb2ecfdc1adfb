#include "doorward/runtime/explain.h"
#include "explain_session.h"
#include "phrases.h"

namespace doorward {
namespace {

using runtime::found_actor;
using runtime::found_network;
using runtime::found_target;

std::string_view word_of(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::grant:
      return "granted";
    case Outcome::challenge:
      return "challenged";
    case Outcome::block:
      break;
  }
  return "blocked";
}

std::string_view word_of(ClauseStatus status) noexcept {
  switch (status) {
    case ClauseStatus::satisfied:
      return "satisfied";
    case ClauseStatus::pending:
      return "can still be done";
    case ClauseStatus::failed:
      break;
  }
  return "cannot be met";
}

std::string_view word_of(ReportResult result) noexcept {
  switch (result) {
    case ReportResult::success:
      return "would let it pass";
    case ReportResult::interrupted:
      return "would ask for something";
    case ReportResult::failure:
      break;
  }
  return "would block it";
}

std::string policy_text(const PolicySet& set, std::uint32_t policy) {
  std::string text(set.policy_name(policy));
  const std::string_view title = set.policy_title(policy);
  if (!title.empty() && title != text) text += " \"" + std::string(title) + "\"";
  return text;
}

std::string joined_names(const PolicySet& set, const std::vector<std::uint32_t>& policies) {
  std::string text;
  for (const std::uint32_t policy : policies) text += (text.empty() ? "" : ", ") + policy_text(set, policy);
  return text;
}

std::string clause_text(const PolicySet& set, const Clause& clause) {
  const auto controls = set.controls(clause.policy);
  std::string text;
  for (std::size_t i = 0; i < controls.size(); ++i) {
    if (i != 0) text += set.clause_is_any(clause.policy) ? " or " : " and ";
    text += control_in_words(set.control(controls[i]));
  }
  return text;
}

void add_line(std::string& text, std::string_view line) {
  text += "  ";
  text += line;
  text += '\n';
}

void add_applied(const PolicySet& set, const Decision& decision, std::string& text) {
  std::size_t clause = 0;
  for (const std::uint32_t policy : decision.applied) {
    std::string line = policy_text(set, policy) + " applies";
    if (set.policy_blocks(policy)) {
      line += " and blocks";
    } else if (clause < decision.require.size() && decision.require[clause].policy == policy) {
      line += " and requires " + clause_text(set, decision.require[clause]) + ": ";
      line += word_of(decision.require[clause++].status);
    }
    add_line(text, line);
  }
  for (const ReportOnly& report : decision.report_only) {
    add_line(text,
             policy_text(set, report.policy) + " applies, report-only: it " + std::string(word_of(report.result)));
  }
}

std::string effect_text(const UserStateResult& state) {
  switch (state.effect) {
    case StateEffect::none:
      return "asks for nothing";
    case StateEffect::require_mfa:
      return "requires mfa: " + std::string(word_of(state.status));
    case StateEffect::require_registration:
      return "requires registration for mfa: " + std::string(word_of(state.status));
    case StateEffect::app_password:
      return "requires an app password: " + std::string(word_of(state.status));
    case StateEffect::exempt:
      break;
  }
  return state.exempt_by == ExemptBy::trusted_ip ? "is exempt at a trusted address"
                                                 : "is exempt on a remembered device";
}

void add_user_state(const PolicySet& set, const SignIn& sign_in, const Decision& decision, std::string& text) {
  const UserStateResult& state = decision.user_state;
  if (!sign_in.has_user || state.state == UserState::disabled) return;
  const std::string word(kUserStates[static_cast<std::size_t>(state.state)].graph);
  add_line(text, "the user's mfa state, " + word + ", " + effect_text(state));
  if (!state.overrode.empty()) add_line(text, "it overrides " + joined_names(set, state.overrode));
}

void add_absences(const PolicySet& set, const Decision& decision, std::string& text) {
  std::string names;
  for (std::size_t s = 0; s < kSignalPaths.size(); ++s) {
    if (((decision.assumed >> s) & 1U) != 0) names += (names.empty() ? "" : ", ") + std::string(kSignalPaths[s]);
  }
  for (const std::uint32_t path : decision.assumed_attributes) {
    names += (names.empty() ? "" : ", ") + std::string(set.string(path));
  }
  if (names.empty()) return;
  const bool strict = decision.status == DecisionStatus::signal_missing;
  add_line(text, (strict ? "blocked, because the sign-in does not say " : "taken for absent: ") + names);
}

std::string mismatch_text(const SignIn& sign_in, const Mismatch& mismatch) {
  // A policy for workloads meets a user, or one for users a workload.
  const bool other = mismatch.dimension == (sign_in.has_workload ? Dimension::users : Dimension::workloads);
  const std::string_view lead =
      other ? "who signs in is" : kDimensions[static_cast<std::size_t>(mismatch.dimension)].lead;
  const std::string found = std::string(lead) + " " + mismatch.found;
  // From devices on, what is wanted is an expression in the words of its source.
  if (mismatch.dimension < Dimension::devices) return found + ", not " + mismatch.wanted;
  return found + ", where the policy says " + mismatch.wanted;
}

void add_not_applied(const PolicySet& set, const SignIn& sign_in, const Explanation& explanation, std::string& text) {
  for (const PolicyExplanation& policy : explanation.policies) {
    if (policy.applied) continue;
    std::string line = policy_text(set, policy.policy);
    line += policy.state == PolicyState::disabled ? " is disabled" : " does not apply: ";
    for (std::size_t i = 0; i < policy.mismatches.size(); ++i) {
      const Mismatch& mismatch = policy.mismatches[i];
      if (i != 0) line += "; ";
      line += mismatch_text(sign_in, mismatch);
    }
    add_line(text, line);
  }
}

std::string headline(const PolicySet& set, const SignIn& sign_in, const Decision& decision) {
  std::string text = found_actor(sign_in) + " for " + found_target(set.image(), sign_in) + " from " +
                     found_network(sign_in) + ": " + std::string(word_of(decision.outcome));
  for (std::size_t i = 0; i < decision.next.size(); ++i) {
    text += (i == 0 ? ", asks for " : " and ") + std::string(control_in_words(set.control(decision.next[i])));
  }
  if (decision.status == DecisionStatus::too_large) text += ", because the sign-in is too large";
  if (decision.status == DecisionStatus::internal) text += ", because of an internal fault";
  return text + "\n";
}

}  // namespace

std::string_view control_in_words(std::string_view control) noexcept {
  const FactRow* row = find_graph(kControls, control);
  return row == nullptr || row->ward.empty() ? control : row->ward;
}

std::string explain_text(const PolicySet& set, const SignIn& sign_in, const Decision& decision,
                         const Explanation& explanation) {
  std::string text = headline(set, sign_in, decision);
  add_applied(set, decision, text);
  add_user_state(set, sign_in, decision, text);
  const std::string session = runtime::session_text(set, decision.session);
  if (!session.empty()) add_line(text, "the session has " + session);
  if (decision.reauthenticate) add_line(text, "the sign-in is too old: reauthentication is due");
  if (decision.register_mfa) add_line(text, "the user has to register for mfa first");
  add_absences(set, decision, text);
  add_not_applied(set, sign_in, explanation, text);
  for (const Change& change : explanation.changes) {
    add_line(text, change.phrase + " would do: then it is " + std::string(word_of(change.outcome)));
  }
  return text;
}

}  // namespace doorward
