#include "sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

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

/// The texts that `messages` call no id: the placeholders of files that are meant to be filled in.
std::set<std::string> placeholders(const std::string& messages) {
  std::set<std::string> found;
  for (std::size_t at = messages.find("E3014: `"); at != std::string::npos; at = messages.find("E3014: `", at + 1)) {
    const std::size_t begin = at + std::string_view("E3014: `").size();
    found.insert(messages.substr(begin, messages.find('`', begin) - begin));
  }
  return found;
}

/// The file as an administrator would fill it in: an id for each placeholder.
TextFile filled_in(TextFile file, const std::set<std::string>& texts) {
  std::size_t next = 0;
  for (const std::string& text : texts) {
    const std::string id = fmt::format("\"f1f1f1f1-0000-4000-8000-{:012}\"", ++next);
    const std::string quoted = '"' + text + '"';
    for (std::size_t at = file.text.find(quoted); at != std::string::npos; at = file.text.find(quoted, at + 1)) {
      file.text.replace(at, quoted.size(), id);
    }
  }
  return file;
}

}  // namespace

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Read read_graph(const std::vector<TextFile>& files) {
  DiagnosticSink sink;
  Read read;
  SourceMap& sources = *read.sources;
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
  DiagnosticSink sink;
  Read read;
  SourceMap& sources = *read.sources;
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
      CorpusCase one{file.name, {}, {}, {}};
      const std::string repository = file.name.substr(0, file.name.find('/') + 1);
      for (const TextFile& other : beside) {
        if (other.name != file.name && other.name.starts_with(repository)) one.files.push_back(other);
      }
      one.files.push_back(file);
      Read read = read_graph(one.files);
      if (read.errors) {
        one.files.back() = filled_in(file, placeholders(read.messages));
        read = read_graph(one.files);
      }
      if (read.errors) continue;
      one.set = std::move(read.set);
      one.sources = read.sources;
      cases.push_back(std::move(one));
    }
    return cases;
  }();
  return kCases;
}

}  // namespace doorward::tests
