// How the runtime stands to the yardsticks, as ratios of one run. usage: ratios FOLDER, written by workload.py.
// Every decision is compared with the naive scan's before anything is timed; a difference ends the run.
#include <fmt/format.h>

#include <cstdio>
#include <map>

#include "match.h"

namespace doorward::bench {
namespace {

constexpr std::size_t kSignIns = 20000;

void print(std::uint32_t size, std::string_view what, const Ratio& ratio, double goal) {
  const std::string wanted = goal == 0 || size < 100 ? "" : fmt::format("{:.1f}", goal);
  fmt::print("{:>6}  {:<44} {:>5} {:6.2f}  [{:.2f}, {:.2f}]  {:9.0f} ns {:9.0f} ns\n", size, what, wanted, ratio.median,
             ratio.smallest, ratio.largest, ratio.ours_ns, ratio.yardstick_ns);
  std::fflush(stdout);
}

/// Nanoseconds a decision by the number of policies.
struct Growth {
  std::map<std::uint32_t, double> uncached, outcome;
};

void print_growth(std::string_view what, const std::map<std::uint32_t, double>& times, double goal) {
  fmt::print("growth from 100 to 10,000 policies, {}: {:.1f} times (goal {:.0f})\n", what,
             times.at(10000) / times.at(100), goal);
}

void compete(Match& match, std::uint32_t size, Growth& growth) {
  const std::size_t total = size >= 10000 ? 4000 : kSignIns;
  const std::size_t count = size >= 10000 ? 500 : 2000;
  match.bind_parts(total);
  print(size, "index, user and device bound / bound, cached",
        contest(total, count, match.ours_cached(), match.bound_cached()), 2.5);
  const Ratio uncached = contest(total, count, match.ours(Evaluation::index), match.bound());
  print(size, "index / bound, nothing cached", uncached, 2);
  print(size, "JSON line to decision line / bound", contest(total, count, match.ours_lines(), match.bound_lines()), 2);
  print(size, "C, user and device bound / bound, cached",
        contest(total, count, match.ours_in_c_cached(), match.bound_cached()), 2.5);
  print(size, "C, nothing cached / bound", contest(total, count, match.ours_in_c(), match.bound()), 2);
  print(size, "doorward eval, a line / bound", match.eval_program().contest(match.bound_lines()), 2);
  print(size, "interpreter / naive scan", contest(total, count, match.ours(Evaluation::interpreter), match.scan()), 5);
  growth.uncached[size] = uncached.ours_ns;
  const Ratio outcome = contest(total, count, match.ours_cached_outcome(), match.ours_cached());
  print(size, "outcome alone / full decision, cached", outcome, 0);
  growth.outcome[size] = outcome.ours_ns;
}

void run(const std::string& folder) {
  const auto directory = read_directory(folder);
  const SignIns sign_ins = read_sign_ins(folder, *directory, kSignIns);
  fmt::print("{:>6}  {:<44} {:>5} {:>6}  {:<13} {:>12} {:>12}\n", "", "ours / yardstick", "goal", "ratio", "[min, max]",
             "ours", "yardstick");
  Growth growth;
  for (const std::uint32_t size : {10U, 100U, 1000U, 10000U}) {
    Match match(folder, size, sign_ins, *directory);
    match.verify();
    compete(match, size, growth);
  }
  print_growth("nothing cached", growth.uncached, 15);
  print_growth("outcome alone, cached", growth.outcome, 3);
}

}  // namespace
}  // namespace doorward::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: ratios FOLDER (written by bench/workload.py)\n");
    return 2;
  }
  doorward::bench::pin_to_one_core();
  doorward::bench::run(argv[1]);
  return 0;
}
