#include "contest.h"

#include <algorithm>
#include <ctime>

namespace doorward::bench {
namespace {

constexpr std::size_t kRounds = 21;

double thread_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

}  // namespace

double nanoseconds(const Side& side, std::size_t first, std::size_t count) {
  const double start = thread_nanoseconds();
  side(first, count);
  return (thread_nanoseconds() - start) / static_cast<double>(count);
}

double middle(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

Ratio ratio_of(const std::vector<double>& our_times, const std::vector<double>& their_times) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < our_times.size(); ++round)
    ratios.push_back(our_times[round] / their_times[round]);
  const auto [smallest, largest] = std::minmax_element(ratios.begin(), ratios.end());
  return {middle(ratios), *smallest, *largest, middle(our_times), middle(their_times)};
}

Ratio contest(std::size_t total, std::size_t count, const Side& ours, const Side& yardstick) {
  std::vector<double> our_times;
  std::vector<double> their_times;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const std::size_t first = round * count % (total - count + 1);
    const bool ours_last = round % 2 == 0;
    if (ours_last) their_times.push_back(nanoseconds(yardstick, first, count));
    our_times.push_back(nanoseconds(ours, first, count));
    if (!ours_last) their_times.push_back(nanoseconds(yardstick, first, count));
  }
  return ratio_of(our_times, their_times);
}

}  // namespace doorward::bench
