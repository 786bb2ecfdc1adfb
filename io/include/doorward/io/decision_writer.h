// Decisions as JSON lines, keys and lists in a fixed order (docs/decisions.md), so that the same input gives the
// same bytes. Must not know how a decision is taken.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/explain.h"
#include "doorward/runtime/policy_set.h"

namespace doorward {

/// How policies are named: by their id in the set, or by their Graph id where they have one.
enum class PolicyNames : std::uint8_t { ward, graph };

/// Writes decisions of one set. One writer belongs to one thread; its buffer is reused.
class DecisionWriter {
 public:
  explicit DecisionWriter(std::shared_ptr<const PolicySet> set, PolicyNames names = PolicyNames::ward);
  ~DecisionWriter();
  DecisionWriter(DecisionWriter&&) noexcept;
  DecisionWriter& operator=(DecisionWriter&&) noexcept;

  /// The decision on the sign-in `id` as one line, line feed included. Holds until the next call.
  std::string_view write(std::string_view id, const Decision& decision);

  /// The same with a last member `explain`: an entry for each policy of the set, and what would turn the outcome.
  std::string_view write(std::string_view id, const Decision& decision, const Explanation& explanation);

  /// `{"line":N,"error":"…"}` and a line feed, for an input line that is not a sign-in. Holds until the next call.
  std::string_view write_error(std::uint64_t line, std::string_view error);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace doorward
