// What a sign-in has proved, and which controls and strengths that meets (SEMANTICS.md §2, §8.8).
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "doorward/compiler/model.h"
#include "reference/circumstances.h"

namespace doorward::reference {

/// The id of a strength as decisions show it: its Graph id, or its name.
std::string shown_id(const model::Strength& strength);

/// The control as decisions write it: `mfa`, `strength:ID`, `terms:ID`, `custom:ID`, or the unknown word.
std::string shown(const model::Control& control, const model::PolicySet& set);

/// What the sign-in has done. Nothing of it counts for those who cannot be prompted.
class Proofs {
 public:
  Proofs(const model::PolicySet& set, const Circumstances& seen);

  /// Whether the control is met. Facts are read from the sign-in, all else from what it has done.
  bool meets(const model::Control& control) const;
  /// Whether the control `mfa` is met in any way.
  bool mfa() const;
  /// Whether `name` (a control as decisions write it, or `appPassword`) is in `satisfied`; the reader of the user
  /// state asks for `appPassword` of legacy clients too.
  bool listed(std::string_view name) const;

 private:
  bool meets_strength(const model::Strength& strength) const;
  bool meets_fact(ControlKind kind) const;

  const model::PolicySet& set_;
  const Circumstances& seen_;
  std::set<std::string> satisfied_;  // canonical
  std::set<std::string> strengths_;  // canonical ids
};

}  // namespace doorward::reference
