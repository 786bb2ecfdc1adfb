// The commissioned table, state by kind of client, decided through the tool with the store as its directory.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "process.h"

namespace doorward::test {
namespace {

constexpr std::string_view kUsers =
    "upn,mfaState,mfaRegistered,hasAppPassword\n"
    "disabled@contoso.example,disabled,false,false\n"
    "enabled@contoso.example,enabled,false,false\n"
    "registered@contoso.example,enabled,true,false\n"
    "enforced@contoso.example,enforced,true,false\n";

TEST_CASE("each state asks of each kind of client what the documentation says") {
  const ScratchFolder folder;
  folder.write("users.csv", kUsers);
  folder.write("set.ward", "mfa settings\n  app passwords allowed\n  user state takes precedence\n");
  REQUIRE_EQ(folder.run("users import --store users.db users.csv").exit, 0);
  std::string lines;
  for (const char* user : {"disabled", "enabled", "registered", "enforced"}) {
    for (const char* client : {"exchangeActiveSync", "other", "browser", "mobileAppsAndDesktopClients"}) {
      lines += fmt::format(R"({{"id":"{0}, {1}","user":{{"upn":"{0}@contoso.example"}},"clientApp":"{1}"}})"
                           "\n",
                           user, client);
    }
  }
  lines += R"({"id":"enforced, other with an app password","user":{"upn":"enforced@contoso.example"},)"
           R"("clientApp":"other","satisfied":["appPassword"]})"
           "\n";
  const Result result = folder.run("eval --policies set.ward --directory users.db --signins -", lines);
  CHECK_EQ(result.err, "");
  REQUIRE_EQ(result.exit, 0);
  std::string table;
  std::istringstream decisions(result.out);
  for (std::string line; std::getline(decisions, line);) {
    const auto decision = nlohmann::json::parse(line);
    table += fmt::format("{}: {}, {}{}\n", decision["id"].get<std::string>(), decision["outcome"].get<std::string>(),
                         decision["userState"]["effect"].get<std::string>(),
                         decision["register"].get<bool>() ? ", register" : "");
  }
  CHECK_EQ(table,
           "disabled, exchangeActiveSync: grant, none\n"
           "disabled, other: grant, none\n"
           "disabled, browser: grant, none\n"
           "disabled, mobileAppsAndDesktopClients: grant, none\n"
           "enabled, exchangeActiveSync: grant, none\n"
           "enabled, other: grant, none\n"
           "enabled, browser: challenge, require-registration, register\n"
           "enabled, mobileAppsAndDesktopClients: challenge, require-registration, register\n"
           "registered, exchangeActiveSync: grant, none\n"
           "registered, other: grant, none\n"
           "registered, browser: challenge, require-mfa\n"
           "registered, mobileAppsAndDesktopClients: challenge, require-mfa\n"
           "enforced, exchangeActiveSync: block, app-password\n"
           "enforced, other: block, app-password\n"
           "enforced, browser: challenge, require-mfa\n"
           "enforced, mobileAppsAndDesktopClients: challenge, require-mfa\n"
           "enforced, other with an app password: grant, app-password\n");
}

TEST_CASE("groups, nested ones too, roles and attributes reach decisions from the store") {
  const ScratchFolder folder;
  folder.write("directory.json",
               R"({"users": [{"id": "u1", "upn": "alice@contoso.example", "attributes": {"department": "HR"}},)"
               R"( {"id": "u2", "upn": "bob@contoso.example"}],)"
               R"( "groups": [{"id": "4f1c2d7e-0000-4000-8000-000000000001", "members": ["inner"]},)"
               R"( {"id": "inner", "members": ["u1"]}], "roles": []})");
  folder.write("set.ward",
               "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
               "policy CA1 \"Contractors\"\n  contractors for all apps when user.department is \"HR\" block\n");
  REQUIRE_EQ(folder.run("users import --store users.db directory.json").exit, 0);
  const std::string lines =
      "{\"id\":\"1\",\"user\":{\"upn\":\"alice@contoso.example\"}}\n{\"id\":\"2\",\"user\":{\"id\":\"u2\"}}\n";
  const Result stored = folder.run("eval --policies set.ward --directory users.db --signins -", lines);
  CHECK_EQ(stored.err, "");
  CHECK_EQ(stored.exit, 0);
  CHECK_NE(stored.out.find(R"({"id":"1","outcome":"block")"), std::string::npos);
  CHECK_NE(stored.out.find(R"({"id":"2","outcome":"grant")"), std::string::npos);
  CHECK_EQ(stored.out, folder.run("eval --policies set.ward --directory directory.json --signins -", lines).out);
}

}  // namespace
}  // namespace doorward::test
