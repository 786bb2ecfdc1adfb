// Networks that are all except some: what Graph says with include and exclude, one of each a policy.
#include <algorithm>
#include <optional>

#include "exchange/split.h"

namespace doorward::exchange {
namespace {

using model::NetworkCondition;
using model::NetworkItem;
using Items = std::vector<NetworkItem>;
using Terms = std::vector<NetworkCondition>;  // of networks that Graph has; a place fits when it fits one

bool is_all(const NetworkItem& item) { return item.kind == NetworkItem::Kind::all; }

class Places {
 public:
  explicit Places(const model::PolicySet& set) : set_(set) {}

  /// Nothing where Graph cannot say it, or not in few policies.
  std::optional<Terms> of(const NetworkCondition& condition) const;

 private:
  const NetworkCondition* composite(const NetworkItem& item) const;
  std::optional<Terms> without(const Terms& terms, const NetworkItem& item) const;
  std::optional<NetworkCondition> within(NetworkCondition term, const Items& places) const;

  const model::PolicySet& set_;
};

const NetworkCondition* Places::composite(const NetworkItem& item) const {
  if (item.kind != NetworkItem::Kind::named) return nullptr;
  const model::Network& network = set_.networks[item.network];
  return network.kind == model::Network::Kind::composite ? &network.composite : nullptr;
}

/// The term, and of it only what lies in `places`.
std::optional<NetworkCondition> Places::within(NetworkCondition term, const Items& places) const {
  if (!std::any_of(term.include.begin(), term.include.end(), is_all)) return std::nullopt;
  if (std::any_of(places.begin(), places.end(), [&](const NetworkItem& item) { return composite(item) != nullptr; })) {
    return std::nullopt;
  }
  term.include = places;
  return term;
}

std::optional<Terms> Places::without(const Terms& terms, const NetworkItem& item) const {
  Terms left;
  const NetworkCondition* except = composite(item);
  if (except == nullptr) {
    left = terms;
    for (NetworkCondition& term : left) term.exclude.push_back(item);
    return left;
  }
  // Outside of a union of terms is outside of each: of what the term includes, or within its exceptions.
  const auto excepted = of(*except);
  if (!excepted) return std::nullopt;
  left = terms;
  for (const NetworkCondition& one : *excepted) {
    Terms next;
    for (const NetworkCondition& term : left) {
      if (!std::any_of(one.include.begin(), one.include.end(), is_all)) {
        next.push_back(term);
        next.back().exclude.insert(next.back().exclude.end(), one.include.begin(), one.include.end());
      }
      if (one.exclude.empty()) continue;
      auto inside = within(term, one.exclude);
      if (!inside) return std::nullopt;
      next.push_back(std::move(*inside));
    }
    left = std::move(next);
  }
  return left;
}

std::optional<Terms> Places::of(const NetworkCondition& condition) const {
  Terms terms;
  NetworkCondition plain;
  plain.origin = condition.origin;
  for (const NetworkItem& item : condition.include) {
    const NetworkCondition* part = composite(item);
    if (part == nullptr) {
      plain.include.push_back(item);
      continue;
    }
    const auto some = of(*part);
    if (!some) return std::nullopt;
    terms.insert(terms.end(), some->begin(), some->end());
  }
  if (!plain.include.empty()) terms.insert(terms.begin(), plain);
  for (const NetworkItem& item : condition.exclude) {
    auto left = without(terms, item);
    if (!left || left->size() > kMostParts) return std::nullopt;
    terms = std::move(*left);
  }
  return terms;
}

}  // namespace

std::vector<model::Policy> split_networks(const model::PolicySet& set, const model::Policy& policy) {
  if (!policy.networks) return {policy};
  const auto terms = Places(set).of(*policy.networks);
  if (!terms || terms->empty()) return {policy};
  std::vector<model::Policy> parts;
  for (const NetworkCondition& term : *terms) {
    parts.push_back(policy);
    parts.back().networks = term;
  }
  return parts;
}

}  // namespace doorward::exchange
