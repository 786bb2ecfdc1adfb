// Exports as administrators have them: of PowerShell, spreadsheets, portals and Graph.
#include <doctest/doctest.h>

#include "doorward/io/directory.h"
#include "show.h"

using namespace doorward;
using namespace doorward::test;

namespace {

/// UTF-16 with a byte order mark, of ASCII, `é` and `😀`.
std::string utf16(std::string_view ascii, bool little) {
  std::string text;
  const auto unit = [&](unsigned value) {
    const char low = static_cast<char>(value & 0xFFU);
    const char high = static_cast<char>(value >> 8U);
    text += little ? low : high;
    text += little ? high : low;
  };
  unit(0xFEFF);
  for (const char c : ascii) {
    if (c == '\1') {
      unit(0x00E9);
    } else if (c == '\2') {
      unit(0xD83D);
      unit(0xDE00);
    } else {
      unit(static_cast<unsigned char>(c));
    }
  }
  return text;
}

/// All users, or the fault.
std::string read(std::string_view text) {
  std::string error;
  const auto directory = Directory::read(text, "x", error);
  if (directory == nullptr) return error;
  std::string all;
  directory->each_user([&](const UserSignals& user) {
    SignIn sign_in;
    sign_in.has_user = true;
    sign_in.user = user;
    all += show(sign_in);
  });
  return all;
}

constexpr std::string_view kAlice = "user: \nuser.upn: alice@x\nuser.mfaState: enforced\n";

}  // namespace

TEST_CASE("tables of PowerShell and spreadsheets are read whatever their encoding and separator") {
  for (const char* table : {
           "upn,mfaState\nalice@x,enforced\n",
           "#TYPE System.Management.Automation.PSObject\r\n\"upn\",\"mfaState\"\r\n\"alice@x\",\"Enforced\"\r\n",
           "upn;mfaState\r\nalice@x;enforced\r\n;\r\n",
           "upn\tmfaState\nalice@x\tenforced",
           "sep=;\r\n\"upn\";\"mfaState\"\r\n\"alice@x\";\"enforced\"\r\n",
           " upn , mfaState \n alice@x , enforced \n",
           "\"UserPrincipalName\";\"MFA Status\"\r\n\"alice@x\";\"Enforced\"\r\n",
           "Username, MFA Status\nalice@x, Enforced\n",
       }) {
    CAPTURE(table);
    CHECK(read(table) == kAlice);
    CHECK(read(std::string("\xEF\xBB\xBF") + table) == kAlice);
    CHECK(read(utf16(table, true)) == kAlice);
    CHECK(read(utf16(table, false)) == kAlice);
    CHECK(read(utf16(table, true).substr(2)) == kAlice);
  }
  CHECK(read(utf16("upn;department\nal\1x;\2\n", true)) ==
        "user: \nuser.upn: al\xC3\xA9x\nuser.attributes.department: \xF0\x9F\x98\x80\n");
  CHECK(read(utf16(R"([{"upn": "alice@x", "mfaState": "enforced"}])", true)) == kAlice);
}

TEST_CASE("the separator is not one that stands in quotes") {
  CHECK(read("\"upn\",\"a;b;c\"\n") == "x:1:7: unknown column `a;b;c`");
  CHECK(read("upn;groups\nalice@x;\"g1;g2\"\n") == "user: \nuser.upn: alice@x\nuser.groups: [g1, g2]\n");
}

TEST_CASE("a fault of a table is placed at its cell, counted in characters, in any encoding") {
  constexpr std::string_view kFault = "x:3:5: `mfaState` is `on`, it must be disabled, enabled or enforced";
  CHECK(read("upn,mfaState\nbob@x,enabled\n\xC3\xA9\xC3\xA9x,on\n") == kFault);
  CHECK(read(utf16("upn,mfaState\nbob@x,enabled\n\1\1x,on\n", true)) == kFault);
  CHECK(read("#TYPE x\nUserPrincipalName;MFA Status\nbob@x;perhaps\n") ==
        "x:3:7: the state is `perhaps`, it must be Disabled, Enabled or Enforced");
  CHECK(read("upn,mfaState\nbob@x,enabled\nalice@x,\"en\n") ==
        "x:3:9: a quoted cell is not closed, or something follows its closing quote");
  CHECK(read("upn,department,attributes.department\n") ==
        "x:1:16: column `attributes.department` says again what another column says");
}

TEST_CASE("text in no known encoding is refused with the place") {
  CHECK(read("upn,department\nalice@x,Caf\xE9\n") ==
        "x:2:12: the text is not UTF-8; export it with `-Encoding UTF8`, or save it as UTF-8");
  std::string odd = utf16("upn\nalice@x\n", true);
  odd.pop_back();
  CHECK(read(odd) == "x:2:8: the text is UTF-16 and breaks off in the middle of a character");
}

TEST_CASE("reports of Get-MsolUser scripts are read by the names that scripts give the state") {
  for (const char* column : {"StrongAuthenticationRequirements", "StrongAuthenticationRequirements.State", "MFA Status",
                             "MFAStatus", "MFA_State", "Per-User MFA", "MultiFactor Authentication Status"}) {
    CAPTURE(column);
    CHECK(read("UserPrincipalName," + std::string(column) + ",IsLicensed\nalice@x,Enforced,True\n") == kAlice);
  }
  CHECK(read("DisplayName,UserPrincipalName,MFA Status,Activation Status,All MFA Methods\n"
             "Alice,alice@x,Enabled,Yes,PhoneAppOTP\nBob,bob@x,,No,-\n") ==
        "user: \nuser.upn: alice@x\nuser.mfaState: enabled\nuser.mfaRegistered: true\n"
        "user.attributes.displayName: Alice\n"
        "user: \nuser.upn: bob@x\nuser.mfaState: disabled\nuser.mfaRegistered: false\nuser.attributes.displayName: "
        "Bob\n");
  CHECK(
      read("UserPrincipalName,StrongAuthenticationRequirements,MFA Status\n"
           "alice@x,System.Collections.Generic.List`1[Microsoft.Online.Administration.StrongAuthenticationRequirement],"
           "Enforced\n") == kAlice);
  CHECK(
      read("UserPrincipalName,StrongAuthenticationRequirements\n"
           "alice@x,System.Collections.Generic.List`1[Microsoft.Online.Administration.StrongAuthenticationRequirement]"
           "\n") ==
      "x:2:9: the state is exported as the name of a type; select `StrongAuthenticationRequirements.State` for CSV, "
      "or `ConvertTo-Json -Depth 4`");
  CHECK(read("UserPrincipalName,MFA State,MFA Status\nalice@x,Enabled,Enforced\n") ==
        "x:2:17: two columns say different states of `alice@x`");
  CHECK(read("UserPrincipalName,ObjectId,MFA Enabled\nalice@x,1,True\n") ==
        "x:1:28: unknown column `MFA Enabled`; the state is known as `MFA Status` or `MFA State`");
}

TEST_CASE("Get-MsolUser as JSON is read at every depth and in the ways of PowerShell 5") {
  for (const char* requirements :
       {R"([{"RelyingParty": "*", "State": "Enforced"}])", R"(["Enforced"])", R"("Enforced")",
        R"({"value": [{"State": "Enforced"}], "Count": 1})", R"({"State": "Enforced"})"}) {
    CAPTURE(requirements);
    const std::string user =
        R"({"UserPrincipalName": "alice@x", "StrongAuthenticationRequirements": )" + std::string(requirements) + "}";
    CHECK(read("[" + user + "]") == kAlice);
    CHECK(read(user) == kAlice);
    CHECK(read(R"({"value": [)" + user + R"(], "Count": 1})") == kAlice);
  }
  CHECK(read("[{\"UserPrincipalName\": \"alice@x\",\n\"StrongAuthenticationRequirements\": "
             "[\"Microsoft.Online.Administration.StrongAuthenticationRequirement\"]}]") ==
        "x:2:37: the state is exported as the name of a type; select `StrongAuthenticationRequirements.State` for CSV, "
        "or `ConvertTo-Json -Depth 4`");
}

TEST_CASE("lists of Graph are told apart by their context, else by their first element") {
  constexpr std::string_view kUsers = R"("users": [{"id": "u", "groups": []}])";
  constexpr std::string_view kElements =
      R"([{"id": "g", "deletedDateTime": null, "creationOptions": ["x"], "displayName": "HR", "mail": "hr@x",)"
      R"( "groupTypes": ["Unified"], "securityEnabled": true,)"
      R"( "members": [{"@odata.type": "#microsoft.graph.user", "id": "u", "displayName": "U"}]}])";
  const std::string group(kElements);
  constexpr std::string_view kMember = "user: \nuser.id: u\nuser.groups: [g]\n";
  for (const std::string& list : std::initializer_list<std::string>{
           R"j({"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#groups(members())", "value": )j" + group,
           R"j({"value": )j" + group + R"j(, "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#groups")j",
           R"j({"value": )j" + group,
           R"j({"groups": )j" + group,
       }) {
    CAPTURE(list);
    CHECK(read(list + "," + std::string(kUsers) + "}") == kMember);
  }
  CHECK(read(R"({"value": [{"id": "object", "roleTemplateId": "t", "members": [{"id": "u"}]}],)" + std::string(kUsers) +
             "}") == "user: \nuser.id: u\nuser.groups: []\nuser.roles: [t]\n");
  CHECK(read(R"([{"id": "u", "userPrincipalName": "u@x", "ageGroup": null, "proxyAddresses": ["SMTP:u@x"],)"
             R"( "assignedLicenses": [{"skuId": "s"}], "perUserMfaState": "enabled"}])") ==
        "user: \nuser.id: u\nuser.upn: u@x\nuser.mfaState: enabled\n");
  CHECK(read(R"({"value": [{"id": "u", "userPrincipalName": "u@x", "isMfaRegistered": true, "isMfaCapable": true,)"
             R"( "methodsRegistered": ["softwareOneTimePasscode"], "userDisplayName": "U", "userType": "member"}]})") ==
        "user: \nuser.id: u\nuser.upn: u@x\nuser.type: member\nuser.mfaRegistered: true\n");
}

TEST_CASE("a page of groups does not say that it lists all groups, and cut members are refused") {
  const std::string page = R"({"@odata.context": "$metadata#groups", "value": [{"id": "g"}], "users": [{"id": "u"}])";
  CHECK(read(page + "}") == "user: \nuser.id: u\nuser.groups: []\n");
  CHECK(read(page + R"(, "@odata.nextLink": "https://graph.microsoft.com/v1.0/groups?$skiptoken=x"})") ==
        "user: \nuser.id: u\n");
  CHECK(
      read(R"({"groups": [{"id": "g", "members": [], "members@odata.nextLink": "https://graph.microsoft.com/…"}]})") ==
      "x:1:41: `members@odata.nextLink` says that the list goes on elsewhere");
}
