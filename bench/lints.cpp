// How long `check` looks at a thousand policies: reading them, the lints that go by the model, and what is asked of the
// set, for sets that make each of these hard. Times are processor time of this process.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "doorward/analysis/lockout.h"
#include "doorward/analysis/shadowed.h"
#include "doorward/compiler/compile.h"
#include "doorward/compiler/load.h"
#include "doorward/lint/lint.h"
#include "doorward/runtime/policy_set.h"

namespace {

using doorward::DiagnosticSink;
using doorward::SourceMap;

constexpr int kPolicies = 1000;
constexpr int kRounds = 5;
constexpr std::int64_t kNow = 1'795'000'000;
constexpr double kPromised = 200.0;  // milliseconds, docs/lints.md

double milliseconds_of(const std::function<void()>& work) {
  std::array<double, kRounds> times{};
  for (double& time : times) {
    timespec begin{};
    timespec end{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
    work();
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    time =
        static_cast<double>(end.tv_sec - begin.tv_sec) * 1e3 + static_cast<double>(end.tv_nsec - begin.tv_nsec) * 1e-6;
  }
  std::sort(times.begin(), times.end());
  return times[kRounds / 2];
}

std::string nouns() {
  std::string text = "group break-glass = 4f1c2d7e-0000-4000-8000-000000000004\ntrusted network hq = 203.0.113.0/24\n";
  for (int i = 0; i < kPolicies; ++i) text += fmt::format("group g{} = 4f1c2d7e-0000-4000-8000-{:012x}\n", i, i + 4096);
  return text;
}

/// Filters that all differ.
std::string filtered() {
  std::string text = nouns();
  for (int i = 0; i < kPolicies; ++i) {
    text += fmt::format(
        "policy P{0} \"{0}\" g{0}, global-administrator except break-glass\n"
        "  using devices where model is not \"M{0}\" for all apps require mfa or compliant-device\n",
        i);
  }
  return text;
}

/// All but one are covered by one, which what they say shows.
std::string covered() {
  std::string text = nouns() + "policy PA \"all\" everyone except break-glass for all apps require mfa\n";
  for (int i = 0; i < kPolicies; ++i) {
    text += fmt::format("policy P{0} \"{0}\" g{0} except break-glass for exchange-online require mfa\n", i);
  }
  return text;
}

/// All but two are covered by two between them, which only a search shows.
std::string covered_by_two() {
  std::string text =
      nouns() +
      "policy PA \"modern\" everyone except break-glass through modern clients for all apps require mfa\n"
      "policy PB \"legacy\" everyone except break-glass through legacy clients for all apps block\n";
  for (int i = 0; i < kPolicies; ++i) {
    text += fmt::format("policy P{0} \"{0}\" g{0} except break-glass for exchange-online require mfa\n", i);
  }
  return text;
}

/// Of everything something, some of it covered.
std::string mixed() {
  constexpr auto demands = std::to_array<std::string_view>(
      {"require mfa with sign-in every 4 hours", "require compliant-device or mfa", "block", "require mfa"});
  constexpr auto phrases = std::to_array<std::string_view>(
      {"through browsers", "running windows", "on untrusted networks", "at high sign-in risk", ""});
  std::string text =
      nouns() + "policy PA \"all\" everyone except break-glass on untrusted networks for all apps require mfa\n";
  for (int i = 0; i < kPolicies; ++i) {
    const auto n = static_cast<std::size_t>(i);
    text += fmt::format("policy P{0} \"{0}\" g{0}, g{1} except break-glass {2} for exchange-online {3}\n", i,
                        (i + 7) % kPolicies, phrases[n % phrases.size()], demands[n % demands.size()]);
  }
  return text;
}

void measure(std::string_view name, const std::string& text) {
  const auto read = [&](SourceMap& sources, DiagnosticSink& sink) {
    return doorward::load_sources({}, {.more_ward = text}, sources, sink);
  };
  const double reading = milliseconds_of([&] {
    SourceMap sources;
    DiagnosticSink sink;
    read(sources, sink);
  });
  SourceMap sources;
  DiagnosticSink sink;
  const auto loaded = read(sources, sink);
  std::size_t findings = 0;
  const double linting = milliseconds_of([&] {
    DiagnosticSink found;
    doorward::lint(loaded, sources, {}, found);
    findings = found.diagnostics().size();
  });
  std::size_t shadowed = 0;
  std::size_t undecided = 0;
  const double asking = milliseconds_of([&] {
    std::string error;
    const auto set = doorward::PolicySet::load(doorward::compile(loaded.set, sources, {.strip = true}, sink), error);
    const doorward::analysis::ComparedSet compared{set, loaded.set};
    doorward::analysis::find_lockout(compared, kNow);
    const auto all = doorward::analysis::find_shadowed(compared, kNow);
    shadowed = all.policies.size();
    undecided = all.undecided.size();
  });
  const double all = linting + asking;
  fmt::print("{:<16} {:>8.1f} {:>8.1f} {:>8.1f} {:>8.2f} {:>8.2f} {:>9} {:>9} {:>9}\n", name, reading, linting, asking,
             all / reading, all / kPromised, findings, shadowed, undecided);
}

}  // namespace

int main() {
  fmt::print("{:<16} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9} {:>9}\n", "set", "read ms", "lint ms", "ask ms",
             "to read", "to 200", "findings", "shadowed", "undecided");
  measure("filtered", filtered());
  measure("covered", covered());
  measure("covered by two", covered_by_two());
  measure("mixed", mixed());
}
