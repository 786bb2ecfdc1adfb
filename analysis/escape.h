// The search for one sign-in that no policy stops, where a policy stops a sign-in by whatever the caller says. Only
// policies that were seen to stop one are told apart, so a large set is searched as fast as the few that matter. Must not
// know what is looked for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/analysis/compare.h"
#include "doorward/analysis/space.h"
#include "doorward/runtime/evaluate.h"

namespace doorward::analysis {

struct EscapeQuery {
  /// Whose sign-ins, for what and how, as a policy says it.
  model::Policy who;
  /// Instead of `who`: the policy of the model, behind those of the set, that says it.
  std::optional<std::size_t> sentence;
  /// This policy of the set may apply as well.
  std::optional<std::size_t> beside;
  /// Adds the policies that stop a sign-in of this decision.
  std::function<void(const Decision&, std::vector<std::size_t>&)> stopping;
  /// Whether a sign-in that no policy stops is one that is looked for; each is when empty.
  std::function<bool(const SpacePoint&, const Decision&)> counts;
  /// Of these dimensions only the first values are looked at; none when empty.
  std::function<bool(std::string_view)> fixed;
  std::size_t policies = 24;          // that stop sign-ins, before the search is given up
  std::size_t combinations = 20'000;  // that are kept at once
  bool user_states = false;           // per-user MFA states are told apart
  bool audiences = false;             // so are requests for several apps
};

struct Escape {
  enum class Kind : std::uint8_t { found, none, undecided };
  Kind kind = Kind::none;
  std::string sentence;               // found: of the sign-in; else of one that is stopped
  std::vector<std::string> given;     // beside the sentence
  SignIn example;                     // the same; its texts live as long as `storage`
  std::vector<std::size_t> policies;  // none: that stop every sign-in between them, indices into the model's
  std::shared_ptr<const void> storage;
};

class EscapeSearch {
 public:
  /// `policies` outlives this; `now` is the decision time in Unix seconds.
  EscapeSearch(const ComparedSet& policies, std::int64_t now)
      : policies_(policies), now_(now), scratch_(policies.set) {}

  Escape find(const EscapeQuery& query);

 private:
  Escape find_beside(const EscapeQuery& query, const std::vector<std::size_t>& stopping,
                     std::optional<std::size_t>& more);

  const ComparedSet& policies_;
  std::int64_t now_;
  Scratch scratch_;
  Decision decision_;
};

}  // namespace doorward::analysis
