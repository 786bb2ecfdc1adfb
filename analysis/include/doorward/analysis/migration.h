// The move from per-user MFA to policies: whether the policies alone demand mfa of a user wherever the user's state
// does now. Must not know where users are kept or how a plan is printed.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "doorward/analysis/compare.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::analysis {

struct MigrationStanding {
  enum class Kind : std::uint8_t {
    nothing_to_do,  // the state is disabled
    covered,        // policies demand no less without the state
    covered_later,  // so they do once the report-only policies are switched on
    uncovered,
    undecided  // there are too many kinds of sign-ins
  };
  /// One kind of sign-ins that would be demanded less.
  struct Gap {
    std::string sentence;  // one of them
    std::string why;       // `it is granted without any effort`
    friend auto operator<=>(const Gap&, const Gap&) = default;
  };
  Kind kind = Kind::nothing_to_do;
  std::vector<Gap> gaps;  // uncovered: by client and by what would be less
};

class Migration {
 public:
  /// `now` is the decision time in Unix seconds. `policies` outlives the object.
  Migration(const ComparedSet& policies, std::int64_t now);
  ~Migration();
  Migration(const Migration&) = delete;
  Migration& operator=(const Migration&) = delete;

  /// How the user stands; users whom no policy tells apart stand alike and are looked at once.
  const MigrationStanding& of(const UserSignals& user);

  /// Report-only policies that are to be switched on for those who are covered later, by name: none that makes no
  /// difference to them.
  std::vector<std::string> to_switch_on();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace doorward::analysis
