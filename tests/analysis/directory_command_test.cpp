// `test`, `ask` and `check` with a directory: a file, or the store that was made of it.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "policies.h"
#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kPeople =
    "id,upn,groups,mfaState,mfaRegistered,department\n"
    "u1,alice@contoso.example,4f1c2d7e-0000-4000-8000-000000000001,disabled,true,HR\n"
    "u2,bob@contoso.example,4f1c2d7e-0000-4000-8000-000000000001,enforced,true,\n"
    "u3,carol@contoso.example,,enforced,true,\n"
    "u4,dave@contoso.example,4f1c2d7e-0000-4000-8000-000000000001,enabled,false,\n"
    "u5,erin@contoso.example,4f1c2d7e-0000-4000-8000-000000000001,enabled,false,\n"
    "u6,frank@contoso.example,4f1c2d7e-0000-4000-8000-000000000001,enabled,false,\n";

struct Folder : ScratchFolder {
  Folder() {
    write("people.csv", kPeople);
    REQUIRE_EQ(run("users import --store people.db people.csv").exit, 0);
  }
};

constexpr const char* kDirectories[] = {"people.csv", "people.db"};

const std::string kStep = kNouns +
                          "user bob = bob@contoso.example\n"
                          "policy CA1 \"Contractors\"\n  contractors for all apps require mfa\n"
                          "policy CA2 \"Clients\"\n  everyone through legacy clients for all apps block\n";

TEST_CASE("test looks the users up that it names, and what a test gives stands") {
  const Folder folder;
  folder.write("p.ward",
               kStep +
                   "test \"a contractor\"\n  alice through browser for procurement\n  expect require mfa\n"
                   "test \"a user who is enforced\"\n  bob through browser for procurement\n  given user.mfa-state is "
                   "\"disabled\"\n  expect require mfa\n"
                   "test \"a group\"\n  contractors through browser for procurement\n  expect require mfa\n");
  const Result without = folder.run("test p.ward");
  CHECK_EQ(without.exit, 1);
  CHECK_NE(without.out.find("FAIL  a contractor\n"), std::string::npos);
  for (const char* directory : kDirectories) {
    CAPTURE(directory);
    const Result with = folder.run(fmt::format("test p.ward --directory {}", directory));
    CHECK_EQ(with.err, "");
    CHECK_EQ(
        with.out,
        "PASS  a contractor\nPASS  a user who is enforced\nPASS  a group\n3 tests: 3 passed, 0 failed, 0 in error\n");
    CHECK_EQ(with.exit, 0);
  }
}

TEST_CASE("an attribute that a test gives is in the place of the directory's") {
  const Folder folder;
  folder.write("p.ward", kNouns +
                             "policy CA1 \"HR\"\n  everyone for all apps when user.department is \"HR\" block\n"
                             "test \"as she is\"\n  alice for procurement\n  expect block\n"
                             "test \"after she moved\"\n  alice for procurement\n  given user.department is \"Sales\"\n"
                             "  expect grant\n");
  for (const char* directory : kDirectories) {
    const Result result = folder.run(fmt::format("test p.ward --directory {}", directory));
    CHECK_EQ(result.out, "PASS  as she is\nPASS  after she moved\n2 tests: 2 passed, 0 failed, 0 in error\n");
  }
}

TEST_CASE("a test of a user whom the directory does not hold is in error") {
  const Folder folder;
  folder.write("p.ward", kNouns +
                             "user mallory = mallory@contoso.example\n"
                             "contractors for all apps require mfa\n"
                             "test \"nobody\"\n  mallory for procurement\n  expect grant\n");
  for (const char* directory : kDirectories) {
    const Result result = folder.run(fmt::format("test p.ward --directory {}", directory));
    CHECK_EQ(result.exit, 1);
    CHECK_NE(result.out.find("the user `mallory@contoso.example` is not in the directory"), std::string::npos);
  }
  const Result absent = folder.run("test p.ward --directory nowhere.db");
  CHECK_EQ(absent.exit, 2);
  CHECK_EQ(absent.err, "doorward: error: cannot read `nowhere.db`: No such file or directory\n");
}

TEST_CASE("ask takes the state of a named user from the directory, and of everybody else asks about all states") {
  const Folder folder;
  folder.write("p.ward", kNouns + "mfa settings\n  user state takes precedence\n" +
                             "user bob = bob@contoso.example\ncontractors for all apps block\n");
  for (const char* directory : kDirectories) {
    const std::string ask = fmt::format("ask --policies p.ward --directory {} ", directory);
    const Result everyone = folder.run(ask + "\"everyone through browser for procurement\"");
    CHECK_EQ(everyone.exit, 0);
    CHECK_EQ(everyone.out, folder.run("ask --policies p.ward \"everyone through browser for procurement\"").out);
    CHECK_NE(everyone.out.find("userState: MFA state disabled"), std::string::npos);
    const Result bob = folder.run(ask + "\"bob through browser for procurement\"");
    CHECK_EQ(bob.exit, 0);
    CHECK(bob.out.starts_with("block"));
  }
}

/// What check says of states, without the rest.
std::string said_of_states(const Folder& folder, const std::string& settings, const char* directory) {
  folder.write("p.ward", (settings.empty() ? "" : "mfa settings\n  " + settings + "\n") + kStep);
  const Result result = folder.run(fmt::format("check p.ward --directory {} --format json", directory));
  CHECK_EQ(result.exit, 0);
  return result.out;
}

TEST_CASE("check names users with a state of whom a policy demands mfa too, and says which of the two decides") {
  const Folder folder;
  for (const char* directory : kDirectories) {
    CAPTURE(directory);
    const std::string usual = said_of_states(folder, "", directory);
    CHECK_NE(usual.find("`bob@contoso.example`, `dave@contoso.example`, `erin@contoso.example` and 1 other have a "
                        "per-user MFA state beside policies that demand mfa"),
             std::string::npos);
    CHECK_NE(usual.find("mfa is demanded here of `bob@contoso.example` too"), std::string::npos);
    CHECK_NE(usual.find("the state decides where policies would ask for less, and no policy can waive it; `doorward "
                        "users migrate` says how to move to policies"),
             std::string::npos);
    CHECK_EQ(usual.find("carol"), std::string::npos);
    CHECK_NE(said_of_states(folder, "user state overrides policies", directory)
                 .find("the state alone decides about mfa, whatever policies demand"),
             std::string::npos);
    CHECK_EQ(said_of_states(folder, "user state is ignored", directory).find("W3401"), std::string::npos);
  }
}

}  // namespace
}  // namespace doorward::test
