#include "postings.h"

#include <algorithm>

namespace doorward::runtime {

void Postings::build(std::size_t keys, std::vector<Pair> pairs, std::size_t words) {
  words_ = words;
  if (pairs.empty()) return;
  std::sort(pairs.begin(), pairs.end());
  entries_.assign(keys, {});
  for (std::size_t i = 0; i < pairs.size();) {
    std::size_t end = i;
    while (end < pairs.size() && pairs[end].first == pairs[i].first) ++end;
    Entry& entry = entries_[pairs[i].first];
    if (end - i > words) {
      entry = {static_cast<std::uint32_t>(rows_.size() / words), kDense};
      rows_.resize(rows_.size() + words);
      std::uint64_t* row = rows_.data() + rows_.size() - words;
      for (; i < end; ++i) row[pairs[i].second >> 6U] |= std::uint64_t{1} << (pairs[i].second & 63U);
      continue;
    }
    entry = {static_cast<std::uint32_t>(policies_.size()), static_cast<std::uint32_t>(end - i)};
    for (; i < end; ++i) policies_.push_back(pairs[i].second);
  }
}

}  // namespace doorward::runtime
