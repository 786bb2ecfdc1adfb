#include "weaker.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "doorward/runtime/explain.h"
#include "effort.h"

namespace doorward::analysis {
namespace {

constexpr std::string_view kStrength = "strength:";
constexpr std::string_view kAppPassword = "appPassword";

/// `sign_in` before anybody did anything: fresh, and with its facts alone.
SignIn without_efforts(const SignIn& sign_in) {
  SignIn bare = sign_in;
  const auto done = [](std::string_view control) { return !is_fact(control); };
  bare.satisfied.erase(std::remove_if(bare.satisfied.begin(), bare.satisfied.end(), done), bare.satisfied.end());
  bare.strengths.clear();
  bare.methods.clear();
  if (bare.auth_age) bare.auth_age = 0;
  if (bare.mfa_age) bare.mfa_age = 0;
  return bare;
}

void collect_efforts(const Side& side, std::set<std::string>& efforts) {
  for (const Clause& clause : side.decision.require) {
    for (const std::uint32_t control : side.set().controls(clause.policy)) {
      const std::string_view text = side.set().control(control);
      if (is_effort(text)) efforts.emplace(text);
    }
  }
  const StateEffect effect = side.decision.user_state.effect;
  if (effect == StateEffect::require_mfa || effect == StateEffect::require_registration) efforts.emplace("mfa");
  if (effect == StateEffect::app_password) efforts.emplace(kAppPassword);
}

/// Tries sets of efforts on both sides.
class Efforts {
 public:
  Efforts(const Side& before, const Side& after, const SignIn& sign_in, const EvaluateOptions& options)
      : before_(before), after_(after), bare_(without_efforts(sign_in)), options_(options) {
    std::set<std::string> efforts;
    collect_efforts(before, efforts);
    collect_efforts(after, efforts);
    efforts_.assign(efforts.begin(), efforts.end());
  }

  std::string find() {
    if (efforts_.size() > kMaxEfforts) return "there are too many controls to compare what they grant";
    for (std::size_t chosen = 0; chosen < (std::size_t{1} << efforts_.size()); ++chosen) {
      const SignIn tried = with(chosen);
      if (granted(after_, tried) && !granted(before_, tried)) return "it is granted " + named(chosen);
    }
    return {};
  }

 private:
  SignIn with(std::size_t chosen) const {
    SignIn tried = bare_;
    for (std::size_t i = 0; i < efforts_.size(); ++i) {
      if (((chosen >> i) & 1U) == 0) continue;
      const std::string_view effort = efforts_[i];
      tried.satisfied.push_back(effort);
      if (effort.starts_with(kStrength)) tried.strengths.push_back(effort.substr(kStrength.size()));
    }
    return tried;
  }

  bool granted(const Side& side, const SignIn& tried) {
    evaluate(side.scratch, tried, options_, decision_);
    return decision_.outcome == Outcome::grant;
  }

  std::string named(std::size_t chosen) const {
    std::string text;
    for (std::size_t i = 0; i < efforts_.size(); ++i) {
      if (((chosen >> i) & 1U) != 0)
        text.append(text.empty() ? "with " : " and ").append(control_in_words(efforts_[i]));
    }
    return text.empty() ? "without any effort" : text + " alone";
  }

  const Side& before_;
  const Side& after_;
  SignIn bare_;
  EvaluateOptions options_;
  std::vector<std::string> efforts_;
  Decision decision_;
};

bool looser(const std::optional<Timer>& before, const std::optional<Timer>& after) {
  if (!before) return false;
  if (!after) return true;
  if (before->every_time) return !after->every_time;
  return !after->every_time && after->hours > before->hours;
}

/// `never` is stricter than nothing, and nothing than `always`.
int persistence(const std::optional<bool>& persistent) { return persistent ? (*persistent ? 0 : 2) : 1; }

int strictness(MergedAccessEvaluation mode) {
  switch (mode) {
    case MergedAccessEvaluation::strict_location:
      return 3;
    case MergedAccessEvaluation::strict_enforcement:
      return 2;
    case MergedAccessEvaluation::none:
      return 1;
    case MergedAccessEvaluation::disabled:
      break;
  }
  return 0;
}

/// Blocking downloads does all that watching does; a custom policy compares with nothing.
bool looser(MergedCloudApp before, MergedCloudApp after) {
  return before != MergedCloudApp::none && before != after && after != MergedCloudApp::block_downloads;
}

bool loses_profile(const Side& before, const Side& after) {
  const auto& kept = after.decision.session.filtering_profiles;
  return std::any_of(before.decision.session.filtering_profiles.begin(),
                     before.decision.session.filtering_profiles.end(), [&](std::uint32_t profile) {
                       const std::string id = canonical_id(before.set().string(profile));
                       return std::none_of(kept.begin(), kept.end(), [&](std::uint32_t other) {
                         return canonical_id(after.set().string(other)) == id;
                       });
                     });
}

std::string looser_session(const Side& before, const Side& after) {
  const MergedSession& b = before.decision.session;
  const MergedSession& a = after.decision.session;
  if (looser(b.primary_and_secondary, a.primary_and_secondary)) return "the sign-in lasts longer";
  if (looser(b.secondary, a.secondary)) return "the second factor lasts longer";
  if (persistence(a.persistent_browser) < persistence(b.persistent_browser)) return "the browser may stay signed in";
  if (looser(b.cloud_app_security, a.cloud_app_security)) return "app control is another or none";
  if (strictness(a.continuous_access) < strictness(b.continuous_access)) return "continuous access is looser";
  if (b.application_enforced_restrictions && !a.application_enforced_restrictions) {
    return "app-enforced restrictions are gone";
  }
  if (b.secure_sign_in_session && !a.secure_sign_in_session) return "token protection is gone";
  if (!b.disable_resilience_defaults.empty() && a.disable_resilience_defaults.empty()) {
    return "resilience defaults are back";
  }
  return loses_profile(before, after) ? "a filtering profile is gone" : "";
}

}  // namespace

std::string why_weaker(const Side& before, const Side& after, const SignIn& sign_in, const EvaluateOptions& options) {
  std::string why = Efforts(before, after, sign_in, options).find();
  const bool blocked = before.decision.outcome == Outcome::block || after.decision.outcome == Outcome::block;
  if (why.empty() && !blocked) why = looser_session(before, after);
  return why;
}

}  // namespace doorward::analysis
