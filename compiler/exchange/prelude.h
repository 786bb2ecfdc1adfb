// What the prelude and the vocabulary call things, for writers of Ward: which names are taken, and the adjective that
// says a device condition. Made from the prelude itself, once a process.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "doorward/compiler/model.h"

namespace doorward::exchange {

class Prelude {
 public:
  static const Prelude& instance();

  /// Whether no noun of a policy set may be called so.
  bool is_taken(std::string_view name) const { return names_.count(std::string(name)) != 0; }

  /// The adjective that says a device condition, in whatever words it was said; nullptr when there is none.
  const std::string* adjective(const model::Expr& condition) const;

 private:
  Prelude();
  std::set<std::string> names_;                    // lower case
  std::map<std::string, std::string> adjectives_;  // by condition_key
};

}  // namespace doorward::exchange
