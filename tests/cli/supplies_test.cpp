// `eval --supplies`: an absent signal that is always supplied is a fact, and strict lets it pass.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "process.h"

namespace doorward::test {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kPolicies =
    "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
    "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n"
    "\n"
    "contractors using hybrid-joined devices for procurement block\n";
constexpr std::string_view kSignIn =
    R"({"user":{"id":"u1","groups":["4f1c2d7e-0000-4000-8000-000000000001"]},)"
    R"("app":{"id":"6a1c2d7e-0000-4000-8000-0000000000a1"},"clientApp":"browser","device":{"platform":"windows"}})"
    "\n";

Json decided(const std::string& options) {
  ScratchFolder folder;
  folder.write("all.ward", kPolicies);
  const Result result = folder.run("eval --quiet --policies all.ward " + options, kSignIn);
  CHECK_EQ(result.err, "");
  REQUIRE_EQ(result.exit, 0);
  return Json::parse(result.out);
}

TEST_CASE("strict blocks where a signal is absent, unless it is declared as supplied") {
  const Json strict = decided("--strict");
  CHECK_EQ(strict.at("outcome"), "block");
  CHECK_EQ(strict.at("status"), "signal-missing");
  CHECK_EQ(strict.at("assumed"), Json::array({"device.trustType"}));
  const Json declared = decided("--strict --supplies device.trustType");
  CHECK_EQ(declared.at("outcome"), "grant");
  CHECK_EQ(declared.at("assumed"), Json::array());
}

TEST_CASE("what is no signal cannot be declared") {
  ScratchFolder folder;
  folder.write("all.ward", kPolicies);
  const Result result = folder.run("eval --quiet --policies all.ward --supplies device.colour", kSignIn);
  CHECK_EQ(result.err,
           "doorward: error: `device.colour` is no signal: decisions name them in `assumed`, as `device.trustType`\n");
  CHECK_EQ(result.exit, 2);
}

}  // namespace
}  // namespace doorward::test
