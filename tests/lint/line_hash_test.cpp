// Line hashes against the values of codeql-action's own tests (github/codeql-action, src/fingerprints.test.ts).
#include <doctest/doctest.h>

#include "finding_place.h"

namespace doorward::test {

using Hashes = std::vector<std::string>;

TEST_CASE("an empty text is one line") { CHECK_EQ(cli::line_hashes(""), Hashes{"c129715d7a2bc9a3:1"}); }

TEST_CASE("blanks do not count, and the last line needs no end") {
  CHECK_EQ(cli::line_hashes(" a\nb\n  \t\tc\n d"),
           Hashes{"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"});
  CHECK_EQ(cli::line_hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"),
           Hashes{"8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1", "c6805c5e1288b612:1",
                  "b86d3392aea1be30:1", "e6ceba753e1a442:1"});
}

TEST_CASE("all ends of lines are the same") {
  const Hashes hashes{"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
                      "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1"};
  CHECK_EQ(cli::line_hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"), hashes);
  CHECK_EQ(cli::line_hashes(" hello; \t\rworld!!!\r\r\r  \t\tGreetings\r End\r"), hashes);
  CHECK_EQ(cli::line_hashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"), hashes);
}

}  // namespace doorward::test
