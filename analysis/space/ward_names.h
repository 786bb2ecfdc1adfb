// What values are called in Ward: by the nouns that the policies declare and by the vocabulary; what has no name gets
// one, with the declaration that it needs. Must not know sign-ins.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doorward/compiler/model.h"

namespace doorward::analysis {

class WardNames {
 public:
  WardNames() = default;
  explicit WardNames(const std::vector<const model::PolicySet*>& sides);

  /// The noun of `kind` (`group`, `app` …) for an id, as source writes it.
  std::string name(std::string_view kind, const model::Id& id);
  /// A name that stands for nothing declared yet: `declared("app", "another-app", id)`.
  std::string declared(std::string_view kind, const std::string& name, std::string_view id);
  /// Declarations of the nouns that nobody has declared, by the noun.
  const std::map<std::string, std::string>& undeclared() const { return undeclared_; }

 private:
  std::map<std::pair<std::string, std::string>, std::string> known_;
  std::map<std::string, std::string> undeclared_;
};

/// A name as source writes it: in quotes when it is no bare name.
std::string written(std::string_view name);

}  // namespace doorward::analysis
