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

Ratio contest(std::size_t total, std::size_t count, const Side& ours, const Side& yardstick) {
  std::vector<double> ratios;
  std::vector<double> our_times;
  std::vector<double> their_times;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const std::size_t first = round * count % (total - count + 1);
    double mine = 0;
    double theirs = 0;
    if (round % 2 == 0) {
      theirs = nanoseconds(yardstick, first, count);
      mine = nanoseconds(ours, first, count);
    } else {
      mine = nanoseconds(ours, first, count);
      theirs = nanoseconds(yardstick, first, count);
    }
    ratios.push_back(mine / theirs);
    our_times.push_back(mine);
    their_times.push_back(theirs);
  }
  const auto [smallest, largest] = std::minmax_element(ratios.begin(), ratios.end());
  return {middle(ratios), *smallest, *largest, middle(our_times), middle(their_times)};
}

}  // namespace doorward::bench
