// Two ways of deciding the same sign-ins, timed against each other in one run: rounds interleaved, the order reversed
// in odd rounds, and the ratio of each round kept. Must not know what is decided.
#pragma once

#include <cstddef>
#include <functional>

namespace doorward::bench {

struct Ratio {
  double median = 0;
  double smallest = 0;
  double largest = 0;
  double ours_ns = 0;  // a decision, median of the rounds
  double yardstick_ns = 0;
};

/// Runs `ours` and `yardstick`, each of which decides `count` sign-ins, at least seven times.
Ratio contest(std::size_t count, const std::function<void()>& ours, const std::function<void()>& yardstick);

}  // namespace doorward::bench
