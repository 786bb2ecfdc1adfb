// How a fuzz target says that what must hold does not: it ends the process, as every finding does, in fuzzing and in
// replay. Must not know what is fuzzed.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace doorward::fuzz {

/// Ends the process unless `property`, which `claim` says in words, holds; `seen` is what was there instead.
inline void must(bool property, std::string_view claim, std::string_view seen = {}) {
  if (property) return;
  std::fprintf(stderr, "does not hold: %.*s\n%.*s\n", static_cast<int>(claim.size()), claim.data(),
               static_cast<int>(seen.size()), seen.data());
  std::abort();
}

}  // namespace doorward::fuzz

/// What libFuzzer calls with each input, and replay with each file of a corpus. Any bytes are safe.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size);
