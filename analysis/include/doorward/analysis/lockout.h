// Whether a policy set locks every administrator out: a search for a sign-in of a global administrator that is not
// blocked. Must not know how a finding is reported.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "doorward/analysis/compare.h"

namespace doorward::analysis {

struct Lockout {
  enum class Kind : std::uint8_t {
    none,       // an administrator gets in from anywhere, on any device
    managed,    // only on a device, or in an app, that is managed
    network,    // only from an address that policies name
    both,       // only so and from there
    always,     // no administrator gets in at all
    undecided,  // the bounds do not suffice to say
  };
  Kind kind = Kind::none;
  std::string sentence;               // none: one who gets in; else one who does not
  SignIn example;                     // of it; its texts live as long as `storage`
  std::vector<std::size_t> policies;  // that stop administrators between them, indices into the model's
  std::shared_ptr<const void> storage;
};

/// How far to look.
struct LockoutBounds {
  std::size_t policies = 24;          // that stop administrators between them
  std::size_t combinations = 20'000;  // that a search keeps at once
};

/// `now` is the decision time in Unix seconds.
Lockout find_lockout(const ComparedSet& policies, std::int64_t now, const LockoutBounds& bounds = {});

}  // namespace doorward::analysis
