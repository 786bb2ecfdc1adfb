// `doorward diff` over sign-ins that were replayed.
#include <doctest/doctest.h>

#include "policies.h"
#include "process.h"

namespace doorward::test {
namespace {

const std::string kSignIns =
    R"({"id":"s1","user":{"id":"ac2d7e00-0000-4000-8000-000000000001","groups":["4f1c2d7e-0000-4000-8000-000000000001"]},)"
    R"("app":{"id":"6a1c2d7e-0000-4000-8000-0000000000a1"},"clientApp":"browser","network":{"ip":"198.51.100.7"},)"
    R"("device":{"isCompliant":true},"satisfied":["mfa"]})"
    "\n"
    R"({"id":"s2","user":{"id":"ac2d7e00-0000-4000-8000-000000000002","groups":[]},)"
    R"("app":{"id":"6a1c2d7e-0000-4000-8000-0000000000a1"},"clientApp":"browser","network":{"ip":"198.51.100.7"}})"
    "\n";

Result diff(const std::string& before, const std::string& after, const std::string& options = "",
            const std::string& sign_ins = kSignIns) {
  const ScratchFolder folder;
  folder.write("old.ward", kNouns + "policy CA1 \"One\"\n  " + before);
  folder.write("new.ward", kNouns + "policy CA1 \"One\"\n  " + after);
  folder.write("s.ndjson", sign_ins);
  return folder.run("diff old.ward new.ward --signins s.ndjson " + options);
}

const std::string kStrict = kCommissioned;
const std::string kLoose =
    "contractors on untrusted networks using non-joined devices for procurement require mfa or compliant-device\n";

TEST_CASE("a replay without a difference says how much it saw") {
  const Result result = diff(kStrict, kStrict, "--fail-on weaker");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(result.out, "no difference in 2 sign-ins\n");
}

TEST_CASE("a device instead of mfa is weaker, though the person had done mfa") {
  const Result result = diff(kStrict, kLoose, "--fail-on weaker");
  CHECK_EQ(result.exit, 1);
  CHECK_EQ(result.err, "");
  CHECK_EQ(result.out,
           "1 of 2 sign-ins is decided otherwise, 1 is demanded less\n"
           "\n"
           "grant, with other demands: 1 sign-in, 1 demanded less\n"
           "  for example s1\n"
           "    before: grant\n"
           "    now:    grant\n"
           "    weaker: it is granted without any effort\n"
           "\n"
           "by policy\n"
           "  CA1 demands otherwise for 1, for example s1\n"
           "\n"
           "by user\n"
           "  ac2d7e00-0000-4000-8000-000000000001: 1 sign-in, 1 demanded less, for example s1\n"
           "\n"
           "by group\n"
           "  4f1c2d7e-0000-4000-8000-000000000001: 1 sign-in, 1 demanded less, for example s1\n");
}

TEST_CASE("the other way round nothing is weaker") {
  const Result result = diff(kLoose, kStrict, "--fail-on weaker --format markdown");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(result.out,
           "### Policy change: 1 of 2 sign-ins is decided otherwise, none is demanded less\n"
           "\n"
           "| change | sign-ins | demanded less | example | before | now |\n"
           "|---|--:|--:|---|---|---|\n"
           "| grant, with other demands | 1 | 0 | s1 | grant | grant |\n"
           "\n"
           "| policy | change | example |\n"
           "|---|---|---|\n"
           "| CA1 | demands otherwise for 1 | s1 |\n"
           "\n"
           "| user | sign-ins | demanded less | example |\n"
           "|---|--:|--:|---|\n"
           "| ac2d7e00-0000-4000-8000-000000000001 | 1 | 0 | s1 |\n"
           "\n"
           "| group | sign-ins | demanded less | example |\n"
           "|---|--:|--:|---|\n"
           "| 4f1c2d7e-0000-4000-8000-000000000001 | 1 | 0 | s1 |\n");
}

TEST_CASE("weaker is what some efforts open, and a looser session") {
  const std::string who = "contractors for procurement ";
  const auto weaker = [&](const std::string& before, const std::string& after) {
    return diff(who + before + "\n", who + after + "\n", "--fail-on weaker").exit;
  };
  CHECK_EQ(weaker("block", "require mfa"), 1);
  CHECK_EQ(weaker("require mfa", "block"), 0);
  CHECK_EQ(weaker("require mfa and password-change", "require mfa"), 1);
  CHECK_EQ(weaker("require mfa", "require mfa and password-change"), 0);
  CHECK_EQ(weaker("require mfa", "require password-change"), 1);
  CHECK_EQ(weaker("require mfa", "require strength phishing-resistant"), 0);
  CHECK_EQ(weaker("require strength phishing-resistant", "require mfa"), 1);
  CHECK_EQ(weaker("with sign-in every 4 hours", "with sign-in every 8 hours"), 1);
  CHECK_EQ(weaker("with sign-in every 4 hours", "with sign-in every time"), 0);
  CHECK_EQ(weaker("with no persistent browser", "with persistent browser"), 1);
  CHECK_EQ(weaker("with app-enforced restrictions", "with sign-in every 1 hour"), 1);
}

TEST_CASE("a policy block that becomes a failed demand opens nothing") {
  CHECK_EQ(diff("contractors for procurement block\n", "contractors for procurement require hybrid-joined-device\n",
                "--fail-on weaker")
               .exit,
           0);
}

TEST_CASE("a report for programs") {
  const Result result = diff(kStrict, kLoose, "--format json");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(result.out, R"({
  "signIns": 2,
  "changed": 1,
  "weaker": 1,
  "outcomes": [
    {
      "before": "grant",
      "after": "grant",
      "count": 1,
      "weaker": 1,
      "example": {
        "id": "s1",
        "line": 1,
        "before": "grant",
        "after": "grant",
        "weaker": "it is granted without any effort"
      }
    }
  ],
  "policies": [
    {
      "policy": "CA1",
      "appliesNow": 0,
      "noLonger": 0,
      "demandsOtherwise": 1,
      "example": "s1"
    }
  ],
  "users": [
    {
      "user": "ac2d7e00-0000-4000-8000-000000000001",
      "count": 1,
      "weaker": 1,
      "example": "s1"
    }
  ],
  "groups": [
    {
      "group": "4f1c2d7e-0000-4000-8000-000000000001",
      "count": 1,
      "weaker": 1,
      "example": "s1"
    }
  ]
}
)");
}

TEST_CASE("of many users those with most that is demanded less are listed, and the others counted") {
  std::string sign_ins;
  for (int user = 10; user < 22; ++user) {
    const std::string line =
        R"({"user":{"upn":"u)" + std::to_string(user) +
        R"(@contoso.example","groups":["4f1c2d7e-0000-4000-8000-000000000001"]},"app":{"id":"6a1c2d7e-0000-4000-8000-0000000000a1"},)"
        R"("clientApp":"browser","network":{"ip":"198.51.100.7"},"device":{"isCompliant":true}})"
        "\n";
    sign_ins += user == 21 ? line + line : line;
  }
  const std::string out = diff(kStrict, kLoose, "", sign_ins).out;
  const std::string listed = out.substr(out.find("by user"), out.find("by group") - out.find("by user"));
  CHECK(
      listed.starts_with("by user\n  u21@contoso.example: 2 sign-ins, 2 demanded less, for example line 12\n"
                         "  u10@contoso.example: 1 sign-in, 1 demanded less, for example line 1\n"));
  CHECK(listed.ends_with("  and 2 others\n\n"));
}

TEST_CASE("a line that is no sign-in leaves the comparison unfinished") {
  const Result result = diff(kStrict, kStrict, "", kSignIns + "{\"nonsense\":1}\n");
  CHECK_EQ(result.exit, 2);
  CHECK_EQ(result.out, "no difference in 2 sign-ins\n");
}

TEST_CASE("a revision must be below the current folder on the other side") {
  const ScratchFolder folder;
  folder.write("s.ndjson", "");
  const Result result = folder.run("diff git:main ../policies --signins s.ndjson");
  CHECK_EQ(result.exit, 2);
  CHECK_EQ(result.err,
           "doorward: error: `git:main` needs a revision, and a path below the current folder on the other side\n");
}

}  // namespace
}  // namespace doorward::test
