// Conditions as English says them: `is "HR" or "IT"`, `is one of […]`, `user is in contractors`.
#include "case.h"
#include "doorward/facts/guid.h"

namespace doorward::words {
namespace {

constexpr std::size_t kMostValues = 32;

bool is_value(Code code) {
  return (is_name(code) && code != kPresent && code != kBetween) || (code >= kGuid && code <= kUpn);
}

/// `is`, `is not`, `is one of`, `is not in`: up to the value, or to the bracket before the first.
struct Comparison {
  std::size_t is;
  std::size_t value;
  bool negated;
  bool of_list;  // it says itself that several values follow
};

Comparison comparison_at(const Case& c, std::size_t is) {
  Comparison found{is, is + 1, false, false};
  if (c.code(found.value) == kNot) {
    found.negated = true;
    ++found.value;
  }
  const bool any = equals_ignoring_case(c.word(found.value), "one") || equals_ignoring_case(c.word(found.value), "any");
  if (any && c.code(found.value + 1) == kOf) {
    found.of_list = true;
    found.value += 2;
  } else if (c.code(found.value) == kIn) {
    found.of_list = true;
    ++found.value;
  }
  return found;
}

bool report(const Case& c, std::size_t first, std::size_t last, const std::vector<Code>& codes,
            const std::string& text) {
  if (!c.mends_replacing(first, last, codes)) return false;
  Diagnostic& found = c.sink.report<DiagnosticCode::misspelt_keyword>(c.span(first, last), c.shown(first, last));
  found.help = "write `" + text + "`";
  found.fixes.push_back({found.help, {{c.span(first, last), text}}, false});
  return true;
}

// `is in [`, `is not in contractors`
bool said_twice(const Case& c, const Comparison& it) {
  if (!it.of_list || it.value >= c.size()) return false;
  const std::vector<Code> codes = it.negated ? std::vector<Code>{kNot, kIn} : std::vector<Code>{kIn};
  return report(c, it.is, it.value, codes, it.negated ? "not in" : "in");
}

// `is "HR" or "IT"`
bool several_values(const Case& c, const Comparison& it) {
  std::vector<std::size_t> values;
  for (std::size_t i = it.value; is_value(c.code(i)) && values.size() < kMostValues; ++i) {
    values.push_back(i++);
    if (!one_of<kOr, kComma>(c.code(i))) break;
    if (c.code(i) == kComma && c.code(i + 1) == kOr) ++i;
  }
  for (std::size_t count = values.size(); count > (it.of_list ? 0U : 1U); --count) {
    std::vector<Code> codes =
        it.negated ? std::vector<Code>{kNot, kIn, kOpenBracket} : std::vector<Code>{kIn, kOpenBracket};
    std::string text = it.negated ? "not in [" : "in [";
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) codes.push_back(kComma);
      codes.push_back(c.code(values[i]));
      text += (i > 0 ? ", " : "") + std::string(c.word(values[i]));
    }
    codes.push_back(kCloseBracket);
    if (report(c, it.is, values[count - 1] + 1, codes, text + "]")) return true;
  }
  return false;
}

}  // namespace

bool explain_condition(const Case& c) {
  const std::size_t is = c.last_before(std::min(c.at() + 1, c.size()), {kIs});
  if (is == c.size() || is == 0 || c.at() > is + 2 * kMostValues) return false;
  const Comparison it = comparison_at(c, is);
  return said_twice(c, it) || several_values(c, it);
}

}  // namespace doorward::words
