// `doorward diff` without sign-ins: over every kind of sign-in.
#include <doctest/doctest.h>

#include "policies.h"
#include "process.h"

namespace doorward::test {
namespace {

TEST_CASE("sets that mean the same do not differ") {
  const ScratchFolder folder;
  folder.write("a.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  folder.write("b.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on all networks except trusted using non-joined devices for procurement require mfa
)"));
  const Result r0 = folder.run("diff a.ward b.ward --fail-on weaker");
  CHECK_EQ(r0.exit, 0);
  CHECK_EQ(r0.err, "");
  CHECK_EQ(r0.out, "no sign-in is decided otherwise\n");
}

TEST_CASE("what is demanded less comes first, with a sign-in that shows it") {
  const ScratchFolder folder;
  folder.write("a.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  folder.write("b.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa or compliant-device
)"));
  const Result r0 = folder.run("diff a.ward b.ward --fail-on weaker");
  CHECK_EQ(r0.exit, 1);
  CHECK_EQ(r0.err, "");
  CHECK_EQ(r0.out, R"(4 kinds of sign-ins are decided otherwise, 1 is demanded less

1 kind of sign-ins, for example
  contractors through browser on 198.51.100.250 using devices where is-compliant is true and trust-type is not present for procurement
    before: challenge, requires mfa
    now:    grant
    weaker: it is granted without any effort

2 kinds of sign-ins, for example
  contractors through browser on 198.51.100.250 using devices where is-compliant is false and trust-type is not present for procurement
    before: challenge, requires mfa
    now:    challenge, requires compliant-device or mfa

1 kind of sign-ins, for example
  contractors through activesync on 198.51.100.250 for procurement
    before: block, requires mfa
    now:    block, requires compliant-device or mfa

by policy
  CA1 demands otherwise for 4, for example contractors through browser on 198.51.100.250 using devices where is-compliant is false and trust-type is not present for procurement
)");
  const Result r1 = folder.run("diff b.ward a.ward --fail-on weaker --format markdown");
  CHECK_EQ(r1.exit, 0);
  CHECK_EQ(r1.err, "");
  CHECK_EQ(r1.out, R"(### Policy change: 4 kinds of sign-ins are decided otherwise, none is demanded less

| for example | before | now | demanded less |
|---|---|---|---|
| contractors through browser on 198.51.100.250 using devices where is-compliant is false and trust-type is not present for procurement | challenge, requires compliant-device or mfa | challenge, requires mfa |  |
| contractors through browser on 198.51.100.250 using devices where is-compliant is true and trust-type is not present for procurement | grant | challenge, requires mfa |  |
| contractors through activesync on 198.51.100.250 for procurement | block, requires compliant-device or mfa | block, requires mfa |  |

| policy | change | example |
|---|---|---|
| CA1 | demands otherwise for 4 | contractors through browser on 198.51.100.250 using devices where is-compliant is false and trust-type is not present for procurement |
)");
}

TEST_CASE("the state of a user is part of what is compared when the settings change") {
  const ScratchFolder folder;
  folder.write("a.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  folder.write("b.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
mfa settings
  user state is ignored
)"));
  const Result r0 = folder.run("diff a.ward b.ward --fail-on weaker --format json");
  CHECK_EQ(r0.exit, 1);
  CHECK_EQ(r0.err, "");
  CHECK_EQ(r0.out, R"({
  "complete": true,
  "changed": 12,
  "weaker": 10,
  "differences": [
    {
      "kinds": 8,
      "sentence": "members through browser on 198.51.100.250 using devices where trust-type is not present for other-app given user.mfa-state is \"enabled\" and user.mfa-registered is false",
      "before": "challenge, requires mfa",
      "after": "grant",
      "weaker": "it is granted without any effort",
      "signIn": {
        "id": "members through browser on 198.51.100.250 using devices where trust-type is not present for other-app given user.mfa-state is \"enabled\" and user.mfa-registered is false",
        "user": {
          "id": "00000000-0000-4000-8000-0000000000fb",
          "type": "member",
          "guestKind": "none",
          "groups": [],
          "roles": [],
          "agent": false,
          "mfaState": "enabled",
          "mfaRegistered": false,
          "hasAppPassword": true
        },
        "app": {
          "id": "00000000-0000-4000-8000-0000000000ff",
          "agent": false
        },
        "clientApp": "browser",
        "network": {
          "ip": "198.51.100.250",
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
    },
    {
      "kinds": 2,
      "sentence": "members through activesync on 198.51.100.250 for other-app given user.mfa-state is \"enforced\"",
      "before": "block, requires appPassword",
      "after": "grant",
      "weaker": "it is granted without any effort",
      "signIn": {
        "id": "members through activesync on 198.51.100.250 for other-app given user.mfa-state is \"enforced\"",
        "user": {
          "id": "00000000-0000-4000-8000-0000000000fb",
          "type": "member",
          "guestKind": "none",
          "groups": [],
          "roles": [],
          "agent": false,
          "mfaState": "enforced",
          "mfaRegistered": true,
          "hasAppPassword": true
        },
        "app": {
          "id": "00000000-0000-4000-8000-0000000000ff",
          "agent": false
        },
        "clientApp": "exchangeActiveSync",
        "network": {
          "ip": "198.51.100.250",
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
    },
    {
      "kinds": 2,
      "sentence": "contractors through activesync on 198.51.100.250 for procurement given user.mfa-state is \"enforced\"",
      "before": "block, requires appPassword and mfa",
      "after": "block, requires mfa",
      "weaker": "",
      "signIn": {
        "id": "contractors through activesync on 198.51.100.250 for procurement given user.mfa-state is \"enforced\"",
        "user": {
          "id": "00000000-0000-4000-8000-0000000000fb",
          "type": "member",
          "guestKind": "none",
          "groups": [
            "4f1c2d7e-0000-4000-8000-000000000001"
          ],
          "roles": [],
          "agent": false,
          "mfaState": "enforced",
          "mfaRegistered": true,
          "hasAppPassword": true
        },
        "app": {
          "id": "6a1c2d7e-0000-4000-8000-0000000000a1",
          "agent": false
        },
        "clientApp": "exchangeActiveSync",
        "network": {
          "ip": "198.51.100.250",
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
  ],
  "policies": []
}
)");
}

TEST_CASE("a module cannot be compared without sign-ins") {
  const ScratchFolder folder;
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Contractors"
  contractors on untrusted networks using non-joined devices for procurement require mfa
)"));
  const Result r0 = folder.run("compile p.ward -o p.dwm");
  CHECK_EQ(r0.exit, 0);
  CHECK_EQ(r0.err, "");
  CHECK_EQ(r0.out, "");
  const Result r1 = folder.run("diff p.dwm p.ward");
  CHECK_EQ(r1.exit, 2);
  CHECK_EQ(
      r1.err,
      R"(doorward: error: `p.dwm` is a compiled module; without `--signins` both sides must be source: Ward or Graph JSON
)");
  CHECK_EQ(r1.out, "");
  const Result r2 = folder.run("diff p.ward p.ward --directory d.json");
  CHECK_EQ(r2.exit, 2);
  CHECK_EQ(r2.err, R"(doorward: error: `--directory` completes sign-ins that are replayed, and none are given
help: add `--signins FILE`, or take `--directory` out
)");
  CHECK_EQ(r2.out, "");
}

}  // namespace
}  // namespace doorward::test
