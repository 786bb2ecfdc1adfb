// `doorward users migrate`: the steps from per-user MFA to policies.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "policies.h"
#include "process.h"

namespace doorward::test {
namespace {

TEST_CASE("who the policies cover comes first, who they do not is named with a sign-in") {
  const ScratchFolder folder;
  folder.write(
      "d.json",
      R"({"users":[{"id":"u1","upn":"alice@contoso.example","mfaState":"enforced","mfaRegistered":true,"groups":["4f1c2d7e-0000-4000-8000-000000000001"],"roles":[]},{"id":"u2","upn":"bob@contoso.example","mfaState":"enabled","mfaRegistered":false,"groups":[],"roles":[]},{"id":"u3","upn":"carol@contoso.example","mfaState":"disabled","groups":[],"roles":[]}]}
)");
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Mfa"
  contractors for all apps require mfa
policy CA2 "Legacy"
  everyone through legacy clients for all apps block
)"));
  const Result r0 = folder.run("users import --store u.db d.json");
  CHECK_EQ(r0.exit, 0);
  CHECK_EQ(r0.err, "doorward: 3 users added, 0 with another state or registration, 0 unchanged\n");
  CHECK_EQ(r0.out, "");
  const Result r1 = folder.run("users migrate --store u.db --policies p.ward");
  CHECK_EQ(r1.exit, 1);
  CHECK_EQ(r1.err, "");
  CHECK_EQ(r1.out, R"(1. disable the state of 1 user, whom the policies cover: alice@contoso.example
left to their state: 1 user
  bob@contoso.example
    not covered: through browser
      without the state it is granted without any effort
)");
  const Result r2 = folder.run("users migrate --store u.db --policies p.ward --format json");
  CHECK_EQ(r2.exit, 1);
  CHECK_EQ(r2.err, "");
  CHECK_EQ(r2.out, R"({
  "steps": [
    {
      "do": "disableState",
      "users": [
        "alice@contoso.example"
      ]
    }
  ],
  "left": [
    {
      "users": [
        "bob@contoso.example"
      ],
      "undecided": false,
      "signIn": "through browser",
      "less": "it is granted without any effort",
      "kinds": [
        {
          "signIn": "through browser",
          "less": "it is granted without any effort"
        }
      ]
    }
  ]
}
)");
}

TEST_CASE("report-only policies that cover the rest are to be switched on") {
  const ScratchFolder folder;
  folder.write(
      "d.json",
      R"({"users":[{"id":"u1","upn":"alice@contoso.example","mfaState":"enforced","mfaRegistered":true,"groups":["4f1c2d7e-0000-4000-8000-000000000001"],"roles":[]},{"id":"u2","upn":"bob@contoso.example","mfaState":"enabled","mfaRegistered":false,"groups":[],"roles":[]},{"id":"u3","upn":"carol@contoso.example","mfaState":"disabled","groups":[],"roles":[]}]}
)");
  folder.write("p.ward", kNouns + std::string(R"(policy CA1 "Mfa"
  contractors for all apps require mfa
policy CA2 "Legacy"
  everyone through legacy clients for all apps block
report-only policy CA3 "All"
  everyone for all apps require mfa
)"));
  const Result r0 = folder.run("users import --store u.db d.json");
  CHECK_EQ(r0.exit, 0);
  CHECK_EQ(r0.err, "doorward: 3 users added, 0 with another state or registration, 0 unchanged\n");
  CHECK_EQ(r0.out, "");
  const Result r1 = folder.run("users migrate --store u.db --policies p.ward");
  CHECK_EQ(r1.exit, 0);
  CHECK_EQ(r1.err, "");
  CHECK_EQ(r1.out, R"(1. disable the state of 1 user, whom the policies cover: alice@contoso.example
2. switch on the report-only policies: CA3
3. disable the state of 1 user, whom the policies then cover: bob@contoso.example
4. write `user state is ignored` in `mfa settings`
)");
}

TEST_CASE(
    "each kind of sign-in that is left uncovered is named, and report-only policies that change nothing are not") {
  const ScratchFolder folder;
  folder.write("d.csv",
               "upn,groups,mfaState,mfaRegistered,hasAppPassword\n"
               "alice@contoso.example,4f1c2d7e-0000-4000-8000-000000000001,enforced,true,true\n"
               "bob@contoso.example,,enforced,true,true\n");
  REQUIRE_EQ(folder.run("users import --store u.db d.csv").exit, 0);
  folder.write("p.ward", kNouns + R"(policy CA1 "Legacy of contractors"
  contractors through legacy clients for all apps block
report-only policy CA2 "Mfa"
  contractors for all apps require mfa
report-only policy CA3 "Terms of nobody"
  contractors on hq for all apps require compliant-device
)");
  const Result result = folder.run("users migrate --store u.db --policies p.ward");
  CHECK_EQ(result.err, "");
  CHECK_EQ(result.exit, 1);
  CHECK_EQ(result.out, R"(1. switch on the report-only policies: CA2
2. disable the state of 1 user, whom the policies then cover: alice@contoso.example
left to their state: 1 user
  bob@contoso.example
    not covered: through browser using devices where is-compliant is false
      without the state it is granted without any effort
    not covered: through activesync
      without the state it is granted without any effort
)");
}

TEST_CASE("users whom policies tell apart by an attribute stand apart, those of other attributes do not") {
  const ScratchFolder folder;
  std::string people = "upn,mfaState,mfaRegistered,department,displayName\n";
  for (int i = 10; i < 30; ++i) {
    people += fmt::format("user{0}@contoso.example,enforced,true,{1},User {0}\n", i, i % 2 == 0 ? "HR" : "IT");
  }
  folder.write("d.csv", people);
  REQUIRE_EQ(folder.run("users import --store u.db d.csv").exit, 0);
  folder.write("p.ward", kNouns + R"(policy CA1 "Mfa of HR"
  everyone for all apps when user.department is "HR" require mfa
policy CA2 "Legacy"
  everyone through legacy clients for all apps block
)");
  const Result result = folder.run("users migrate --store u.db --policies p.ward");
  CHECK_EQ(result.err, "");
  CHECK_EQ(result.exit, 1);
  CHECK_EQ(result.out,
           "1. disable the state of 10 users, whom the policies cover: user10@contoso.example, user12@contoso.example, "
           "user14@contoso.example, user16@contoso.example, user18@contoso.example, user20@contoso.example, "
           "user22@contoso.example, user24@contoso.example, user26@contoso.example, user28@contoso.example\n"
           "left to their state: 10 users\n"
           "  user11@contoso.example, user13@contoso.example, user15@contoso.example, user17@contoso.example, "
           "user19@contoso.example, user21@contoso.example, user23@contoso.example, user25@contoso.example, "
           "user27@contoso.example, user29@contoso.example\n"
           "    not covered: through browser\n      without the state it is granted without any effort\n");
}

}  // namespace
}  // namespace doorward::test
