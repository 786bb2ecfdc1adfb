// Each file below golden/ holds a policy set, the messages about it and the model that it resolves to. A set of
// several files has a line `==== name` before each. With DOORWARD_UPDATE_GOLDENS in the environment the expected
// parts are written anew.
#include "golden.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "doorward/compiler/model_dump.h"
#include "policy_folder.h"

namespace doorward::test {
namespace {

namespace fs = std::filesystem;

const fs::path kGoldens = DOORWARD_SOURCE_DIR "/tests/compiler/golden";
constexpr std::string_view kMessages = "---- messages\n";
constexpr std::string_view kModel = "---- model\n";
constexpr std::string_view kFile = "==== ";

std::map<std::string, std::string> files_of(std::string_view input) {
  if (!input.starts_with(kFile)) return {{"policies.ward", std::string(input)}};
  std::map<std::string, std::string> files;
  while (!input.empty()) {
    const std::size_t line = input.find('\n');
    const std::string name(input.substr(kFile.size(), line - kFile.size()));
    input.remove_prefix(line + 1);
    const std::size_t next = std::min(input.find(kFile), input.size());
    files[name] = input.substr(0, next);
    input.remove_prefix(next);
  }
  return files;
}

std::vector<fs::path> goldens() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(kGoldens)) found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

std::string actual(std::string_view input, bool& errors) {
  const PolicyFolder folder(files_of(input));
  const Loaded result = load(folder);
  errors = result.sink.has_errors();
  std::string text(input);
  text.append(kMessages).append(result.messages());
  if (!errors) text.append(kModel).append(dump(result.loaded.set));
  return text;
}

}  // namespace

TEST_CASE("every golden policy set gives its messages and its model") {
  REQUIRE(!goldens().empty());
  for (const fs::path& path : goldens()) {
    const std::string expected = read_text(path);
    const std::string input = expected.substr(0, expected.find(kMessages));
    bool errors = false;
    const std::string text = actual(input, errors);
    CAPTURE(path.filename().string());
    CHECK(errors == path.filename().string().starts_with("bad_"));
    if (updating_goldens()) {
      std::ofstream(path, std::ios::binary) << text;
    } else {
      CHECK(text == expected);
    }
  }
}

}  // namespace doorward::test
