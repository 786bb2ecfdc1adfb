#include "case.h"

#include <algorithm>

namespace doorward::words {

std::string_view Case::word(std::size_t i) const {
  const Span at = span(i);
  return text_.substr(at.begin, at.end - at.begin);
}

Span Case::span(std::size_t first, std::size_t last) const {
  const std::size_t end = std::min(last, size());
  const std::size_t begin = std::min(first, size() - 1);
  return {source_, statement_.words[begin].begin, statement_.words[end - 1].end};
}

std::string Case::words(std::size_t first, std::size_t last) const {
  std::string text(word(first));
  for (std::size_t i = first + 1; i < std::min(last, size()); ++i) {
    const std::uint32_t behind = span(i - 1).end;
    const std::string_view gap = text_.substr(behind, span(i).begin - behind);
    text += gap.find('\n') == std::string_view::npos ? gap : " ";
    text += word(i);
  }
  return text;
}

std::string Case::shown(std::size_t first, std::size_t last) const {
  constexpr std::size_t kMost = 32;
  constexpr std::size_t kKept = 8;
  last = std::min(last, size());
  if (last <= first + kMost) return words(first, last);
  return words(first, first + kKept) + " … " + words(last - kKept, last);
}

bool Case::begins_line(std::size_t i) const {
  std::size_t at = statement_.words[i].begin;
  while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '\t')) --at;
  return at == 0 || text_[at - 1] == '\n';
}

bool Case::mends(std::span<const Code> codes) const {
  if (codes.empty() || codes.size() > kMaxTrialWords) return false;
  Match match;
  return match_words(codes, root, match) && check_tree({codes, match.nodes, nullptr});
}

std::vector<Code> Case::replacing(std::size_t first, std::size_t last, const std::vector<Code>& by) const {
  std::vector<Code> changed = codes();
  const auto at = [&changed](std::size_t i) { return changed.begin() + static_cast<std::ptrdiff_t>(i); };
  changed.insert(changed.erase(at(first), at(last)), by.begin(), by.end());
  return changed;
}

bool Case::mends_with(std::size_t i, Code replacement) const {
  if (i >= size() || size() > kMaxTrialWords) return false;
  std::vector<Code> changed = codes();
  changed[i] = replacement;
  return mends(changed);
}

bool Case::mends_inserting(std::size_t i, Code inserted) const {
  if (i > size() || size() > kMaxTrialWords) return false;
  std::vector<Code> changed = codes();
  changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(i), inserted);
  return mends(changed);
}

Edit Case::insert_before(std::size_t i, std::string_view text) const {
  if (i >= size()) return insert_after(size() - 1, text);
  const Span at = span(i);
  return {{at.source, at.begin, at.begin}, std::string(text) + ' '};
}

Edit Case::insert_after(std::size_t i, std::string_view text) const {
  const Span at = span(i);
  const std::string_view gap = text == "," || text == ")" || text == "]" ? "" : " ";
  return {{at.source, at.end, at.end}, std::string(gap) + std::string(text)};
}

Edit Case::remove(std::size_t i) const {
  Span at = span(i);
  if (i > 0) {
    at.begin = span(i - 1).end;
  } else if (size() > 1) {
    at.end = span(1).begin;
  }
  return {at, ""};
}

std::size_t Case::last_before(std::size_t i, std::initializer_list<Code> wanted) const {
  for (std::size_t k = std::min(i, size()); k-- > 0;) {
    if (std::find(wanted.begin(), wanted.end(), code(k)) != wanted.end()) return k;
  }
  return size();
}

std::size_t context_of(const Case& c, std::size_t i) {
  for (std::size_t k = std::min(i, c.size()); k-- > 0;) {
    // `starts with` and `ends with` begin no session controls.
    if (c.code(k) == kWith && k > 0 && one_of<kStarts, kEnds, kStart, kEnd>(c.code(k - 1))) continue;
    if (one_of<kOn, kUsing, kRunning, kThrough, kBy, kAt, kFor, kWhen, kWhere, kRequire, kWith, kGiven, kHaving,
               kExpect, kEquals>(c.code(k))) {
      return k;
    }
  }
  return c.size();
}

bool joins_with_and(Code context) { return one_of<kUsing, kWhen, kWhere, kRequire, kGiven, kHaving, kExpect>(context); }

}  // namespace doorward::words
