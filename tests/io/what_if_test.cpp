#include <doctest/doctest.h>

#include "show.h"

using namespace doorward::test;

TEST_CASE("the body of the what-if action is a sign-in") {
  CHECK(read_and_show(R"({"signInIdentity": {"@odata.type": "#microsoft.graph.userSignIn", "userId": "u1",
      "externalTenantId": "t2", "externalUserType": "b2bCollaborationGuest"},
    "signInContext": {"@odata.type": "#microsoft.graph.applicationContext", "includeApplications": ["a1", "a2"]},
    "signInConditions": {"devicePlatform": "iOS", "clientAppType": "mobileAppsAndDesktopClients",
      "signInRiskLevel": "high", "userRiskLevel": "low", "servicePrincipalRiskLevel": "none", "agentIdRiskLevel": null,
      "insiderRiskLevel": "elevated", "country": "FR", "ipAddress": "40.77.182.32",
      "authenticationFlow": {"transferMethod": "deviceCodeFlow"},
      "deviceInfo": {"deviceId": "d1", "isCompliant": true, "ownership": "Company", "trustType": "EntraID",
        "profileType": "Standard", "physicalIds": [], "extensionAttribute1": "SAW", "model": ""}},
    "appliedPoliciesOnly": true})") == R"(user: 
user.id: u1
user.type: guest
user.guestKind: [b2bCollaborationGuest]
user.homeTenant: t2
app.id: a1
app.audiences: [a2]
clientApp: mobileAppsAndDesktopClients
network.ip: 40.77.182.32
network.country: FR
device.platform: iOS
device.isCompliant: true
device.id: d1
device.properties.deviceOwnership: Company
device.properties.profileType: Standard
device.trustType: AzureAD
device.properties.extensionAttribute1: SAW
device.properties.physicalIds: []
risk.signIn: high
risk.user: low
risk.insider: elevated
risk.servicePrincipal: none
flow: deviceCodeFlow
)");
}

TEST_CASE("the defaults of the what-if action are absent signals") {
  CHECK(read_and_show(R"({"signInIdentity": {"userId": "u1"},
    "signInContext": {"userAction": "registerSecurityInformation"},
    "signInConditions": {"devicePlatform": "all", "clientAppType": "all"}})") ==
        "user: \nuser.id: u1\nuserAction: urn:user:registersecurityinfo\n");
  CHECK(read_and_show(R"({"signInIdentity": {"servicePrincipalId": "sp1"},
    "signInContext": {"authenticationContextValue": "c37"}})") == "workload.id: sp1\nauthContext: c37\n");
  CHECK(read_and_show(R"({"signInIdentity": {"agentServicePrincipalId": "sp1"}})") ==
        "workload.id: sp1\nworkload.agent: true\n");
}

TEST_CASE("a what-if body that says something unknown is an error, unless it is null or empty") {
  const std::string who = R"({"signInIdentity": {"userId": "u1"}, )";
  CHECK(error_of(who + R"("signInConditions": {"weather": "rain"}})") == "unknown field `signInConditions.weather`");
  CHECK(error_of(who + R"("signInConditions": {"weather": null, "moon": ""}})") == "no error");
  CHECK(error_of(who + R"("signInConditions": {"deviceInfo": {"colour": "red"}}})") ==
        "unknown field `signInConditions.deviceInfo.colour`");
  CHECK(error_of(who + R"("signInConditions": {"clientAppType": "modern"}})") ==
        "`signInConditions.clientAppType` is `modern`, it must be one of browser, mobileAppsAndDesktopClients, "
        "exchangeActiveSync, other");
  CHECK(error_of(who + R"("signInContext": {"userAction": "dance"}})") ==
        "`signInContext.userAction` is `dance`, it must be one of registerSecurityInformation, registerOrJoinDevices");
  CHECK(error_of(who + R"("signInConditions": {"country": "FR", "country": "FR"}})") ==
        "field `signInConditions.country` stands twice");
  CHECK(error_of(who + R"("extra": 1})") == "unknown field `extra`");
  CHECK(error_of(R"({"signInIdentity": {"userId": "u1", "servicePrincipalId": "sp1"}})") ==
        "`signInIdentity` names either `userId` or a service principal, this one names both");
  CHECK(error_of(R"({"signInIdentity": {"externalTenantId": "t1"}})") ==
        "`signInIdentity` names either `userId` or a service principal, this one names neither");
  CHECK(error_of(R"({"signInConditions": {"country": "FR"}})") == "the what-if body has no `signInIdentity`");
}
