// What of Graph JSON is not read is said: each policy under --ignore-unknown, and how many values are no policy at all.
#include <doctest/doctest.h>

#include "process.h"

namespace doorward::test {
namespace {

/// A policy with a member that nothing knows.
constexpr std::string_view kUnknown = R"([{"displayName": "Strange", "state": "enabled", "moon": "full",
  "conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]}},
  "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}}, 5,
 {"displayName": "Block legacy", "state": "enabled", "condition": {}}])";

constexpr std::string_view kWarning =
    "p.json:1:2: $[0]: warning[W3050]: the policy `Strange` is decided strictly, passing over `$[0].moon`\n";

TEST_CASE("every command that decides names the policies of which --ignore-unknown passed something over") {
  const ScratchFolder folder;
  folder.write("p.json", kUnknown);
  folder.write("u.json", R"({"users": [{"id": "u", "upn": "u@x.example", "mfaState": "enabled"}]})");
  folder.write("s.ndjson", "{\"user\": {\"id\": \"u\"}}\n");
  CHECK_EQ(folder.run("users import --store u.db u.json").exit, 0);
  const auto said = [&](const std::string& arguments) {
    CAPTURE(arguments);
    const Result result = folder.run(arguments + " --ignore-unknown");
    CHECK_NE(result.exit, 2);
    const std::size_t first = result.err.find(kWarning);
    CHECK_NE(first, std::string::npos);
    return first == std::string::npos ? result.err : result.err.substr(result.err.find('\n', first + 1));
  };
  const std::string once = said("eval --policies p.json --signins s.ndjson");
  CHECK_EQ(once.find("W3050"), std::string::npos);
  CHECK_EQ(once.find("doorward check"), std::string::npos);
  said("bench --policies p.json --seconds 0 --threads 1");
  said("ask p.json \"everyone\"");
  said("users migrate --store u.db --policies p.json");
  CHECK_NE(said("diff p.json p.json").find("W3050"), std::string::npos);
  CHECK_NE(said("diff p.json p.json --signins s.ndjson").find("W3050"), std::string::npos);
  CHECK_EQ(folder.run("eval --policies p.json --signins s.ndjson --ignore-unknown --quiet").err, "");
}

TEST_CASE("`check` counts what is no policy") {
  const ScratchFolder folder;
  folder.write("p.json", kUnknown);
  const Result text = folder.run("check p.json --ignore-unknown --allow W3xxx");
  CHECK_EQ(text.exit, 0);
  CHECK_EQ(text.err, "doorward: 1 policy, no errors, 2 JSON values passed over\n");
  CHECK_NE(folder.run("check p.json --ignore-unknown --format json").out.find("\"passedOver\": 2"), std::string::npos);
  CHECK(folder.run("check p.json").err.ends_with("doorward: 2 JSON values passed over\n"));
}

}  // namespace
}  // namespace doorward::test
