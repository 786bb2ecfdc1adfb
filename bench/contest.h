// Two ways of deciding the same sign-ins, timed against each other in one run: rounds interleaved, the order reversed
// in odd rounds, other sign-ins each round, and the ratio of each round kept. Time is that of the thread, so that other
// programs of the machine disturb little. Must not know what is decided.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace doorward::bench {

struct Ratio {
  double median = 0;
  double smallest = 0;
  double largest = 0;
  double ours_ns = 0;  // a decision, median of the rounds
  double yardstick_ns = 0;
};

/// Decides `count` sign-ins from the one numbered `first` on.
using Side = std::function<void(std::size_t first, std::size_t count)>;

/// Nanoseconds of this thread's processor time that `side` takes a sign-in.
double nanoseconds(const Side& side, std::size_t first, std::size_t count);

/// Of the same number of rounds of both sides.
Ratio ratio_of(const std::vector<double>& our_times, const std::vector<double>& their_times);

/// Runs both sides at least seven times, on `count` of `total` sign-ins each time.
Ratio contest(std::size_t total, std::size_t count, const Side& ours, const Side& yardstick);

double middle(std::vector<double> values);

}  // namespace doorward::bench
