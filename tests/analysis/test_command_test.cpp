// `doorward test`, from the text of a test to what is printed of it.
#include <doctest/doctest.h>

#include "policies.h"
#include "process.h"

namespace doorward::test {
namespace {

Result run_tests(const std::string& tests, const std::string& policies = kCommissioned,
                 const std::string& options = "") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + policies);
  folder.write("t.ward", tests);
  return folder.run("test p.ward t.ward " + options);
}

const std::string kHead = "test \"t\"\n  ";

TEST_CASE("the two tests of the commissioned policy pass") {
  const Result result = run_tests(
      "test \"a contractor in a café steps up\"\n"
      "  alice on 198.51.100.7 using non-joined devices for procurement\n"
      "  given alice in contractors\n"
      "  expect require mfa\n"
      "test \"the same contractor at headquarters walks in\"\n"
      "  alice on 203.0.113.9 using non-joined devices for procurement\n"
      "  given alice in contractors\n"
      "  expect grant\n");
  CHECK_EQ(result.err, "");
  CHECK_EQ(result.out,
           "PASS  a contractor in a café steps up\n"
           "PASS  the same contractor at headquarters walks in\n"
           "2 tests: 2 passed, 0 failed, 0 in error\n");
  CHECK_EQ(result.exit, 0);
}

TEST_CASE("a test that fails shows what was expected, the decision and its reasons") {
  const Result result = run_tests(kHead +
                                  "alice on untrusted networks using non-joined devices for procurement\n"
                                  "  given alice in contractors\n  expect grant\n");
  CHECK_EQ(result.exit, 1);
  CHECK_EQ(result.out,
           "FAIL  t\n"
           "      t.ward:1: it is challenge, not grant\n"
           "      expected: grant\n"
           "      decided:  challenge, requires mfa\n"
           "      alice@contoso.example for procurement from 198.51.100.250: challenged, asks for mfa\n"
           "        p#1 applies and requires mfa: can still be done\n"
           "        mfa would do: then it is granted\n"
           "        a hybrid-joined device would do: then it is granted\n"
           "        the network hq would do: then it is granted\n"
           "1 test: 0 passed, 1 failed, 0 in error\n");
}

TEST_CASE("a test that leaves open what its result rests on is an error that names it") {
  const Result network = run_tests(kHead + "contractors using non-joined devices for procurement expect require mfa\n");
  CHECK_EQ(network.exit, 1);
  CHECK_EQ(
      network.out,
      "ERROR t\n"
      "      t.ward:1: the result rests on `network`, which the test leaves open: with 203.0.113.0 it is grant; as "
      "it stands challenge, requires mfa\n"
      "      help: add to the sentence, for example, `on 198.51.100.7`\n"
      "1 test: 0 passed, 0 failed, 1 in error\n");
  const Result device = run_tests(kHead + "contractors on 198.51.100.7 for procurement expect require mfa\n");
  CHECK_EQ(device.out,
           "ERROR t\n"
           "      t.ward:1: the result rests on `device`, which the test leaves open: with not compliant, trust type "
           "ServerAD it is grant; as it stands challenge, requires mfa\n"
           "      help: add to the sentence, for example, `using non-compliant devices`\n"
           "1 test: 0 passed, 0 failed, 1 in error\n");
}

TEST_CASE("two open signals that one policy asks for together are found") {
  const std::string policy = "alice running android at high sign-in risk for procurement block\n";
  const Result open = run_tests(kHead + "alice for procurement expect grant\n", policy);
  CHECK_EQ(open.exit, 1);
  CHECK_EQ(open.out,
           "ERROR t\n"
           "      t.ward:1: the result rests on `device.platform`, `risk.signIn`, which the test leaves open and the "
           "policy `p#1` asks for\n"
           "      help: state it in a phrase of the sentence (`at none sign-in risk`, `by none flow`) or with `given`\n"
           "1 test: 0 passed, 0 failed, 1 in error\n");
  CHECK_EQ(run_tests(kHead + "alice running ios for procurement expect grant\n", policy).exit, 0);
}

TEST_CASE("a test whose result rests on the time of day needs a time") {
  const std::string policy = "everyone for procurement when time is between 08:00 and 17:00 in \"UTC\" block\n";
  const std::string test = kHead + "alice for procurement expect block\n";
  const Result open = run_tests(test, policy);
  CHECK_EQ(open.exit, 1);
  const std::string first = "ERROR t\n      t.ward:1: the result rests on the time, which the test leaves open: at ";
  CHECK_EQ(open.out.substr(0, first.size()), first);
  CHECK(open.out.find("      help: say at what time tests are decided: `doorward test --at 20") != std::string::npos);
  CHECK(open.out.ends_with("1 test: 0 passed, 0 failed, 1 in error\n"));
  CHECK_EQ(run_tests(test, policy, "--at 2026-11-24T09:30:00Z").exit, 0);
  CHECK(run_tests(test, policy, "--at 2026-11-24T18:30:00Z").out.ends_with("1 test: 0 passed, 1 failed, 0 in error\n"));
  // A window that changes nothing for the test is no fault of it, and neither is one of a policy that is off.
  CHECK_EQ(run_tests(test, policy + "everyone for all apps block\n").exit, 0);
  CHECK_EQ(run_tests(kHead + "alice for procurement expect grant\n",
                     "disabled policy P \"One\" everyone for procurement when time is between 08:00 and 17:00 block\n")
               .exit,
           0);
}

TEST_CASE("what a policy asks of somebody else is not open") {
  CHECK_EQ(run_tests(kHead + "alice for procurement expect grant\n").exit, 0);
}

TEST_CASE("what has been done is met, and a strength meets mfa") {
  const std::string sentence = kHead + "contractors on 198.51.100.7 using a non-joined device for procurement\n";
  CHECK_EQ(run_tests(sentence + "  having done mfa\n  expect grant\n").exit, 0);
  CHECK_EQ(run_tests(sentence + "  having done strength phishing-resistant\n  expect grant\n").exit, 0);
  CHECK_EQ(run_tests(sentence + "  having done password-change\n  expect grant\n").exit, 1);
}

TEST_CASE("an expectation is exact, and at least allows more") {
  const std::string policies = kCommissioned + "contractors for procurement require compliant-device or mfa\n" +
                               "contractors for procurement require password-change with sign-in every 4 hours\n";
  const std::string unmanaged =
      kHead + "contractors on 198.51.100.7 using non-joined and non-compliant devices for procurement\n";
  const Result exact = run_tests(unmanaged + "  expect require mfa\n", policies);
  CHECK_EQ(exact.exit, 1);
  CHECK_NE(exact.out.find("t.ward:1: it also demands compliant-device or mfa and password-change\n"),
           std::string::npos);
  CHECK_EQ(run_tests(unmanaged + "  expect at least require mfa\n", policies).exit, 0);
  CHECK_EQ(run_tests(unmanaged + "  expect require mfa and password-change with sign-in every 4 hours\n"
                                 "  expect require mfa or compliant-device\n",
                     policies)
               .exit,
           0);
  CHECK_EQ(run_tests(unmanaged + "  expect at least challenge with sign-in every 8 hours\n", policies).exit, 1);
}

TEST_CASE("per-user states are given, and bind like a policy") {
  CHECK_EQ(run_tests(kHead + "alice on 198.51.100.7 for procurement\n"
                             "  given user.mfa-state is \"enforced\"\n  expect require mfa\n")
               .exit,
           0);
}

TEST_CASE("a test that names no single sign-in is an error") {
  const Result result = run_tests(kHead + "alice for office-365 expect grant\n");
  CHECK_EQ(result.exit, 1);
  CHECK_EQ(result.out,
           "ERROR t\n      t.ward:1: the test names no single app\n      help: name one: `for procurement`\n"
           "1 test: 0 passed, 0 failed, 1 in error\n");
}

TEST_CASE("results as JUnit escape what XML would read") {
  const Result result =
      run_tests("test \"a < b & c\"\n  alice for procurement expect block\n", kCommissioned, "--format junit");
  CHECK_EQ(result.exit, 1);
  CHECK_EQ(result.out,
           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<testsuites>\n"
           "  <testsuite name=\"doorward\" tests=\"1\" failures=\"1\" errors=\"0\">\n"
           "    <testcase name=\"a &lt; b &amp; c\" classname=\"t.ward\" file=\"t.ward\" line=\"1\">\n"
           "      <failure message=\"it is grant, not block\">expected: block\ndecided: grant\n"
           "alice@contoso.example for procurement from no address: granted\n"
           "  taken for absent: network.ip, device.trustType\n"
           "  p#1 does not apply: the user is alice@contoso.example, not contractors\n"
           "</failure>\n"
           "    </testcase>\n"
           "  </testsuite>\n"
           "</testsuites>\n");
}

TEST_CASE("proofs are counted and left to prove") {
  const Result result = run_tests("prove everyone for all apps are never blocked\n");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(result.out, "");
  CHECK_EQ(result.err,
           "doorward: there is no test in these policies\n"
           "doorward: 1 `prove` statement is for `doorward prove`\n");
}

TEST_CASE("a faulty policy set is no test run") {
  CHECK_EQ(run_tests(kHead + "alice for nowhere expect grant\n").exit, 2);
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + kCommissioned);
  REQUIRE_EQ(folder.run("compile p.ward -o p.dwm").exit, 0);
  const Result module = folder.run("test p.dwm");
  CHECK_EQ(module.exit, 2);
  CHECK_EQ(module.err, "doorward: error: `p.dwm` is a compiled module; `test` works on source, where the tests are\n");
}

}  // namespace
}  // namespace doorward::test
