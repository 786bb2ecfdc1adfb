// The canonical form: golden/NAME.formatted beside each golden without errors, and the properties of all of them.
#include "doorward/grammar/format.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
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

std::vector<fs::path> good_goldens() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(GOLDEN_DIR)) {
    const bool bad = entry.path().filename().string().starts_with("bad_");
    if (entry.path().extension() == ".ward" && !bad) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string formatted(const std::string& text) {
  doorward::SourceMap sources;
  doorward::DiagnosticSink sink;
  const auto id = sources.add("test.ward", text);
  return doorward::format(sources, id, sink).value_or("ERRORS\n");
}

// What the tree says, whatever the order of phrases and the case of names.
std::vector<std::string> meaning(const std::string& text) {
  std::string dump = doorward::dump(Parsed(text).file);
  std::transform(dump.begin(), dump.end(), dump.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::stringstream lines(dump);
  std::vector<std::string> all;
  for (std::string line; std::getline(lines, line);) all.push_back(line);
  std::sort(all.begin(), all.end());
  return all;
}

std::size_t comments(const std::string& text) { return Parsed(text).file.comments.size(); }

}  // namespace

TEST_CASE("each good golden has its canonical form beside it") {
  for (const fs::path& path : good_goldens()) {
    CAPTURE(path.filename().string());
    const std::string actual = formatted(read(path));
    const fs::path beside = fs::path(path).replace_extension(".formatted");
    if (std::getenv("DOORWARD_REWRITE_GOLDENS") != nullptr) std::ofstream(beside, std::ios::binary) << actual;
    CHECK(actual == read(beside));
  }
}

TEST_CASE("the canonical form says the same, keeps every comment, and is its own canonical form") {
  for (const fs::path& path : good_goldens()) {
    CAPTURE(path.filename().string());
    const std::string text = read(path);
    const std::string once = formatted(text);
    CHECK(meaning(once) == meaning(text));
    CHECK(comments(once) == comments(text));
    CHECK(formatted(once) == once);
  }
}

TEST_CASE("comments between any two words stay, and formatting them again changes nothing") {
  const std::vector<std::string> words{
      "report-only", "policy", "CA1",  "\"T\"",   "everyone", "except",  "a1",   "or",      "b1",  "until",
      "2027-01-31",  "for",    "all",  "apps",    "on",       "hq",      "or",   "partner", "at",  "high",
      "user",        "risk",   "and",  "at",      "high",     "sign-in", "risk", "require", "mfa", "and",
      "terms",       "t1",     "with", "sign-in", "every",    "1",       "hour"};
  for (const std::string& comment :
       {std::string(" # c\n  "), std::string("\n  # c\n  "), std::string("\n# c\n  "), std::string("\n\n  ")}) {
    for (std::size_t at = 1; at <= words.size(); ++at) {
      std::string text;
      for (std::size_t i = 0; i < words.size(); ++i) text += (i == at ? comment : i > 0 ? " " : "") + words[i];
      if (at == words.size()) text += comment;
      text += "\n";
      CAPTURE(text);
      const std::string once = formatted(text);
      CAPTURE(once);
      CHECK(meaning(once) == meaning(text));
      CHECK(comments(once) == comments(text));
      CHECK(formatted(once) == once);
    }
  }
}

TEST_CASE("a source with errors is not formatted") {
  doorward::SourceMap sources;
  doorward::DiagnosticSink sink;
  const auto id = sources.add("test.ward", "everyone for payroll blok\n");
  CHECK(!doorward::format(sources, id, sink));
  CHECK(sink.errors() == 1);
}

TEST_CASE("a tree without a source is written without comments") {
  const std::string text = "everyone except \"a \\\"b\\\"\" or contractors\n  for payroll   # c\n  block\n";
  CHECK(doorward::write(Parsed(text).file) == "everyone except \"a \\\"b\\\"\" or contractors for payroll block\n");
  CHECK(doorward::write(Parsed(text).file.policies.front().sentence) ==
        "everyone except \"a \\\"b\\\"\" or contractors for payroll");
}

TEST_CASE("a bare name is a name that no other shape and no reserved word takes") {
  CHECK(doorward::is_bare_name("hq"));
  CHECK(doorward::is_bare_name("policy"));
  CHECK(doorward::is_bare_name("DK"));
  for (const std::string& text :
       {std::string(), std::string("for"), std::string("2fa"), std::string("a b"), std::string("a."),
        std::string("a@b"), std::string("abcdef12-0000-4000-8000-0000000000a2"), std::string("Z\xC3\xBCrich"),
        std::string("a,b")}) {
    CAPTURE(text);
    CHECK(!doorward::is_bare_name(text));
  }
}
