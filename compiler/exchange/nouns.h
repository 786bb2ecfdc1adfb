// The nouns that policies name while they are written: each id gets one name, and one declaration unless the
// vocabulary declares it. Must not know sentences.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"
#include "doorward/compiler/name_map.h"
#include "doorward/grammar/ast.h"
#include "doorward/grammar/diagnostic.h"

namespace doorward::exchange {

using Kind = ast::DeclarationKind;

class Nouns {
 public:
  Nouns(const model::PolicySet& set, const NameMap& names, DiagnosticSink& sink);

  /// The noun for an id, as source writes it; declares it. Nothing after an error was reported.
  std::optional<std::string> name_of(Kind kind, const model::Id& id, const model::Origin& use);
  /// The noun for all of these roles together, where several policies name just these; nothing else.
  std::optional<std::string> roles(const std::vector<model::Id>& roles);
  /// The noun for a network or a strength of the set.
  const std::string& network(std::uint32_t index) const { return networks_[index]; }
  const std::string& strength(std::uint32_t index) const { return strengths_[index]; }

  /// The declarations as source, a block for each kind.
  std::string declarations() const;

 private:
  struct Declared {
    std::string head;     // `trusted network hq as …`
    std::string value;    // behind `=`
    std::string comment;  // without `#`
  };
  /// What to call an id, and whether it is a name that somebody gave.
  struct Called {
    std::string name;
    std::string comment;
  };

  void count_roles();
  void name_networks();
  void declare_networks();
  void name_strengths();
  Called called(Kind kind, const model::Id& id) const;
  std::string unique(Kind kind, std::string name);
  void declare(Kind kind, const std::string& name, Declared declared);
  std::string place_of(const model::Network& network, bool& sayable) const;
  std::string network_item(const model::NetworkItem& item) const;
  bool is_guid(const model::Id& id, const model::Origin& use);

  const model::PolicySet& set_;
  const NameMap& known_;
  DiagnosticSink& sink_;
  std::map<std::pair<Kind, std::string>, std::optional<std::string>> named_;
  std::set<std::pair<int, std::string>> taken_;  // by name space and lower case name
  std::map<Kind, std::map<std::string, Declared>> declared_;
  struct RoleList {
    std::size_t uses = 0;
    std::string name;
  };
  std::map<std::set<std::string>, RoleList> role_lists_;
  std::vector<std::string> networks_;
  std::vector<std::string> strengths_;
};

}  // namespace doorward::exchange
