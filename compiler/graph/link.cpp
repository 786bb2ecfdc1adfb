#include "graph/link.h"

#include <algorithm>
#include <array>
#include <map>

#include "doorward/vocabulary/vocabulary.h"

namespace doorward::graph {
namespace {

using model::Network;
using model::Strength;

template <class Named>
std::optional<std::uint32_t> find_by_id(const std::vector<Named>& list, const std::string& key) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].graph_id && list[i].graph_id->key == key) return static_cast<std::uint32_t>(i);
  }
  return std::nullopt;
}

void report_twice(Reading& reading, const Place& at, std::string_view what, std::string_view id,
                  const model::Origin& first) {
  Diagnostic& diagnostic = reading.report<Code::graph_id_twice>(at, what, id);
  diagnostic.help = first.span == Span{} ? "this id is built in, and what Microsoft defines under it is known"
                                         : "keep one, or give the other its own id";
  if (first.span != Span{}) diagnostic.notes.push_back({first.span, "first written here"});
}

// ---- locations --------------------------------------------------------------------------------------------

bool same_content(const Network& a, const Network& b) {
  const auto ranges = [](const Network& network) {
    std::vector<std::pair<std::array<std::uint8_t, 16>, std::uint8_t>> out;
    for (const model::IpRange& range : network.ranges) out.emplace_back(range.first, range.prefix);
    std::sort(out.begin(), out.end());
    return out;
  };
  auto a_countries = a.countries;
  auto b_countries = b.countries;
  std::sort(a_countries.begin(), a_countries.end());
  std::sort(b_countries.begin(), b_countries.end());
  return a.kind == b.kind && a.trusted == b.trusted && ranges(a) == ranges(b) && a_countries == b_countries &&
         a.include_unknown_country == b.include_unknown_country && a.by_gps == b.by_gps;
}

// The index of the place that every tenant has, by its kind; added when the set has no such network yet.
std::uint32_t built_in_network(model::PolicySet& set, Network::Kind kind, std::string_view id, std::string_view name) {
  for (std::size_t i = 0; i < set.networks.size(); ++i) {
    if (set.networks[i].kind == kind) return static_cast<std::uint32_t>(i);
  }
  Network network;
  network.name = name;
  network.graph_id = model::Id::of(id);
  network.kind = kind;
  network.builtin = true;
  set.networks.push_back(std::move(network));
  return static_cast<std::uint32_t>(set.networks.size() - 1);
}

std::optional<std::uint32_t> find_network(model::PolicySet& set, const std::string& key) {
  if (key == vocabulary::kMfaTrustedIpsId) {
    return built_in_network(set, Network::Kind::mfa_trusted, key, "mfa-trusted-ips");
  }
  if (key == vocabulary::kCompliantNetworkId) {
    return built_in_network(set, Network::Kind::compliant, key, "compliant");
  }
  return find_by_id(set.networks, key);
}

void add_location(Reading& reading, Network& location, const Place& at, model::PolicySet& set) {
  const bool compliant = location.kind == Network::Kind::compliant;
  if (compliant && (!location.graph_id || location.graph_id->key == vocabulary::kCompliantNetworkId)) {
    return;  // always known
  }
  if (location.graph_id) {
    if (const auto earlier = find_by_id(set.networks, location.graph_id->key)) {
      const Network& first = set.networks[*earlier];
      if (!same_content(first, location)) {
        report_twice(reading, at, "named location", location.graph_id->text, first.origin);
      }
      return;
    }
    set.names.emplace(std::pair("network", location.graph_id->key), location.name);
  }
  set.networks.push_back(std::move(location));
}

void resolve_locations(Reading& reading, PendingPolicy& pending, model::PolicySet& set) {
  for (const LocationReference& reference : pending.locations) {
    const auto index = find_network(set, reference.id.key);
    if (!index) {
      Diagnostic& unknown = reading.report<Code::unknown_location>(reference.place, reference.id.text);
      unknown.help = "put the exported location (`GET /identity/conditionalAccess/namedLocations`) beside the policies";
      for (const Network& network : set.networks) {
        const bool named = network.graph_id && equals_ignoring_case(network.name, reference.id.text);
        if (named) unknown.help = "`" + network.name + "` has the id `" + network.graph_id->text + "`: write that";
      }
      continue;
    }
    if (!pending.policy.networks) continue;
    auto& items = reference.exclude ? pending.policy.networks->exclude : pending.policy.networks->include;
    items[reference.item].network = *index;
  }
}

// ---- strengths --------------------------------------------------------------------------------------------

struct PlainCombination {
  Mask methods;
  std::vector<std::string> limits;
  friend auto operator<=>(const PlainCombination&, const PlainCombination&) = default;
};

std::vector<PlainCombination> plain(const Strength& strength) {
  std::vector<PlainCombination> out;
  for (const model::Combination& combination : strength.combinations) {
    PlainCombination row{combination.methods, {}};
    for (const auto* list : {&combination.aaguids, &combination.issuers, &combination.policy_oids}) {
      for (const std::string& limit : *list) row.limits.push_back(canonical_id(limit));
      row.limits.emplace_back();
    }
    out.push_back(std::move(row));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Microsoft adds combinations to built-in strengths: an older copy lists fewer, never others.
bool fits(const Strength& known, const Strength& copy) {
  const auto ours = plain(known);
  const auto theirs = plain(copy);
  if (!known.builtin) return ours == theirs;
  return std::includes(ours.begin(), ours.end(), theirs.begin(), theirs.end());
}

std::optional<std::uint32_t> add_built_in_strength(model::PolicySet& set, const std::string& key) {
  const auto* row = vocabulary::find_id(vocabulary::strengths(), key);
  if (row == nullptr) return std::nullopt;
  Strength strength;
  strength.name = row->name;
  strength.graph_id = model::Id::of(row->id);
  strength.builtin = true;
  for (const auto& combination : vocabulary::strength_combinations()) {
    if (combination.strength == row->name) strength.combinations.push_back({combination.methods, false, {}, {}, {}});
  }
  set.strengths.push_back(std::move(strength));
  return static_cast<std::uint32_t>(set.strengths.size() - 1);
}

std::optional<std::uint32_t> find_strength(model::PolicySet& set, const std::string& key) {
  const auto known = find_by_id(set.strengths, key);
  return known ? known : add_built_in_strength(set, key);
}

std::uint32_t add_strength(Reading& reading, Strength& strength, const Place& at, model::PolicySet& set) {
  const model::Id id = *strength.graph_id;
  if (const auto earlier = find_strength(set, id.key)) {
    const Strength& first = set.strengths[*earlier];
    const bool reference_only = strength.combinations.empty();
    if (!reference_only && !fits(first, strength)) {
      report_twice(reading, at, "authentication strength", id.text, first.origin);
    }
    return *earlier;
  }
  set.names.emplace(std::pair("strength", id.key), strength.name);
  set.strengths.push_back(std::move(strength));
  return static_cast<std::uint32_t>(set.strengths.size() - 1);
}

void resolve_strength(Reading& reading, PendingPolicy& pending, model::PolicySet& set) {
  if (!pending.strength || !pending.policy.grant) return;
  StrengthReference& reference = *pending.strength;
  std::optional<std::uint32_t> index;
  if (reference.copy) {
    index = add_strength(reading, *reference.copy, reference.place, set);
  } else {
    index = find_strength(set, reference.id.key);
  }
  if (!index) {
    reading.report<Code::unknown_strength>(reference.place, reference.id.text).help =
        "put the exported strength (`GET /policies/authenticationStrengthPolicies`) beside the policies";
    return;
  }
  pending.policy.grant->controls[reference.control].strength = *index;
}

// ---- policies ---------------------------------------------------------------------------------------------

// Keeps one of several copies of a policy; two contents under one id are an error.
std::vector<PendingPolicy> without_copies(Reading& reading, std::vector<PendingPolicy> all) {
  std::vector<PendingPolicy> kept;
  std::map<std::string, std::size_t> by_id;
  for (PendingPolicy& pending : all) {
    if (pending.has_id) {
      const auto [place, fresh] = by_id.emplace(pending.policy.graph_id->key, kept.size());
      if (!fresh) {
        const PendingPolicy& first = kept[place->second];
        if (first.content != pending.content) {
          report_twice(reading, pending.place, "policy", pending.policy.graph_id->text, first.policy.origin);
        }
        continue;
      }
    }
    kept.push_back(std::move(pending));
  }
  return kept;
}

// A display name is not unique in Graph: where it names a policy and is shared, file and place are added. Names differ in
// more than case, also from the ids of the Ward policies that `set` holds.
void name_apart(Reading& reading, std::vector<PendingPolicy>& policies, const model::PolicySet& set) {
  std::map<std::string, int> uses;
  for (const model::Policy& policy : set.policies) ++uses[canonical_id(policy.name)];
  for (const PendingPolicy& pending : policies) ++uses[canonical_id(pending.policy.name)];
  for (PendingPolicy& pending : policies) {
    if (pending.has_id || uses[canonical_id(pending.policy.name)] < 2) continue;
    const std::string name = pending.policy.name + " (" + pending.file + '#' + std::to_string(pending.ordinal) + ')';
    reading.report<Code::name_not_unique>(pending.place, pending.policy.name, name).help =
        "give each policy its own `displayName` or an `id`";
    pending.policy.name = name;
  }
}

}  // namespace

std::vector<LeftOutPolicy> link(Reading& reading, Parts& parts, model::PolicySet& set) {
  std::vector<LeftOutPolicy> left_out;
  for (auto& [location, place] : parts.locations) add_location(reading, location, place, set);
  for (auto& [strength, place] : parts.strengths) add_strength(reading, strength, place, set);
  for (auto& [key, name] : parts.names) set.names.emplace(std::move(key), std::move(name));
  std::vector<PendingPolicy> policies = without_copies(reading, std::move(parts.policies));
  name_apart(reading, policies, set);
  for (PendingPolicy& pending : policies) {
    const std::string_view dead = why_it_includes_nothing(pending.policy);
    if (!dead.empty() && reading.options().ignore_unknown) {
      reading.report<Code::dead_policy_passed_over>(pending.place, pending.policy.name, dead).help =
          "delete the policy, or include somebody and something";
      continue;
    }
    const std::size_t errors_before = reading.sink().errors();
    if (!pending.unread) {
      resolve_locations(reading, pending, set);
      resolve_strength(reading, pending, set);
      refuse_unfit(reading, pending, set);
    }
    const std::size_t errors = pending.errors + reading.sink().errors() - errors_before;
    if (errors != 0 && reading.options().skip_refused) {
      left_out.push_back({pending.policy.name, pending.policy.origin.span, errors});
      continue;
    }
    if (pending.policy.machines) pending.policy.users.reset();  // nobody, or an error
    set.policies.push_back(std::move(pending.policy));
  }
  return left_out;
}

}  // namespace doorward::graph
