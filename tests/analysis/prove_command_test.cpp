// `doorward prove` as its users run it.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "policies.h"
#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kMore =
    "group break-glass = 4f1c2d7e-0000-4000-8000-000000000004\n"
    "group vendors = 4f1c2d7e-0000-4000-8000-000000000003\n"
    "policy CA1 \"Step up\"\n"
    "  contractors or vendors except break-glass on untrusted networks using non-joined devices for procurement\n"
    "  require mfa\n"
    "policy CA2 \"No legacy\"\n"
    "  everyone except break-glass through legacy clients for all apps block\n"
    "policy CA3 \"Admins\"\n"
    "  global-administrator except break-glass for all apps require strength phishing-resistant\n"
    "policy CA4 \"Devices\"\n"
    "  guests except break-glass for all apps require mfa or compliant-device\n";

/// What `prove` prints of one claim beside these policies, without the example as JSON.
std::string of(const ScratchFolder& folder, std::string_view claim, int exit) {
  folder.write("p.ward", std::string(kNouns) + std::string(kMore) + "prove " + std::string(claim) + "\n");
  const Result result = folder.run("prove p.ward -q 2>&1");
  CHECK_EQ(result.exit, exit);
  const std::size_t json = result.out.find("          as JSON:");
  if (json == std::string::npos) return result.out;
  return result.out.substr(0, json) + result.out.substr(result.out.find('\n', json) + 1);
}

TEST_CASE("a claim that holds of every sign-in is proved") {
  const ScratchFolder folder;
  constexpr const char* kClaims[] = {
      "break-glass for all apps are never blocked",
      "contractors through legacy clients for procurement never require compliant-device",
      "vendors except break-glass on untrusted networks using non-joined devices for procurement always require mfa",
      "global-administrator except break-glass for all apps always require strength phishing-resistant",
      "global-administrator except break-glass for all apps always require mfa",
      "guests except break-glass through legacy clients for all apps are never granted",
      "contractors for procurement never require compliant-device",
  };
  for (const char* const claim : kClaims) {
    CAPTURE(claim);
    CHECK_EQ(of(folder, claim, 0), "PROVED    " + std::string(claim) + "\n1 proof: 1 proved\n");
  }
}

/// The same, refuted: by a sign-in, with what becomes of it.
std::string refuted(std::string_view claim, std::string_view becomes, std::string_view sign_in,
                    std::string_view policies) {
  return fmt::format(
      "REFUTED   {}\n"
      "          p.ward:16: a sign-in breaks it: {}\n"
      "          sign-in:  {}\n"
      "          policies: {}\n"
      "1 proof: 1 refuted\n",
      claim, becomes, sign_in, policies);
}

TEST_CASE("a claim that does not hold is refuted by a sign-in, with what becomes of it and by which policies") {
  struct Row {
    const char *claim, *becomes, *sign_in, *policies;
  };
  constexpr Row kRows[] = {
      {"everyone through legacy clients for all apps are always blocked", "grant", "break-glass through activesync",
       "none apply"},
      {"contractors for procurement always require mfa", "grant",
       "contractors through browser on 198.51.100.250 using devices where trust-type is \"ServerAD\" for procurement",
       "none apply"},
      {"guests for all apps always require mfa", "grant",
       "internal guests through browser using devices where is-compliant is true", "CA4"},
      {"contractors for procurement always require strength phishing-resistant", "challenge, requires mfa",
       "contractors through browser for procurement", "CA1"},
      {"everyone for all apps are never blocked", "block by CA2", "members through activesync", "CA2"},
      {"contractors for procurement are always granted", "challenge, requires mfa",
       "contractors through browser for procurement", "CA1"},
      {"everyone for all apps are never granted", "grant", "members through browser", "none apply"},
      {"global-administrator for all apps never require strength phishing-resistant",
       "challenge, requires strength:00000000-0000-0000-0000-000000000004", "global-administrator through browser",
       "CA3"}};
  const ScratchFolder folder;
  for (const Row& row : kRows) {
    CHECK_EQ(of(folder, row.claim, 1), refuted(row.claim, row.becomes, row.sign_in, row.policies));
  }
}

TEST_CASE("what breaks a claim is a sign-in that eval decides as the proof says") {
  const ScratchFolder folder;
  folder.write("p.ward", std::string(kNouns) + std::string(kMore) + "prove guests for all apps always require mfa\n");
  const std::string report = folder.run("prove p.ward --format json").out;
  const std::size_t begin = report.find("\"signIn\": ") + 10;
  const std::size_t end = report.find("\n    }\n", begin);
  const Result decided = folder.run("eval --policies p.ward", report.substr(begin, end - begin));
  CHECK_EQ(decided.exit, 0);
  CHECK(decided.out.find("\"outcome\":\"grant\"") != std::string::npos);
}

TEST_CASE("a claim about nobody claims nothing and is no proof") {
  const ScratchFolder folder;
  CHECK_EQ(of(folder, "contractors except contractors for all apps are never blocked", 1),
           "EMPTY     contractors except contractors for all apps are never blocked\n"
           "          p.ward:16: no sign-in fits the sentence, so it claims nothing\n"
           "1 proof: 1 empty\n");
}

TEST_CASE("per-user MFA states take part in proofs where settings speak of them") {
  const ScratchFolder folder;
  folder.write("p.ward",
               "mfa settings\n  app passwords allowed\n\ngroup break-glass = 4f1c2d7e-0000-4000-8000-000000000004\n"
               "policy CA1 \"x\" everyone except break-glass for all apps block\n"
               "prove break-glass for all apps are never blocked\n"
               "prove break-glass through browser for all apps are never blocked\n");
  const Result result = folder.run("prove p.ward -q");
  CHECK_EQ(result.exit, 1);
  CHECK(
      result.out.starts_with("REFUTED   break-glass for all apps are never blocked\n"
                             "          p.ward:6: a sign-in breaks it: block, requires appPassword\n"));
  CHECK(
      result.out.ends_with("PROVED    break-glass through browser for all apps are never blocked\n"
                           "2 proofs: 1 proved, 1 refuted\n"));
}

TEST_CASE("JUnit has a failure for a refuted claim") {
  const ScratchFolder folder;
  folder.write("p.ward",
               "prove everyone for all apps are never granted\nprove everyone for all apps are never blocked\n");
  const Result result = folder.run("prove p.ward --format junit");
  CHECK_EQ(result.exit, 1);
  CHECK_EQ(result.out,
           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<testsuites>\n"
           "  <testsuite name=\"doorward prove\" tests=\"2\" failures=\"1\" errors=\"0\">\n"
           "    <testcase name=\"everyone for all apps are never granted\" classname=\"p.ward\" file=\"p.ward\" "
           "line=\"1\">\n"
           "      <failure message=\"a sign-in breaks it: grant\">members through browser</failure>\n"
           "    </testcase>\n"
           "    <testcase name=\"everyone for all apps are never blocked\" classname=\"p.ward\" file=\"p.ward\" "
           "line=\"2\"/>\n"
           "  </testsuite>\n"
           "</testsuites>\n");
}

TEST_CASE("policies without a claim, modules and faulty claims are said") {
  const ScratchFolder folder;
  folder.write("p.ward", "everyone for all apps block\n");
  const Result none = folder.run("prove p.ward");
  CHECK_EQ(none.exit, 0);
  CHECK_EQ(none.out, "");
  CHECK(none.err.ends_with("doorward: there is no `prove` statement in these policies\n"));
  CHECK_EQ(folder.run("compile p.ward -o p.dwm").exit, 0);
  CHECK_EQ(folder.run("prove p.dwm").exit, 2);
  folder.write("q.ward", "prove nobodyy for all apps are never blocked\n");
  CHECK_EQ(folder.run("prove q.ward").exit, 2);
}

}  // namespace
}  // namespace doorward::test
