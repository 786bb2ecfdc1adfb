#include "sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "doorward/compiler/graph_reader.h"
#include "doorward/compiler/resolve.h"
#include "doorward/grammar/parse.h"

namespace doorward::tests {
namespace {

namespace fs = std::filesystem;

std::string message_lines(const SourceMap& sources, const DiagnosticSink& sink) {
  std::string text;
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    if (diagnostic.severity != Severity::error) continue;
    const Position at = sources.position(diagnostic.span.source, diagnostic.span.begin);
    text += fmt::format("{}:{}: {}: {}\n", sources.name(diagnostic.span.source), at.line, row_of(diagnostic.code).id,
                        diagnostic.message);
  }
  return text;
}

bool is_beside(const TextFile& file) {
  return file.name.find("amedLocation") != std::string::npos ||
         file.name.find("named-locations/") != std::string::npos ||
         file.name.find("AuthenticationStrengths") != std::string::npos;
}

std::vector<TextFile> corpus_files() {
  const fs::path root = fs::path(DW_CORPUS) / "policies";
  std::vector<TextFile> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".json") continue;
    files.push_back({fs::relative(entry.path(), root).generic_string(), file_text(entry.path().string())});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

}  // namespace

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Read read_graph(const std::vector<TextFile>& files) {
  SourceMap sources;
  DiagnosticSink sink;
  Read read;
  read.set = resolve(sources, {}, {}, sink);
  GraphReader reader(sources, {}, sink);
  for (const TextFile& file : files) {
    reader.add(sources.add(file.name, file.text), GraphFileOrigin::in_folder);
  }
  reader.finish(read.set);
  read.errors = sink.has_errors();
  read.messages = message_lines(sources, sink);
  return read;
}

Read read_ward(const std::vector<TextFile>& files) {
  SourceMap sources;
  DiagnosticSink sink;
  Read read;
  std::vector<ast::File> trees;
  for (const TextFile& file : files) trees.push_back(parse(sources, sources.add(file.name, file.text), sink));
  std::vector<WardSource> ward;
  for (const ast::File& tree : trees) ward.push_back({&tree, "test", true});
  read.set = resolve(sources, ward, {sink.has_errors()}, sink);
  read.errors = sink.has_errors();
  read.messages = message_lines(sources, sink);
  return read;
}

const std::vector<CorpusCase>& corpus() {
  static const std::vector<CorpusCase> kCases = [] {
    const std::vector<TextFile> files = corpus_files();
    std::vector<TextFile> beside;
    for (const TextFile& file : files) {
      if (is_beside(file) && !read_graph({file}).errors) beside.push_back(file);
    }
    std::vector<CorpusCase> cases;
    for (const TextFile& file : files) {
      CorpusCase one{file.name, {}, {}};
      const std::string repository = file.name.substr(0, file.name.find('/') + 1);
      for (const TextFile& other : beside) {
        if (other.name != file.name && other.name.starts_with(repository)) one.files.push_back(other);
      }
      one.files.push_back(file);
      Read read = read_graph(one.files);
      if (read.errors) continue;
      one.set = std::move(read.set);
      cases.push_back(std::move(one));
    }
    return cases;
  }();
  return kCases;
}

}  // namespace doorward::tests
