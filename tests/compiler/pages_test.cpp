// Every message of resolve, check and load has a page, a golden, and examples that do what the page says.
#include <doctest/doctest.h>

#include "policy_folder.h"

namespace doorward::test {
namespace {

namespace fs = std::filesystem;

/// The code blocks of a page, in order.
std::vector<std::string> blocks_of(const std::string& page) {
  std::vector<std::string> blocks;
  for (std::size_t at = page.find("```\n"); at != std::string::npos; at = page.find("```\n", at)) {
    const std::size_t begin = at + 4;
    const std::size_t end = page.find("```", begin);
    if (end == std::string::npos) break;
    blocks.push_back(page.substr(begin, end - begin));
    at = end + 3;
  }
  return blocks;
}

bool is_ours(const CodeRow& row) { return row.id.substr(1, 1) == "2" || row.id.starts_with("E4"); }

std::string all_goldens() {
  std::string text;
  for (const auto& entry : fs::directory_iterator(DOORWARD_SOURCE_DIR "/tests/compiler/golden")) {
    text += read_text(entry.path());
  }
  return text;
}

// Messages that no folder of texts can cause; each is tested by name in load_test.cpp.
const std::map<std::string, std::string> kNotInGoldens = {
    {"E4001", "needs a path that cannot be read"}, {"E4005", "needs an empty folder"},
    {"E4006", "needs a file of more than 1 GiB"},  {"E4007", "needs bytes that are not text"},
    {"E2007", "needs hundreds of declarations"},   {"E2030", "needs a condition that doubles many times"},
};

}  // namespace

TEST_CASE("every message of names, checks and files has a page and a golden") {
  const std::string goldens = all_goldens();
  for (const CodeRow& row : diagnostic_codes()) {
    if (!is_ours(row)) continue;
    const std::string id(row.id);
    CAPTURE(id);
    CHECK(fs::exists(DOORWARD_SOURCE_DIR "/docs/diagnostics/" + id + ".md"));
    const bool shown = goldens.find('[' + id + ']') != std::string::npos;
    CHECK(shown != kNotInGoldens.contains(id));
  }
}

TEST_CASE("the bad example of a page gives its message and the good example none") {
  std::size_t tried = 0;
  for (const CodeRow& row : diagnostic_codes()) {
    const std::string id(row.id);
    const std::string page = read_text(DOORWARD_SOURCE_DIR "/docs/diagnostics/" + id + ".md");
    const auto blocks = blocks_of(page);
    // Pages about several files, and those that leave text out, show excerpts.
    if (!is_ours(row) || id.starts_with("E4") || id == "E2052" || page.find("# … and so on") != std::string::npos)
      continue;
    CAPTURE(id);
    REQUIRE(blocks.size() == 2);
    const bool note = row.severity == Severity::note;
    CHECK(load_ward(blocks[0]).codes() == (note ? "" : id));
    CHECK(load_ward(blocks[1]).codes() == "");
    ++tried;
  }
  CHECK(tried > 25);
}

}  // namespace doorward::test
