// What a decision costs a thread when others decide with the same set: as much as alone, unless they fight for memory.
// usage: scaling FOLDER [THREADS], FOLDER written by workload.py.
#include <fmt/format.h>

#include <algorithm>
#include <barrier>
#include <thread>

#include "match.h"

namespace doorward::bench {
namespace {

constexpr std::size_t kSignIns = 20000;
constexpr std::size_t kRounds = 15;
constexpr EvaluateOptions kOptions{.now = 1795512600, .strict = false};

/// Nanoseconds of its own time that each of `threads` takes for a decision while all decide, each with buffers of its
/// own, on average.
double cost(const std::shared_ptr<const PolicySet>& set, const SignIns& sign_ins, std::size_t threads,
            std::size_t passes) {
  std::vector<double> costs(threads);
  std::barrier start(static_cast<std::ptrdiff_t>(threads));
  const auto decide = [&](double& mine) {
    Scratch scratch(set);
    Decision decision;
    const Side side = [&](std::size_t first, std::size_t count) {
      for (std::size_t i = first; i < first + count; ++i) evaluate(scratch, sign_ins.list[i], kOptions, decision);
    };
    side(0, kSignIns / 10);
    start.arrive_and_wait();
    double sum = 0;
    for (std::size_t pass = 0; pass < passes; ++pass) sum += nanoseconds(side, 0, kSignIns);
    mine = sum / static_cast<double>(passes);
  };
  std::vector<std::thread> running;
  for (double& mine : costs) running.emplace_back(decide, std::ref(mine));
  for (std::thread& thread : running) thread.join();
  double sum = 0;
  for (const double mine : costs) sum += mine;
  return sum / static_cast<double>(threads);
}

void run(const std::string& folder, std::size_t threads) {
  const auto directory = read_directory(folder);
  const SignIns sign_ins = read_sign_ins(folder, *directory, kSignIns);
  fmt::print("{:>8} {:>12} {:>12}   cost of a decision with {} threads / alone\n", "policies", "alone", "together",
             threads);
  for (const auto& [size, passes] : {std::pair{100, 5}, {1000, 5}, {10000, 1}}) {
    const auto set = load_set(fmt::format("{}/policies_{}.json", folder, size));
    std::vector<double> ratios, alone, together;
    for (std::size_t round = 0; round < kRounds; ++round) {
      alone.push_back(cost(set, sign_ins, 1, static_cast<std::size_t>(passes)));
      together.push_back(cost(set, sign_ins, threads, static_cast<std::size_t>(passes)));
      ratios.push_back(together.back() / alone.back());
    }
    const auto [smallest, largest] = std::minmax_element(ratios.begin(), ratios.end());
    fmt::print("{:>8} {:>9.0f} ns {:>9.0f} ns   {:.2f} ({:.2f} to {:.2f})\n", size, middle(alone), middle(together),
               middle(ratios), *smallest, *largest);
  }
}

}  // namespace
}  // namespace doorward::bench

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    fmt::print(stderr, "usage: scaling FOLDER [THREADS] (FOLDER written by bench/workload.py)\n");
    return 2;
  }
  doorward::bench::run(argv[1], argc == 3 ? std::stoul(argv[2]) : 2);
  return 0;
}
