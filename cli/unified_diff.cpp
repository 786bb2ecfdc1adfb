#include "unified_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace doorward::cli {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t kContext = 3;

/// A line that both texts have, by its position in each.
struct Pair {
  std::size_t before;
  std::size_t after;
};

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

/// The lines that occur once in each text, in the order of `before`.
std::vector<Pair> lines_in_both(const Lines& before, const Lines& after) {
  struct Uses {
    std::size_t in_before = 0, in_after = 0, place = 0;
  };
  std::unordered_map<std::string_view, Uses> uses;
  for (const std::string_view line : before) ++uses[line].in_before;
  for (std::size_t i = 0; i < after.size(); ++i) {
    Uses& use = uses[after[i]];
    ++use.in_after;
    use.place = i;
  }
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Uses& use = uses[before[i]];
    if (use.in_before == 1 && use.in_after == 1) pairs.push_back({i, use.place});
  }
  return pairs;
}

/// The longest part of `pairs` that is in order in both texts.
std::vector<Pair> in_order(const std::vector<Pair>& pairs) {
  std::vector<std::size_t> ends;                       // of the best chain of each length, by position in `pairs`
  std::vector<std::size_t> previous(pairs.size(), 0);  // in its chain
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto place = std::lower_bound(ends.begin(), ends.end(), i,
                                        [&](std::size_t a, std::size_t b) { return pairs[a].after < pairs[b].after; });
    if (place != ends.begin()) previous[i] = *(place - 1);
    if (place == ends.end()) {
      ends.push_back(i);
    } else {
      *place = i;
    }
  }
  std::vector<Pair> chain(ends.size());
  for (std::size_t at = ends.empty() ? 0 : ends.back(), k = ends.size(); k-- > 0; at = previous[at])
    chain[k] = pairs[at];
  return chain;
}

/// All lines that stay: the chain of unambiguous ones, and equal neighbours of those.
std::vector<Pair> kept_lines(const Lines& before, const Lines& after) {
  std::vector<Pair> anchors = in_order(lines_in_both(before, after));
  anchors.push_back({before.size(), after.size()});
  std::vector<Pair> kept;
  Pair from{0, 0};
  for (const Pair& anchor : anchors) {
    while (from.before < anchor.before && from.after < anchor.after && before[from.before] == after[from.after]) {
      kept.push_back({from.before++, from.after++});
    }
    Pair to = anchor;
    while (to.before > from.before && to.after > from.after && before[to.before - 1] == after[to.after - 1]) {
      --to.before;
      --to.after;
    }
    for (; to.before < anchor.before; ++to.before, ++to.after) kept.push_back(to);
    if (anchor.before < before.size()) kept.push_back(anchor);
    from = {anchor.before + 1, anchor.after + 1};
  }
  return kept;
}

struct Line {
  char sign;  // ` `, `-` or `+`
  std::string_view text;
};

std::vector<Line> script(const Lines& before, const Lines& after) {
  std::vector<Pair> kept = kept_lines(before, after);
  kept.push_back({before.size(), after.size()});
  std::vector<Line> all;
  Pair at{0, 0};
  for (const Pair& next : kept) {
    while (at.before < next.before) all.push_back({'-', before[at.before++]});
    while (at.after < next.after) all.push_back({'+', after[at.after++]});
    if (next.before < before.size()) all.push_back({' ', before[at.before++]});
    if (next.after < after.size()) ++at.after;
  }
  return all;
}

std::string range(std::size_t first, std::size_t count) {
  // A range without lines is named by the line before it.
  return count == 1 ? fmt::format("{}", first + 1) : fmt::format("{},{}", count == 0 ? first : first + 1, count);
}

void append_hunk(std::string& out, const std::vector<Line>& lines, std::size_t first, std::size_t last, Pair at) {
  std::size_t removed = 0;
  std::size_t added = 0;
  for (std::size_t i = first; i < last; ++i) {
    removed += lines[i].sign != '+' ? 1U : 0U;
    added += lines[i].sign != '-' ? 1U : 0U;
  }
  out += fmt::format("@@ -{} +{} @@\n", range(at.before, removed), range(at.after, added));
  for (std::size_t i = first; i < last; ++i) {
    out += lines[i].sign;
    out += lines[i].text;
    if (!lines[i].text.ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const std::vector<Line> lines = script(lines_of(before), lines_of(after));
  std::string out = fmt::format("--- a/{0}\n+++ b/{0}\n", name);
  Pair at{0, 0};
  std::size_t passed = 0;  // lines that are in a hunk, or before one
  for (std::size_t i = 0; i < lines.size();) {
    if (lines[i].sign == ' ') {
      ++i;
      continue;
    }
    const std::size_t first = i - std::min(i - passed, kContext);
    std::size_t last = i;
    std::size_t equal = 0;
    for (; i < lines.size() && equal <= 2 * kContext; ++i) {
      equal = lines[i].sign == ' ' ? equal + 1 : 0;
      if (equal == 0) last = i + 1;
    }
    last = std::min(last + kContext, lines.size());
    for (; passed < first; ++passed, ++at.before, ++at.after) {
    }
    append_hunk(out, lines, first, last, at);
    for (; passed < last; ++passed) {
      at.before += lines[passed].sign != '+' ? 1U : 0U;
      at.after += lines[passed].sign != '-' ? 1U : 0U;
    }
    i = last;
  }
  return out;
}

}  // namespace doorward::cli
