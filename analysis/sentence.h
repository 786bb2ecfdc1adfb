// A sentence of a question or a claim beside the policies of a set: the last policy of a model, of which the space then
// knows to which sign-ins it applies. Must not know what is asked of them.
#pragma once

#include <cstdint>
#include <optional>

#include "doorward/compiler/model.h"
#include "doorward/compiler/tests.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::analysis {

/// `set` with `sentence` behind its policies, and the networks of `tests` behind its networks, which Graph JSON may have
/// added to. A sentence without target is about every one.
model::PolicySet with_sentence(const model::PolicySet& set, const model::Tests& tests, const model::Policy& sentence);

/// Whether the sentence describes a sign-in, asked of a set of it alone.
class SentenceFits {
 public:
  /// `model` comes from with_sentence.
  explicit SentenceFits(const model::PolicySet& model);

  bool fits(const SignIn& sign_in, std::int64_t now);

 private:
  std::optional<Scratch> scratch_;
  Decision decision_;
};

/// Whether sign-ins of the sentence may have any per-user MFA state: where a set has settings that do not ignore it.
bool states_matter(const model::PolicySet& set, const model::Policy& sentence);

}  // namespace doorward::analysis
