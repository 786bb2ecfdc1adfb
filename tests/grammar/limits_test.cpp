// Bounds: each has its own message, and no input takes more than its length in time or memory.
#include <doctest/doctest.h>

#include "parsed.h"

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a statement of 1048576 words is read and one more word is refused") {
  // `group big =` and n names with commas between: 3 + 2n - 1 words.
  const std::string fits = "group big = a1" + repeated(", a1", 524286) + "\n";
  CHECK(Parsed(fits).errors() == 0);
  const Parsed parsed("group big = a1" + repeated(", a1", 524287) + "\neveryone for payroll block\n");
  REQUIRE(parsed.errors() == 1);
  CHECK(parsed.sink.diagnostics().front().message == "a statement has at most 1048576 words");
  CHECK(parsed.file.policies.size() == 1);
}

TEST_CASE("a file of nothing but errors stops at a thousand") {
  const Parsed parsed(repeated("everyone for payroll blok\n", 5000));
  CHECK(parsed.errors() == 1001);
  CHECK(parsed.sink.diagnostics().back().message == "more than 1000 errors in one file; the rest is not read");
}

TEST_CASE("a source beyond the bound is refused unread") {
  const Parsed parsed(std::string(doorward::kMaxSourceBytes + 1, ' '));
  REQUIRE(parsed.errors() == 1);
  CHECK(parsed.sink.diagnostics().front().message == "the file is longer than 134217728 bytes");
}

TEST_CASE("a hundred thousand declarations are kept") {
  const Parsed parsed(repeated("group a1 = 4f1c2d7e-0000-4000-8000-000000000001\n", 100000));
  CHECK(parsed.errors() == 0);
  CHECK(parsed.file.declarations.size() == 100000);
}

TEST_CASE("deep nesting of every kind is one error and no overflow") {
  for (const std::string open : {"(", "[", "not (", "not "}) {
    CAPTURE(open);
    CHECK(Parsed("device deep = " + repeated(open, 60000 / open.size()) + "\n").errors() == 1);
  }
}

TEST_CASE("a text cut anywhere is read without a fault") {
  const std::string text =
      "test \"caf\xC3\xA9 \\\" x\" alice on 2001:db8::1 using devices where (model is \"x\" and not joined) for "
      "payroll\n"
      "  given alice in [vendors] expect require mfa or strength s with sign-in every 4 hours # c\n";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    CHECK(Parsed(text.substr(0, length)).errors() <= 1);
  }
}
