// `doorward users` as administrators run it: exit codes, and all that is printed.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <regex>

#include "contoso.h"

namespace doorward::test {
namespace {

TEST_CASE("list prints a table, JSON and CSV, and filters") {
  const Contoso contoso;
  check(contoso.users("list"), 0,
        "alice@contoso.example  disabled  registration unknown  member  Alice\n"
        "bob@contoso.example    enabled   not registered\n"
        "carol@contoso.example  enforced  registered\n",
        "");
  check(contoso.users("list --format csv"), 0, kStates, "");
  check(contoso.users("list --format json --state enabled"), 0,
        "[\n{\"upn\":\"bob@contoso.example\",\"id\":\"u2\",\"mfaState\":\"enabled\",\"mfaRegistered\":false}\n]\n", "");
  check(contoso.users("list --registered unknown"), 0,
        "alice@contoso.example  disabled  registration unknown  member  Alice\n", "");
  check(contoso.users("list --group engineers --state enforced"), 0, "carol@contoso.example  enforced  registered\n",
        "");
  check(contoso.users("list --state disabled --registered yes --format json"), 0, "[]\n", "");
  check(contoso.users("list nobody"), 1, "", "doorward: error: user `nobody` is not in the store\n");
  check(contoso.users("list --group nobody"), 1, "", "doorward: error: group `nobody` is not in the store\n");
}

TEST_CASE("a listing is itself a directory that can be imported and that eval takes") {
  const Contoso contoso;
  contoso.write("list.json", contoso.users("list --format json").out);
  contoso.write("list.csv", contoso.states());
  for (const char* list : {"list.json", "list.csv"}) {
    REQUIRE_EQ(contoso.run(fmt::format("users import --store {0}.db {0}", list)).exit, 0);
    CHECK_EQ(contoso.run(fmt::format("users list --store {}.db --format csv", list)).out, kStates);
  }
}

TEST_CASE("show prints one user with groups, also those through another group") {
  const Contoso contoso;
  check(contoso.users("show ALICE@contoso.example --format json"), 0,
        "[\n{\"upn\":\"alice@contoso.example\",\"id\":\"6a1c2d7e-0000-4000-8000-0000000000a1\","
        "\"displayName\":\"Alice\",\"type\":\"member\",\"mfaState\":\"disabled\",\"tenantState\":\"disabled\","
        "\"groups\":[\"g1\",\"g2\"],\"roles\":[]}\n]\n",
        "");
  const Result text = contoso.users("show {6A1C2D7E-0000-4000-8000-0000000000A1}");
  CHECK_EQ(text.exit, 0);
  CHECK_NE(text.out.find("  group         Engineers (g1), through another\n  group         Juniors (g2)\n"),
           std::string::npos);
}

TEST_CASE("enabling says whom to notify and writes the letters") {
  const Contoso contoso;
  check(contoso.users("enable --group Engineers --notify-dir letters"), 0,
        "alice@contoso.example  disabled -> enabled  notify alice.a@contoso.example\n",
        "doorward: enabled 1 user, 1 unchanged\n"
        "doorward: notify 1 user, letters are in `letters`\n");
  CHECK_EQ(contoso.read("letters/alice@contoso.example.txt"),
           "To: alice.a@contoso.example\n"
           "Subject: Two-step verification for your account\n"
           "\n"
           "Hello Alice,\n"
           "\n"
           "two-step verification has been switched on for your account alice@contoso.example.\n"
           "The next time you sign in, you will be asked to register a second way to prove that it is you, such as an\n"
           "authenticator app or a telephone. Plan a few minutes for it. From then on you will be asked for it when "
           "you sign in.\n"
           "\n"
           "If a program outside the browser asks for your password again and again, such as an older mail program, "
           "it cannot\n"
           "ask for the second step. Make an app password for it and enter it there instead of your password.\n");
}

TEST_CASE("the letter tells who uses other programs than browsers to make app passwords") {
  const Contoso contoso;
  contoso.write("known.csv",
                "upn,hasAppPassword,attributes.legacyClients\n"
                "alice@contoso.example,,true\ndave@contoso.example,,false\nerin@contoso.example,true,\n");
  REQUIRE_EQ(contoso.users("import known.csv").exit, 0);
  REQUIRE_EQ(
      contoso.users("enable alice@contoso.example dave@contoso.example erin@contoso.example --notify-dir .").exit, 0);
  CHECK_NE(contoso.read("alice@contoso.example.txt").find("You use programs that cannot"), std::string::npos);
  CHECK_EQ(contoso.read("dave@contoso.example.txt").find("app password"), std::string::npos);
  CHECK_NE(contoso.read("erin@contoso.example.txt").find("You use programs that cannot"), std::string::npos);
}

TEST_CASE("names that control terminals, letters or file systems do not") {
  const ScratchFolder folder;
  folder.write("odd.json",
               R"([{"upn": "../zo\u00eb@x", "displayName": "Zo\u00eb\u202e\u0007", "mail": "zoe@x\nBcc: all@x"},)"
               R"({"upn": ")" +
                   std::string(300, 'y') + R"(@x"}])");
  REQUIRE_EQ(folder.run("users import --store users.db odd.json").exit, 0);
  CHECK(folder.run("users list --store users.db").out.starts_with("../zo\xC3\xAB@x"));
  CHECK_NE(folder.run("users show --store users.db ../zo\xC3\xAB@x").out.find("  name          Zo\xC3\xAB??\n"),
           std::string::npos);
  REQUIRE_EQ(folder.run("users enable --store users.db --all --notify-dir letters").exit, 0);
  CHECK(folder.read("letters/%2E.%2Fzo%C3%AB@x.txt")
            .starts_with(
                "To: zoe@x?Bcc: all@x\nSubject: Two-step verification for your account\n\nHello Zo\xC3\xAB??,\n"));
  CHECK(folder.has("letters/" + std::string(200, 'y') + "~bba6cee3a188d1d1.txt"));
}

TEST_CASE("registering makes an enabled user enforced and leaves a disabled one disabled") {
  const Contoso contoso;
  check(contoso.users("register alice@contoso.example u2"), 0,
        "alice@contoso.example  disabled -> disabled  registered\n"
        "bob@contoso.example    enabled -> enforced   registered\n",
        "doorward: registered 2 users, 0 unchanged\n");
}

TEST_CASE("a registered user who is enabled again is enabled, or enforced as Graph does it") {
  const Contoso contoso;
  REQUIRE_EQ(contoso.users("disable carol@contoso.example").exit, 0);
  check(contoso.users("enable carol@contoso.example --reenable graph --dry-run"), 0,
        "carol@contoso.example  disabled -> enforced  notify carol@contoso.example\n",
        "doorward: enable would change 1 user, 0 unchanged\n"
        "  disabled -> enforced: 1 user\n"
        "doorward: dry run, nothing was changed\n");
  check(contoso.users("enable carol@contoso.example"), 0,
        "carol@contoso.example  disabled -> enabled  notify carol@contoso.example\n",
        "doorward: enabled 1 user, 0 unchanged\n"
        "doorward: notify 1 user; --notify-dir writes the letters\n");
}

TEST_CASE("enforcing directly is refused with the reason, and done with --force") {
  const Contoso contoso;
  check(contoso.users("enforce alice@contoso.example carol@contoso.example"), 1, "",
        "doorward: error: 1 user would be enforced without registering: their programs that are not browsers stop "
        "working until they have app passwords; nothing was changed\n"
        "help: `doorward users enable` makes users enforced once they register; add --force if that is meant\n");
  CHECK_EQ(contoso.states(), kStates);
  check(contoso.users("enforce alice@contoso.example --force"), 0,
        "alice@contoso.example  disabled -> enforced  notify alice.a@contoso.example\n",
        "doorward: enforced 1 user, 0 unchanged\n"
        "doorward: notify 1 user; --notify-dir writes the letters\n");
}

TEST_CASE("a list on standard input is read as lines or CSV; every fault is said with its line, and nothing changes") {
  const Contoso contoso;
  check(contoso.users("disable -", "UserPrincipalName,Why\nbob@contoso.example,left\n\nnobody,x\n,y\nbob\n"), 1, "",
        "doorward: error: -:4: user `nobody` is not in the store\n"
        "doorward: error: -:5: the row names no user\n"
        "doorward: error: -:6: the row has 1 cells, the header has 2\n"
        "help: nothing was changed; --keep-going changes the users that are known\n");
  CHECK_EQ(contoso.states(), kStates);
  check(contoso.users("disable --from - --keep-going", "# leavers\r\nbob@contoso.example\r\nnobody\r\n"), 1,
        "bob@contoso.example  enabled -> disabled\n",
        "doorward: error: -:3: user `nobody` is not in the store\n"
        "doorward: disabled 1 user, 0 unchanged\n");
}

TEST_CASE("a list may be UTF-16 and separated by semicolons, as spreadsheets write it") {
  const Contoso contoso;
  std::string list = "\xFF\xFE";
  for (const char c : std::string_view("Why;UPN\r\nleft;bob@contoso.example\r\n")) list += {c, '\0'};
  contoso.write("list.csv", list);
  check(contoso.users("disable --from list.csv"), 0, "bob@contoso.example  enabled -> disabled\n",
        "doorward: disabled 1 user, 0 unchanged\n");
}

TEST_CASE("more than ten users change only with --yes where nobody can be asked") {
  const Contoso contoso;
  std::string list = "upn\n";
  for (int i = 10; i < 21; ++i) list += fmt::format("user{}@contoso.example\n", i);
  contoso.write("eleven.csv", list);
  REQUIRE_EQ(contoso.users("import eleven.csv").exit, 0);
  check(contoso.users("enable --from eleven.csv"), 2, "",
        "doorward: enable would change 11 users, 0 unchanged\n"
        "  disabled -> enabled: 11 users\n"
        "doorward: error: 11 users would change, more than 10; nothing was changed\n"
        "help: add --yes to change that many without being asked, or --dry-run to see whom\n");
  CHECK_EQ(contoso.users("list --state enabled").out, "bob@contoso.example  enabled  not registered\n");
  const Result enabled = contoso.users("enable --all --yes");
  CHECK_EQ(enabled.exit, 0);
  CHECK_EQ(enabled.err,
           "doorward: enable would change 12 users, 2 unchanged\n"
           "  disabled -> enabled: 12 users\n"
           "doorward: enabled 12 users, 2 unchanged\n"
           "doorward: notify 12 users; --notify-dir writes the letters\n");
}

TEST_CASE("the audit says who changed what, from which state and why") {
  const Contoso contoso;
  REQUIRE_EQ(contoso.users("enable alice@contoso.example --actor carol --note 'ticket 7'").exit, 0);
  REQUIRE_EQ(contoso.users("register bob@contoso.example --actor bob").exit, 0);
  const Result audit = contoso.users("audit --format csv alice@contoso.example bob@contoso.example");
  CHECK_EQ(audit.exit, 0);
  const std::string text =
      std::regex_replace(audit.out, std::regex("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), "TIME");
  CHECK_EQ(std::regex_replace(text, std::regex("TIME,[^,]*,import"), "TIME,LOGIN,import"),
           "time,actor,action,user,from,to,registered,note\n"
           "TIME,LOGIN,import,alice@contoso.example,,disabled,,contoso.json\n"
           "TIME,LOGIN,import,bob@contoso.example,,enabled,false,contoso.json\n"
           "TIME,carol,enable,alice@contoso.example,disabled,enabled,,ticket 7\n"
           "TIME,bob,register,bob@contoso.example,enabled,enforced,true,\n");
  CHECK_EQ(contoso.users("audit --since 2199-01-01").out, "");
  check(contoso.users("audit --since yesterday"), 2, "",
        "doorward: error: `yesterday` is no time\n"
        "help: write it as 2026-11-24T09:30:00Z, or 2026-11-24 for its beginning in UTC\n");
}

TEST_CASE("a plan is what the tenant does not have yet, as Graph requests or PowerShell") {
  const Contoso contoso;
  check(contoso.users("plan"), 0, "", "doorward: nothing to do, the tenant has the states of the store\n");
  REQUIRE_EQ(contoso.users("disable carol@contoso.example").exit, 0);
  REQUIRE_EQ(contoso.users("enable carol@contoso.example").exit, 0);
  check(contoso.users("plan"), 0,
        "{\"method\":\"PATCH\",\"url\":\"https://graph.microsoft.com/beta/users/u3/authentication/requirements\","
        "\"body\":{\"perUserMfaState\":\"enabled\"},\"user\":\"carol@contoso.example\",\"from\":\"enforced\"}\n",
        "doorward: 1 user to change in the tenant; nothing has been sent\n"
        "doorward: Graph makes 1 of them enforced at once, because they have registered\n");
  check(contoso.users("plan --format powershell --quiet"), 0,
        "# Brings the tenant's per-user MFA states to those of the store. Review before running.\n"
        "$ErrorActionPreference = 'Stop'\n"
        "Connect-MgGraph -Scopes 'Policy.ReadWrite.AuthenticationMethod'\n"
        "# carol@contoso.example: enforced -> enabled\n"
        "Invoke-MgGraphRequest -Method PATCH -Uri "
        "'https://graph.microsoft.com/beta/users/u3/authentication/requirements' -ContentType 'application/json' "
        "-Body '{\"perUserMfaState\":\"enabled\"}'\n",
        "");
  check(contoso.users("plan --mark-applied"), 0, "", "doorward: the tenant now has the states of 1 user more\n");
  check(contoso.users("plan"), 0, "", "doorward: nothing to do, the tenant has the states of the store\n");
}

TEST_CASE("importing again keeps what is still to be brought to the tenant, unless told otherwise") {
  const Contoso contoso;
  REQUIRE_EQ(contoso.users("disable carol@contoso.example").exit, 0);
  check(contoso.users("import contoso.json"), 0, "",
        "doorward: 0 users added, 0 with another state or registration, 3 unchanged\n"
        "doorward: 1 user keeps the state that the store is to bring to the tenant; --overwrite-states drops it\n");
  check(contoso.users("import contoso.json --overwrite-states"), 0, "",
        "doorward: 0 users added, 1 with another state or registration, 2 unchanged\n");
  CHECK_EQ(contoso.states(), kStates);
}

TEST_CASE("users whose name begins as an option does are named after `--`") {
  const Contoso contoso;
  contoso.write("odd.csv", "upn,id\n-alice@contoso.example,-a1\n-yves@contoso.example,u9\n--all,u10\n");
  REQUIRE_EQ(contoso.users("import odd.csv").exit, 0);
  check(contoso.users("enable -- -alice@contoso.example"), 0,
        "-alice@contoso.example  disabled -> enabled  notify -alice@contoso.example\n",
        "doorward: enabled 1 user, 0 unchanged\n"
        "doorward: notify 1 user; --notify-dir writes the letters\n");
  check(contoso.users("disable -- alice@contoso.example -a1 --all"), 0, "-alice@contoso.example  enabled -> disabled\n",
        "doorward: disabled 1 user, 2 unchanged\n");
  CHECK_EQ(contoso.users("show -- -yves@contoso.example").exit, 0);
}

TEST_CASE("a user that is taken for an option is told from one, and nothing changes") {
  const Contoso contoso;
  contoso.write("odd.csv", "upn,id\n-alice@contoso.example,-a1\n-yves@contoso.example,u9\n");
  REQUIRE_EQ(contoso.users("import odd.csv").exit, 0);
  const std::string before = contoso.states();
  const auto refused = [](std::string_view command, std::string_view word) {
    return fmt::format(
        "doorward: error: there is no option `{0}`\n"
        "help: type `doorward users {1} --help`; if it is a user, write `--` before all users: `-- {0}`\n",
        word, command);
  };
  check(contoso.users("enable -alice@contoso.example"), 2, "", refused("enable", "-alice@contoso.example"));
  check(contoso.users("enable alice@contoso.example -- -a1"), 2, "", refused("enable", "-a1"));
  // `-y` is an option.
  check(contoso.users("enable bob@contoso.example -yves@contoso.example"), 2, "",
        refused("enable", "-yves@contoso.example"));
  check(contoso.users("show -a1"), 2, "", refused("show", "-a1"));
  check(contoso.users("list --sate enabled"), 2, "", refused("list", "--sate"));
  CHECK_EQ(contoso.states(), before);
}

TEST_CASE("without a store, or without users, a command says what to type") {
  const ScratchFolder folder;
  check(folder.run("users list --store users.db"), 2, "",
        "doorward: error: cannot open `users.db`: no such file\n"
        "help: `doorward users import --store users.db FILE` makes a store\n");
  CHECK_FALSE(folder.has("users.db"));
  const Contoso contoso;
  check(contoso.users("enable"), 2, "",
        "doorward: error: no users are named\n"
        "help: name users by UPN or id, or give --group, --from or --all\n");
}

}  // namespace
}  // namespace doorward::test
