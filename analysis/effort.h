// Which controls a person can do something for, and which of them include another. Must not know decisions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/facts/facts.h"

namespace doorward::analysis {

/// Controls, as decisions write them, that an app or a device has and no person can do.
bool is_fact(std::string_view control);
/// Those that nothing meets.
bool is_unmeetable(std::string_view control);
inline bool is_effort(std::string_view control) { return !is_fact(control) && !is_unmeetable(control); }

/// Which efforts include a control: whoever does a strength that is at least as strong has done it too.
class Including {
 public:
  /// `control` is `mfa`, `strength:ID` or another one; `strengths` are the definitions that ids stand for.
  Including(std::string_view control, std::vector<const std::vector<model::Strength>*> strengths);

  bool includes(std::string_view effort) const;
  bool is_mfa() const { return control_ == "mfa"; }

 private:
  const model::Strength* strength(std::string_view control) const;

  std::string control_;
  std::vector<const std::vector<model::Strength>*> strengths_;
  std::vector<Mask> combinations_;  // of which one does, where the control is met by methods
};

}  // namespace doorward::analysis
