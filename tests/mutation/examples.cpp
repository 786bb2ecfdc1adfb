#include "examples.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

namespace doorward::tests {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot(DW_ROOT);

std::string file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The fenced blocks of Ward in a document; those called `nouns` stand beside all others.
void add_document(const std::string& name, std::string nouns, std::vector<Example>& examples) {
  std::stringstream lines(file_text(kRoot / name));
  std::string info;
  std::string block;
  bool open = false;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("```")) {
      block += line + '\n';
      continue;
    }
    if (!open) {
      info = line.substr(3);
    } else if (info == "ward") {
      examples.push_back({name, nouns, block});
    } else if (info == "ward nouns") {
      examples.push_back({name, "", block});
      nouns += block;
    }
    open = !open;
    block.clear();
  }
}

}  // namespace

std::vector<Example> documented_examples() {
  const fs::path contoso = kRoot / "examples/contoso";
  const std::string nouns = file_text(contoso / "nouns.ward");
  std::vector<Example> examples;
  add_document("docs/language.md", "", examples);
  add_document("README.md", nouns, examples);
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(contoso)) {
    if (entry.path().extension() == ".ward") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    const bool declares = file.filename() == "nouns.ward";
    examples.push_back({"examples/contoso/" + file.filename().string(), declares ? "" : nouns, file_text(file)});
  }
  return examples;
}

}  // namespace doorward::tests
