#include <doctest/doctest.h>

#include <cstring>

#include "doorward/io/sign_in_reader.h"
#include "show.h"

using namespace doorward;
using namespace doorward::test;

TEST_CASE("the native shape is read field by field") {
  CHECK(read_and_show(R"({"id": "s1", "time": "2026-11-24T09:30:00Z",
    "user": {"id": "u-guid", "upn": "alice@contoso.example", "type": "member", "guestKind": "none", "homeTenant": "t-guid",
             "groups": ["g1", "g2"], "roles": ["r1"], "mfaState": "enforced", "mfaRegistered": true,
             "hasAppPassword": false, "agent": true, "attributes": {"department": "HR", "codes": ["a", "b"]}},
    "app": {"id": "app-guid", "audiences": ["x"], "agent": false, "attributes": {"Engineering_Project": ["Baker"]}},
    "userAction": "urn:user:registerdevice", "authContext": "c37", "clientApp": "browser",
    "network": {"ip": "203.0.113.7", "country": "fi", "compliant": false},
    "device": {"platform": "windows", "id": "d-guid", "isCompliant": false, "trustType": "ServerAD",
               "properties": {"model": "Surface Hub", "physicalIds": ["[ZTDId]:1"], "systemLabels": [],
                              "extensionAttribute15": "SAW"}},
    "risk": {"signIn": "low", "user": "medium", "insider": "moderate", "servicePrincipal": "high", "agent": "hidden"},
    "flow": "deviceCodeFlow", "workload": {"id": "", "ownTenant": true, "agent": false, "attributes": {}},
    "satisfied": ["mfa", "strength:S1", "terms:T1", "custom:C1", "appPassword"], "strengths": ["S1"],
    "methods": [["password", "softwareOath"], ["fido2"]],
    "session": {"mfaAge": 0, "authAge": 86400, "rememberedDevice": false}})") == R"(id: s1
time: 1795512600
user: 
user.id: u-guid
user.upn: alice@contoso.example
user.type: member
user.guestKind: []
user.homeTenant: t-guid
user.groups: [g1, g2]
user.roles: [r1]
user.agent: true
user.mfaState: enforced
user.mfaRegistered: true
user.hasAppPassword: false
user.attributes.department: HR
user.attributes.codes: [a, b]
app.id: app-guid
app.audiences: [x]
app.agent: false
app.attributes.Engineering_Project: [Baker]
userAction: urn:user:registerdevice
authContext: c37
clientApp: browser
network.ip: 203.0.113.7
network.country: FI
network.compliant: false
device.platform: windows
device.isCompliant: false
device.id: d-guid
device.properties.model: Surface Hub
device.trustType: ServerAD
device.properties.extensionAttribute15: SAW
device.properties.physicalIds: [[ZTDId]:1]
device.properties.systemLabels: []
risk.signIn: low
risk.user: medium
risk.insider: moderate
risk.servicePrincipal: high
risk.agent: hidden
flow: deviceCodeFlow
satisfied: [mfa, strength:S1, terms:T1, custom:C1, appPassword]
strengths: [S1]
methods: [password, softwareOath]
methods: [fido2]
session.mfaAge: 0
session.authAge: 86400
session.rememberedDevice: false
)");
}

TEST_CASE("a workload sign-in has no user") {
  CHECK(
      read_and_show(R"({"workload": {"id": "w1", "ownTenant": false, "agent": true, "attributes": {"tier": "1"}}})") ==
      "workload.id: w1\nworkload.ownTenant: false\nworkload.agent: true\nworkload.attributes.tier: 1\n");
}

TEST_CASE("a user of whom nothing is said stands for nobody beside a workload") {
  CHECK(read_and_show(R"({"user": {"id": "", "upn": ""}, "workload": {"id": "w1"}})") == "workload.id: w1\n");
  CHECK(read_and_show(R"({"user": {}})") == "user: \n");
}

TEST_CASE("empty strings are absent and empty lists are present") {
  CHECK(read_and_show(R"({"id": "", "time": "", "user": {"id": "", "type": "", "guestKind": "", "mfaState": "",
    "groups": [], "roles": [""]}, "app": {"id": "", "audiences": [""]}, "userAction": "", "authContext": "",
    "clientApp": "", "network": {"ip": "", "country": ""}, "device": {"platform": "", "id": "", "trustType": "",
    "properties": {"model": ""}}, "risk": {"signIn": "", "insider": ""}, "flow": "", "satisfied": [""],
    "methods": [[]]})") == "user: \nuser.groups: []\nuser.roles: []\n");
}

TEST_CASE("field names and words are read without ASCII case and kept as they are written elsewhere") {
  CHECK(read_and_show(R"({"USER": {"Id": "U1", "Type": "GUEST", "guestkind": "B2BCOLLABORATIONGUEST"},
    "clientapp": "Browser", "satisfied": ["MFA"], "device": {"Platform": "IOS", "TrustType": "serverad"}})") ==
        "user: \nuser.id: U1\nuser.type: guest\nuser.guestKind: [b2bCollaborationGuest]\nclientApp: browser\n"
        "device.platform: iOS\ndevice.trustType: ServerAD\nsatisfied: [mfa]\n");
}

TEST_CASE("guest kinds are a set, comma-separated or as a list") {
  const std::string expected = "user: \nuser.guestKind: [internalGuest, serviceProvider]\n";
  CHECK(read_and_show(R"({"user": {"guestKind": "internalGuest, serviceProvider"}})") == expected);
  CHECK(read_and_show(R"({"user": {"guestKind": ["serviceProvider", "internalGuest"]}})") == expected);
  CHECK(read_and_show(R"({"user": {"guestKind": []}})") == "user: \nuser.guestKind: []\n");
}

TEST_CASE("an unknown platform word is the unknown platform") {
  CHECK(read_and_show(R"({"user": {}, "device": {"platform": "chromeOS"}})") == "user: \ndevice.platform: unknown\n");
}

TEST_CASE("a v4-mapped v6 address is its v4") {
  CHECK(read_and_show(R"({"user": {}, "network": {"ip": "::ffff:203.0.113.7"}})") ==
        "user: \nnetwork.ip: 203.0.113.7\n");
  CHECK(read_and_show(R"({"user": {}, "network": {"ip": "2001:db8::7"}})") ==
        "user: \nnetwork.ip: 2001:0db8:0000:0000:0000:0000:0000:0007\n");
}

TEST_CASE("escapes in keys and strings are undone") {
  CHECK(read_and_show(R"({"us\u0065r": {"id": "a\"b\u00e9", "attributes": {"d\u0065pt": "x\ty"}}})") ==
        "user: \nuser.id: a\"bé\nuser.attributes.dept: x\ty\n");
}

TEST_CASE("a record that is followed by readable bytes is read in place") {
  const std::string_view record = R"({"user": {"id": "u1"}})";
  std::string buffer(record);
  buffer += "{\"user\": {\"id\": \"the next line\"}}" + std::string(SignInReader::kPadding, 'x');
  SignInReader reader;
  SignIn sign_in;
  REQUIRE(reader.read(std::string_view(buffer).substr(0, record.size()), sign_in, buffer.size()));
  CHECK(sign_in.user.id == "u1");
  CHECK(sign_in.user.id.data() > buffer.data());
  CHECK(sign_in.user.id.data() < buffer.data() + record.size());
}

TEST_CASE("nothing of an earlier record shows in a later one") {
  SignInReader reader;
  SignIn sign_in;
  REQUIRE(reader.read(R"({"id": "s1", "user": {"id": "u1", "groups": ["g1"]}, "satisfied": ["mfa"]})", sign_in));
  REQUIRE_FALSE(reader.read(R"({"id": "s2", "user": {"id": 1}})", sign_in));
  REQUIRE(reader.read(R"({"workload": {"id": "w1"}})", sign_in));
  CHECK(show(sign_in) == "workload.id: w1\n");
  CHECK(reader.error().empty());
}
