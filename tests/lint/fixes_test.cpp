// Fixes that `--fix` applies keep every decision: `diff` compares over every kind of sign-in.
#include <doctest/doctest.h>

#include "process.h"

namespace doorward::test {
namespace {

/// Fixes `before` and shows that it becomes `after` and decides as it did.
void check_fix(const std::string& name, const std::string& before, const std::string& after,
               const std::string& options = "") {
  const ScratchFolder folder;
  folder.write("before/" + name, before);
  folder.write(name, before);
  const Result fixed = folder.run("check " + name + " --fix --at 2026-11-25 " + options);
  CAPTURE(fixed.err);
  CHECK_EQ(fixed.exit, 0);
  CHECK_EQ(folder.read(name), after);
  const Result same = folder.run("diff before/" + name + " " + name);
  CHECK_EQ(same.err, "");
  CHECK_EQ(same.out, "no sign-in is decided otherwise\n");
}

const std::string kGroup = "group break-glass = 4f1c2d7e-0000-4000-8000-000000000004\n";

}  // namespace

TEST_CASE("kinds of guests beside all guests are taken out") {
  check_fix("policies.ward",
            "policy CA1 \"x\"\n  guests, internal guests or b2b-collaboration guests for office-365 require mfa\n",
            "policy CA1 \"x\"\n  guests for office-365 require mfa\n");
  check_fix("policies.ward", "policy CA1 \"x\" internal guests or guests for office-365 require mfa\n",
            "policy CA1 \"x\" guests for office-365 require mfa\n");
}

TEST_CASE("who is excluded anyway is taken out of what is included") {
  check_fix("policies.ward",
            kGroup +
                "group old = 4f1c2d7e-0000-4000-8000-000000000009\n"
                "policy CA1 \"x\"\n  guests, old except old or break-glass for office-365 require mfa\n",
            kGroup +
                "group old = 4f1c2d7e-0000-4000-8000-000000000009\n"
                "policy CA1 \"x\"\n  guests except old or break-glass for office-365 require mfa\n");
}

TEST_CASE("an item that stands for several, or beside a comment, is left to its author") {
  const std::string several =
      "group ga = 4f1c2d7e-0000-4000-8000-00000000000a\ngroup gb = 4f1c2d7e-0000-4000-8000-00000000000b\n"
      "people both = ga, gb\npolicy CA1 \"x\"\n  guests, both except ga for office-365 require mfa\n";
  check_fix("policies.ward", several, several);
  const std::string remarked =
      "policy CA1 \"x\"\n  guests,  # everybody\n  internal guests for office-365 require mfa\n";
  check_fix("policies.ward", remarked, remarked);
}

TEST_CASE("an allow that allows nothing goes, with its line where it has one") {
  check_fix(
      "policies.ward",
      "# allow(W3101): not any more\npolicy CA1 \"x\" guests for office-365 require mfa  # allow(W3102): nor this\n",
      "policy CA1 \"x\" guests for office-365 require mfa\n");
}

TEST_CASE("the operator beside one control is written as Graph returns it, and ranges as they are read") {
  const std::string policy =
      R"([{"id": "4f1c2d7e-0000-4000-8000-0000000000c1", "displayName": "MFA", "state": "enabled",
  "conditions": {"users": {"includeGroups": ["4f1c2d7e-0000-4000-8000-00000000000a"]},
    "applications": {"includeApplications": ["Office365"]},
    "locations": {"includeLocations": ["4f1c2d7e-0000-4000-8000-0000000000d1"]}},
  "grantControls": {"operator": "OPERATOR", "builtInControls": ["mfa"]}},
 {"@odata.type": "#microsoft.graph.ipNamedLocation", "id": "4f1c2d7e-0000-4000-8000-0000000000d1",
  "displayName": "office", "isTrusted": false,
  "ipRanges": [{"@odata.type": "#microsoft.graph.iPv4CidrRange", "cidrAddress": "RANGE"}]}]
)";
  const auto filled = [&](const std::string& op, const std::string& range) {
    std::string text = policy;
    text.replace(text.find("OPERATOR"), 8, op);
    text.replace(text.find("RANGE"), 5, range);
    return text;
  };
  check_fix("policies.json", filled("AND", "203.0.113.7/24"), filled("OR", "203.0.113.0/24"));
}

}  // namespace doorward::test
