// The clauses of one set as JSON, behind the name of their policy: many policies share a form of clause, and within one
// decision all of that form have one verdict, so that each text is made once and then copied. Private to io.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/policy_set.h"
#include "json_text.h"

namespace doorward {

class ClauseTexts {
 public:
  /// `set` must outlive the texts.
  explicit ClauseTexts(const PolicySet& set);

  /// `,"operator":…` to the closing brace. Holds until the next call.
  std::string_view of(const Clause& clause);

 private:
  struct Form {
    std::string text;
    std::uint64_t unmet = 0;
    ClauseStatus status = ClauseStatus::satisfied;
  };

  void write(const Clause& clause, Form& form);

  const PolicySet& set_;
  std::vector<std::uint32_t> form_of_;  // by policy
  std::vector<Form> forms_;             // with the last verdict that was asked for
  JsonText json_;                       // scratch
};

}  // namespace doorward
