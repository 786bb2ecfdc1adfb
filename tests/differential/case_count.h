// How many cases the comparisons decide, and from which seed: DOORWARD_CASES and DOORWARD_SEED, or what a build can do
// within a minute.
#pragma once

#include <cstdint>
#include <cstdlib>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(NDEBUG)
#define DOORWARD_SLOW_BUILD 1
#endif

namespace doorward::differential {

#ifdef DOORWARD_SLOW_BUILD
inline constexpr std::uint64_t kDefaultCases = 20'000;
#else
inline constexpr std::uint64_t kDefaultCases = 1'000'000;
#endif

inline std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

inline std::uint64_t case_count() { return from_environment("DOORWARD_CASES", kDefaultCases); }
inline std::uint64_t case_seed() { return from_environment("DOORWARD_SEED", 20261125); }

}  // namespace doorward::differential
