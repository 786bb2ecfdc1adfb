#include "contest.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace doorward::bench {
namespace {

constexpr int kRounds = 9;

double nanoseconds(std::size_t count, const std::function<void()>& side) {
  const auto start = std::chrono::steady_clock::now();
  side();
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
  return took.count() / static_cast<double>(count);
}

double middle(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

}  // namespace

Ratio contest(std::size_t count, const std::function<void()>& ours, const std::function<void()>& yardstick) {
  std::vector<double> ratios;
  std::vector<double> our_times;
  std::vector<double> their_times;
  for (int round = 0; round < kRounds; ++round) {
    double mine = 0;
    double theirs = 0;
    if (round % 2 == 0) {
      theirs = nanoseconds(count, yardstick);
      mine = nanoseconds(count, ours);
    } else {
      mine = nanoseconds(count, ours);
      theirs = nanoseconds(count, yardstick);
    }
    ratios.push_back(mine / theirs);
    our_times.push_back(mine);
    their_times.push_back(theirs);
  }
  const auto [smallest, largest] = std::minmax_element(ratios.begin(), ratios.end());
  return {middle(ratios), *smallest, *largest, middle(our_times), middle(their_times)};
}

}  // namespace doorward::bench
