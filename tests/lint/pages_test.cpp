// Every lint, and every message about configuration, has a page whose bad example shows it and whose good one does not.
// What both print stands in golden/CODE.txt; DOORWARD_UPDATE_GOLDENS=1 rewrites.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "doorward/lint/lint.h"
#include "golden.h"
#include "process.h"

namespace doorward::test {
namespace {

namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

struct Page {
  Files bad;
  Files good;
  bool has_examples = false;
};

// Pages whose example would be hundreds of lines, or a repository; each is tested by name beside this file.
const std::map<std::string, std::string> kNoExample = {
    {"W3123", "needs 2,049 groups"}, {"W3227", "needs a rule of 3,073 characters"}, {"W3342", "needs 51 users"},
    {"W3409", "needs 181 policies"}, {"W6004", "needs a Git repository"},
};

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// What the words behind the fence say: no word is Ward, `toml` the configuration, `json NAME` a file of that name.
std::string file_of(const std::string& fence) {
  if (fence == "toml") return "doorward.toml";
  const std::size_t blank = fence.find(' ');
  return blank == std::string::npos ? "policies.ward" : fence.substr(blank + 1);
}

Page read_page(const std::string& text) {
  Page page;
  const std::size_t good = text.find("\nGood:");
  for (std::size_t at = text.find("\n```"); at != std::string::npos; at = text.find("\n```", at)) {
    const std::size_t line = text.find('\n', at + 4);
    const std::string fence = text.substr(at + 4, line - at - 4);
    const std::size_t end = text.find("\n```", line - 1);
    Files& files = at < good ? page.bad : page.good;
    files[file_of(fence)] = text.substr(line + 1, end == line - 1 ? 0 : end - line);
    page.has_examples = true;
    at = end + 4;
  }
  return page;
}

std::string check(const Files& files, const std::string& code, bool ask) {
  const ScratchFolder folder;
  for (const auto& [name, text] : files) folder.write(name, text);
  const bool graph = files.contains("policies.json");
  if (!graph && !files.contains("policies.ward")) {
    folder.write("policies.ward", "trusted network hq = 203.0.113.0/24\n");
  }
  const std::string file = graph ? "policies.json" : "policies.ward";
  const Result result = folder.run("check " + file + " --at 2026-11-25 --color never" + (ask ? " --warn " + code : ""));
  return result.err;
}

bool is_ours(const CodeRow& row) { return is_lint(row.code) || row.id.substr(1, 1) == "6"; }

}  // namespace

TEST_CASE("the bad example of a lint's page shows it, and the good one does not") {
  std::size_t tried = 0;
  for (const CodeRow& row : diagnostic_codes()) {
    if (!is_ours(row)) continue;
    const std::string code(row.id);
    CAPTURE(code);
    const std::string text = text_of(DOORWARD_SOURCE "/docs/diagnostics/" + code + ".md");
    CHECK(text.starts_with("# " + code + ": "));
    const bool lint = is_lint(row.code);
    CHECK((!lint || text.find("\nSource: ") != std::string::npos));
    const Page page = read_page(text);
    if (kNoExample.contains(code)) continue;
    REQUIRE(page.has_examples);
    const std::string bad = check(page.bad, code, is_optional_lint(row.code));
    const std::string good = check(page.good, code, is_optional_lint(row.code));
    const std::string shown = '[' + code + ']';
    CHECK(bad.find(shown) != std::string::npos);
    CHECK(good.find(shown) == std::string::npos);
    CHECK(bad.find("error[") == (row.severity == Severity::error ? bad.find("error[" + code) : std::string::npos));
    CHECK(good.find("error[") == std::string::npos);
    check_golden(DOORWARD_SOURCE "/tests/lint/golden/" + code + ".txt", "---- bad\n" + bad + "---- good\n" + good);
    ++tried;
  }
  CHECK(tried > 120);
}

}  // namespace doorward::test
