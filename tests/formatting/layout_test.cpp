// What `doorward fmt` may change is the layout alone, whatever the layout was.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <vector>

#include "doorward/compiler/compile.h"
#include "doorward/compiler/graph_reader.h"
#include "doorward/compiler/resolve.h"
#include "doorward/compiler/unparse.h"
#include "doorward/grammar/ast_dump.h"
#include "doorward/grammar/format.h"
#include "doorward/grammar/parse.h"
#include "scramble.h"

namespace doorward::tests {
namespace {

namespace fs = std::filesystem;

constexpr int kLayouts = 24;

std::string file_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> files_below(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The stripped module; empty when the text has errors. The prelude's own files do not resolve beside themselves.
std::vector<std::byte> module_of(const std::string& text) {
  SourceMap sources;
  DiagnosticSink sink;
  const ast::File tree = parse(sources, sources.add("policies.ward", text), sink);
  const std::vector<WardSource> ward{{&tree, "policies", true}};
  const model::PolicySet set = resolve(sources, ward, {sink.has_errors()}, sink);
  return sink.has_errors() ? std::vector<std::byte>{} : compile(set, sources, {.strip = true}, sink);
}

std::string formatted(const std::string& text) {
  SourceMap sources;
  DiagnosticSink sink;
  return format(sources, sources.add("policies.ward", text), sink).value_or("ERRORS\n");
}

/// What the tree says, whatever the order of phrases and the case of names.
std::multiset<std::string> tree_of(const std::string& text) {
  SourceMap sources;
  DiagnosticSink sink;
  std::stringstream lines(dump(parse(sources, sources.add("policies.ward", text), sink)));
  std::multiset<std::string> all;
  for (std::string line; std::getline(lines, line);) {
    for (char& c : line) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    all.insert(line);
  }
  return all;
}

/// Each comment with the statement that it belongs to: the one that it stands in or behind, else the next.
std::map<std::string, std::size_t> owners(const std::string& text) {
  SourceMap sources;
  DiagnosticSink sink;
  const SourceId id = sources.add("policies.ward", text);
  const ast::File file = parse(sources, id, sink);
  std::map<std::string, std::size_t> found;
  for (const ast::Comment& comment : file.comments) {
    std::size_t owner = 0;
    while (owner < file.order.size()) {
      const Span& span = file.order[owner].span;
      const bool on_last_line = !comment.own_line && (owner + 1 == file.order.size() ||
                                                      comment.span.begin < file.order[owner + 1].span.begin);
      if (comment.span.begin < span.end || on_last_line) break;
      ++owner;
    }
    CHECK(found.emplace(sources.text(comment.span), owner).second);
  }
  return found;
}

/// The corpus of Graph policies, each file as the importer writes it.
std::vector<std::string> imported_corpus() {
  std::vector<std::string> texts;
  for (const fs::path& path : files_below(fs::path(DW_ROOT) / "tests/corpus/policies", ".json")) {
    SourceMap sources;
    DiagnosticSink sink;
    model::PolicySet set = resolve(sources, {}, {}, sink);
    GraphReader reader(sources, {}, sink);
    reader.add(sources.add(path.string(), file_text(path)), GraphFileOrigin::in_folder);
    reader.finish(set);
    if (sink.has_errors() || set.policies.empty()) continue;
    const WardText text = unparse(set, {}, sink);
    if (!sink.has_errors()) texts.push_back(text.nouns + text.policies);
  }
  return texts;
}

void check_layouts(const std::string& text, int layouts, unsigned seed) {
  std::mt19937 random(seed);
  const std::vector<std::byte> meant = module_of(text);
  for (int i = 0; i < layouts; ++i) {
    const std::string scrambled = scramble(text, random);
    CAPTURE(scrambled);
    REQUIRE(module_of(scrambled) == meant);
    const std::string canonical = formatted(scrambled);
    CAPTURE(canonical);
    REQUIRE(canonical != "ERRORS\n");
    CHECK(formatted(canonical) == canonical);
    CHECK(module_of(canonical) == meant);
    CHECK(tree_of(canonical) == tree_of(text));
    CHECK(owners(canonical) == owners(scrambled));
  }
}

}  // namespace

TEST_CASE("formatting any layout of a source keeps its module and its comments, and is done after once") {
  std::vector<fs::path> files = files_below(fs::path(DW_ROOT) / "examples", ".ward");
  for (const char* folder : {"stdlib", "tests/grammar/golden", "tests/exchange/golden"}) {
    const auto more = files_below(fs::path(DW_ROOT) / folder, ".ward");
    files.insert(files.end(), more.begin(), more.end());
  }
  for (const fs::path& path : files) {
    const std::string text = file_text(path);
    const bool utf16 = text.find('\0') != std::string::npos;
    if (path.filename().string().starts_with("bad_") || utf16) continue;
    CAPTURE(path.filename().string());
    check_layouts(text, kLayouts, 1);
  }
}

TEST_CASE("formatting any layout of an imported policy keeps its module and its comments") {
  const std::vector<std::string> texts = imported_corpus();
  REQUIRE(texts.size() > 100);
  unsigned seed = 0;
  for (const std::string& text : texts) {
    CHECK(!module_of(text).empty());
    check_layouts(text, 2, ++seed);
  }
}

}  // namespace doorward::tests
