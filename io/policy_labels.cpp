#include "policy_labels.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "json_text.h"

namespace doorward {

namespace {

/// How many policies without a Graph id have each title.
std::map<std::string_view, std::size_t> uses_of_titles(const PolicySet& set) {
  std::map<std::string_view, std::size_t> uses;
  for (std::uint32_t policy = 0; policy < set.policy_count(); ++policy) {
    if (set.policy_graph_id(policy).empty()) ++uses[set.policy_title(policy)];
  }
  return uses;
}

}  // namespace

PolicyLabels::PolicyLabels(const PolicySet& set, PolicyNames names) {
  const auto count = static_cast<std::uint32_t>(set.policy_count());
  std::vector<std::string_view> texts(count);
  const auto shared = names == PolicyNames::graph ? uses_of_titles(set) : std::map<std::string_view, std::size_t>();
  for (std::uint32_t policy = 0; policy < count; ++policy) {
    texts[policy] = set.policy_name(policy);
    if (names == PolicyNames::graph) {
      const std::string_view graph_id = set.policy_graph_id(policy);
      const std::string_view title = set.policy_title(policy);
      if (!graph_id.empty()) {
        texts[policy] = graph_id;
      } else if (!title.empty() && shared.at(title) == 1) {
        texts[policy] = title;
      }
    }
    policies_.push_back(json_string(texts[policy]));
  }
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
  ranks_.resize(count);
  for (std::uint32_t rank = 0; rank < count; ++rank) ranks_[order[rank]] = rank;
}

}  // namespace doorward
