// The `test` blocks and `prove` statements of a policy set, resolved: the sentence, what is given, and what is expected or
// claimed, with ids instead of names. Beside the model: they decide nothing. Must not know decisions or sign-ins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"

namespace doorward::model {

/// A control as decisions write it: `mfa`, `strength:ID`, `terms:ID`.
struct NamedControl {
  std::string text;      // as decisions write it
  std::string strength;  // the id of a strength
};

/// `expect [at least] …`.
struct Expectation {
  /// What a test may expect.
  enum class Outcome : std::uint8_t { grant, challenge, block, require };
  Outcome outcome{};                   // that is expected
  bool at_least = false;               // anything stricter does too
  bool any = true;                     // require: one of `controls` does, else all are demanded
  std::vector<NamedControl> controls;  // require
  Session session;                     // what is said of the session must hold
  Origin origin;                       // where it was written
};

/// One `test`. The sentence is kept as a policy without effect, which applies to the sign-ins that it describes.
struct Test {
  std::string title;                 // without one: the sentence as written
  Policy sentence;                   // describes the sign-in
  std::vector<Expr> given;           // comparisons and memberships; all hold
  std::vector<NamedControl> done;    // `having done`
  std::vector<Expectation> expects;  // all must hold
  Origin origin;                     // where it was written
};

/// One `prove`: what is claimed of every sign-in that the sentence describes (SEMANTICS.md §7).
struct Proof {
  /// What is claimed.
  enum class Claim : std::uint8_t {
    always_blocked,
    never_blocked,
    always_granted,
    never_granted,
    always_requires,
    never_requires
  };
  std::string text;      // as written behind `prove`, on one line
  Policy sentence;       // describes the sign-ins, as a test's does
  Claim claim{};         // of all of them
  NamedControl control;  // requires
  Origin origin;         // where it was written
};

/// All tests of a set. `networks` and `strengths` are those of the set, and behind them what only tests name.
struct Tests {
  std::vector<Test> tests;          // in reading order
  std::vector<Network> networks;    // indices of the tests' network items
  std::vector<Strength> strengths;  // indices of the tests' strengths
  std::optional<Policy> question;   // what is asked, kept as a test's sentence is; its targets may be empty
  std::vector<Proof> proofs;        // in reading order
};

}  // namespace doorward::model
