#include "set_findings.h"

#include <fmt/format.h>

#include <algorithm>

#include "doorward/analysis/gaps.h"
#include "doorward/analysis/lockout.h"
#include "doorward/analysis/shadowed.h"
#include "doorward/compiler/compile.h"
#include "doorward/io/sign_in_writer.h"

namespace doorward::cli {
namespace {

using analysis::Lockout;
using model::Policy;

/// Policies that a message names; the others are counted.
constexpr std::size_t kMostNamed = 3;

class SetFindings {
 public:
  SetFindings(std::shared_ptr<const PolicySet> set, std::int64_t time, Sources& sources)
      : compared_{std::move(set), sources.loaded.set}, time_(time), sources_(sources) {}

  void add_mfa_gap(const TenantFacts& tenant) {
    const auto exempt = break_glass_items(compared_.model, tenant);
    const analysis::MfaGap gap = analysis::find_mfa_gap(compared_, time_, exempt);
    if (gap.kind == analysis::MfaGap::Kind::undecided) sources_.undecided.push_back({Code::mfa_gap, {}});
    if (gap.kind != analysis::MfaGap::Kind::found || compared_.model.policies.empty()) return;
    const Policy& first = compared_.model.policies.front();
    Diagnostic& found = report<Code::mfa_gap>(first, gap.sentence);
    found.help = "demand mfa of these sign-ins, or block them";
    keep(found, gap.sentence, gap.example);
  }

  void add_services() {
    for (const auto& each : analysis::find_service_differences(compared_, time_)) {
      const Policy& at = policy(each.policy);
      Diagnostic& found =
          report<Code::services_differ>(at, each.app, each.app_outcome, each.service, each.service_outcome);
      found.help = "say the same of both, or use `office-365`";
      keep(found, "members for " + each.app, each.example);
    }
  }

  void add_lockout() {
    Lockout lockout = analysis::find_lockout(compared_, time_);
    std::sort(lockout.policies.begin(), lockout.policies.end());
    if (lockout.kind == Lockout::Kind::none) return;
    if (lockout.kind == Lockout::Kind::undecided) {
      sources_.undecided.push_back({Code::administrators_locked_out, {}});
      return;
    }
    if (lockout.policies.empty()) return;
    const Policy& first = policy(lockout.policies.front());
    const std::string how = fmt::format("{} {} every sign-in{}", named(lockout.policies, " and "),
                                        lockout.policies.size() == 1 ? "stops" : "together stop", unless(lockout.kind));
    Diagnostic& found = report<Code::administrators_locked_out>(first, how);
    found.help = "exclude the break-glass accounts";
    for (std::size_t p = 1; p < lockout.policies.size(); ++p) {
      found.notes.push_back({policy(lockout.policies[p]).origin.span, "this one stops them too"});
    }
    show(found, first, lockout.sentence, lockout.example);
  }

  void add_shadowed(bool shadowed_wanted, bool empty_wanted) {
    analysis::ShadowedPolicies all = analysis::find_shadowed(compared_, time_);
    for (analysis::Shadowed& one : all.policies) {
      std::sort(one.by.begin(), one.by.end());
      const Policy& inner = policy(one.policy);
      if (one.sentence.empty()) {
        if (empty_wanted && !is_reported(Code::empty_effect, inner)) {
          report<Code::empty_effect>(inner, label(inner), "no sign-in meets all of its conditions").help =
              "delete the policy, or loosen a condition";
        }
        continue;
      }
      if (shadowed_wanted && !is_reported(Code::duplicate_policy, inner) && !is_for_want_of_networks(one)) {
        add_shadowed(one, inner);
      }
    }
    for (const std::size_t undecided : all.undecided) {
      if (shadowed_wanted) sources_.undecided.push_back({Code::shadowed_policy, label(policy(undecided))});
    }
  }

 private:
  const Policy& policy(std::size_t index) const { return compared_.model.policies[index]; }

  static std::string label(const Policy& policy) { return policy_label(policy); }

  void add_shadowed(const analysis::Shadowed& one, const Policy& inner) {
    const bool blocks = std::all_of(one.by.begin(), one.by.end(), [&](std::size_t by) { return policy(by).block; });
    const bool alone = one.by.size() == 1;
    Diagnostic& found = report<Code::shadowed_policy>(inner, label(inner), named(one.by, " or "),
                                                      blocks ? "blocks" : "demands at least as much");
    for (const std::size_t by : one.by) {
      found.notes.push_back({policy(by).origin.span, alone ? "this one covers it" : "this one covers a part of it"});
    }
    found.help = alone ? "delete it, or narrow the other" : "delete it, or narrow one of the others";
    show(found, inner, one.sentence, one.example);
  }

  template <Code C, class... Args>
  Diagnostic& report(const Policy& at, Args&&... args) {
    Diagnostic& found = sources_.sink.report<C>(at.origin.span, std::forward<Args>(args)...);
    found.json_path = at.origin.json_path;
    return found;
  }

  std::string named(const std::vector<std::size_t>& policies, std::string_view last) const {
    std::string text;
    const std::size_t shown = policies.size() > kMostNamed ? kMostNamed - 1 : policies.size();
    for (std::size_t p = 0; p < shown; ++p) {
      const bool behind = p + 1 == policies.size();
      text += (p == 0 ? "" : behind ? std::string(last) : ", ") + '`' + label(policy(policies[p])) + '`';
    }
    if (shown < policies.size()) text += fmt::format("{}{} others", last, policies.size() - shown);
    return text;
  }

  static std::string_view unless(Lockout::Kind kind) {
    if (kind == Lockout::Kind::managed) return " without a managed device";
    if (kind == Lockout::Kind::network) return " from an address that no network holds";
    if (kind == Lockout::Kind::both) return " without a managed device on a network that is named";
    return "";
  }

  /// Whether lint() has said so of the policy.
  bool is_reported(Code code, const Policy& policy) const {
    const auto& all = sources_.sink.diagnostics();
    return std::any_of(all.begin(), all.end(),
                       [&](const Diagnostic& each) { return each.code == code && each.span == policy.origin.span; });
  }

  /// Where trusted networks are spoken of and there are none, that is the fault.
  bool is_for_want_of_networks(const analysis::Shadowed& one) const {
    const auto& all = sources_.sink.diagnostics();
    return std::any_of(all.begin(), all.end(), [&](const Diagnostic& each) {
      const auto speaks = [&](std::size_t index) {
        const Span& span = policy(index).origin.span;
        return each.span.source == span.source && each.span.begin >= span.begin && each.span.end <= span.end;
      };
      return each.code == Code::no_trusted_network &&
             (speaks(one.policy) || std::any_of(one.by.begin(), one.by.end(), speaks));
    });
  }

  void show(Diagnostic& found, const Policy& at, const std::string& sentence, const SignIn& example) {
    found.notes.push_back({at.origin.span, fmt::format("for example `{}`", sentence)});
    keep(found, sentence, example);
  }

  void keep(const Diagnostic& found, const std::string& sentence, const SignIn& example) {
    sources_.examples[{found.code, found.span.source, found.span.begin, found.message}] = {sentence,
                                                                                           sign_in_json(example)};
  }

  analysis::ComparedSet compared_;
  std::int64_t time_;
  Sources& sources_;
};

}  // namespace

std::shared_ptr<const PolicySet> set_to_ask(const Sources& sources) {
  DiagnosticSink sink;
  const auto module = compile(sources.loaded.set, sources.map, {.strip = true}, sink);
  std::string error;
  return sink.has_errors() ? nullptr : PolicySet::load(module, error);
}

bool rests_on_set(Code code) { return code == Code::administrators_locked_out || code == Code::shadowed_policy; }

void add_set_findings(const std::shared_ptr<const PolicySet>& set, const SetQuestion& question, Sources& sources) {
  SetFindings findings(set, question.time, sources);
  const auto& wanted = question.wanted;
  if (wanted(Code::administrators_locked_out)) findings.add_lockout();
  const bool shadowed = wanted(Code::shadowed_policy);
  const bool empty = wanted(Code::empty_effect);
  if (shadowed || empty) findings.add_shadowed(shadowed, empty);
  if (wanted(Code::mfa_gap)) findings.add_mfa_gap(question.tenant);
  if (wanted(Code::services_differ)) findings.add_services();
}

}  // namespace doorward::cli
