// Goldens of the Graph reader: golden/NAME.json (or a folder NAME of JSON files), and in NAME.expected every message
// and the whole set that came of it. NAME begins with `bad_` exactly when there is an error; `ignoring_` in it reads
// with --ignore-unknown. DOORWARD_UPDATE_GOLDENS=1 rewrites.
#include "golden.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "doorward/compiler/model_dump.h"
#include "read.h"

namespace doorward::tests {
namespace {

namespace fs = std::filesystem;

const fs::path kGoldens = fs::path(DW_GRAPH_TESTS) / "golden";

std::vector<std::string> golden_names() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(kGoldens)) {
    if (entry.is_directory() || entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<JsonFile> golden_files(const std::string& name) {
  if (!fs::is_directory(kGoldens / name)) return {{name + ".json", file_text((kGoldens / (name + ".json")).string())}};
  std::vector<JsonFile> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(kGoldens / name)) {
    files.push_back({entry.path().filename().string(), file_text(entry.path().string())});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

}  // namespace

TEST_CASE("each golden gives its messages and its policy set") {
  for (const std::string& name : golden_names()) {
    CAPTURE(name);
    const ReadResult result = read_graph(golden_files(name), {name.find("ignoring_") != std::string::npos});
    CHECK(result.errors == (name.rfind("bad_", 0) == 0));
    std::string actual = result.messages;
    if (result.passed_over != 0) actual += std::to_string(result.passed_over) + " objects passed over\n";
    if (!result.errors) actual += dump(result.set);
    const std::string path = (kGoldens / (name + ".expected")).string();
    test::check_golden(path, actual);
  }
}

TEST_CASE("every diagnostic of the Graph reader has a golden and a page") {
  std::string all;
  for (const std::string& name : golden_names()) all += file_text((kGoldens / (name + ".expected")).string());
  for (const std::string_view id : {
#define DW_DIAGNOSTIC(id, name, severity, text) #id,
#include "doorward/grammar/diagnostics_graph.def"
#undef DW_DIAGNOSTIC
       }) {
    CAPTURE(id);
    CHECK(all.find(": " + std::string(id) + ": ") != std::string::npos);
    const std::string page = file_text(std::string(DW_DOCS) + "/diagnostics/" + std::string(id) + ".md");
    CHECK(page.rfind("# " + std::string(id) + ": ", 0) == 0);
  }
}

TEST_CASE("the document names every field that the reader knows") {
  const std::string page = file_text(std::string(DW_DOCS) + "/graph.md");
  for (const std::string_view name : {
#define DW_GRAPH_FIELD(object, name, use, reason) name,
#include "graph/fields.def"
#undef DW_GRAPH_FIELD
       }) {
    CAPTURE(name);
    CHECK(page.find('`' + std::string(name) + '`') != std::string::npos);
  }
}

}  // namespace doorward::tests
