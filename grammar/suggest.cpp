#include "doorward/grammar/suggest.h"

#include <algorithm>
#include <array>

#include "doorward/facts/guid.h"

namespace doorward {
namespace {

constexpr std::size_t kLongestCompared = 64;

bool begins_with(std::string_view word, std::string_view start) {
  return word.size() > start.size() && equals_ignoring_case(word.substr(0, start.size()), start);
}

bool nearly(std::string_view a, std::string_view b) { return edit_distance(a, b, 1) <= 1; }

/// `denier` is `other` with a denial before it.
bool denies(std::string_view denier, std::string_view other) {
  const std::string_view rest = denied_part(denier);
  return !rest.empty() && nearly(rest, other) && edit_distance(rest, other, 1) < edit_distance(denier, other, 2);
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit || a.size() > kLongestCompared || b.size() > kLongestCompared) return limit + 1;
  using Row = std::array<std::size_t, kLongestCompared + 1>;
  Row before{}, previous{}, current{};
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const char x = ascii_lower(a[i - 1]);
      const char y = ascii_lower(b[j - 1]);
      std::size_t best = std::min(previous[j], current[j - 1]) + 1;
      best = std::min(best, previous[j - 1] + (x == y ? 0U : 1U));
      const bool swapped = i > 1 && j > 1 && x == ascii_lower(b[j - 2]) && ascii_lower(a[i - 2]) == y;
      if (swapped) best = std::min(best, before[j - 2] + 1);
      current[j] = best;
    }
    before = previous;
    previous = current;
  }
  return std::min(previous[b.size()], limit + 1);
}

std::size_t allowed_edits(std::size_t length) {
  if (length <= 2) return 0;
  if (length <= 4) return 1;
  return length <= 8 ? 2 : 3;
}

std::string_view denied_part(std::string_view word) {
  constexpr std::size_t kShortestDenied = 4;
  constexpr auto kDenials = std::to_array<std::string_view>({"not-", "non-", "non", "un-", "un", "dis", "in", "ir"});
  for (const std::string_view denial : kDenials) {
    if (begins_with(word, denial) && word.size() >= denial.size() + kShortestDenied) return word.substr(denial.size());
  }
  return {};
}

bool are_opposites(std::string_view word, std::string_view other) {
  if (denies(word, other) || denies(other, word)) return true;
  struct Pair {
    std::string_view one, other;
  };
  constexpr auto kPairs = std::to_array<Pair>({{"ex", "in"}, {"any", "no"}, {"some", "no"}, {"en", "dis"}});
  return std::any_of(kPairs.begin(), kPairs.end(), [&](const Pair& pair) {
    const auto differ = [&](std::string_view a, std::string_view b) {
      return begins_with(a, pair.one) && begins_with(b, pair.other) &&
             nearly(a.substr(pair.one.size()), b.substr(pair.other.size()));
    };
    return differ(word, other) || differ(other, word);
  });
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::size_t best = allowed_edits(word.size()) + 1;
  std::string_view found;
  for (const std::string_view candidate : candidates) {
    if (best == 0) break;
    if (are_opposites(word, candidate)) continue;
    const std::size_t distance = edit_distance(word, candidate, best - 1);
    if (distance >= best) continue;
    best = distance;
    found = candidate;
  }
  return found;
}

}  // namespace doorward
