// Policies that people have written or exported (tests/corpus): each file is read, or refused for a reason that the
// file really gives. The whole list, with every message, is corpus.expected.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "golden.h"
#include "read.h"

namespace doorward::tests {
namespace {

namespace fs = std::filesystem;

std::vector<JsonFile> corpus_files() {
  const fs::path root = fs::path(DW_CORPUS) / "policies";
  std::vector<JsonFile> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".json") continue;
    files.push_back({fs::relative(entry.path(), root).generic_string(), file_text(entry.path().string())});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

std::string repository_of(const JsonFile& file) { return file.name.substr(0, file.name.find('/')); }

// The locations and strengths of a repository stand beside its policies; other files of it do not.
bool is_beside(const JsonFile& file) {
  return file.name.find("NamedLocation") != std::string::npos || file.name.find("namedLocation") != std::string::npos ||
         file.name.find("named-locations/") != std::string::npos ||
         file.name.find("AuthenticationStrengths") != std::string::npos;
}

// Messages without the long tail of one file: a code that has been shown three times is counted.
std::string shortened(const std::string& messages) {
  std::vector<std::pair<std::string, int>> seen;
  std::string out;
  std::size_t begin = 0;
  while (begin < messages.size()) {
    const std::size_t end = messages.find('\n', begin);
    const std::string line = messages.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t code_at = std::min(line.find(": E3"), line.find(": W3"));
    const std::string code = line.substr(code_at + 2, 5);
    auto row = std::find_if(seen.begin(), seen.end(), [&](const auto& r) { return r.first == code; });
    if (row == seen.end()) row = seen.insert(seen.end(), {code, 0});
    if (++row->second <= 3) out += "  " + line + '\n';
  }
  for (const auto& [code, count] : seen) {
    if (count > 3) out += "  … " + std::to_string(count - 3) + " more " + code + '\n';
  }
  return out;
}

ReadResult read_in_folder(const JsonFile& file, std::vector<JsonFile> beside) {
  beside.push_back(file);
  beside.push_back({"empty.json", "[]"});  // so that it counts as a folder
  return read_graph(beside);
}

std::string describe(const JsonFile& file, const ReadResult& result) {
  std::string out = result.errors ? "refused  " : "loads    ";
  out += file.name + "  (" + std::to_string(result.set.policies.size()) + " policies";
  if (result.passed_over != 0) out += ", " + std::to_string(result.passed_over) + " objects passed over";
  std::string own;  // what is said of the files beside it stands with those
  std::size_t begin = 0;
  while (begin < result.messages.size()) {
    const std::size_t end = result.messages.find('\n', begin) + 1;
    const std::string line = result.messages.substr(begin, end - begin);
    if (line.compare(0, file.name.size(), file.name) == 0) own += line.substr(file.name.size() + 1);
    begin = end;
  }
  return out + ")\n" + shortened(own);
}

}  // namespace

TEST_CASE("every corpus file loads or is refused for its real defect") {
  const std::vector<JsonFile> files = corpus_files();
  REQUIRE(files.size() == 304);
  std::vector<JsonFile> sound;  // locations and strengths that load by themselves
  for (const JsonFile& file : files) {
    if (is_beside(file) && !read_in_folder(file, {}).errors) sound.push_back(file);
  }
  std::string actual;
  for (const JsonFile& file : files) {
    std::vector<JsonFile> beside;
    for (const JsonFile& other : sound) {
      if (other.name != file.name && repository_of(other) == repository_of(file)) beside.push_back(other);
    }
    actual += describe(file, read_in_folder(file, beside));
  }
  const std::string path = std::string(DW_GRAPH_TESTS) + "/corpus.expected";
  test::check_golden(path, actual);
}

}  // namespace doorward::tests
