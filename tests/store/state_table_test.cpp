// The commissioned table, state by kind of client, decided through the tool with the store as its directory.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "golden.h"
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

/// How `mfa settings` word what is between a state and the policies, and what the golden is called.
struct Wording {
  const char* phrase;
  const char* file;
};
constexpr Wording kWordings[] = {{"user state takes precedence", "precedence"},
                                 {"user state overrides policies", "overrides"},
                                 {"user state is ignored", "ignored"}};

struct Row {
  const char* user;
  const char* label;
  const char* more;  // of the sign-in
};
constexpr Row kRows[] = {{"disabled", "disabled", ""},
                         {"enabled", "enabled, not registered", ""},
                         {"registered", "enabled, registered", ""},
                         {"enforced", "enforced", ""},
                         {"enforced", "enforced, with an app password", R"(,"satisfied":["appPassword"])"}};
struct Column {
  const char* client;
  const char* ip;
  const char* label;
};
constexpr Column kColumns[] = {{"exchangeActiveSync", "203.0.113.9", ""},
                               {"other", "203.0.113.9", "non-browser (legacy)"},
                               {"browser", "203.0.113.9", "browser"},
                               {"mobileAppsAndDesktopClients", "203.0.113.9", "other modern apps"},
                               {"browser", "192.0.2.200", "browser at a trusted IP"}};

std::string sign_ins_of_table() {
  std::string lines;
  for (const Row& row : kRows) {
    for (const Column& column : kColumns) {
      lines += fmt::format(R"({{"id":"{0}, {2} from {3}","user":{{"upn":"{1}@contoso.example"}},"clientApp":"{2}",)"
                           R"("network":{{"ip":"{3}"}},"app":{{"id":"6a1c2d7e-0000-4000-8000-0000000000a1"}}{4}}})"
                           "\n",
                           row.label, row.user, column.client, column.ip, row.more);
    }
  }
  return lines;
}

/// The cells of one wording as docs/user-states.md has them. Both legacy clients must decide alike.
std::string markdown_of(const std::string& decisions) {
  std::string table = "| state |";
  std::string rule = "|---|";
  for (const Column& column : kColumns) {
    if (*column.label == '\0') continue;
    table += fmt::format(" {} |", column.label);
    rule += "---|";
  }
  table += "\n" + rule + "\n";
  std::istringstream lines(decisions);
  for (const Row& row : kRows) {
    table += fmt::format("| {} |", row.label);
    std::string before;
    for (const Column& column : kColumns) {
      std::string line;
      REQUIRE(std::getline(lines, line));
      const auto decision = nlohmann::json::parse(line);
      std::string cell = fmt::format(" `{}`", decision["outcome"].get<std::string>());
      if (decision["register"].get<bool>()) cell += ", register";
      if (std::string_view(column.client) == "other") CHECK_EQ(cell, before);
      if (*column.label != '\0') table += cell + " |";
      before = cell;
    }
    table += '\n';
  }
  return table;
}

TEST_CASE("state by client under every wording, with a policy that demands mfa, in JSON and as English") {
  const ScratchFolder folder;
  folder.write("users.csv", kUsers);
  REQUIRE_EQ(folder.run("users import --store users.db users.csv").exit, 0);
  std::ifstream page_file(DOORWARD_SOURCE "/docs/user-states.md");
  const std::string page(std::istreambuf_iterator<char>(page_file), {});
  for (const Wording& wording : kWordings) {
    folder.write("set.ward", fmt::format("mfa settings\n  trusted ips 192.0.2.192/26\n  app passwords allowed\n  {}\n"
                                         "policy CA1 \"Mfa\"\n  everyone for all apps require mfa\n",
                                         wording.phrase));
    const std::string run = "eval --policies set.ward --directory users.db --signins - --format ";
    const Result json = folder.run(run + "json", sign_ins_of_table());
    const Result text = folder.run(run + "text", sign_ins_of_table());
    CHECK_EQ(json.err, "");
    REQUIRE_EQ(json.exit, 0);
    REQUIRE_EQ(text.exit, 0);
    check_golden(fmt::format(DOORWARD_SOURCE "/tests/store/golden/{}.ndjson", wording.file), json.out);
    check_golden(fmt::format(DOORWARD_SOURCE "/tests/store/golden/{}.txt", wording.file), text.out);
    const std::string table = markdown_of(json.out);
    CAPTURE(table);
    CHECK_NE(page.find(fmt::format("\n`{}`:\n\n{}", wording.phrase, table)), std::string::npos);
  }
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
