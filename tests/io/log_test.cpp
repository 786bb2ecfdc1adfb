#include <doctest/doctest.h>

#include "show.h"

using namespace doorward::test;

TEST_CASE("a Graph signIn matches on the resource and its audiences, not on the client") {
  CHECK(read_and_show(R"({"@odata.type": "#microsoft.graph.signIn", "id": "log-1",
    "createdDateTime": "2026-03-01T10:00:00.5Z", "userId": "u1", "userPrincipalName": "alice@contoso.example",
    "userType": "member", "homeTenantId": "t1", "resourceTenantId": "t1", "crossTenantAccessType": "none",
    "servicePrincipalId": "sp-ignored", "appId": "client", "resourceId": "resource",
    "conditionalAccessAudiences": ["resource", "other-resource"], "clientAppUsed": "Mobile Apps and Desktop clients",
    "originalTransferMethod": "deviceCodeFlow", "ipAddress": "198.51.100.7",
    "location": {"city": "Oslo", "countryOrRegion": "NO"}, "riskLevelDuringSignIn": "medium",
    "riskLevelAggregated": "high", "authenticationRequirement": "multiFactorAuthentication",
    "authenticationDetails": [{"authenticationMethod": "Password", "succeeded": true},
      {"authenticationMethod": "SMS", "succeeded": true}, {"authenticationMethod": "Voice", "succeeded": false}],
    "authenticationContextClassReferences": [{"id": "c2", "detail": "notApplicable"}, {"id": "c3", "detail": "required"},
      {"id": "urn:user:registersecurityinfo", "detail": "required"}],
    "deviceDetail": {"deviceId": "d1", "displayName": "LAPTOP", "operatingSystem": "Windows 11", "isCompliant": true,
      "trustType": "Hybrid Azure AD joined"}, "status": {"errorCode": 0},
    "appliedConditionalAccessPolicies": [{"id": "p1", "result": "success"}]})") == R"(id: log-1
time: 1772359200
log: 
user: 
user.id: u1
user.upn: alice@contoso.example
user.type: member
user.guestKind: []
user.homeTenant: t1
app.id: resource
app.audiences: [other-resource]
userAction: urn:user:registersecurityinfo
authContext: c3
clientApp: mobileAppsAndDesktopClients
network.ip: 198.51.100.7
network.country: NO
device.platform: windows
device.isCompliant: true
device.id: d1
device.properties.displayName: LAPTOP
device.properties.operatingSystem: Windows 11
device.trustType: ServerAD
risk.signIn: medium
flow: deviceCodeFlow
satisfied: [mfa]
methods: [password, sms]
)");
}

TEST_CASE("a row of the SigninLogs table holds JSON text in columns") {
  CHECK(read_and_show(R"({"TimeGenerated": "2026-03-01 10:00:05", "CreatedDateTime": "2026-03-01T10:00:00Z",
    "Type": "SigninLogs", "Category": "SignInLogs", "Id": "row-1", "TenantId": "workspace", "UserId": "u1",
    "UserPrincipalName": "alice@contoso.example", "UserType": "Guest", "CrossTenantAccessType": "b2bCollaboration",
    "HomeTenantId": "t2", "ResourceTenantId": "t1", "AppId": "client", "ResourceId": "/tenants/t1/providers/x",
    "ResourceIdentity": "resource", "ClientAppUsed": "Browser", "IPAddress": "2001:db8::7", "Location": "SE",
    "LocationDetails": "{\"countryOrRegion\":\"NO\"}", "DeviceDetail":
    "{\"deviceId\":\"\",\"operatingSystem\":\"Ios 17\",\"isCompliant\":\"False\",\"trustType\":\"\"}",
    "RiskLevelDuringSignIn": "hidden", "AuthenticationRequirement": "singleFactorAuthentication", "ResultType": "0",
    "AuthenticationDetails": "[{\"authenticationMethod\":\"Password\",\"succeeded\":true}]", "ConditionalAccessAudiences": "[]"})") ==
        R"(id: row-1
time: 1772359200
log: 
user: 
user.id: u1
user.upn: alice@contoso.example
user.type: guest
user.guestKind: [b2bCollaborationGuest]
user.homeTenant: t2
app.id: resource
clientApp: browser
network.ip: 2001:0db8:0000:0000:0000:0000:0000:0007
network.country: NO
device.platform: iOS
device.isCompliant: false
risk.signIn: hidden
methods: [password]
)");
}

TEST_CASE("columns of a classic custom log carry prefixes and suffixes") {
  CHECK(read_and_show(R"({"TimeGenerated": "2026-03-01T10:00:00Z", "category_s": "SignInLogs",
    "properties_userId_g": "u1", "properties_resourceId_g": "resource", "properties_clientAppUsed_s": "IMAP4",
    "properties_ipAddress_s": "198.51.100.7", "properties_deviceDetail_operatingSystem_s": "Linux",
    "properties_deviceDetail_isCompliant_b": true, "properties_location_countryOrRegion_s": "DK",
    "properties_status_errorCode_d": 0, "properties_authenticationRequirement_s": "multiFactorAuthentication"})") ==
        "time: 1772359200\nlog: \nuser: \nuser.id: u1\napp.id: resource\nclientApp: other\n"
        "network.ip: 198.51.100.7\nnetwork.country: DK\ndevice.platform: linux\ndevice.isCompliant: true\n"
        "satisfied: [mfa]\n");
}

TEST_CASE("the properties of an envelope take precedence over what stands around them") {
  const std::string expected =
      "id: in\ntime: 1772359200\nlog: \nworkload.id: sp1\napp.id: resource\nnetwork.ip: 198.51.100.7\n"
      "network.country: IE\n";
  CHECK(read_and_show(R"({"time": "2026-03-01 11:00:00.123", "id": "out", "category": "ServicePrincipalSignInLogs",
    "resourceId": "/tenants/t1/providers/Microsoft.aadiam", "callerIpAddress": "203.0.113.1", "location": "US",
    "properties": {"id": "in", "createdDateTime": "2026-03-01T10:00:00Z", "servicePrincipalId": "sp1",
      "resourceId": "resource", "ipAddress": "198.51.100.7", "location": {"countryOrRegion": "IE"}}})") == expected);
  CHECK(read_and_show(R"({"properties": {"id": "in", "createdDateTime": "2026-03-01T10:00:00Z", "servicePrincipalId":
      "sp1", "resourceId": "resource", "ipAddress": "198.51.100.7", "location": {"countryOrRegion": "IE"}},
    "location": "US", "callerIpAddress": "203.0.113.1", "resourceid": "/tenants/t1", "id": "out",
    "time": "2026-03-01 11:00:00.123", "category": "ManagedIdentitySignInLogs"})") == expected);
}

TEST_CASE("the user wins over a service principal unless the record's type says service principal") {
  const std::string ids = R"("userId": "u1", "servicePrincipalId": "sp1", "createdDateTime": "2026-03-01T10:00:00Z")";
  CHECK(read_and_show("{" + ids + "}") == "time: 1772359200\nlog: \nuser: \nuser.id: u1\n");
  CHECK(read_and_show("{" + ids + R"(, "signInEventTypes": ["servicePrincipal"]})") ==
        "time: 1772359200\nlog: \nworkload.id: sp1\n");
  CHECK(read_and_show("{" + ids + R"(, "Type": "AADServicePrincipalSignInLogs"})") ==
        "time: 1772359200\nlog: \nworkload.id: sp1\n");
  CHECK(read_and_show(R"({"userId": "00000000-0000-0000-0000-000000000000", "userPrincipalName": "",
    "servicePrincipalId": "sp1"})") == "log: \nworkload.id: sp1\n");
}

TEST_CASE("agents are told by their type") {
  CHECK(read_and_show(R"({"servicePrincipalId": "sp1", "agent": {"agentType": "agenticAppInstance"}})") ==
        "log: \nworkload.id: sp1\nworkload.agent: true\n");
  CHECK(read_and_show(R"({"userId": "u1", "agent": {"agentType": "agentIDuser"}})") ==
        "log: \nuser: \nuser.id: u1\nuser.agent: true\n");
  CHECK(read_and_show(R"({"userId": "u1", "agent": {"agentType": "notAgentic"}})") == "log: \nuser: \nuser.id: u1\n");
}

namespace {

std::string with_user(std::string_view fields) { return R"({"userId": "u1", )" + std::string(fields) + "}"; }

/// The signals of a log of user u1 with these fields, beyond who it is.
std::string signals(std::string_view fields) {
  const std::string shown = read_and_show(with_user(fields));
  const std::string_view who = "log: \nuser: \nuser.id: u1\n";
  return shown.starts_with(who) ? shown.substr(who.size()) : shown;
}

}  // namespace

TEST_CASE("the guest kind is set only where the record settles it") {
  CHECK(signals(R"("userType": "guest", "crossTenantAccessType": "none")") ==
        "user.type: guest\nuser.guestKind: [internalGuest]\n");
  CHECK(signals(R"("userType": "guest", "homeTenantId": "T1", "resourceTenantId": "t1")") ==
        "user.type: guest\nuser.guestKind: [internalGuest]\nuser.homeTenant: T1\n");
  CHECK(signals(R"("userType": "guest", "homeTenantId": "t2", "resourceTenantId": "t1")") ==
        "user.type: guest\nuser.homeTenant: t2\n");
  CHECK(signals(R"("userType": "member", "crossTenantAccessType": "b2bCollaboration")") ==
        "user.type: member\nuser.guestKind: [b2bCollaborationMember]\n");
  CHECK(signals(R"("crossTenantAccessType": "b2bCollaboration")") == "user.type: guest\n");
  CHECK(signals(R"("crossTenantAccessType": "b2bDirectConnect")") == "user.guestKind: [b2bDirectConnectUser]\n");
  CHECK(signals(R"("crossTenantAccessType": "passthrough,serviceProvider")") == "user.guestKind: [serviceProvider]\n");
  CHECK(signals(R"("crossTenantAccessType": "none")") == "");
}

TEST_CASE("clientAppUsed names a client or a legacy protocol") {
  CHECK(signals(R"("clientAppUsed": "Browser")") == "clientApp: browser\n");
  CHECK(signals(R"("clientAppUsed": "Exchange ActiveSync")") == "clientApp: exchangeActiveSync\n");
  CHECK(signals(R"("clientAppUsed": "Authenticated SMTP")") == "clientApp: other\n");
  CHECK(signals(R"("clientAppUsed": "Other clients; IMAP")") == "clientApp: other\n");
  CHECK(signals(R"("clientAppUsed": "Unknown")") == "");
  CHECK(signals(R"("clientAppUsed": null)") == "");
}

TEST_CASE("trust types are read in the spellings of Graph and of the portal") {
  CHECK(signals(R"("deviceDetail": {"trustType": "ServerAd"})") == "device.trustType: ServerAD\n");
  CHECK(signals(R"("deviceDetail": {"trustType": "Domain Joined"})") == "device.trustType: ServerAD\n");
  CHECK(signals(R"("deviceDetail": {"trustType": "Azure AD registered"})") == "device.trustType: Workplace\n");
  CHECK(signals(R"("deviceDetail": {"trustType": "Workplace Joined"})") == "device.trustType: Workplace\n");
  CHECK(signals(R"("deviceDetail": {"trustType": "Microsoft Entra joined"})") == "device.trustType: AzureAD\n");
  CHECK(signals(R"("deviceDetail": {"trustType": "AzureAd"})") == "device.trustType: AzureAD\n");
}

TEST_CASE("the operating system gives the platform, and a property of a registered device only") {
  CHECK(signals(R"("deviceDetail": {"operatingSystem": "MacOs"})") == "device.platform: macOS\n");
  CHECK(signals(R"("deviceDetail": {"operatingSystem": "Windows Phone 8"})") == "device.platform: windowsPhone\n");
  CHECK(signals(R"("deviceDetail": {"operatingSystem": "ChromeOS"})") == "device.platform: unknown\n");
  CHECK(signals(R"("deviceDetail": {"operatingSystem": ""})") == "");
  CHECK(signals(R"("deviceDetail": {"deviceId": "d1", "operatingSystem": "Android 14"})") ==
        "device.platform: android\ndevice.id: d1\ndevice.properties.operatingSystem: Android 14\n");
}

TEST_CASE("the device code protocol is a flow where the transfer method is not said") {
  CHECK(signals(R"("authenticationProtocol": "deviceCode")") == "flow: deviceCodeFlow\n");
  CHECK(signals(R"("authenticationProtocol": "deviceCode", "originalTransferMethod": "none")") == "flow: none\n");
  CHECK(signals(R"("authenticationProtocol": "oAuth2")") == "");
}

TEST_CASE("mfa counts as satisfied only where it was required and the sign-in came through") {
  CHECK(signals(R"("authenticationRequirement": "multiFactorAuthentication", "status": {"errorCode": 0})") ==
        "satisfied: [mfa]\n");
  CHECK(signals(R"("authenticationRequirement": "multiFactorAuthentication", "ResultType": "0")") ==
        "satisfied: [mfa]\n");
  CHECK(signals(R"("authenticationRequirement": "multiFactorAuthentication", "status": {"errorCode": 50074})") == "");
  CHECK(signals(R"("authenticationRequirement": "multiFactorAuthentication")") == "");
  CHECK(signals(R"("authenticationRequirement": "singleFactorAuthentication", "status": {"errorCode": 0})") == "");
}

TEST_CASE("audiences come as ids, as objects or as text, and the first stands for a missing resource") {
  CHECK(signals(R"("conditionalAccessAudiences": [{"applicationId": "a1"}, {"applicationId": "a2"}])") ==
        "app.id: a1\napp.audiences: [a2]\n");
  CHECK(signals(R"("resourceId": "r1", "conditionalAccessAudiences": "a1,R1")") == "app.id: r1\napp.audiences: [a1]\n");
}

TEST_CASE("a log that says something unknown is an error") {
  CHECK(error_of(with_user(R"("riskLevelDuringSignIn": "severe")")) ==
        "`riskLevelDuringSignIn` is `severe`, it must be one of none, low, medium, high, hidden");
  CHECK(error_of(with_user(R"("originalTransferMethod": "pigeon")")) ==
        "`originalTransferMethod` is `pigeon`, it must be one of none, deviceCodeFlow, authenticationTransfer");
  CHECK(error_of(with_user(R"("userType": "robot")")) == "`userType` is `robot`, it must be member or guest");
  CHECK(error_of(with_user(R"("ipAddress": "nowhere")")) ==
        "`ipAddress` is `nowhere`, it must be an IPv4 or IPv6 address");
  CHECK(error_of(with_user(R"("location": {"countryOrRegion": "China"})")) ==
        "`location.countryOrRegion` is `China`, it must be a country code of two letters");
  CHECK(error_of(with_user(R"("createdDateTime": "yesterday")")) ==
        "`createdDateTime` is `yesterday`, it must be a time such as 2026-11-24T09:30:00Z");
  CHECK(error_of(with_user(R"("deviceDetail": {"trustType": "Owned"})")) ==
        "`deviceDetail.trustType` is `Owned`, it must be AzureAD, ServerAD or Workplace, or their portal names");
  CHECK(error_of(with_user(R"("deviceDetail": {"isCompliant": "maybe"})")) ==
        "`deviceDetail.isCompliant` is `maybe`, it must be true or false");
  CHECK(error_of(with_user(R"("deviceDetail": "laptop")")) ==
        "`deviceDetail` is `laptop`, it must be an object or a list");
  CHECK(error_of(with_user(R"("deviceDetail": "{broken")")) ==
        "not valid JSON: a comma, colon, bracket or brace is missing or one too many");
  CHECK(error_of(with_user(R"("authenticationContextClassReferences": [{"id": "c1"}, {"id": "c2"}])")) ==
        "`authenticationContextClassReferences` holds more than one context, a sign-in has one");
  CHECK(error_of(with_user(R"("userId": "u2")")) == "field `userId` stands twice");
  CHECK(error_of(R"({"category": "SignInLogs", "time": "2026-03-01T10:00:00Z"})") ==
        "the record has neither `userId`, `userPrincipalName` nor `servicePrincipalId`");
  CHECK(error_of(R"({"category": "ServicePrincipalSignInLogs", "userId": "u1"})") ==
        "the record is a service principal's and has no `servicePrincipalId`");
}
