#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "golden.h"
#include "show.h"

TEST_CASE("records of Azure Monitor written by others are read, or refused with the reason") {
  std::ifstream in(DOORWARD_SOURCE_DIR "/tests/corpus/signins/panther-labs+panther-analysis.json");
  const auto file = nlohmann::json::parse(in);
  std::string text;
  for (const auto& event : file.at("events")) {
    text += "# " + event.at("_test").get<std::string>() + "\n";
    text += doorward::test::read_and_show(event.at("event").dump()) + "\n";
  }
  doorward::test::check_golden(DOORWARD_SOURCE_DIR "/tests/io/golden/panther.txt", text);
}
