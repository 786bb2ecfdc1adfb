#include "doorward/io/directory.h"

#include <doctest/doctest.h>

#include "doorward/io/sign_in_reader.h"
#include "show.h"
#include "temporary.h"

using namespace doorward;
using namespace doorward::test;

namespace {

std::unique_ptr<const Directory> directory_of(std::string_view text) {
  std::string error;
  auto directory = Directory::read(text, "people.json", error);
  REQUIRE_MESSAGE(directory != nullptr, error);
  return directory;
}

std::string fault_of(std::string_view text) {
  std::string error;
  return Directory::read(text, "people.json", error) == nullptr ? error : "no error";
}

std::size_t count_of(const Directory& directory) {
  std::size_t count = 0;
  CHECK(directory.each_user([&](const UserSignals&) { ++count; }));
  return count;
}

/// A record after the directory has filled it, or the directory's error.
std::string filled(const Directory& directory, std::string_view record) {
  SignInReader reader;
  SignIn sign_in;
  REQUIRE(reader.read(record, sign_in));
  const DirectoryMatch match = directory.fill(sign_in);
  const std::string error = directory_error(directory, match, sign_in);
  return error.empty() ? show(sign_in) : "error: " + error;
}

std::string user(const Directory& directory, std::string_view id) {
  return filled(directory, R"({"user": {"id": ")" + std::string(id) + "\"}}");
}

constexpr std::string_view kPeople = R"({
  "users": [
    {"id": "6a1c2d7e-0000-4000-8000-0000000000A1", "upn": "alice@contoso.example", "type": "member", "guestKind": "none",
     "homeTenant": "t1", "groups": ["engineers"], "roles": ["auditor"], "mfaState": "enforced", "mfaRegistered": true,
     "hasAppPassword": false, "agent": false, "attributes": {"department": "HR", "codes": ["a", "b"]}},
    {"id": "bob", "userPrincipalName": "bob@contoso.example", "userType": "Guest", "perUserMfaState": "enabled",
     "department": "Sales", "jobTitle": null, "givenName": "Bob", "onPremisesExtensionAttributes":
     {"extensionAttribute1": "SAW", "extensionAttribute2": null}},
    {"id": "carol"}],
  "groups": [
    {"id": "staff", "displayName": "Staff", "members": ["engineers", "Carol"]},
    {"id": "engineers", "memberOf": ["floor-2"]},
    {"id": "floor-2", "members": [{"@odata.type": "#microsoft.graph.user", "id": "bob@contoso.example"}, "a-device"]}],
  "roles": [
    {"id": "object-id", "roleTemplateId": "reader", "displayName": "Reader", "members": ["bob", "staff"]}]})";

}  // namespace

TEST_CASE("what a sign-in leaves open the directory fills, groups flattened through nesting") {
  const auto directory = directory_of(kPeople);
  CHECK(count_of(*directory) == 3);
  CHECK(user(*directory, "{6A1C2D7E-0000-4000-8000-0000000000a1}") == R"(user: 
user.id: {6A1C2D7E-0000-4000-8000-0000000000a1}
user.upn: alice@contoso.example
user.type: member
user.guestKind: []
user.homeTenant: t1
user.groups: [engineers, staff, floor-2]
user.roles: [auditor, reader]
user.agent: false
user.mfaState: enforced
user.mfaRegistered: true
user.hasAppPassword: false
user.attributes.department: HR
user.attributes.codes: [a, b]
)");
  CHECK(user(*directory, "BOB") == R"(user: 
user.id: BOB
user.upn: bob@contoso.example
user.type: guest
user.groups: [floor-2]
user.roles: [reader]
user.mfaState: enabled
user.attributes.department: Sales
user.attributes.extensionAttribute1: SAW
)");
  CHECK(filled(*directory, R"({"user": {"upn": "BOB@contoso.example", "groups": [], "roles": []}})")
            .starts_with("user: \nuser.id: bob\nuser.upn: BOB@contoso.example\nuser.type: guest\nuser.groups: "
                         "[]\nuser.roles: []\n"));
}

TEST_CASE("what a sign-in carries stands, also an empty list, and is never joined with the directory's") {
  const auto directory = directory_of(kPeople);
  CHECK(filled(*directory, R"({"user": {"id": "6a1c2d7e-0000-4000-8000-0000000000a1", "upn": "other@x.example",
    "type": "guest", "guestKind": "internalGuest", "homeTenant": "t9", "groups": ["g9"], "roles": [], "agent": true,
    "mfaState": "disabled", "mfaRegistered": false, "hasAppPassword": true, "attributes": {"Department": "IT"}}})") ==
        R"(user: 
user.id: 6a1c2d7e-0000-4000-8000-0000000000a1
user.upn: other@x.example
user.type: guest
user.guestKind: [internalGuest]
user.homeTenant: t9
user.groups: [g9]
user.roles: []
user.agent: true
user.mfaState: disabled
user.mfaRegistered: false
user.hasAppPassword: true
user.attributes.Department: IT
user.attributes.codes: [a, b]
)");
}

TEST_CASE("a directory that lists groups knows of a user in none, one that does not leaves them open") {
  CHECK(user(*directory_of(R"({"users": [{"id": "u"}], "groups": []})"), "u") ==
        "user: \nuser.id: u\nuser.groups: []\n");
  CHECK(user(*directory_of(R"({"users": [{"id": "u"}], "roles": []})"), "u") == "user: \nuser.id: u\nuser.roles: []\n");
  CHECK(user(*directory_of(R"([{"id": "u", "groups": []}, {"id": "v"}])"), "u") ==
        "user: \nuser.id: u\nuser.groups: []\n");
  CHECK(user(*directory_of(R"({"value": [{"id": "u", "groups": []}, {"id": "v"}]})"), "v") == "user: \nuser.id: v\n");
}

TEST_CASE("groups that hold one another are harmless") {
  const auto directory = directory_of(R"({"users": [{"id": "u", "groups": ["a"]}, {"id": "v", "groups": ["c"]}],
    "groups": [{"id": "a", "members": ["c", "a"]}, {"id": "b", "members": ["a"]}, {"id": "c", "members": ["b"]}]})");
  CHECK(user(*directory, "u") == "user: \nuser.id: u\nuser.groups: [a, c, b]\n");
  CHECK(user(*directory, "v") == "user: \nuser.id: v\nuser.groups: [a, c, b]\n");
}

TEST_CASE("Graph's memberOf holds groups and directory roles") {
  CHECK(user(*directory_of(R"([{"id": "u", "memberOf": [{"@odata.type": "#microsoft.graph.group", "id": "g"},
    {"@odata.type": "#microsoft.graph.directoryRole", "id": "object", "roleTemplateId": "template"}]}])"),
             "u") == "user: \nuser.id: u\nuser.groups: [g]\nuser.roles: [template]\n");
}

TEST_CASE("a user whom the directory does not hold is an error, a workload is not looked up") {
  const auto directory = directory_of(kPeople);
  CHECK(filled(*directory, R"({"user": {"id": "mallory"}})") == "error: user `mallory` is not in the directory");
  CHECK(filled(*directory, R"({"user": {"upn": "m@x.example"}})") ==
        "error: user `m@x.example` is not in the directory");
  CHECK(filled(*directory, R"({"user": {"type": "guest"}})") ==
        "error: the sign-in names no user to look up, neither `id` nor `upn`");
  CHECK(filled(*directory, R"({"workload": {"id": "bob"}})") == "workload.id: bob\n");
}

TEST_CASE("a faulty directory is refused with the place and the reason") {
  CHECK(fault_of("  \n") == "people.json:1:1: the directory is empty");
  CHECK(fault_of("{\"users\": [\n  {\"id\": \"u\", \"mfaState\": \"on\"}]}") ==
        "people.json:2:27: `mfaState` is `on`, it must be one of disabled, enabled, enforced");
  CHECK(fault_of("[{\"id\": \"u\",\n\"mfaSate\": \"on\"}]") == "people.json:2:2: unknown field `mfaSate`");
  CHECK(fault_of("[{\"id\": \"u\", \"ID\": \"v\"}]") == "people.json:1:15: field `ID` stands twice");
  CHECK(fault_of("[{\"upn\": \"u\", \"userPrincipalName\": \"v\"}]") ==
        "people.json:1:36: `userPrincipalName` says again what another field says");
  CHECK(fault_of("[{\"id\": \"u\"},\n{\"id\": \"U\"}]") == "people.json:2:1: user `U` stands twice");
  CHECK(fault_of("[{\"id\": \"u\", \"upn\": \"x\"},\n{\"id\": \"v\", \"upn\": \"X\"}]") ==
        "people.json:2:1: user `X` stands twice");
  CHECK(fault_of("[{\"type\": \"guest\"}]") == "people.json:1:2: a user has neither `id` nor `upn`");
  CHECK(fault_of("{\"users\": 5}") == "people.json:1:11: `users` must be a list, it is a number");
  CHECK(fault_of("{\"people\": []}") == "people.json:1:3: unknown field `people`");
  CHECK(fault_of("{\"users\": [5]}") == "people.json:1:12: `user` must be an object, it is a number");
  CHECK(fault_of("{\"groups\": [{\"members\": []}]}") == "people.json:1:13: a group has no `id`");
  CHECK(fault_of("{\"groups\": [{\"id\": \"g\", \"members\": [{\"displayName\": \"x\"}]}]}") ==
        "people.json:1:37: `members[0]` has no `id`");
  CHECK(fault_of("{\"users\": [{\"id\": \"u\"}]").starts_with("people.json:1:"));
  CHECK(fault_of("{\"users\": []} []")
            .ends_with("not valid JSON: a comma, colon, bracket or brace is missing or one too many"));
}

TEST_CASE("a directory may be CSV") {
  const auto directory = directory_of(
      "\xEF\xBB\xBFid,userPrincipalName,userType,groups,roles,perUserMfaState,mfaRegistered,hasAppPassword,agent,"
      "guestKind,"
      "department,attributes.costCentre,displayName\r\n"
      "u1,alice@contoso.example,Member,g1; g2,,enforced,TRUE,false,,none,\"Sales, \"\"EMEA\"\"\",4711,Alice\r\n"
      "\r\n"
      "u2,,Guest,,r1;r2,,,,true,\"internalGuest,serviceProvider\",,,\n");
  CHECK(count_of(*directory) == 2);
  CHECK(user(*directory, "u1") == R"(user: 
user.id: u1
user.upn: alice@contoso.example
user.type: member
user.guestKind: []
user.groups: [g1, g2]
user.roles: []
user.mfaState: enforced
user.mfaRegistered: true
user.hasAppPassword: false
user.attributes.department: Sales, "EMEA"
user.attributes.costCentre: 4711
user.attributes.displayName: Alice
)");
  CHECK(user(*directory, "u2") ==
        "user: \nuser.id: u2\nuser.type: guest\nuser.guestKind: [internalGuest, serviceProvider]\nuser.groups: []\n"
        "user.roles: [r1, r2]\nuser.agent: true\n");
}

TEST_CASE("a faulty CSV directory is refused with the place and the reason") {
  CHECK(fault_of("id,colour\nu,red\n") == "people.json:1:4: unknown column `colour`");
  CHECK(fault_of("upn,userPrincipalName\n") ==
        "people.json:1:5: column `userPrincipalName` says again what another column says");
  CHECK(fault_of("id,upn\nu,v\n\nw\n") == "people.json:4:1: the row has 1 cells, the header has 2");
  CHECK(fault_of("id,mfaState\nu,on\n") ==
        "people.json:2:3: `mfaState` is `on`, it must be disabled, enabled or enforced");
  CHECK(fault_of("id,agent\nu,yes\n") == "people.json:2:3: `agent` is `yes`, it must be true or false");
  CHECK(fault_of("id,type\nu,robot\n") == "people.json:2:3: `type` is `robot`, it must be member or guest");
  CHECK(fault_of("id,guestKind\nu,alien\n") ==
        "people.json:2:3: `guestKind` is `alien`, it must be `none` or guest kinds separated by commas");
  CHECK(fault_of("id,upn\nu,\"v\n") ==
        "people.json:2:3: a quoted cell is not closed, or something follows its closing quote");
  CHECK(fault_of("id,upn\nu,v\nu,w\n") == "people.json:3:1: user `u` stands twice");
}

TEST_CASE("a directory file may be packed") {
  const TemporaryFolder folder;
  std::string error;
  const auto directory = Directory::read_file(folder.gzip("people.json.gz", kPeople), error);
  REQUIRE_MESSAGE(directory != nullptr, error);
  CHECK(count_of(*directory) == 3);
  CHECK(Directory::read_file(folder.path("absent"), error) == nullptr);
  CHECK(error == "cannot read `" + folder.path("absent") + "`: No such file or directory");
}

TEST_CASE("many users with ids that differ in a few digits are found by id and by UPN") {
  const auto guid = [](int number) {
    const std::string digits = std::to_string(number);
    return "10000000-0000-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
  };
  std::string text = "[";
  for (int i = 0; i < 50'000; ++i) {
    text += (i > 0 ? ",{\"id\":\"" : "{\"id\":\"") + guid(i) + "\",\"upn\":\"u" + std::to_string(i) +
            "@x.example\",\"groups\":[\"g" + std::to_string(i % 100) + "\"]}";
  }
  const auto directory = directory_of(text + "]");
  CHECK(user(*directory, guid(49'999)) ==
        "user: \nuser.id: " + guid(49'999) + "\nuser.upn: u49999@x.example\nuser.groups: [g99]\n");
  CHECK(filled(*directory, R"({"user": {"upn": "U31234@X.example"}})") ==
        "user: \nuser.id: " + guid(31'234) + "\nuser.upn: U31234@X.example\nuser.groups: [g34]\n");
}
