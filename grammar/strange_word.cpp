#include "strange_word.h"

#include <algorithm>
#include <array>
#include <string>

#include "case.h"
#include "lexer.h"
#include "shape.h"

namespace doorward::words {
namespace {

struct LookAlike {
  char32_t code_point;
  std::string_view ascii;
  std::string_view name;
};
constexpr auto kLookAlikes = std::to_array<LookAlike>({
#define DW_LOOK_ALIKE(code_point, ascii, name) {code_point, ascii, name},
#include "unicode.def"
#undef DW_LOOK_ALIKE
});

struct Run {
  std::string_view text;  // the source
  std::string_view word;
  Span at;
  DiagnosticSink& sink;
};

bool is_quote(char32_t c) {
  return (c >= 0x2018 && c <= 0x201F) || c == 0x00AB || c == 0x00BB || c == 0x2039 || c == 0x203A || c == '\'' ||
         c == '`';
}
bool is_dash(char32_t c) { return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFF0D; }
bool is_wide_blank(char32_t c) {
  return c == 0x00A0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 ||
         c == 0x0B || c == 0x0C || c == 0x85;
}

Span part(const Run& run, std::size_t begin, std::size_t end) {
  return {run.at.source, run.at.begin + static_cast<std::uint32_t>(begin),
          run.at.begin + static_cast<std::uint32_t>(end)};
}

void add_fix(Diagnostic& found, std::string title, Edit edit) {
  found.fixes.push_back({std::move(title), {std::move(edit)}, false});
}

template <class Fits>
std::size_t find_point(std::string_view word, Fits fits, std::size_t from = 0) {
  for (std::size_t i = from; i < word.size(); i += code_point_at(word, i).length) {
    if (fits(code_point_at(word, i).value)) return i;
  }
  return std::string_view::npos;
}

bool unusual_blank(const Run& run) {
  const std::size_t i = find_point(run.word, is_wide_blank);
  if (i == std::string_view::npos) return false;
  const CodePoint point = code_point_at(run.word, i);
  Diagnostic& found = run.sink.report<DiagnosticCode::unusual_blank>(
      part(run, i, i + point.length), fmt::format("U+{:04X}", static_cast<std::uint32_t>(point.value)),
      run.word.substr(0, i), run.word.substr(i + point.length));
  found.help = "write a plain blank";
  Fix fix{"write plain blanks", {}, false};
  for (std::size_t k = i; k != std::string_view::npos;) {
    const std::size_t length = code_point_at(run.word, k).length;
    fix.edits.push_back({part(run, k, k + length), " "});
    k = find_point(run.word, is_wide_blank, k + length);
  }
  found.fixes.push_back(std::move(fix));
  return true;
}

bool hidden(const Run& run) {
  const Extent at = find_hidden(run.word, true);
  if (at.end == 0) return false;
  const CodePoint point = code_point_at(run.word, at.begin);
  Diagnostic& found = run.sink.report<DiagnosticCode::hidden_character>(
      part(run, at.begin, at.end), fmt::format("U+{:04X}", static_cast<std::uint32_t>(point.value)));
  found.help = "take it out";
  add_fix(found, "take it out", {part(run, at.begin, at.end), ""});
  return true;
}

// The text in typographic quotes may hold blanks: it ends at the next such mark of the line.
bool quote(const Run& run) {
  const std::size_t i = find_point(run.word, is_quote);
  if (i == std::string_view::npos) return false;
  const std::uint32_t opening_length = code_point_at(run.word, i).length;
  const std::size_t begin = run.at.begin + i;
  const std::size_t line_end = std::min(run.text.find('\n', begin), run.text.size());
  const std::string_view rest = run.text.substr(begin, line_end - begin);
  const std::size_t close = find_point(
      rest, [](char32_t c) { return is_quote(c) || c == '"'; }, opening_length);
  const std::size_t end = close == std::string_view::npos ? rest.size() : close + code_point_at(rest, close).length;
  const std::string_view shown = close == std::string_view::npos ? rest.substr(0, opening_length) : rest.substr(0, end);
  Diagnostic& found = run.sink.report<DiagnosticCode::typographic_quote>(
      part(run, i, i + (close == std::string_view::npos ? opening_length : end)), shown.substr(0, opening_length));
  found.help = "write texts in plain double quotes";
  if (close == std::string_view::npos) return true;
  Fix fix{"write `\"" + std::string(rest.substr(opening_length, close - opening_length)) + "\"`", {}, false};
  fix.edits.push_back({part(run, i, i + opening_length), "\""});
  fix.edits.push_back({part(run, i + close, i + end), "\""});
  found.fixes.push_back(std::move(fix));
  return true;
}

bool dash(const Run& run) {
  const std::size_t i = find_point(run.word, is_dash);
  if (i == std::string_view::npos) return false;
  const std::size_t length = code_point_at(run.word, i).length;
  Diagnostic& found =
      run.sink.report<DiagnosticCode::typographic_dash>(part(run, i, i + length), run.word.substr(i, length), run.word);
  std::string right;
  for (std::size_t k = 0; k < run.word.size(); k += code_point_at(run.word, k).length) {
    const CodePoint point = code_point_at(run.word, k);
    right += is_dash(point.value) ? std::string("-") : std::string(run.word.substr(k, point.length));
  }
  const bool alone = run.word.size() == length;
  found.help = alone ? std::string("take it out") : "write `" + right + "`";
  add_fix(found, found.help, {run.at, alone ? std::string() : right});
  return true;
}

bool look_alike(const Run& run) {
  const auto find_row = [](char32_t c) {
    return std::find_if(kLookAlikes.begin(), kLookAlikes.end(),
                        [c](const LookAlike& row) { return row.code_point == c; });
  };
  const std::size_t i = find_point(run.word, [&](char32_t c) { return find_row(c) != kLookAlikes.end(); });
  if (i == std::string_view::npos) return false;
  std::string right;
  for (std::size_t k = 0; k < run.word.size(); k += code_point_at(run.word, k).length) {
    const CodePoint point = code_point_at(run.word, k);
    const auto row = find_row(point.value);
    if (row == kLookAlikes.end() && point.value >= 0x80) return false;  // a word of another alphabet
    right += row == kLookAlikes.end() ? run.word.substr(k, point.length) : row->ascii;
  }
  const bool mixed = std::any_of(run.word.begin(), run.word.end(),
                                 [](char c) { return class_of(static_cast<unsigned char>(c)) == kLetter; });
  if (!mixed && find_keyword(right) == kNone) return false;
  const CodePoint point = code_point_at(run.word, i);
  const LookAlike& row = *find_row(point.value);
  Diagnostic& found = run.sink.report<DiagnosticCode::look_alike_letter>(
      part(run, i, i + point.length), run.word.substr(i, point.length), run.word, row.name, row.ascii);
  found.help = "write `" + right + "`";
  add_fix(found, "write `" + right + "`", {run.at, right});
  return true;
}

bool inner_comment(const Run& run) {
  const std::size_t i = run.word.find('#');
  if (i == std::string_view::npos || run.word.find('@') != std::string_view::npos) return false;
  Diagnostic& found = run.sink.report<DiagnosticCode::comment_in_word>(part(run, i, i + 1), run.word);
  found.help = "put a blank before `#`";
  add_fix(found, "put a blank before `#`", {part(run, i, i), " "});
  return true;
}

bool foreign_operator(const Run& run) {
  struct Row {
    std::string_view word, help;
  };
  constexpr auto kRows = std::to_array<Row>({{"&&", "write `and`"},
                                             {"&", "write `and`"},
                                             {"||", "write `or`"},
                                             {"|", "write `or`"},
                                             {"!", "write `not`, or `is not` for `!=`"},
                                             {";", "take it out: a line in column 1 begins a statement"},
                                             {"-", "take it out"},
                                             {":", "take it out"},
                                             {"{", "take it out: the indent holds a statement together"},
                                             {"}", "take it out: the indent holds a statement together"}});
  for (const Row& row : kRows) {
    if (row.word != run.word) continue;
    run.sink.report<DiagnosticCode::foreign_operator>(run.at, run.word).help = row.help;
    return true;
  }
  return false;
}

bool is_name_text(std::string_view text) {
  std::uint8_t classes = 0;
  for (const char c : text) classes |= class_of(static_cast<unsigned char>(c));
  return !text.empty() && shape_of(text, classes) != kNone;
}

bool full_stop(const Run& run) {
  const std::string_view shorter = run.word.substr(0, run.word.size() - 1);
  const char last = run.word.back();
  const bool ending = last == '.' || last == '-' || last == ';' || last == ':' || last == '!' || last == '?';
  if (!ending || !is_name_text(shorter)) return false;
  Diagnostic& found = run.sink.report<DiagnosticCode::full_stop>(part(run, shorter.size(), run.word.size()), run.word,
                                                                 run.word.substr(shorter.size()));
  found.help = "write `" + std::string(shorter) + "`";
  add_fix(found, "write `" + std::string(shorter) + "`", {part(run, shorter.size(), run.word.size()), ""});
  return true;
}

bool only(std::string_view word, std::string_view characters) {
  return word.find_first_not_of(characters) == std::string_view::npos;
}

// A control whose usual name begins with a digit.
bool second_factor(const Run& run) {
  if (!equals_ignoring_case(run.word, "2fa")) return false;
  Diagnostic& found = run.sink.report<DiagnosticCode::not_a_word>(run.at, run.word);
  found.help = "write `mfa`";
  add_fix(found, found.help, {run.at, "mfa"});
  return true;
}

bool date_or_time(const Run& run) {
  if (report_day(run.word, run.at, run.sink)) return true;
  if (fits(run.word, "9999-99-99")) {
    run.sink.report<DiagnosticCode::bad_date>(run.at, run.word).help = "write year, month and day: `2027-01-31`";
    return true;
  }
  if (fits(run.word, "99:99") || fits(run.word, "9:99")) {
    run.sink.report<DiagnosticCode::bad_time>(run.at, run.word).help =
        "write hours and minutes: `09:30`, up to `24:00`";
    return true;
  }
  return false;
}

bool address(const Run& run) {
  const bool v6 =
      std::count(run.word.begin(), run.word.end(), ':') >= 2 && run.word.find('@') == std::string_view::npos;
  const bool v4 = only(run.word, "0123456789./") && run.word.find('.') != std::string_view::npos;
  if (!v4 && !v6) return false;
  const std::size_t slash = run.word.find('/');
  const bool prefix = slash != std::string_view::npos && is_ip(run.word.substr(0, slash));
  const std::string_view why = prefix ? (v6 ? "the prefix goes to 128" : "the prefix goes to 32")
                               : v6   ? "an IPv6 address has eight groups of hexadecimal digits, `::` for zeros"
                                      : "an IPv4 address has four numbers up to 255";
  run.sink.report<DiagnosticCode::bad_address>(run.at, run.word, why).help =
      v6 ? "write an address such as `2001:db8::1` or a range such as `2001:db8::/48`"
         : "write an address such as `198.51.100.7` or a range such as `203.0.113.0/24`";
  return true;
}

bool guid(const Run& run) {
  std::string_view word = run.word;
  const bool braces = word.size() > 2 && word.front() == '{' && word.back() == '}';
  if (braces) word = word.substr(1, word.size() - 2);
  const auto dashes = std::count(word.begin(), word.end(), '-');
  const auto digits = std::count_if(word.begin(), word.end(), [](char c) { return hex_value(c) >= 0; });
  const bool close = word.size() >= 30 && word.size() <= 42 && dashes >= 3 && digits >= 26;
  if (!close) return false;
  std::string why = "it has five groups of 8, 4, 4, 4 and 12 hexadecimal digits";
  if (braces && parse_guid(word)) why = "it stands without braces";
  Diagnostic& found = run.sink.report<DiagnosticCode::bad_guid>(run.at, run.word, why);
  if (braces && parse_guid(word)) {
    found.help = "write `" + std::string(word) + "`";
    add_fix(found, found.help, {run.at, std::string(word)});
  } else {
    found.help = "copy the whole id, such as `4f1c2d7e-0000-4000-8000-000000000001`";
  }
  return true;
}

bool quotable(const Run& run) {
  const bool digit = class_of(static_cast<unsigned char>(run.word.front())) == kDigit;
  const bool wide =
      std::any_of(run.word.begin(), run.word.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const bool slash = run.word.find_first_of("/\\&@:") != std::string_view::npos;
  if (run.word.size() < 2 || run.word.find('\\') != std::string_view::npos || !(digit || wide || slash)) return false;
  const std::string quoted = '"' + std::string(run.word) + '"';
  Diagnostic& found = run.sink.report<DiagnosticCode::needs_quotes>(
      run.at, run.word,
      digit ? "it begins with a digit" : "it holds other characters than letters, digits, `-`, `_` and `.`");
  found.help = "write `" + quoted + "`";
  add_fix(found, "write `" + quoted + "`", {run.at, quoted});
  return true;
}

}  // namespace

void explain_strange_word(std::string_view text, Span at, DiagnosticSink& sink) {
  const Run run{text, text.substr(at.begin, at.end - at.begin), at, sink};
  constexpr std::array kReasons{unusual_blank,    hidden,    quote,         dash,         look_alike, inner_comment,
                                foreign_operator, full_stop, second_factor, date_or_time, address,    guid,
                                quotable};
  for (const auto reason : kReasons) {
    if (reason(run)) return;
  }
  sink.report<DiagnosticCode::not_a_word>(at, run.word).help =
      "a name is a letter, then letters, digits, `-`, `_` and `.`; any other name stands in double quotes";
}

}  // namespace doorward::words
