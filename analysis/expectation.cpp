#include "expectation.h"

#include <algorithm>

#include "doorward/runtime/explain.h"

namespace doorward::analysis {
namespace {

using Wanted = model::Expectation::Outcome;

MergedCloudApp merged(model::CloudAppSecurity mode) {
  switch (mode) {
    case model::CloudAppSecurity::block_downloads:
      return MergedCloudApp::block_downloads;
    case model::CloudAppSecurity::monitor_only:
      return MergedCloudApp::monitor_only;
    case model::CloudAppSecurity::mcas_configured:
      return MergedCloudApp::mcas_configured;
  }
  return MergedCloudApp::none;
}

MergedAccessEvaluation merged(model::ContinuousAccess mode) {
  switch (mode) {
    case model::ContinuousAccess::strict_location:
      return MergedAccessEvaluation::strict_location;
    case model::ContinuousAccess::strict_enforcement:
      return MergedAccessEvaluation::strict_enforcement;
    case model::ContinuousAccess::disabled:
      return MergedAccessEvaluation::disabled;
  }
  return MergedAccessEvaluation::none;
}

bool same_timer(const std::optional<model::Frequency>& said, const std::optional<Timer>& timer) {
  if (!said) return true;
  return timer && timer->every_time == said->every_time && (said->every_time || timer->hours == said->hours);
}

/// Whether what is said of the session holds; what is not said is not looked at.
bool same_session(const PolicySet& set, const model::Session& said, const MergedSession& session) {
  if (!same_timer(said.primary_and_secondary, session.primary_and_secondary)) return false;
  if (!same_timer(said.secondary, session.secondary)) return false;
  if (said.persistent_browser && said.persistent_browser != session.persistent_browser) return false;
  if (said.cloud_app_security && merged(*said.cloud_app_security) != session.cloud_app_security) return false;
  if (said.continuous_access && merged(*said.continuous_access) != session.continuous_access) return false;
  if (said.application_enforced_restrictions && !session.application_enforced_restrictions) return false;
  if (said.secure_sign_in_session && !session.secure_sign_in_session) return false;
  if (said.disable_resilience_defaults && session.disable_resilience_defaults.empty()) return false;
  if (!said.filtering_profile) return true;
  return std::any_of(session.filtering_profiles.begin(), session.filtering_profiles.end(), [&](std::uint32_t profile) {
    return canonical_id(set.string(profile)) == said.filtering_profile->key;
  });
}

void add_expected(const model::Expectation& expectation, std::set<std::string>& clauses) {
  std::vector<std::string> controls;
  for (const model::NamedControl& control : expectation.controls) controls.emplace_back(control_in_words(control.text));
  add_clause(std::move(controls), expectation.any, clauses);
}

std::string listed(const std::set<std::string>& clauses) {
  std::string text;
  for (const std::string& clause : clauses) text += (text.empty() ? "" : " and ") + clause;
  return text.empty() ? "nothing" : text;
}

std::string outcome_difference(Wanted wanted, bool at_least, const Decision& decision) {
  Outcome outcome = Outcome::grant;
  if (wanted == Wanted::block) outcome = Outcome::block;
  if (wanted == Wanted::challenge) outcome = Outcome::challenge;
  const bool good = at_least ? decision.outcome >= outcome : decision.outcome == outcome;
  if (good) return {};
  return "it is " + std::string(word_of(decision.outcome)) + ", not " + std::string(word_of(outcome));
}

/// A demand that can no longer be met (a device that is not compliant) is a demand all the same; a policy that blocks
/// demands nothing.
std::string demand_difference(const PolicySet& set, const Decision& decision, const std::set<std::string>& wanted,
                              bool at_least) {
  if (!decision.blocked_by.empty()) return at_least ? std::string() : "it is block, by policy";
  const Demands demands = demands_of(set, decision);
  std::set<std::string> missing;
  std::set_difference(wanted.begin(), wanted.end(), demands.all.begin(), demands.all.end(),
                      std::inserter(missing, missing.begin()));
  if (!missing.empty()) return "it does not demand " + listed(missing);
  std::set<std::string> more;
  std::set_difference(demands.unmet.begin(), demands.unmet.end(), wanted.begin(), wanted.end(),
                      std::inserter(more, more.begin()));
  if (!more.empty() && !at_least) return "it also demands " + listed(more);
  const bool open = std::any_of(wanted.begin(), wanted.end(),
                                [&](const std::string& clause) { return demands.unmet.contains(clause); });
  return open ? std::string() : "it demands " + listed(wanted) + ", which is met";
}

}  // namespace

std::string expectation_text(const model::Expectation& expectation) {
  std::string text = expectation.at_least ? "at least " : "";
  switch (expectation.outcome) {
    case Wanted::grant:
      return text + "grant";
    case Wanted::challenge:
      return text + "challenge";
    case Wanted::block:
      return text + "block";
    case Wanted::require:
      break;
  }
  text += "require ";
  for (std::size_t i = 0; i < expectation.controls.size(); ++i) {
    if (i != 0) text += expectation.any ? " or " : " and ";
    text += control_in_words(expectation.controls[i].text);
  }
  return text;
}

std::string difference(const PolicySet& set, const Decision& decision, const std::vector<model::Expectation>& expects) {
  std::set<std::string> wanted;
  bool at_least = false;
  bool requires_something = false;
  for (const model::Expectation& expectation : expects) {
    if (!same_session(set, expectation.session, decision.session)) {
      const std::string session = session_text(set, decision.session);
      return "the session is " + (session.empty() ? "not limited" : session);
    }
    if (expectation.outcome == Wanted::require) {
      requires_something = true;
      at_least = at_least || expectation.at_least;
      add_expected(expectation, wanted);
      continue;
    }
    const std::string text = outcome_difference(expectation.outcome, expectation.at_least, decision);
    if (!text.empty()) return text;
  }
  return requires_something ? demand_difference(set, decision, wanted, at_least) : std::string();
}

}  // namespace doorward::analysis
