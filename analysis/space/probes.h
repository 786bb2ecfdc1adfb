// Asks the runtime which policies' conditions hold for a value: for each dimension, the policies of a side are compiled
// once more, each with that one condition alone. Must not know which values there are.
#pragma once

#include <optional>
#include <vector>

#include "doorward/analysis/policy_bits.h"
#include "doorward/compiler/model.h"
#include "doorward/runtime/evaluate.h"

namespace doorward::analysis {

/// Policies of one condition each, by the number that an answer carries.
class ProbeSet {
 public:
  /// `side` is the set whose conditions are asked: its networks and settings. It outlives the call of compile().
  explicit ProbeSet(const model::PolicySet& side) : side_(&side) {}
  /// Applies to every sign-in of a person.
  static model::Policy open();

  void add(std::size_t number, model::Policy probe);
  /// Compiles what was added. Without it, or when a limit of modules is met, nothing holds and ok() is false.
  void compile();

  bool ok() const { return ok_; }
  bool empty() const { return numbers_.empty(); }
  const std::vector<std::size_t>& numbers() const { return numbers_; }
  /// Sets the numbers whose condition holds for `sign_in` in `bits`, at its time.
  void ask(const SignIn& sign_in, std::int64_t now, PolicyBits& bits);

 private:
  const model::PolicySet* side_;
  model::PolicySet set_;
  std::vector<std::size_t> numbers_;
  std::optional<Scratch> scratch_;
  Decision decision_;
  bool ok_ = true;
};

}  // namespace doorward::analysis
