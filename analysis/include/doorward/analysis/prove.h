// Checks `prove` statements over every possible sign-in (SEMANTICS §7): each holds, or there is a sign-in that breaks it,
// or the search met its bound. A sign-in that breaks a claim was decided by the loaded set. Must not know files or how
// results are printed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "doorward/analysis/compare.h"
#include "doorward/compiler/tests.h"

namespace doorward::analysis {

struct ProofResult {
  enum class Verdict : std::uint8_t {
    proved,
    refuted,    // by the sign-in
    undecided,  // not every kind of sign-in was looked at
    empty       // no sign-in fits the sentence, so it claims nothing
  };
  Verdict verdict = Verdict::undecided;
  std::string result;                   // refuted: what becomes of the sign-in, `grant`
  std::vector<std::string> policies;    // that apply to it, enforced ones
  std::string sentence;                 // of it
  std::vector<std::string> given;       // beside the sentence
  SignIn example;                       // the same; its texts live as long as `storage`
  std::shared_ptr<const void> storage;  // of the example's texts
};

/// How far to look.
struct ProofBounds {
  std::size_t policies = 64;          // that keep a claim true between them
  std::size_t combinations = 50'000;  // that a search keeps at once
  std::size_t undecided = 4;          // searches that met a bound, before it is given up
};

/// `now` is the decision time in Unix seconds.
ProofResult prove(const ComparedSet& policies, const model::Tests& tests, const model::Proof& proof, std::int64_t now,
                  const ProofBounds& bounds = {});

}  // namespace doorward::analysis
