// Forty policies of the corpus as an administrator wrote them down by hand, and what the importer writes of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <sstream>

#include "doorward/compiler/model_dump.h"
#include "doorward/compiler/unparse.h"
#include "meaning.h"
#include "sources.h"

namespace doorward::tests {
namespace {

/// The policies of a Ward text by title, each as it stands there.
std::map<std::string, std::string> policies_of(const std::string& text) {
  std::map<std::string, std::string> policies;
  static const std::regex kHead(R"(^(report-only |disabled )?policy [^"]*"([^"]*)\")");
  std::istringstream lines(text);
  std::string line;
  std::string block;
  const auto close = [&] {
    std::smatch head;
    if (std::regex_search(block, head, kHead)) policies[head[2]] = block;
    block.clear();
  };
  while (std::getline(lines, line)) {
    const bool starts = !line.empty() && line.front() != ' ';
    if (starts) close();
    if (line.empty() || line.front() != '#') block += line + '\n';
  }
  close();
  return policies;
}

std::size_t words_in(const std::string& text) {
  std::istringstream stream(text);
  return static_cast<std::size_t>(
      std::distance(std::istream_iterator<std::string>(stream), std::istream_iterator<std::string>()));
}

/// Ids elsewhere than behind `as` and `template`.
bool names_an_id(const std::string& text) {
  static const std::regex kAllowed("(as|template) [0-9a-f]{8}-[0-9a-f-]{27}");
  static const std::regex kId("[0-9a-f]{8}-[0-9a-f]{4}-");
  return std::regex_search(std::regex_replace(text, kAllowed, ""), kId);
}

/// All files of two tenants' exports, and one of Microsoft's templates, each imported as a whole.
std::map<std::string, std::string> imported_policies(std::map<std::string, std::string>& meanings) {
  std::map<std::string, std::string> texts;
  for (const char* repository : {"Cloudshield-io+Conditional-Access-Framework/", "j0eyv+ConditionalAccessBaseline/",
                                 "DataGuys+ConditionalAccessAnalyzer/Templates/011"}) {
    std::map<std::string, TextFile> files;
    for (const CorpusCase& one : corpus()) {
      if (!one.name.starts_with(repository)) continue;
      for (const TextFile& file : one.files) files.emplace(file.name, file);
    }
    std::vector<TextFile> all;
    NameMap names;
    for (const auto& [name, file] : files) {
      all.push_back(file);
      std::string ignored;
      names.add_json(file.text, ignored);
    }
    const Read graph = read_graph(all);
    REQUIRE(graph.messages == "");
    DiagnosticSink sink;
    const WardText ward = unparse(graph.set, names, sink);
    REQUIRE(!sink.has_errors());
    texts.merge(policies_of(ward.policies));
    const model::PolicySet simple = one_form(graph.set);
    for (const model::Policy& policy : simple.policies) meanings[policy.title] = dump(policy, simple);
  }
  return texts;
}

}  // namespace

TEST_CASE("what is imported says no more words than a person, names what has a name, and means the same") {
  const std::string folder = DW_EXCHANGE_TESTS "/golden/hand/";
  const std::string text = file_text(folder + "policies.ward");
  const Read hand = read_ward({{"nouns.ward", file_text(folder + "nouns.ward")}, {"policies.ward", text}});
  REQUIRE(hand.messages == "");
  REQUIRE(hand.set.policies.size() == 40);
  std::map<std::string, std::string> meanings;
  const auto imported = imported_policies(meanings);
  const auto written = policies_of(text);
  REQUIRE(written.size() == 40);
  const model::PolicySet simple = one_form(hand.set);
  for (const model::Policy& policy : simple.policies) {
    CAPTURE(policy.title);
    CHECK(dump(policy, simple) == meanings[policy.title]);
    const auto found = imported.find(policy.title);
    REQUIRE(found != imported.end());
    CAPTURE(found->second);
    CHECK(words_in(found->second) * 10 <= words_in(written.at(policy.title)) * 11);
    CHECK(!names_an_id(found->second));
  }
}

}  // namespace doorward::tests
