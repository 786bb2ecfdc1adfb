// Sources made of random words, with a fixed seed: none crashes, none is silently dropped, and what is read without an
// error is formatted without a change of meaning.
#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "doorward/grammar/format.h"
#include "parsed.h"

namespace {

const std::vector<std::string> kWords{"ward",
                                      "use",
                                      "user",
                                      "group",
                                      "app",
                                      "network",
                                      "trusted",
                                      "device",
                                      "strength",
                                      "context",
                                      "policy",
                                      "test",
                                      "prove",
                                      "mfa",
                                      "settings",
                                      "everyone",
                                      "nobody",
                                      "guests",
                                      "members",
                                      "agents",
                                      "workloads",
                                      "own",
                                      "all",
                                      "no",
                                      "except",
                                      "or",
                                      "and",
                                      "not",
                                      "on",
                                      "using",
                                      "running",
                                      "through",
                                      "by",
                                      "at",
                                      "for",
                                      "when",
                                      "where",
                                      "is",
                                      "in",
                                      "between",
                                      "present",
                                      "contains",
                                      "starts",
                                      "does",
                                      "with",
                                      "block",
                                      "require",
                                      "expect",
                                      "given",
                                      "having",
                                      "done",
                                      "until",
                                      "because",
                                      "of",
                                      "as",
                                      "note",
                                      "countries",
                                      "apps",
                                      "devices",
                                      "networks",
                                      "users",
                                      "risk",
                                      "sign-in",
                                      "flow",
                                      "every",
                                      "hours",
                                      "time",
                                      "never",
                                      "always",
                                      "blocked",
                                      "a1",
                                      "b1",
                                      "DK",
                                      "x.y",
                                      "\"t t\"",
                                      "\"q\\\"\"",
                                      "1",
                                      "14",
                                      "10.0.1",
                                      "22:00",
                                      "2027-01-31",
                                      "198.51.100.7",
                                      "203.0.113.0/24",
                                      "2001:db8::/48",
                                      "a@b.c",
                                      "4f1c2d7e-0000-4000-8000-000000000001",
                                      ",",
                                      "(",
                                      ")",
                                      "[",
                                      "]",
                                      "=",
                                      "<",
                                      ">=",
                                      "+",
                                      "#",
                                      "# c",
                                      "\n",
                                      "\n  ",
                                      "\n# c\n",
                                      "\t",
                                      "\r\n",
                                      "mfa.",
                                      "a#b",
                                      "\xE2\x80\x9C",
                                      "\xC2\xA0",
                                      "\xE2\x80\xAE",
                                      "\xFF",
                                      "\"open",
                                      "{",
                                      ";",
                                      "-"};

std::string noise(std::mt19937& random, const std::string& start, std::size_t words) {
  std::string text = start;
  for (std::size_t i = 0; i < words; ++i) text += (i > 0 ? " " : "") + kWords[random() % kWords.size()];
  return text + "\n";
}

// Every statement is in the tree or has an error.
void check_source(const std::string& text) {
  CAPTURE(text);
  const Parsed parsed(text);
  const std::string messages = parsed.messages();
  CHECK(messages.empty() == parsed.sink.diagnostics().empty());
  doorward::SourceMap sources;
  doorward::DiagnosticSink sink;
  const auto id = sources.add("test.ward", text);
  const auto once = doorward::format(sources, id, sink);
  CHECK(once.has_value() == (parsed.errors() == 0));
  if (!once) return;
  const Parsed again(*once);
  CHECK(again.messages() == "");
  CHECK(again.file.order.size() == parsed.file.order.size());
  CHECK(again.file.comments.size() == parsed.file.comments.size());
  doorward::DiagnosticSink more;
  const auto second = sources.add("again.ward", *once);
  CHECK(doorward::format(sources, second, more).value_or("") == *once);
}

}  // namespace

TEST_CASE("random words are read, told and formatted") {
  std::mt19937 random(20261125);
  for (int round = 0; round < 4000; ++round) check_source(noise(random, "", 1 + random() % 12));
}

TEST_CASE("a correct sentence with random words in it is read, told and formatted") {
  std::mt19937 random(7);
  const std::vector<std::string> sentence{
      "contractors", "on",    "untrusted", "networks", "using",   "non-joined", "devices", "at",      "high",
      "sign-in",     "risk",  "for",       "all",      "apps",    "except",     "payroll", "require", "mfa",
      "and",         "terms", "t1",        "with",     "sign-in", "every",      "4",       "hours"};
  for (int round = 0; round < 4000; ++round) {
    std::vector<std::string> words = sentence;
    for (std::size_t edits = random() % 4; edits > 0; --edits) {
      const std::size_t at = random() % words.size();
      if (random() % 2 == 0) words[at] = kWords[random() % kWords.size()];
      if (random() % 3 == 0)
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), kWords[random() % kWords.size()]);
    }
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    check_source(text + "\n");
  }
}
