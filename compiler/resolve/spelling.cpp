// How names are spelt: in what form they are compared and written, and which are near to one another.
#include <algorithm>

#include "doorward/grammar/format.h"
#include "doorward/grammar/suggest.h"
#include "resolve/names.h"

namespace doorward::resolving {

std::string folded(std::string_view name) {
  std::string text(name);
  for (char& c : text) c = ascii_lower(c);
  return text;
}

bool is_blank_name(std::string_view name) { return name.find_first_not_of(' ') == std::string_view::npos; }

std::string written(std::string_view name) { return is_bare_name(name) ? std::string(name) : quoted(name); }

std::string_view misspelt(std::string_view written, std::span<const std::string_view> words, std::size_t& edits) {
  std::string_view found;
  if (written.size() < 2) return found;
  for (const std::string_view word : words) {
    if (are_opposites(written, word)) continue;
    const std::size_t limit = std::min(edits, allowed_edits(word.size()));
    const std::size_t distance = edit_distance(written, word, limit);
    if (distance > limit || (!found.empty() && distance == edits)) continue;
    edits = distance;
    found = word;
  }
  return found;
}

std::vector<std::string_view> near_words(std::string_view word, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t kShown = 3;
  std::size_t best = allowed_edits(word.size());
  std::vector<std::string_view> near;
  if (word.size() < 3) return near;
  for (const std::string_view candidate : candidates) {
    if (are_opposites(word, candidate)) continue;
    const std::size_t distance = edit_distance(word, candidate, best);
    if (distance > best) continue;
    if (distance < best) near.clear();
    best = distance;
    if (near.size() < kShown && std::find(near.begin(), near.end(), candidate) == near.end()) near.push_back(candidate);
  }
  return near;
}

void suggest(Diagnostic& diagnostic, const ast::Word& word, const std::vector<std::string_view>& near) {
  std::string help = "did you mean ";
  for (std::size_t i = 0; i < near.size(); ++i) {
    if (i != 0) help += i + 1 == near.size() ? " or " : ", ";
    const std::string right(near[i]);
    help += '`' + right + '`';
    diagnostic.fixes.push_back({"write `" + right + '`', {{word.span, right}}, false});
  }
  diagnostic.help = help + '?';
}

}  // namespace doorward::resolving
