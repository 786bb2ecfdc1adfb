// Whether a policy set locks every administrator out: a search for a sign-in of a global administrator that is not
// blocked. Must not know how a finding is reported.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "doorward/analysis/compare.h"

namespace doorward::analysis {

struct Lockout {
  enum class Kind : std::uint8_t {
    none,         // an administrator gets in from anywhere, on any device
    conditional,  // only on a device that is managed, on a network that is known, or the like
    always,       // no administrator gets in at all
    undecided     // there are too many kinds of sign-ins
  };
  Kind kind = Kind::none;
  std::string sentence;               // none: one who gets in; else one who does not
  SignIn example;                     // of it; its texts live as long as `storage`
  std::vector<std::string> policies;  // that block the example
  std::shared_ptr<const void> storage;
};

/// `now` is the decision time in Unix seconds.
Lockout find_lockout(const ComparedSet& policies, std::int64_t now);

}  // namespace doorward::analysis
