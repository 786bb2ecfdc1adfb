// Every word of the commissioned sentence dropped, swapped with its neighbour and misspelt: one error, at most one
// word from the edit, that says what to type. golden/mutations.txt holds all of the messages.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <vector>

#include "parsed.h"

namespace {

using Words = std::vector<std::string>;

const std::string kNouns =
    "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
    "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n";
const Words kSentence{"contractors", "on",  "untrusted",   "networks", "using", "non-joined",
                      "devices",     "for", "procurement", "require",  "mfa"};

// What stays a correct sentence: kind words may be left out, and whether a noun is declared is asked later.
const std::set<std::string> kStillGrammatical{"drop networks",      "drop devices",        "misspell contractors",
                                              "misspell untrusted", "misspell non-joined", "misspell procurement",
                                              "misspell mfa"};

struct Mutation {
  std::string name;
  Words words;
  std::size_t first;  // the words that were edited
  std::size_t last;
};

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text + "\n";
}

std::vector<Mutation> mutations() {
  std::vector<Mutation> all;
  for (std::size_t i = 0; i < kSentence.size(); ++i) {
    Words words = kSentence;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    all.push_back({"drop " + kSentence[i], words, i == 0 ? 0 : i - 1, std::min(i, words.size() - 1)});
  }
  for (std::size_t i = 0; i + 1 < kSentence.size(); ++i) {
    Words words = kSentence;
    std::swap(words[i], words[i + 1]);
    all.push_back({"swap " + kSentence[i], words, i, i + 1});
  }
  for (std::size_t i = 0; i < kSentence.size(); ++i) {
    Words words = kSentence;
    words[i].insert(words[i].size() / 2, 1, 'q');
    all.push_back({"misspell " + kSentence[i], words, i, i});
  }
  return all;
}

// Position of the word that the byte `offset` of the sentence lies in.
std::size_t word_at(const Words& words, std::size_t offset) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    end += words[i].size() + 1;
    if (offset < end) return i;
  }
  return words.size() - 1;
}

}  // namespace

TEST_CASE("any one word dropped, swapped or misspelt is one error near the edit that says what to type") {
  std::string report;
  for (const Mutation& mutation : mutations()) {
    CAPTURE(mutation.name);
    const Parsed parsed(kNouns + joined(mutation.words));
    report += "-- " + mutation.name + "\n" + parsed.messages();
    if (kStillGrammatical.contains(mutation.name)) {
      CHECK(parsed.errors() == 0);
      continue;
    }
    REQUIRE(parsed.errors() == 1);
    const doorward::Diagnostic& found = parsed.sink.diagnostics().front();
    const std::size_t at = word_at(mutation.words, found.span.begin - kNouns.size());
    CHECK(at + 1 >= mutation.first);
    CHECK(at <= mutation.last + 1);
    CHECK(found.help.starts_with("write ") != found.help.starts_with("did you mean "));
  }
  const std::string path = std::string(GOLDEN_DIR) + "/mutations.txt";
  if (std::getenv("DOORWARD_REWRITE_GOLDENS") != nullptr) std::ofstream(path, std::ios::binary) << report;
  std::ifstream in(path, std::ios::binary);
  std::stringstream expected;
  expected << in.rdbuf();
  CHECK(report == expected.str());
}

TEST_CASE("one run reports one error for each bad statement and none for the good ones") {
  std::string text = kNouns;
  std::size_t bad = 0;
  for (const Mutation& mutation : mutations()) {
    text += joined(mutation.words);
    bad += kStillGrammatical.contains(mutation.name) ? 0U : 1U;
    text += "everyone for procurement block\n";
  }
  const Parsed parsed(text);
  CHECK(parsed.errors() == bad);
  CHECK(parsed.file.policies.size() == 2 * mutations().size() - bad);
}

TEST_CASE("a fix that is offered for the commissioned sentence mends it") {
  for (const Mutation& mutation : mutations()) {
    CAPTURE(mutation.name);
    const std::string text = kNouns + joined(mutation.words);
    const Parsed parsed(text);
    for (const doorward::Diagnostic& diagnostic : parsed.sink.diagnostics()) {
      for (const doorward::Fix& fix : diagnostic.fixes) {
        std::string mended = text;
        for (auto edit = fix.edits.rbegin(); edit != fix.edits.rend(); ++edit) {
          mended.replace(edit->span.begin, edit->span.end - edit->span.begin, edit->text);
        }
        CAPTURE(mended);
        CHECK(Parsed(mended).errors() == 0);
      }
    }
  }
}

TEST_CASE("every fix of the goldens can be applied and changes the message") {
  const Words files{"bad_operators", "bad_effects",   "bad_declarations", "bad_sentences", "bad_words",
                    "bad_lines",     "bad_negations", "bad_commas",       "bad_narrowing", "bad_foreign_words"};
  for (const std::string& name : files) {
    std::ifstream in(std::string(GOLDEN_DIR) + "/" + name + ".ward", std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    const Parsed parsed(bytes.str());
    const std::string text(parsed.sources.text(0));
    for (const doorward::Diagnostic& diagnostic : parsed.sink.diagnostics()) {
      for (const doorward::Fix& fix : diagnostic.fixes) {
        std::string mended = text;
        std::vector<doorward::Edit> edits = fix.edits;
        std::stable_sort(edits.begin(), edits.end(),
                         [](const auto& a, const auto& b) { return a.span.begin < b.span.begin; });
        for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
          mended.replace(edit->span.begin, edit->span.end - edit->span.begin, edit->text);
        }
        CAPTURE(diagnostic.message);
        CAPTURE(fix.title);
        CHECK(Parsed(mended).errors() < parsed.errors());
      }
    }
  }
}
