#include "exchange/split.h"

#include <iterator>

namespace doorward::exchange {

std::vector<model::Policy> split_for_graph(const model::PolicySet& set, const model::Policy& policy,
                                           const RuleLength& rule_length) {
  const std::function<std::vector<model::Policy>(const model::Policy&)> splits[] = {
      split_when,    split_times,
      split_people,  [&](const model::Policy& one) { return split_networks(set, one); },
      split_filters, [&](const model::Policy& one) { return split_long_rule(one, rule_length); },
      split_demands,
  };
  std::vector<model::Policy> parts{policy};
  for (const auto& split : splits) {
    std::vector<model::Policy> finer;
    for (const model::Policy& part : parts) {
      std::vector<model::Policy> some = split(part);
      std::move(some.begin(), some.end(), std::back_inserter(finer));
      if (finer.size() > kMostParts) return {policy};
    }
    parts = std::move(finer);
  }
  for (std::size_t i = 0; parts.size() > 1 && i < parts.size(); ++i) {
    const std::string title = policy.title.empty() ? policy.name : policy.title;
    parts[i].title = title + " (" + std::to_string(i + 1) + " of " + std::to_string(parts.size()) + ')';
    if (i != 0) parts[i].graph_id.reset();
  }
  return parts;
}

}  // namespace doorward::exchange
