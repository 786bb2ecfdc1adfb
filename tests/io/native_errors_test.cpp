#include <doctest/doctest.h>

#include "show.h"

using doorward::test::error_of;

TEST_CASE("a field that the native shape does not know is an error that names it") {
  CHECK(error_of(R"({"user": {"id": "u1"}, "colour": 1})") == "unknown field `colour`");
  CHECK(error_of(R"({"user": {"nickname": "u1"}})") == "unknown field `user.nickname`");
  CHECK(error_of(R"({"user": {}, "app": {"appId": "a"}})") == "unknown field `app.appId`");
  CHECK(error_of(R"({"user": {}, "network": {"vpn": true}})") == "unknown field `network.vpn`");
  CHECK(error_of(R"({"user": {}, "device": {"os": "x"}})") == "unknown field `device.os`");
  CHECK(error_of(R"({"user": {}, "device": {"properties": {"trustType": "ServerAD"}}})") ==
        "unknown field `device.properties.trustType`");
  CHECK(error_of(R"({"user": {}, "risk": {"device": "low"}})") == "unknown field `risk.device`");
  CHECK(error_of(R"({"user": {}, "session": {"age": 1}})") == "unknown field `session.age`");
  CHECK(error_of(R"({"workload": {"id": "w", "upn": "x"}})") == "unknown field `workload.upn`");
  CHECK(error_of(R"({"user": {}, "": 1})") == "unknown field ``");
}

TEST_CASE("a duplicate key is an error at every depth") {
  CHECK(error_of(R"({"user": {}, "user": {}})") == "field `user` stands twice");
  CHECK(error_of(R"({"user": {}, "User": {}})") == "field `User` stands twice");
  CHECK(error_of(R"({"user": {"id": "a", "id": "a"}})") == "field `user.id` stands twice");
  CHECK(error_of(R"({"user": {"id": "a", "\u0069d": "a"}})") == "field `user.id` stands twice");
  CHECK(error_of(R"({"user": {"attributes": {"a": "1", "A": "1"}}})") == "field `user.attributes.A` stands twice");
  CHECK(error_of(R"({"user": {}, "device": {"properties": {"model": "a", "model": "b"}}})") ==
        "field `device.properties.model` stands twice");
}

TEST_CASE("a wrong type is an error that says what was seen") {
  CHECK(error_of(R"({"user": "alice"})") == "`user` must be an object, it is a string");
  CHECK(error_of(R"({"user": {"id": 5}})") == "`user.id` must be a string, it is a number");
  CHECK(error_of(R"({"user": {"id": null}})") == "`user.id` must be a string, it is null");
  CHECK(error_of(R"({"user": {"groups": "g1"}})") == "`user.groups` must be a list of strings, it is a string");
  CHECK(error_of(R"({"user": {"groups": ["g1", {}]}})") == "`user.groups[1]` must be a string, it is an object");
  CHECK(error_of(R"({"user": {"mfaRegistered": "true"}})") ==
        "`user.mfaRegistered` must be true or false, it is a string");
  CHECK(error_of(R"({"user": {"guestKind": 1}})") ==
        "`user.guestKind` must be a string or a list of strings, it is a number");
  CHECK(error_of(R"({"user": {"attributes": {"level": 5}}})") ==
        "`user.attributes.level` must be a string, it is a number");
  CHECK(error_of(R"({"user": {}, "methods": ["fido2"]})") == "`methods[0]` must be a list of methods, it is a string");
  CHECK(error_of(R"({"user": {}, "session": {"mfaAge": "5"}})") ==
        "`session.mfaAge` must be a whole number of seconds, it is a string");
  CHECK(error_of(R"({"user": {}, "device": {"properties": {"physicalIds": "x"}}})") ==
        "`device.properties.physicalIds` must be a list of strings, it is a string");
  CHECK(error_of("[1]") == "a sign-in is a JSON object, this is something else");
  CHECK(error_of("\"s1\"") == "a sign-in is a JSON object, this is something else");
}

TEST_CASE("an age is a whole number of seconds and not negative") {
  CHECK(error_of(R"({"user": {}, "session": {"mfaAge": -1}})") ==
        "`session.mfaAge` is `-1`, it must be 0 or more seconds");
  CHECK(error_of(R"({"user": {}, "session": {"authAge": 1.5}})") ==
        "`session.authAge` is `1.5`, it must be a whole number of seconds");
  CHECK(error_of(R"({"user": {}, "session": {"authAge": 99999999999999999999}})") ==
        "`session.authAge` is `99999999999999999999`, it must be a whole number of seconds");
}

TEST_CASE("an address must be an address") {
  CHECK(error_of(R"({"user": {}, "network": {"ip": "300.1.1.1"}})") ==
        "`network.ip` is `300.1.1.1`, it must be an IPv4 or IPv6 address");
  CHECK(error_of(R"({"user": {}, "network": {"ip": "10.0.0.0/8"}})") ==
        "`network.ip` is `10.0.0.0/8`, it must be an IPv4 or IPv6 address");
}

TEST_CASE("an unknown value of an enum is an error that lists the known ones") {
  CHECK(error_of(R"({"user": {}, "clientApp": "easSupported"})") ==
        "`clientApp` is `easSupported`, it must be one of browser, mobileAppsAndDesktopClients, "
        "exchangeActiveSync, other");
  CHECK(error_of(R"({"user": {"type": "robot"}})") == "`user.type` is `robot`, it must be one of member, guest");
  CHECK(error_of(R"({"user": {"mfaState": "on"}})") ==
        "`user.mfaState` is `on`, it must be one of disabled, enabled, enforced");
  CHECK(error_of(R"({"user": {}, "risk": {"signIn": "severe"}})") ==
        "`risk.signIn` is `severe`, it must be one of none, low, medium, high, hidden");
  CHECK(error_of(R"({"user": {}, "risk": {"insider": "high"}})") ==
        "`risk.insider` is `high`, it must be one of none, minor, moderate, elevated");
  CHECK(error_of(R"({"user": {}, "flow": "qr"})") ==
        "`flow` is `qr`, it must be one of none, deviceCodeFlow, authenticationTransfer");
  CHECK(error_of(R"({"user": {}, "userAction": "dance"})") ==
        "`userAction` is `dance`, it must be one of urn:user:registersecurityinfo, urn:user:registerdevice, "
        "urn:user:accountrecovery");
  CHECK(error_of(R"({"user": {}, "device": {"trustType": "EntraID"}})") ==
        "`device.trustType` is `EntraID`, it must be one of AzureAD, ServerAD, Workplace");
  CHECK(error_of(R"({"user": {"guestKind": "internalGuest,alien"}})") ==
        "`user.guestKind` is `internalGuest,alien`, it must be `none` or some of internalGuest, "
        "b2bCollaborationGuest, b2bCollaborationMember, b2bDirectConnectUser, otherExternalUser, serviceProvider");
  CHECK(error_of(R"({"user": {}, "authContext": "c100"})") == "`authContext` is `c100`, it must be `c1` to `c99`");
  CHECK(error_of(R"({"user": {}, "network": {"country": "Finland"}})") ==
        "`network.country` is `Finland`, it must be a country code of two letters");
  CHECK(error_of(R"({"user": {}, "time": "yesterday"})") ==
        "`time` is `yesterday`, it must be a time such as 2026-11-24T09:30:00Z");
  CHECK(error_of(R"({"user": {}, "satisfied": ["mfa", "strength:"]})") ==
        "`satisfied[1]` is `strength:`, it must be a grant control such as `mfa`, `strength:ID`, `terms:ID` or "
        "`appPassword`");
  CHECK(error_of(R"({"user": {}, "methods": [["fido2"], ["smoke"]]})") ==
        "`methods[1]` is `smoke`, it must be one of password, voice, hardwareOath, softwareOath, sms, fido2, "
        "windowsHelloForBusiness, microsoftAuthenticatorPush, deviceBasedPush, temporaryAccessPassOneTime, "
        "temporaryAccessPassMultiUse, email, x509CertificateSingleFactor, x509CertificateMultiFactor, "
        "federatedSingleFactor, federatedMultiFactor, qrCodePin");
}

TEST_CASE("a sign-in has a user or a workload, never both and never neither") {
  CHECK(error_of(R"({"id": "s1"})") == "a sign-in has a `user` or a `workload`, this one has neither");
  CHECK(error_of("{}") == "a sign-in has a `user` or a `workload`, this one has neither");
  CHECK(error_of(R"({"user": {"id": "u"}, "workload": {"id": "w"}})") ==
        "a sign-in has a `user` or a `workload`, this one has both");
  CHECK(error_of(R"({"workload": {"agent": true}})") ==
        "a sign-in has a `user` or a `workload`, and this `workload` has no `id`");
}

TEST_CASE("what is not JSON says what is wrong with it") {
  const std::string structure = "not valid JSON: a comma, colon, bracket or brace is missing or one too many";
  CHECK(error_of("") == "not valid JSON: it is empty");
  CHECK(error_of("{\"user\": {\"id\": \"u") == "not valid JSON: a string is not closed");
  CHECK(error_of("{\"user\": {\"id\": \"u\x01\"}}") == "not valid JSON: a string holds a control character");
  CHECK(error_of("{\"user\": {\"id\": \"\xff\"}}") == "not valid JSON: it is not UTF-8");
  CHECK(error_of(R"({"user": {"id": "\q"}})") == "not valid JSON: a string holds a bad escape");
  CHECK(error_of(R"({"user": {"id": "u"})") == structure);
  CHECK(error_of(R"({"user": {"id": "u",}})") == structure);
  CHECK(error_of(R"({"user": {"id": "u"}} x)") == structure);
  CHECK(error_of(R"({"user": {"id": "u"}}{"user": {}})") == structure);
  CHECK(error_of(R"({"user": {"id": "u"}}})") == structure);
  CHECK(error_of(R"({"user": {"id" "u"}})") == structure);
  CHECK(error_of(R"({"user": {"id": "u" "upn": "v"}})") == structure);
  CHECK(error_of(R"({"user": {"id": "u"x}})") == structure);
  CHECK(error_of("not json") == "a sign-in is a JSON object, this is something else");
}

TEST_CASE("a record of no known shape is an error") {
  CHECK(error_of(R"({"id": "s1", "colour": "red"})") ==
        "not a sign-in: none of its fields tells the shape (docs/sign-ins.md lists them)");
}

TEST_CASE("a record that mixes shapes is an error that names the stranger") {
  CHECK(error_of(R"({"user": {"id": "u1"}, "userPrincipalName": "a@b.example"})") ==
        "unknown field `userPrincipalName`");
}

TEST_CASE("user text in a message is one line of bounded length") {
  const std::string text = error_of("{\"user\": {}, \"clientApp\": \"" + std::string(5000, 'x') + "\"}");
  CHECK(text == "`clientApp` is `" + std::string(80, 'x') +
                    "…`, it must be one of browser, mobileAppsAndDesktopClients, exchangeActiveSync, other");
  CHECK(error_of(R"({"user": {}, "flow": "a\nb"})") ==
        "`flow` is `a?b`, it must be one of none, deviceCodeFlow, authenticationTransfer");
}

TEST_CASE("an object with very many attributes is refused") {
  std::string record = R"({"user": {"attributes": {)";
  for (int i = 0; i < 257; ++i) record += (i > 0 ? ",\"a" : "\"a") + std::to_string(i) + "\":\"v\"";
  CHECK(error_of(record + "}}}") == "`user.attributes` holds more than 256 attributes");
}
