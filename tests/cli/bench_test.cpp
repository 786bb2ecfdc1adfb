// `doorward bench`: what it prints of policies and sign-ins; how fast they are is not tested.
#include <doctest/doctest.h>

#include <regex>

#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kPolicies =
    "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
    "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n"
    "trusted network hq = 203.0.113.0/24\n"
    "\n"
    "contractors on untrusted networks for procurement require mfa\n";
constexpr std::string_view kSpeed = " +[1-9][0-9]* decisions a second +[1-9][0-9]* ns each\n";

bool matches(const std::string& text, const std::string& pattern) {
  return std::regex_match(text, std::regex(pattern));
}

TEST_CASE("bench decides made sign-ins on one thread and on several") {
  ScratchFolder folder;
  folder.write("all.ward", kPolicies);
  const Result result = folder.run("bench --policies all.ward --seconds 0.01 --threads 2");
  CHECK_EQ(result.err, "");
  CHECK_EQ(result.exit, 0);
  const std::string speed(kSpeed);
  CHECK_MESSAGE(matches(result.out, "1 policy, 240 made sign-ins\n +1 thread " + speed + " +2 threads" + speed),
                result.out);
}

TEST_CASE("bench decides the sign-ins of a file and passes over what is none") {
  ScratchFolder folder;
  folder.write("all.ward", kPolicies);
  folder.write("signins.ndjson", "{\"user\":{\"id\":\"u1\"},\"clientApp\":\"browser\"}\n{\"nothing\":1}\n");
  const Result result = folder.run("bench all.ward --signins signins.ndjson --seconds 0.01 --threads 1");
  CHECK_EQ(result.err, "doorward: 1 line was not a sign-in\n");
  CHECK_EQ(result.exit, 0);
  CHECK_MESSAGE(matches(result.out, "1 policy, 1 sign-ins\n +1 thread " + std::string(kSpeed)), result.out);
}

TEST_CASE("bench without a sign-in to decide says so") {
  ScratchFolder folder;
  folder.write("all.ward", kPolicies);
  folder.write("none.ndjson", "");
  const Result result = folder.run("bench --policies all.ward --signins none.ndjson");
  CHECK_EQ(result.err, "doorward: error: `none.ndjson` holds no sign-in to decide\n");
  CHECK_EQ(result.exit, 2);
}

}  // namespace
}  // namespace doorward::test
