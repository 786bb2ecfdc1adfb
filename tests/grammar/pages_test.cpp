// The page of each message shows it: its bad example has exactly that error, its good one has none.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "parsed.h"

namespace {

// The block in ``` behind `heading`; empty when there is none.
std::string example(const std::string& page, const std::string& heading) {
  const std::size_t at = page.find("\n" + heading + "\n\n```\n");
  if (at == std::string::npos) return {};
  const std::size_t begin = page.find("```\n", at) + 4;
  return page.substr(begin, page.find("```", begin) - begin);
}

}  // namespace

TEST_CASE("the bad example of a page has its error alone and the good one has none") {
  for (const doorward::CodeRow& row : doorward::diagnostic_codes()) {
    if (!row.id.starts_with("E1")) continue;
    const std::string id(row.id);
    CAPTURE(id);
    std::ifstream in(std::filesystem::path(PAGES_DIR) / (id + ".md"), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    const std::string page = bytes.str();
    CHECK(page.starts_with("# " + id + ": "));
    const std::string bad = example(page, "Bad:");
    if (bad.empty()) continue;
    const Parsed wrong(bad);
    CAPTURE(wrong.messages());
    REQUIRE(wrong.errors() == 1);
    CHECK(doorward::row_of(wrong.sink.diagnostics().front().code).id == id);
    const Parsed right(example(page, "Good:"));
    CHECK(right.messages() == "");
  }
}
