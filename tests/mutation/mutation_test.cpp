// Every documented example with one word left out, swapped with its neighbour or misspelt: one error, at most one word
// from the edit, whose first fix restores the example in nine of ten cases. DOORWARD_MUTATION_REPORT names a file for the
// list of the others, and of what stays a correct sentence.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include "doorward/compiler/resolve.h"
#include "doorward/grammar/parse.h"
#include "doorward/grammar/render.h"
#include "examples.h"
#include "mutations.h"

namespace doorward::tests {
namespace {

struct Checked {
  SourceMap sources;
  DiagnosticSink sink;
  std::vector<Diagnostic> errors;
  SourceId example = 0;

  Checked(const std::string& nouns, const std::string& text) {
    std::vector<ast::File> trees;
    trees.push_back(parse(sources, sources.add("nouns.ward", nouns), sink));
    example = sources.add("example.ward", text);
    trees.push_back(parse(sources, example, sink));
    const std::vector<WardSource> ward{{&trees[0], "nouns", true}, {&trees[1], "example", true}};
    resolve(sources, ward, {sink.has_errors()}, sink);
    for (const Diagnostic& diagnostic : sink.diagnostics()) {
      if (diagnostic.severity == Severity::error) errors.push_back(diagnostic);
    }
  }
  std::string messages() const {
    std::string text;
    for (const Diagnostic& diagnostic : errors) text += render(sources, diagnostic);
    return text;
  }
};

std::string mended(std::string text, const Fix& fix, SourceId source) {
  std::vector<Edit> edits = fix.edits;
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
    if (edit->span.source == source) text.replace(edit->span.begin, edit->span.end - edit->span.begin, edit->text);
  }
  return text;
}

struct Tally {
  std::size_t correct = 0;   // still a sentence
  std::size_t several = 0;   // more than one error
  std::size_t far = 0;       // one error, further than a word from the edit
  std::size_t restored = 0;  // the first fix gives the example back
  std::size_t errors = 0;
};

}  // namespace

TEST_CASE("a word dropped, swapped or misspelt is one error near it whose first fix restores the example") {
  std::map<std::string, Tally> tallies;
  std::string correct, faults;
  for (const Example& example : documented_examples()) {
    REQUIRE(Checked(example.nouns, example.text).messages() == "");
    const std::vector<std::string> original = words_of(example.text);
    for (const Mutation& mutation : mutations_of(example.text)) {
      if (words_of(mutation.text) == original) continue;
      const Checked checked(example.nouns, mutation.text);
      Tally& tally = tallies[mutation.name.substr(0, mutation.name.find(' '))];
      const std::string line = example.document + ": " + mutation.name + "\n";
      if (checked.errors.empty()) {
        ++tally.correct;
        correct += line;
        continue;
      }
      ++tally.errors;
      const Diagnostic& first = checked.errors.front();
      const std::vector<Token> words = tokens_of(mutation.text);
      const auto is_near = [&](const Span& span) {
        const std::size_t at = word_at(words, span.begin);
        return span.source == checked.example && at + 1 >= mutation.first_word && at <= mutation.last_word + 1;
      };
      // A noun that is declared once and used once: either place may be the misspelt one, and the message shows both.
      const bool near =
          is_near(first.span) || std::any_of(first.notes.begin(), first.notes.end(), [&](const Note& note) {
            return note.text == "declared here" && is_near(note.span);
          });
      const bool restored =
          !first.fixes.empty() && words_of(mended(mutation.text, first.fixes.front(), checked.example)) == original;
      tally.several += checked.errors.size() > 1 ? 1U : 0U;
      tally.far += near ? 0U : 1U;
      tally.restored += restored ? 1U : 0U;
      if (checked.errors.size() > 1 || !near || !restored) {
        faults += fmt::format("-- {}{}{}{}{}", checked.errors.size() > 1 ? "SEVERAL " : "", near ? "" : "FAR ",
                              restored ? "" : "LOST ", line, checked.messages());
      }
    }
  }
  std::string report;
  for (const auto& [kind, tally] : tallies) {
    report +=
        fmt::format("{}: {} errors, {} several, {} far, {} restored ({:.1f} %), {} still correct\n", kind, tally.errors,
                    tally.several, tally.far, tally.restored,
                    100.0 * static_cast<double>(tally.restored) / static_cast<double>(tally.errors), tally.correct);
  }
  if (const char* path = std::getenv("DOORWARD_MUTATION_REPORT")) std::ofstream(path) << report << faults << correct;
  MESSAGE(report);
  const auto total = [&tallies](std::size_t Tally::*count) {
    std::size_t sum = 0;
    for (const auto& [kind, tally] : tallies) sum += tally.*count;
    return sum;
  };
  const std::size_t errors = total(&Tally::errors);
  CHECK(errors > 3000);
  CHECK(total(&Tally::restored) * 10 >= errors * 9);
  // A noun or a literal that was left out nobody can know; most words of the language can be told.
  CHECK(tallies["drop"].restored * 100 >= tallies["drop"].errors * 62);
  CHECK(total(&Tally::several) == 0);
  CHECK(total(&Tally::far) == 0);
  CHECK(total(&Tally::correct) * 12 <= errors);
}

TEST_CASE("no fix takes out a negation, a noun or a literal that was written") {
  std::size_t tried = 0;
  std::string taken_out;
  for (const Example& example : documented_examples()) {
    const std::vector<std::string> original = words_of(example.text);
    for (const std::string word : {"not", "no", "never", "narrow", "\"narrow\"", "2028-12-24"}) {
      for (const Mutation& mutation : insertions_of(example.text, word)) {
        const Checked checked(example.nouns, mutation.text);
        for (const Diagnostic& diagnostic : checked.errors) {
          for (const Fix& fix : diagnostic.fixes) {
            ++tried;
            const bool same = words_of(mended(mutation.text, fix, checked.example)) == original;
            if (same) taken_out += fmt::format("{}: {}: {}\n", example.document, mutation.name, fix.title);
          }
        }
      }
    }
  }
  CHECK(tried > 1000);
  CHECK(taken_out == "");
}

TEST_CASE("any one word of the commissioned file dropped, swapped or misspelt is one error that says what to type") {
  const std::string file =
      "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
      "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n"
      "contractors on untrusted networks using non-joined devices for procurement require mfa\n";
  REQUIRE(Checked("", file).messages() == "");
  for (const Mutation& mutation : mutations_of(file)) {
    CAPTURE(mutation.name);
    const Checked checked("", mutation.text);
    // Kind words may be left out.
    if (mutation.name == "drop networks" || mutation.name == "drop devices") {
      CHECK(checked.errors.empty());
      continue;
    }
    CAPTURE(checked.messages());
    REQUIRE(checked.errors.size() == 1);
    CHECK(!checked.errors.front().help.empty());
  }
}

}  // namespace doorward::tests
