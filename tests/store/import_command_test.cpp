// `doorward users import` of files that are faulty, of a classic tenant, or in part.
#include <algorithm>
#include <filesystem>
#include <vector>

#include "contoso.h"

namespace doorward::test {
namespace {

TEST_CASE("a faulty import is refused whole, with the place of the fault") {
  const Contoso contoso;
  contoso.write("bad.csv", "upn,mfaState\ndave@contoso.example,enabled\nerin@contoso.example,on\n");
  check(contoso.users("import bad.csv"), 2, "",
        "doorward: error: bad.csv:3:22: `mfaState` is `on`, it must be disabled, enabled or enforced\n"
        "help: nothing was imported\n");
  contoso.write("twice.csv", "upn\ndave@contoso.example\nDAVE@contoso.example\n");
  check(contoso.users("import twice.csv"), 2, "",
        "doorward: error: twice.csv:3:1: user `DAVE@contoso.example` stands twice\n"
        "help: nothing was imported\n");
  check(contoso.users("import nowhere.csv"), 2, "",
        "doorward: error: cannot read `nowhere.csv`: No such file or directory\n"
        "help: nothing was imported\n");
  CHECK_EQ(contoso.states(), kStates);
}

TEST_CASE("exports of the classic module are imported, as JSON and as CSV") {
  const ScratchFolder folder;
  folder.write(
      "msol.json",
      R"([{"ObjectId": "u1", "UserPrincipalName": "alice@contoso.example", "DisplayName": "Alice", "UserType": "Member",)"
      R"( "Licenses": [{"AccountSkuId": "x"}], "StrongAuthenticationMethods": [{"IsDefault": true, "MethodType": "PhoneAppOTP"}],)"
      R"( "StrongAuthenticationRequirements": [{"RelyingParty": "*", "State": "Enforced"}]},)"
      R"({"ObjectId": "u2", "UserPrincipalName": "bob@contoso.example", "StrongAuthenticationMethods": [],)"
      R"( "StrongAuthenticationRequirements": []}])");
  REQUIRE_EQ(folder.run("users import --store json.db msol.json").exit, 0);
  check(folder.run("users list --store json.db --format csv"), 0,
        "upn,id,displayName,type,mfaState,mfaRegistered,hasAppPassword\n"
        "alice@contoso.example,u1,Alice,member,enforced,true,\n"
        "bob@contoso.example,u2,,,disabled,false,\n",
        "");
  folder.write("msol.csv",
               "#TYPE Selected.Microsoft.Online.Administration.User\r\n"
               "\"DisplayName\",\"UserPrincipalName\",\"State\",\"MFA Status\"\r\n"
               "\"Alice\",\"alice@contoso.example\",\"Uusimaa\",\"Enabled\"\r\n"
               "\"Bob\",\"bob@contoso.example\",,\r\n");
  REQUIRE_EQ(folder.run("users import --store csv.db msol.csv").exit, 0);
  check(folder.run("users list --store csv.db"), 0,
        "alice@contoso.example  enabled   registration unknown  Alice\n"
        "bob@contoso.example    disabled  registration unknown  Bob\n",
        "");
  folder.write("types.csv",
               "UserPrincipalName,StrongAuthenticationRequirements\n"
               "alice@contoso.example,System.Collections.Generic.List`1[StrongAuthenticationRequirement]\n");
  check(folder.run("users import --store csv.db types.csv"), 2, "",
        "doorward: error: types.csv:2:23: the state is exported as the name of a type; select "
        "`StrongAuthenticationRequirements.State` for CSV, or `ConvertTo-Json -Depth 4`\n"
        "help: nothing was imported\n");
}

/// Every file of the folder, for what is left behind.
std::string files_of(const ScratchFolder& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path("."))) {
    std::string name = entry.path().filename().string();
    if (!name.starts_with(".std")) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  std::string all;
  for (const std::string& name : names) all += name + " ";
  return all;
}

TEST_CASE("an import that is refused, or only tried, makes no store and leaves nothing behind") {
  const ScratchFolder folder;
  folder.write("good.csv", "upn\nalice@contoso.example\n");
  folder.write("bad.csv", "upn,mfaState\nbob@contoso.example,on\n");
  CHECK_EQ(folder.run("users import --store users.db good.csv bad.csv").exit, 2);
  CHECK_EQ(folder.run("users import --store users.db good.csv --dry-run").exit, 0);
  CHECK_EQ(files_of(folder), "bad.csv good.csv ");
  CHECK_EQ(folder.run("users import --store users.db good.csv").exit, 0);
  CHECK_EQ(files_of(folder), "bad.csv good.csv users.db ");
  const std::string whole = folder.read("users.db");
  CHECK_EQ(folder.run("users import --store users.db good.csv bad.csv").exit, 2);
  CHECK_EQ(files_of(folder), "bad.csv good.csv users.db ");
  CHECK_EQ(folder.read("users.db"), whole);
}

TEST_CASE("an empty file is where a store may be made, and stays as it was when it is not") {
  const ScratchFolder folder;
  folder.write("users.db", "");
  folder.write("good.csv", "upn\nalice@contoso.example\n");
  CHECK_EQ(folder.run("users import --store users.db nowhere.csv").exit, 2);
  CHECK_EQ(folder.read("users.db"), "");
  CHECK_EQ(folder.run("users import --store users.db good.csv").exit, 0);
  CHECK_EQ(folder.run("users list --store users.db").out, "alice@contoso.example  disabled  registration unknown\n");
}

TEST_CASE("a page of several says that there are others, unless they follow") {
  const ScratchFolder folder;
  folder.write("1.json", R"({"@odata.context": "$metadata#users", "value": [{"id": "a"}], "@odata.nextLink": "x"})");
  folder.write("2.json", R"({"@odata.context": "$metadata#users", "value": [{"id": "b"}]})");
  check(folder.run("users import --store users.db 1.json --dry-run"), 0, "",
        "doorward: 1 user added, 0 with another state or registration, 0 unchanged\n"
        "doorward: `1.json` is one page of several (`@odata.nextLink`): import the others too\n"
        "doorward: dry run, nothing was changed\n");
  check(folder.run("users import --store users.db 1.json 2.json"), 0, "",
        "doorward: 2 users added, 0 with another state or registration, 0 unchanged\n");
}

}  // namespace
}  // namespace doorward::test
