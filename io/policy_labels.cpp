#include "policy_labels.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <numeric>

namespace doorward {

std::string json_string(std::string_view text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return {buffer.GetString(), buffer.GetSize()};
}

PolicyLabels::PolicyLabels(const PolicySet& set, PolicyNames names) {
  const auto count = static_cast<std::uint32_t>(set.policy_count());
  std::vector<std::string_view> texts(count);
  for (std::uint32_t policy = 0; policy < count; ++policy) {
    const std::string_view graph_id = set.policy_graph_id(policy);
    texts[policy] = names == PolicyNames::graph && !graph_id.empty() ? graph_id : set.policy_name(policy);
    policies_.push_back(json_string(texts[policy]));
  }
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
  ranks_.resize(count);
  for (std::uint32_t rank = 0; rank < count; ++rank) ranks_[order[rank]] = rank;
}

}  // namespace doorward
