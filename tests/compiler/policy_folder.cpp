#include "policy_folder.h"

#include <unistd.h>

#include <fstream>
#include <iterator>

#include "doorward/grammar/render.h"

namespace doorward::test {

namespace fs = std::filesystem;

PolicyFolder::PolicyFolder(const std::map<std::string, std::string>& files) {
  std::string name = (fs::temp_directory_path() / "doorward-XXXXXX").string();
  path_ = mkdtemp(name.data());
  for (const auto& [file, text] : files) {
    fs::create_directories((path_ / file).parent_path());
    std::ofstream(path_ / file, std::ios::binary) << text;
  }
}

PolicyFolder::~PolicyFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::string Loaded::messages() const {
  std::string text;
  for (const Diagnostic& diagnostic : sink.diagnostics()) text += render(sources, diagnostic);
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder, at)) {
    text.erase(at, folder.size());
  }
  return text;
}

std::string Loaded::codes() const {
  std::string text;
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    if (diagnostic.severity != Severity::note) text.append(text.empty() ? "" : " ").append(row_of(diagnostic.code).id);
  }
  return text;
}

Loaded load(const PolicyFolder& folder, const std::vector<std::string>& paths) {
  Loaded result;
  result.folder = folder.path().string() + '/';
  std::vector<std::string> full;
  for (const std::string& path : paths) full.push_back(path == "-" ? path : (folder.path() / path).string());
  if (full.empty()) full.push_back(folder.path().string());
  result.loaded = load_sources(full, {}, result.sources, result.sink);
  return result;
}

Loaded load_ward(const std::string& text) {
  const PolicyFolder folder({{"policies.ward", text}});
  return load(folder);
}

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace doorward::test
