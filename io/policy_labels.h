// How the policies and controls of one set are written in decisions: their names as JSON strings, made once, and the
// order in which lists of policies are sorted. Private to io.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/io/decision_writer.h"

namespace doorward {

class PolicyLabels {
 public:
  PolicyLabels(const PolicySet& set, PolicyNames names);

  /// The policy's name as a JSON string.
  std::string_view policy(std::uint32_t policy) const noexcept { return policies_[policy]; }
  /// Where the policy stands among the names. The set's own order unless Graph ids are asked for.
  std::uint32_t rank(std::uint32_t policy) const noexcept { return ranks_[policy]; }

 private:
  std::vector<std::string> policies_;
  std::vector<std::uint32_t> ranks_;
};

}  // namespace doorward
