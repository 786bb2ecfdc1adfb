// Each golden/NAME.ward has beside it golden/NAME.expected: the syntax tree and all messages. `bad_` names the inputs
// that hold an error.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "parsed.h"

namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::vector<fs::path> goldens() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(GOLDEN_DIR)) {
    if (entry.path().extension() == ".ward") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool rewriting() { return std::getenv("DOORWARD_REWRITE_GOLDENS") != nullptr; }

// Reported for inputs that are made by limits_test.cpp, because they are too large to keep.
const std::set<std::string> kTestedByLimits{"E1021", "E1023", "E1024"};
// Reported for questions, which have no file: question_test.cpp.
const std::set<std::string> kTestedByQuestions{"E1034"};

}  // namespace

TEST_CASE("each golden input has the tree and the messages beside it") {
  for (const fs::path& path : goldens()) {
    CAPTURE(path.filename().string());
    const Parsed parsed(read(path), path.filename().string());
    const std::string actual = doorward::dump(parsed.file) + parsed.messages();
    const fs::path beside = fs::path(path).replace_extension(".expected");
    if (rewriting()) std::ofstream(beside, std::ios::binary) << actual;
    CHECK(actual == read(beside));
  }
}

TEST_CASE("a golden is named bad exactly when it holds an error") {
  for (const fs::path& path : goldens()) {
    CAPTURE(path.filename().string());
    const Parsed parsed(read(path));
    CHECK((parsed.errors() > 0) == path.filename().string().starts_with("bad_"));
  }
}

TEST_CASE("every code of the grammar has a golden and a page") {
  std::string all;
  for (const fs::path& path : goldens()) all += read(fs::path(path).replace_extension(".expected"));
  for (const doorward::CodeRow& row : doorward::diagnostic_codes()) {
    if (!row.id.starts_with("E1")) continue;
    const std::string id(row.id);
    CAPTURE(id);
    const bool elsewhere = kTestedByLimits.contains(id) || kTestedByQuestions.contains(id);
    CHECK((elsewhere || all.find("[" + id + "]") != std::string::npos));
    CHECK(fs::exists(fs::path(PAGES_DIR) / (id + ".md")));
  }
}
