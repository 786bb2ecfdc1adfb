#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "doorward/io/directory.h"
#include "doorward/io/sign_in_reader.h"

using namespace doorward;

namespace {

constexpr auto kBits = std::to_array<std::string_view>({"{",
                                                        "}",
                                                        "[",
                                                        "]",
                                                        "\"",
                                                        ":",
                                                        ",",
                                                        "null",
                                                        "true",
                                                        "-1",
                                                        "1e9",
                                                        "\\",
                                                        "\\u0000",
                                                        "\"id\":",
                                                        "\"user\":{",
                                                        "\"properties\":{",
                                                        "\"deviceDetail\":\"{\\\"a\\\":1}\"",
                                                        "\xff",
                                                        "\xc3",
                                                        " ",
                                                        "\n"});

std::vector<std::string> good_records() {
  std::vector<std::string> records = {
      R"({"id":"s","user":{"id":"u","groups":["g"],"attributes":{"a":"b","c":["d"]}},"session":{"mfaAge":1},)"
      R"("methods":[["sms"]],"network":{"ip":"::1","country":"FI"},"device":{"properties":{"model":"x"}}})",
      R"({"signInIdentity":{"userId":"u"},"signInConditions":{"deviceInfo":{"model":"x"},"country":"FR"}})",
      R"({"id":"u","upn":"x@y","groups":["g"],"mfaState":"enabled","attributes":{"a":"b"}})"};
  std::ifstream in(DOORWARD_SOURCE_DIR "/tests/corpus/signins/panther-labs+panther-analysis.json");
  const nlohmann::json corpus = nlohmann::json::parse(in);
  for (const auto& event : corpus.at("events")) records.push_back(event.at("event").dump());
  return records;
}

/// One damage: a cut, an insertion, a byte, a truncation, a repetition.
void damage(std::string& text, std::mt19937& random) {
  if (text.empty()) return;
  const std::size_t at = random() % text.size();
  switch (random() % 5) {
    case 0:
      text.erase(at, 1 + random() % 8);
      break;
    case 1:
      text.insert(at, kBits[random() % kBits.size()]);
      break;
    case 2:
      text[at] = static_cast<char>(random() & 0xFFU);
      break;
    case 3:
      text.resize(at);
      break;
    default:
      text.insert(at, text.substr(random() % text.size(), random() % 40));
      break;
  }
}

}  // namespace

TEST_CASE("a damaged record is read or refused with a message of one line, and so is a directory of it") {
  const std::vector<std::string> records = good_records();
  std::mt19937 random(20261124);
  SignInReader reader;
  SignIn sign_in;
  std::size_t refused = 0;
  std::size_t faults = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text = records[random() % records.size()];
    for (std::size_t n = 1 + random() % 3; n > 0; --n) damage(text, random);
    if (!reader.read(text, sign_in)) {
      ++refused;
      if (reader.error().empty() || reader.error().find('\n') != std::string_view::npos) ++faults;
    }
    std::string error;
    if (i % 20 == 0 && Directory::read("{\"users\":[" + text + "]}", "d", error) == nullptr && error.empty()) ++faults;
  }
  CHECK(refused > 10'000);
  CHECK(refused < 20'000);
  CHECK(faults == 0);
}
