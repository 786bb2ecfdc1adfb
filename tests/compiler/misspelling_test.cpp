// The commissioned sentence with one name misspelt: one error at that name, which says what to type.
#include <doctest/doctest.h>

#include <set>

#include "policy_folder.h"

namespace doorward::test {
namespace {

const std::string kNouns =
    "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
    "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n";
const std::string kSentence = "contractors on untrusted networks using non-joined devices for procurement require mfa";

/// Each letter left out, doubled, replaced, and swapped with the next.
std::set<std::string> misspellings(const std::string& word) {
  std::set<std::string> all;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const std::string before = word.substr(0, i);
    const std::string after = word.substr(i + 1);
    all.insert(before + after);
    all.insert(before + word[i] + word[i] + after);
    all.insert(before + 'q' + after);
    if (i + 1 < word.size()) all.insert(before + word[i + 1] + word[i] + word.substr(i + 2));
  }
  all.erase(word);
  return all;
}

bool is_plain(const std::string& word) { return word.front() != '-' && word.back() != '-'; }

}  // namespace

TEST_CASE("any misspelt name of the commissioned sentence is one error with what to type") {
  for (const std::string name : {"contractors", "untrusted", "non-joined", "procurement", "mfa"}) {
    for (const std::string& wrong : misspellings(name)) {
      if (!is_plain(wrong)) continue;
      std::string sentence = kSentence;
      const std::size_t at = sentence.find(name);
      sentence.replace(at, name.size(), wrong);
      const Loaded result = load_ward(kNouns + sentence + '\n');
      CAPTURE(sentence);
      REQUIRE(result.sink.diagnostics().size() == 1);
      const Diagnostic& diagnostic = result.sink.diagnostics().front();
      CHECK(diagnostic.span.begin == kNouns.size() + at);
      CHECK(diagnostic.span.end == kNouns.size() + at + wrong.size());
      CHECK(diagnostic.help.find('`' + name + '`') != std::string::npos);
    }
  }
}

TEST_CASE("an undeclared group is one error that says how to declare it") {
  const Loaded result = load_ward("app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n" + kSentence + '\n');
  CHECK(result.messages() ==
        "policies.ward:2:1: error[E2001]: `contractors` is not declared; expected a user, a group, a role, an agent or "
        "a set of people\n"
        "   2 | contractors on untrusted networks using non-joined devices for procurement require mfa\n"
        "     | ^~~~~~~~~~~\n"
        "help: declare it: `group contractors = <the object id>`\n");
}

}  // namespace doorward::test
