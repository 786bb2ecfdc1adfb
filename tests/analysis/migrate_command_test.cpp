// `doorward users migrate`: the steps from per-user MFA to policies.
#include <doctest/doctest.h>

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
      "less": "it is granted without any effort"
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

}  // namespace
}  // namespace doorward::test
