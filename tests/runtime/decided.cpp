#include "decided.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "doorward/compiler/compile.h"
#include "reference/decide.h"

namespace doorward::test {
namespace {

std::string word_of(ClauseStatus status) {
  return status == ClauseStatus::satisfied ? "satisfied" : (status == ClauseStatus::pending ? "pending" : "failed");
}

std::string word_of(Outcome outcome) {
  return outcome == Outcome::grant ? "grant" : (outcome == Outcome::challenge ? "challenge" : "block");
}

std::string word_of(DecisionStatus status) {
  static constexpr const char* kWords[] = {"", "signal-missing", "too-large", "internal"};
  return kWords[static_cast<std::size_t>(status)];
}

std::optional<reference::TimerResult> timer(const std::optional<Timer>& timer) {
  if (!timer) return std::nullopt;
  return reference::TimerResult{timer->every_time, timer->hours};
}

std::vector<std::string> names(const PolicySet& set, const std::vector<std::uint32_t>& policies) {
  std::vector<std::string> result;
  for (const std::uint32_t policy : policies) result.emplace_back(set.policy_name(policy));
  return result;
}

reference::SessionResult session(const PolicySet& set, const MergedSession& merged) {
  static constexpr const char* kCloudApp[] = {"", "blockDownloads", "monitorOnly", "mcasConfigured"};
  static constexpr const char* kAccess[] = {"", "strictLocation", "strictEnforcement", "disabled"};
  reference::SessionResult result;
  result.primary_and_secondary = timer(merged.primary_and_secondary);
  result.secondary = timer(merged.secondary);
  if (merged.persistent_browser) result.persistent_browser = *merged.persistent_browser ? "always" : "never";
  result.cloud_app_security = kCloudApp[static_cast<std::size_t>(merged.cloud_app_security)];
  result.continuous_access = kAccess[static_cast<std::size_t>(merged.continuous_access)];
  result.application_enforced_restrictions = merged.application_enforced_restrictions;
  result.secure_sign_in_session = merged.secure_sign_in_session;
  result.disable_resilience_defaults = names(set, merged.disable_resilience_defaults);
  for (const std::uint32_t profile : merged.filtering_profiles) {
    result.filtering_profiles.emplace_back(set.string(profile));
  }
  return result;
}

reference::UserStateOutcome user_state(const PolicySet& set, const UserStateResult& state) {
  static constexpr const char* kEffects[] = {"none", "require-mfa", "require-registration", "app-password", "exempt"};
  static constexpr const char* kExemptions[] = {"", "trusted-ip", "remembered-device"};
  return {std::string(kUserStates[static_cast<std::size_t>(state.state)].graph),
          kEffects[static_cast<std::size_t>(state.effect)], kExemptions[static_cast<std::size_t>(state.exempt_by)],
          word_of(state.status), names(set, state.overrode)};
}

void add_clauses(const PolicySet& set, const Decision& decision, reference::Decision& result) {
  for (const Clause& clause : decision.require) {
    reference::ClauseResult named;
    named.policy = set.policy_name(clause.policy);
    named.op = set.clause_is_any(clause.policy) ? "OR" : "AND";
    const auto controls = set.controls(clause.policy);
    for (std::size_t i = 0; i < controls.size(); ++i) {
      named.controls.emplace_back(set.control(controls[i]));
      if (((clause.unmet >> i) & 1U) != 0) named.unmet.emplace_back(set.control(controls[i]));
    }
    named.status = word_of(clause.status);
    result.require.push_back(std::move(named));
  }
}

}  // namespace

std::shared_ptr<const PolicySet> load(const model::PolicySet& set) {
  SourceMap sources;
  DiagnosticSink sink;
  const std::vector<std::byte> module = compile(set, sources, {}, sink);
  REQUIRE(sink.errors() == 0);
  std::string error;
  auto loaded = PolicySet::load(module, error);
  INFO(error);
  REQUIRE(loaded != nullptr);
  return loaded;
}

reference::Decision named(const PolicySet& set, const SignIn& sign_in, const Decision& decision) {
  static constexpr const char* kReports[] = {"reportOnlySuccess", "reportOnlyInterrupted", "reportOnlyFailure"};
  reference::Decision result;
  result.id = sign_in.id;
  result.outcome = word_of(decision.outcome);
  result.status = word_of(decision.status);
  add_clauses(set, decision, result);
  result.session = session(set, decision.session);
  result.reauthenticate = decision.reauthenticate;
  result.register_mfa = decision.register_mfa;
  for (const std::uint32_t control : decision.next) result.next.emplace_back(set.control(control));
  for (std::size_t s = 0; s < kSignalPaths.size(); ++s) {
    if (((decision.assumed >> s) & 1U) != 0) result.assumed.emplace_back(kSignalPaths[s]);
  }
  for (const std::uint32_t path : decision.assumed_attributes) result.assumed.emplace_back(set.string(path));
  std::sort(result.assumed.begin(), result.assumed.end());
  result.approximated = names(set, decision.approximated);
  result.applied = names(set, decision.applied);
  result.blocked_by = names(set, decision.blocked_by);
  for (const ReportOnly& report : decision.report_only) {
    result.report_only.emplace_back(set.policy_name(report.policy), kReports[static_cast<std::size_t>(report.result)]);
  }
  result.user_state = user_state(set, decision.user_state);
  return result;
}

reference::Decision decided(const model::PolicySet& set, const SignIn& sign_in, bool strict, std::int64_t now) {
  const auto loaded = load(set);
  Scratch scratch(loaded);
  const reference::Decision expected =
      reference::decide(set, reference::published_app_groups(), sign_in, {.now = now, .strict = strict});
  Decision decision;
  for (const Evaluation evaluation : {Evaluation::interpreter, Evaluation::index}) {
    evaluate(scratch, sign_in, {.now = now, .strict = strict, .evaluation = evaluation}, decision);
    CHECK(to_json(named(*loaded, sign_in, decision)).dump() == to_json(expected).dump());
  }
  return named(*loaded, sign_in, decision);
}

bool applies(const model::Policy& policy, const SignIn& sign_in, std::int64_t now,
             const std::vector<model::Network>& networks) {
  model::PolicySet set = reference::set_of({policy});
  set.networks = networks;
  return !decided(set, sign_in, false, now).applied.empty();
}

}  // namespace doorward::test
