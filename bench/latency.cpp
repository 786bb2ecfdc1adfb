// How long single calls take: the first decision after loading, and the spread of batches of 64 and of JSON lines.
// usage: latency FOLDER, written by workload.py.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "match.h"

namespace doorward::bench {
namespace {

constexpr std::size_t kSignIns = 20000;
constexpr std::size_t kBatch = 64;
constexpr std::size_t kPasses = 5;
constexpr int kLoads = 51;
constexpr std::uint32_t kPolicies = 200;

double microseconds(const std::function<void()>& call) {
  const auto start = std::chrono::steady_clock::now();
  call();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count();
}

double at(std::vector<double>& sorted, double share) {
  return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

/// The spread of calls that decide `batch` sign-ins each. A program that is interrupted in a call shows it as a long one,
/// so of the passes over the same sign-ins each call counts with its fastest.
void print_spread(std::string_view what, std::size_t batch, const Side& side) {
  std::vector<double> times(kSignIns / batch, 1e9);
  side(0, kSignIns);
  for (std::size_t pass = 0; pass < kPasses; ++pass) {
    for (std::size_t i = 0; i < times.size(); ++i) {
      times[i] = std::min(times[i], microseconds([&] { side(i * batch, batch); }));
    }
  }
  std::sort(times.begin(), times.end());
  const double p50 = at(times, 0.5);
  const double p99 = at(times, 0.99);
  fmt::print("{:<44} p50 {:8.2f} us  p99 {:8.2f} us  max {:8.2f} us  p99/p50 {:.2f} (goal 4)\n", what, p50, p99,
             times.back(), p99 / p50);
}

/// The named locations and the first policies of the largest set, as a set of `kPolicies`.
std::vector<std::byte> tenant_module(const std::string& folder) {
  const auto whole = nlohmann::json::parse(std::ifstream(folder + "/policies_1000.json"));
  nlohmann::json part = nlohmann::json::array();
  std::uint32_t policies = 0;
  for (const auto& entry : whole.at("value")) {
    if (!entry.contains("conditions") || policies++ < kPolicies) part.push_back(entry);
  }
  const std::string path = folder + "/tenant.json";
  std::ofstream(path) << nlohmann::json{{"value", part}};
  return compile_module(path);
}

void print_first_decision(const std::string& folder, const SignIn& sign_in) {
  const std::vector<std::byte> module = tenant_module(folder);
  std::vector<double> from_bytes;
  std::vector<double> from_set;
  Decision decision;
  for (int load = 0; load < kLoads; ++load) {
    std::string error;
    std::shared_ptr<const PolicySet> set;
    const double loading = microseconds([&] { set = PolicySet::load(module, error); });
    if (!set) give_up(error);
    const double deciding = microseconds([&] {
      Scratch scratch(set);
      evaluate(scratch, sign_in, {.strict = false}, decision);
    });
    from_set.push_back(deciding);
    from_bytes.push_back(loading + deciding);
  }
  fmt::print(
      "{} policies, {} bytes: first decision {:.0f} us after the module is loaded, {:.0f} us after its bytes are "
      "read (goal 1000)\n",
      kPolicies, module.size(), middle(from_set), middle(from_bytes));
}

void run(const std::string& folder) {
  const auto directory = read_directory(folder);
  const SignIns sign_ins = read_sign_ins(folder, *directory, kSignIns);
  double timer = 1e9;
  for (int i = 0; i < 1000; ++i) timer = std::min(timer, microseconds([] {}));
  fmt::print("the clock itself takes {:.3f} us a call\n", timer);
  print_first_decision(folder, sign_ins.list.front());
  for (const std::uint32_t size : {100U, 1000U}) {
    Match match(folder, size, sign_ins, *directory);
    print_spread(fmt::format("{} policies, a batch of {}", size, kBatch), kBatch, match.ours(Evaluation::index));
    print_spread(fmt::format("{} policies, a JSON line", size), 1, match.ours_lines());
  }
}

}  // namespace
}  // namespace doorward::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: latency FOLDER (written by bench/workload.py)\n");
    return 2;
  }
  doorward::bench::pin_to_one_core();
  doorward::bench::run(argv[1]);
  return 0;
}
