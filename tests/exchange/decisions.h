// Decides drawn sign-ins on two policy sets that should decide alike. The draws are about what the policies name, and
// the same on every machine.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/io/decision_writer.h"
#include "doorward/io/sign_in_reader.h"
#include "doorward/runtime/evaluate.h"

namespace doorward::tests {

/// Draws that are the same on every machine.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t count);
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[below(std::size(list))];
  }

 private:
  std::uint64_t state_;
};

/// What the policies of a set name, with one of each kind that they do not name.
class SignIns {
 public:
  explicit SignIns(const model::PolicySet& set);

  /// A sign-in in the native shape.
  std::string draw(Draws& draws) const;

 private:
  nlohmann::json user(Draws& draws) const;
  void add(const model::PolicySet& set, const model::Policy& policy);
  void add(const model::Subjects& users);
  void add(const model::Expr& expr);

  std::vector<std::string> users_{"00000000-aaaa-4000-8000-000000000001"};
  std::vector<std::string> upns_{"somebody@contoso.example"};
  std::vector<std::string> groups_{"00000000-aaaa-4000-8000-000000000002"};
  std::vector<std::string> roles_{"00000000-aaaa-4000-8000-000000000003"};
  std::vector<std::string> tenants_{"00000000-aaaa-4000-8000-000000000005"};
  std::vector<std::string> apps_{"00000000-aaaa-4000-8000-000000000004", "00000003-0000-0ff1-ce00-000000000000"};
  std::vector<std::string> contexts_{"c99"};
  std::vector<std::string> addresses_{"203.0.113.7", "10.1.2.3", "2001:db8::1"};
  std::vector<std::string> countries_{"DK", "US", "RU"};
  std::vector<std::string> workloads_{"00000000-aaaa-4000-8000-000000000006"};
  std::vector<std::string> satisfied_{"mfa", "passwordChange", "approvedApplication", "compliantApplication"};
  std::vector<std::string> strengths_{"00000000-0000-0000-0000-000000000004"};
  struct Value {
    model::AttributeRef attribute;
    std::string value;
  };
  std::vector<Value> values_;  // that rules compare with
  bool machines_ = false;
};

/// Compiles a set and decides on it, with the policies named as Graph does.
class Decider {
 public:
  Decider(const model::PolicySet& set, const SourceMap& sources);
  /// The decision as JSON, at `now` in Unix seconds.
  std::string decide(const std::string& sign_in, std::int64_t now);

 private:
  explicit Decider(const std::shared_ptr<const PolicySet>& set) : scratch_(set), writer_(set, PolicyNames::graph) {}
  Scratch scratch_;
  DecisionWriter writer_;
  SignInReader reader_;
  SignIn sign_in_;
  Decision decision_;
};

}  // namespace doorward::tests
