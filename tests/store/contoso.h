// A folder with the store of a small tenant, and a look at what a command of it printed.
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "process.h"

namespace doorward::test {

inline constexpr std::string_view kContoso =
    R"({"value": [)"
    R"({"id": "6A1C2D7E-0000-4000-8000-0000000000A1", "userPrincipalName": "alice@contoso.example",)"
    R"( "displayName": "Alice", "userType": "Member", "mail": "alice.a@contoso.example"},)"
    R"({"id": "u2", "userPrincipalName": "bob@contoso.example", "perUserMfaState": "enabled", "isMfaRegistered": false},)"
    R"({"id": "u3", "userPrincipalName": "carol@contoso.example", "perUserMfaState": "enforced",)"
    R"( "isMfaRegistered": true}],)"
    R"("groups": [{"id": "g1", "displayName": "Engineers", "members": ["u3", "g2"]},)"
    R"({"id": "g2", "displayName": "Juniors", "members": ["alice@contoso.example", "device-7"]}]})";

/// A folder with the store `users.db` of alice (disabled), bob (enabled) and carol (enforced).
struct Contoso : ScratchFolder {
  Contoso() {
    write("contoso.json", kContoso);
    const Result result = run("users import --store users.db contoso.json");
    CHECK_EQ(result.out, "");
    CHECK_EQ(result.err, "doorward: 3 users added, 0 with another state or registration, 0 unchanged\n");
    REQUIRE_EQ(result.exit, 0);
  }

  Result users(const std::string& arguments, std::string_view input = {}) const {
    const std::size_t space = arguments.find(' ');
    const std::string rest = space == std::string::npos ? "" : arguments.substr(space);
    return run(fmt::format("users {} --store users.db{}", arguments.substr(0, space), rest), input);
  }

  std::string states() const { return users("list --format csv").out; }
};

inline constexpr std::string_view kStates =
    "upn,id,displayName,type,mfaState,mfaRegistered,hasAppPassword\n"
    "alice@contoso.example,6a1c2d7e-0000-4000-8000-0000000000a1,Alice,member,disabled,,\n"
    "bob@contoso.example,u2,,,enabled,false,\n"
    "carol@contoso.example,u3,,,enforced,true,\n";

inline void check(const Result& result, int exit, std::string_view out, std::string_view err) {
  CHECK_EQ(result.exit, exit);
  CHECK_EQ(result.out, out);
  CHECK_EQ(result.err, err);
}

}  // namespace doorward::test
