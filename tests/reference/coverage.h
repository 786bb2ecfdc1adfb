// Counts which rows of which tables generated cases have touched: in policies, in sign-ins and in decisions. What
// there is to touch comes from the tables themselves, so that a new row is missed until cases reach it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/runtime/sign_in.h"
#include "reference/decision.h"

namespace doorward::reference {

class Coverage {
 public:
  Coverage();

  void note(const model::PolicySet& set);
  void note(const SignIn& sign_in);
  void note(const Decision& decision);

  /// Rows that nothing has touched, as `table: row`, sorted.
  std::vector<std::string> missed() const;
  /// One line a table: how many of its rows were touched and the count of the rarest.
  std::string summary() const;

 private:
  void expect(const std::string& table, std::string_view row);
  void touch(const std::string& table, std::string_view row);
  void note(const model::Policy& policy, const model::PolicySet& set);
  void note(const model::Expr& expr);
  void note_masks(const model::Policy& policy);
  void note_device(const DeviceSignals& device);

  std::map<std::string, std::map<std::string, std::size_t, std::less<>>> tables_;
};

}  // namespace doorward::reference
