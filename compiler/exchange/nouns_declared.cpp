// Networks and strengths, which a set declares whether or not a policy names them.
#include <algorithm>

#include "doorward/compiler/address.h"
#include "exchange/nouns.h"
#include "exchange/prelude.h"
#include "exchange/words.h"

namespace doorward::exchange {
namespace {

/// A network that a sentence made of one address.
bool is_address(const model::Network& network) {
  return network.kind == model::Network::Kind::ranges && !network.graph_id && network.ranges.size() == 1 &&
         network.name == to_string(network.ranges.front());
}

/// A network that the use of a prelude noun made (`untrusted` in a union).
bool is_prelude(const model::Network& network) {
  return network.kind == model::Network::Kind::composite && Prelude::instance().is_taken(network.name);
}

std::string restriction(std::string_view attribute, const std::vector<std::string>& values) {
  if (values.empty()) return {};
  std::vector<std::string> texts;
  for (const std::string& value : values) texts.push_back(quoted(value));
  return std::string(attribute) + (texts.size() == 1 ? " is " + texts.front() : " in [" + joined(texts, ", ") + ']');
}

std::string combination_text(const model::Combination& combination) {
  std::vector<std::string> methods;
  for (const FactRow& row : kMethods) {
    if ((combination.methods & (Mask{1} << row.value)) != 0) methods.emplace_back(row.ward);
  }
  std::vector<std::string> limits;
  const std::pair<std::string_view, const std::vector<std::string>*> lists[] = {
      {"aaguid", &combination.aaguids}, {"issuer", &combination.issuers}, {"policy", &combination.policy_oids}};
  for (const auto& [attribute, values] : lists) {
    if (std::string text = restriction(attribute, *values); !text.empty()) limits.push_back(std::move(text));
  }
  return joined(methods, " + ") + (limits.empty() ? "" : " where " + joined(limits, " and "));
}

}  // namespace

/// Lists of fewer roles are as easily read where they stand.
constexpr std::size_t kFewestRoles = 4;

void Nouns::count_roles() {
  for (const model::Policy& policy : set_.policies) {
    if (!policy.users) continue;
    for (const auto* side : {&policy.users->include, &policy.users->exclude}) {
      std::set<std::string> roles;
      for (const model::SubjectItem& item : *side) {
        if (item.kind == model::SubjectItem::Kind::role && !item.until) roles.insert(item.id.key);
      }
      if (roles.size() >= kFewestRoles) ++role_lists_[roles].uses;
    }
  }
}

std::optional<std::string> Nouns::roles(const std::vector<model::Id>& roles) {
  std::set<std::string> keys;
  for (const model::Id& role : roles) keys.insert(role.key);
  const auto found = role_lists_.find(keys);
  if (found == role_lists_.end() || found->second.uses < 2) return std::nullopt;
  if (!found->second.name.empty()) return found->second.name;
  std::vector<std::string> names;
  for (const model::Id& role : roles) {
    auto name = name_of(Kind::role, role, {});
    if (!name) return std::nullopt;
    names.push_back(std::move(*name));
  }
  const std::string name = unique(Kind::role, "admins");
  declare(Kind::role, name, {"role " + name, joined(names, ", "), {}});
  found->second.name = name;
  return name;
}

void Nouns::name_networks() {
  for (const model::Network& network : set_.networks) {
    if (network.builtin) {
      networks_.emplace_back(network.kind == model::Network::Kind::mfa_trusted ? "mfa-trusted-ips"
                                                                               : "compliant-network");
    } else if (is_address(network) || is_prelude(network)) {
      networks_.push_back(network.name);
    } else {
      const std::string name = one_line(network.name);
      networks_.push_back(written_name(unique(Kind::network, name.empty() ? "network" : name)));
    }
  }
}

std::string Nouns::network_item(const model::NetworkItem& item) const {
  return item.kind == model::NetworkItem::Kind::named ? networks_[item.network] : "trusted";
}

std::string Nouns::place_of(const model::Network& network, bool& sayable) const {
  std::vector<std::string> parts;
  switch (network.kind) {
    case model::Network::Kind::ranges:
      for (const model::IpRange& range : network.ranges) parts.push_back(to_string(range));
      return joined(parts, ", ");
    case model::Network::Kind::countries:
      sayable = !network.countries.empty();
      return "countries " + joined(network.countries, ", ") + (network.include_unknown_country ? " or unknown" : "") +
             (network.by_gps ? " by gps" : "");
    case model::Network::Kind::composite:
      for (const model::NetworkItem& item : network.composite.exclude) parts.push_back(network_item(item));
      return "all networks except " + joined(parts, " or ");
    case model::Network::Kind::compliant:
    case model::Network::Kind::mfa_trusted:
      break;
  }
  sayable = false;
  return {};
}

void Nouns::declare_networks() {
  for (std::size_t i = 0; i < set_.networks.size(); ++i) {
    const model::Network& network = set_.networks[i];
    if (network.builtin || is_address(network) || is_prelude(network)) continue;
    bool sayable = true;
    const std::string place = place_of(network, sayable);
    if (!sayable) {
      Diagnostic& diagnostic = sink_.report<Code::no_ward_phrase>(
          network.origin.span, "the named location `" + network.name + "`, which lists no address and no country");
      diagnostic.json_path = network.origin.json_path;
      continue;
    }
    std::string head = (network.trusted ? "trusted network " : "network ") + networks_[i];
    if (network.graph_id) {
      if (!is_guid(*network.graph_id, network.origin)) continue;
      head += " as " + network.graph_id->key;
    }
    declare(Kind::network, networks_[i], {std::move(head), place, {}});
  }
}

void Nouns::name_strengths() {
  for (const model::Strength& strength : set_.strengths) {
    if (strength.builtin) {
      strengths_.push_back(strength.name);
      continue;
    }
    const std::string name = one_line(strength.name);
    strengths_.push_back(written_name(unique(Kind::strength, name.empty() ? "strength" : name)));
    std::string head = "strength " + strengths_.back();
    if (strength.graph_id) {
      if (!is_guid(*strength.graph_id, strength.origin)) continue;
      head += " as " + strength.graph_id->key;
    }
    std::vector<std::string> combinations;
    for (const model::Combination& combination : strength.combinations) {
      combinations.push_back(combination_text(combination));
    }
    declare(Kind::strength, strengths_.back(), {std::move(head), joined(combinations, ", "), {}});
  }
}

}  // namespace doorward::exchange
