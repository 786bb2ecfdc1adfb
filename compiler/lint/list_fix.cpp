#include "list_fix.h"

#include <algorithm>

namespace doorward::linting {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(kBlanks, at), text.size());
}

/// The place behind the last character before `at` that is no blank.
std::size_t back_over_blanks(std::string_view text, std::size_t at) {
  const std::size_t last = at == 0 ? std::string_view::npos : text.find_last_not_of(kBlanks, at - 1);
  return last == std::string_view::npos ? 0 : last + 1;
}

bool is_word(std::string_view text, std::size_t begin, std::string_view word) {
  const auto blank = [&](std::size_t at) {
    return at < text.size() && kBlanks.find(text[at]) != std::string_view::npos;
  };
  return text.substr(begin, word.size()) == word && blank(begin + word.size()) && begin > 0 && blank(begin - 1);
}

}  // namespace

std::optional<Edit> take_out(const SourceMap& sources, const model::Origin& item) {
  if (item.span.source >= sources.size() || item.span.begin >= item.span.end) return std::nullopt;
  const std::string_view text = sources.text(item.span.source);
  const bool json = !item.json_path.empty();
  if (json && text[item.span.begin] != '"') return std::nullopt;
  const std::size_t next = skip_blanks(text, item.span.end);
  const std::size_t before = back_over_blanks(text, item.span.begin);
  Span gone = item.span;
  if (next < text.size() && text[next] == ',') {
    gone.end = static_cast<std::uint32_t>(skip_blanks(text, next + 1));
    // A line may end in `, or`.
    if (!json && is_word(text, gone.end, "or")) gone.end = static_cast<std::uint32_t>(skip_blanks(text, gone.end + 2));
  } else if (!json && is_word(text, next, "or")) {
    gone.end = static_cast<std::uint32_t>(skip_blanks(text, next + 2));
  } else if (before > 0 && text[before - 1] == ',') {
    gone.begin = static_cast<std::uint32_t>(before - 1);
  } else if (!json && before > 2 && is_word(text, before - 2, "or")) {
    gone.begin = static_cast<std::uint32_t>(back_over_blanks(text, before - 2));
    if (gone.begin > 0 && text[gone.begin - 1] == ',') --gone.begin;
  } else {
    return std::nullopt;
  }
  // What a comment says of the item is not ours to throw away.
  if (!json && text.substr(gone.begin, gone.end - gone.begin).find('#') != std::string_view::npos) return std::nullopt;
  return Edit{gone, ""};
}

}  // namespace doorward::linting
