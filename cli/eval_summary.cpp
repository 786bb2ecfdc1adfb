#include "eval_summary.h"

#include <fmt/format.h>

#include <algorithm>

namespace doorward::cli {
namespace {

double percent(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

EvalSummary::EvalSummary(const PolicySet& set) : set_(set), rows_(set.policy_count()) {}

void EvalSummary::add(const Decision& decision) {
  ++outcomes_[static_cast<std::size_t>(decision.outcome)];
  for (const std::uint32_t policy : decision.applied) ++rows_[policy].applied;
  for (const std::uint32_t policy : decision.blocked_by) ++rows_[policy].blocked;
  for (const ReportOnly& report : decision.report_only) ++rows_[report.policy].report_only;
  for (const Clause& clause : decision.require) {
    if (clause.status == ClauseStatus::pending) ++rows_[clause.policy].challenged;
    if (clause.status == ClauseStatus::failed) ++rows_[clause.policy].blocked;
  }
  if (decision.user_state.status == ClauseStatus::pending) ++challenged_by_state_;
  if (decision.user_state.status == ClauseStatus::failed) ++blocked_by_state_;
  if (decision.user_state.effect == StateEffect::exempt) ++exempt_by_state_;
}

std::string EvalSummary::text(double seconds) const {
  const std::uint64_t total = outcomes_[0] + outcomes_[1] + outcomes_[2];
  std::string out;
  const auto line = [&](std::string_view what, Outcome outcome) {
    const std::uint64_t count = outcomes_[static_cast<std::size_t>(outcome)];
    out += fmt::format("  {:<11}{:>10}  {:5.1f} %\n", what, count, percent(count, total));
  };
  out += fmt::format("{} sign-ins decided\n", total);
  line("granted", Outcome::grant);
  line("challenged", Outcome::challenge);
  line("blocked", Outcome::block);
  if (errors_ != 0) out += fmt::format("  {} line{} not a sign-in\n", errors_, errors_ == 1 ? " was" : "s were");
  out += fmt::format("\nby policy (a sign-in may be asked for by several)\n  {:<40}{:>9}{:>12}{:>9}{:>13}\n", "",
                     "applied", "challenged", "blocked", "report-only");
  for (std::uint32_t i = 0; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    if (row.applied + row.report_only == 0) continue;
    std::string name(set_.policy_name(i));
    if (const auto title = set_.policy_title(i); !title.empty() && title != name) name += fmt::format(" {}", title);
    if (name.size() > 39) name = name.substr(0, 38) + "~";
    out += fmt::format("  {:<40}{:>9}{:>12}{:>9}{:>13}\n", name, row.applied, row.challenged, row.blocked,
                       row.report_only);
  }
  out += fmt::format("by user state\n  {:<40}{:>9}{:>12}{:>9}{:>13}\n", "per-user MFA", "", challenged_by_state_,
                     blocked_by_state_, "");
  if (exempt_by_state_ != 0) out += fmt::format("  {} exempted (trusted IP or remembered device)\n", exempt_by_state_);
  if (seconds > 0) {
    out += fmt::format("\n{:.0f} sign-ins a second on one core, reading and writing included\n",
                       static_cast<double>(total + errors_) / seconds);
  }
  return out;
}

}  // namespace doorward::cli
