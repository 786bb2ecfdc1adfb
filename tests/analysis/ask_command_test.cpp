// `doorward ask` as its users run it.
#include <doctest/doctest.h>

#include "policies.h"
#include "process.h"

namespace doorward::test {
namespace {

TEST_CASE("every outcome of a question comes with the conditions that lead to it") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  const Result r0 = folder.run(R"(ask --policies p.ward "contractors for procurement")");
  CHECK_EQ(r0.exit, 0);
  CHECK_EQ(r0.err, "");
  CHECK_EQ(r0.out, R"(block, requires mfa
  when clientApp: activesync or other
       network: no named network or the compliant network or no address
  policies: CA1
  for example contractors through activesync on 198.51.100.250 using devices where trust-type is not present for procurement

challenge, requires mfa
  when clientApp: browser or desktop
       flow: none or authentication-transfer
       network: no named network or the compliant network or no address
       device: unregistered or trust-type AzureAD or trust-type Workplace
  when clientApp: browser or desktop
       flow: device-code
       network: no named network or the compliant network or no address
  policies: CA1
  for example contractors through browser on 198.51.100.250 using devices where trust-type is not present for procurement

grant
  when clientApp: browser or desktop
       flow: none or authentication-transfer
       network: no named network or the compliant network or no address
       device: trust-type ServerAD
  when clientApp: browser or desktop; network: hq
  when clientApp: activesync or other; network: hq
  for example contractors through browser on 203.0.113.0 using devices where trust-type is not present for procurement
)");
}

TEST_CASE("a question about who no policy is about has one outcome") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  const Result r0 = folder.run(R"(ask --policies p.ward "alice through legacy clients")");
  CHECK_EQ(r0.exit, 0);
  CHECK_EQ(r0.err, "");
  CHECK_EQ(r0.out, R"(block, requires mfa
  when users: alice@contoso.example and in contractors
       targets: procurement
       network: no named network or the compliant network or no address
  policies: CA1
  for example alice@contoso.example through activesync on 198.51.100.250 using devices where trust-type is not present for procurement given user in contractors

grant
  when users: alice@contoso.example
  when users: alice@contoso.example and in contractors; targets: any other app
  when users: alice@contoso.example and in contractors; targets: procurement; network: hq
  for example alice@contoso.example through activesync on 198.51.100.250 using devices where trust-type is not present for other-app
)");
}

TEST_CASE("a mistake in the sentence is shown as one in a file is") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  const Result r0 = folder.run(R"(ask --policies p.ward "contractor for procurement")");
  CHECK_EQ(r0.exit, 1);
  CHECK_EQ(
      r0.err,
      R"(question:1:1: error[E2001]: `contractor` is not declared; expected a user, a group, a role, an agent or a set of people
   1 | contractor for procurement
     | ^~~~~~~~~~
p.ward:2:7: note: declared here
   2 | group contractors = 4f1c2d7e-0000-4000-8000-000000000001
     |       ^~~~~~~~~~~
help: did you mean `contractors`?
)");
  CHECK_EQ(r0.out, "");
  const Result r1 = folder.run(R"(ask --policies p.ward "contractors for procurement require mfa")");
  CHECK_EQ(r1.exit, 1);
  CHECK_EQ(r1.err, R"(question:1:29: error[E1043]: `require` stands after the end of a complete statement
   1 | contractors for procurement require mfa
     |                             ^~~~~~~
help: take it out, or begin a new line for a new statement
)");
  CHECK_EQ(r1.out, "");
  const Result r2 = folder.run(R"(ask --policies p.ward "")");
  CHECK_EQ(r2.exit, 1);
  CHECK_EQ(r2.err, R"(question:1:1: error[E1034]: the question is empty
   1 |  
     | ^
help: write who signs in and what for: `contractors for procurement`
)");
  CHECK_EQ(r2.out, "");
}

TEST_CASE("a sentence that no sign-in fits is no answer") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  const Result r0 = folder.run(R"(ask --policies p.ward "contractors except contractors")");
  CHECK_EQ(r0.exit, 1);
  CHECK_EQ(r0.err, "doorward: error: no sign-in fits the sentence\n");
  CHECK_EQ(r0.out, "");
}

TEST_CASE("faulty policies are not asked") {
  const ScratchFolder folder;
  folder.write("p.ward", "contractors for procurement block\n");
  const Result r0 = folder.run(R"(ask --policies p.ward "everyone")");
  CHECK_EQ(r0.exit, 2);
  CHECK_EQ(
      r0.err,
      R"(p.ward:1:1: error[E2001]: `contractors` is not declared; expected a user, a group, a role, an agent or a set of people
   1 | contractors for procurement block
     | ^~~~~~~~~~~
help: declare it: `group contractors = <the object id>`
p.ward:1:17: error[E2001]: `procurement` is not declared; expected an app
   1 | contractors for procurement block
     |                 ^~~~~~~~~~~
help: declare it: `app procurement = <the application id>`
doorward: 2 errors, 0 warnings
)");
  CHECK_EQ(r0.out, "");
}

TEST_CASE("a module cannot be asked") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  const Result r0 = folder.run("compile p.ward -o p.dwm");
  CHECK_EQ(r0.exit, 0);
  CHECK_EQ(r0.err, "");
  CHECK_EQ(r0.out, "");
  const Result r1 = folder.run(R"(ask --policies p.dwm "everyone")");
  CHECK_EQ(r1.exit, 2);
  CHECK_EQ(r1.err,
           R"(doorward: error: `p.dwm` is a compiled module; `ask` works on source, which says what conditions mean
)");
  CHECK_EQ(r1.out, "");
}

TEST_CASE("a directory says who a named user is") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  folder.write(
      "d.json",
      R"({"users":[{"upn":"alice@contoso.example","id":"u1","groups":["4f1c2d7e-0000-4000-8000-000000000001"],"roles":[]}]}
)");
  const Result r0 = folder.run(
      R"(ask --policies p.ward --directory d.json "alice on untrusted networks using non-joined devices for procurement")");
  CHECK_EQ(r0.exit, 0);
  CHECK_EQ(r0.err, "");
  CHECK_EQ(r0.out, R"(block, requires mfa
  when clientApp: activesync or other
  policies: CA1
  for example alice@contoso.example through activesync on 198.51.100.250 using devices where trust-type is not present for procurement

challenge, requires mfa
  when clientApp: browser or desktop
  policies: CA1
  for example alice@contoso.example through browser on 198.51.100.250 using devices where trust-type is not present for procurement
)");
  const Result r1 = folder.run(R"(ask --policies p.ward "alice on 203.0.113.9 for procurement" --format json)");
  CHECK_EQ(r1.exit, 0);
  CHECK_EQ(r1.err, "");
  CHECK_EQ(r1.out, R"({
  "complete": true,
  "outcomes": [
    {
      "outcome": "grant",
      "result": "grant",
      "policies": [],
      "when": [
        []
      ],
      "example": "alice@contoso.example through browser on 203.0.113.9 for procurement",
      "signIn": {
        "user": {
          "id": "00000000-0000-4000-8000-0000000000fb",
          "upn": "alice@contoso.example",
          "type": "member",
          "guestKind": "none",
          "groups": [],
          "roles": [],
          "agent": false,
          "mfaState": "disabled",
          "mfaRegistered": true,
          "hasAppPassword": true
        },
        "app": {
          "id": "6a1c2d7e-0000-4000-8000-0000000000a1",
          "agent": false
        },
        "clientApp": "browser",
        "network": {
          "ip": "203.0.113.9",
          "compliant": false
        },
        "device": {
          "platform": "windows",
          "isCompliant": false
        },
        "risk": {
          "signIn": "none",
          "user": "none",
          "insider": "none",
          "servicePrincipal": "none",
          "agent": "none"
        },
        "flow": "none"
      }
    }
  ]
}
)");
}

}  // namespace
}  // namespace doorward::test
