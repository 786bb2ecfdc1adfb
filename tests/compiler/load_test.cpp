#include <doctest/doctest.h>

#include <iostream>
#include <sstream>

#include "doorward/compiler/model_dump.h"
#include "policy_folder.h"

namespace doorward::test {
namespace {

const std::string kNouns =
    "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
    "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n";
const std::string kSentence =
    "contractors on untrusted networks using non-joined devices for procurement require mfa\n";

const std::string kBlockAll =
    R"({"displayName": "Block all", "state": "enabled", "conditions": {"users": {"includeUsers": ["All"]},
        "applications": {"includeApplications": ["All"]}},
        "grantControls": {"operator": "OR", "builtInControls": ["block"]}})";

using Files = std::map<std::string, std::string>;

std::vector<std::string> policy_names(const Loaded& result) {
  std::vector<std::string> names;
  for (const model::Policy& policy : result.loaded.set.policies) names.push_back(policy.name);
  return names;
}

}  // namespace

TEST_CASE("a path that does not exist is an error that says so") {
  const PolicyFolder folder(Files{{"policies.ward", ""}});
  CHECK(load(folder, {"missing"}).messages() ==
        "missing:1:1: error[E4001]: cannot read `missing`: No such file or directory\n"
        "help: check the path and who may read it\n");
}

TEST_CASE("a folder without sources is an error") {
  const PolicyFolder folder(Files{{"empty/readme.txt", "nothing"}});
  CHECK(load(folder, {"empty"}).messages() ==
        "empty:1:1: error[E4005]: there is no `.ward` or `.json` file in `empty`\n"
        "help: name the folder that holds the policies\n");
}

TEST_CASE("a file of more than a gigabyte is refused unread") {
  const PolicyFolder folder(Files{{"policies.ward", "#"}});
  std::filesystem::resize_file(folder.path() / "policies.ward", (std::uintmax_t{1} << 30) + 1);
  CHECK(load(folder, {"policies.ward"}).codes() == "E4006");
}

TEST_CASE("a compiled module is not source") {
  const PolicyFolder folder(Files{{"policies.ward",
                                   "\x89"
                                   "DWM\r\n\x1a\n and more"}});
  CHECK(load(folder).messages() ==
        "policies.ward:1:1: error[E4007]: `policies.ward` is a compiled module, not policy source\n"
        "help: name the files that it was compiled from\n");
}

TEST_CASE("standard input is read as a source named stdin") {
  std::istringstream input(kNouns + kSentence);
  std::streambuf* const before = std::cin.rdbuf(input.rdbuf());
  const PolicyFolder folder(Files{});
  const Loaded result = load(folder, {"-"});
  std::cin.rdbuf(before);
  CHECK(result.messages() == "");
  CHECK(policy_names(result) == std::vector<std::string>{"stdin#1"});
}

TEST_CASE("other files and what version control keeps are passed over, and each file is read once") {
  const PolicyFolder folder(Files{{"b.ward", kNouns},
                                  {"a.ward", "use \"b.ward\"\n" + kSentence},
                                  {".git/x.ward", "nonsense"},
                                  {"notes.txt", "nonsense"},
                                  {"deep/er/c.ward", kSentence}});
  const Loaded result = load(folder, {".", "a.ward", "b.ward"});
  CHECK(result.messages() == "");
  CHECK(policy_names(result) == std::vector<std::string>{"a#1", "deep/er/c#1"});
}

TEST_CASE("a hidden Ward file and one in a hidden folder count, and hidden JSON does not") {
  const PolicyFolder folder(Files{{"a.ward", kNouns},
                                  {".b.ward", kSentence},
                                  {".sub/deep/c.ward", kSentence},
                                  {".sub/settings.json", "nonsense"},
                                  {".settings.json", "nonsense"},
                                  {"deep/.git/x.ward", "nonsense"},
                                  {".hg/x.ward", "nonsense"},
                                  {".svn/x.ward", "nonsense"},
                                  {"._a.ward", "nonsense"}});
  std::filesystem::create_symlink("nobody@host.1:2", folder.path() / ".#a.ward");
  const Loaded result = load(folder);
  CHECK(result.messages() == "");
  CHECK(policy_names(result) == std::vector<std::string>{".b#1", ".sub/deep/c#1"});
}

TEST_CASE("links to folders are followed, and a folder that holds itself is read once") {
  const PolicyFolder folder(Files{{"set/a.ward", kNouns + kSentence}, {"shared/deep/b.ward", kSentence}});
  std::filesystem::create_directory_symlink("../shared", folder.path() / "set/linked");
  std::filesystem::create_directory_symlink("../../set", folder.path() / "shared/deep/again");
  const Loaded result = load(folder, {"set"});
  CHECK(result.messages() == "");
  CHECK(policy_names(result) == std::vector<std::string>{"a#1", "linked/deep/b#1"});
}

TEST_CASE("a file that is linked to from its plain name is called by that name") {
  // As Kubernetes mounts files: links into a hidden folder, itself behind a hidden link.
  const PolicyFolder folder(Files{{"..2026/a.ward", kNouns + kSentence}, {"..2026/p.json", kBlockAll}});
  std::filesystem::create_directory_symlink("..2026", folder.path() / "..data");
  std::filesystem::create_symlink("..data/a.ward", folder.path() / "a.ward");
  std::filesystem::create_symlink("..data/p.json", folder.path() / "p.json");
  const Loaded result = load(folder);
  CHECK(result.messages() == "");
  CHECK(policy_names(result) == std::vector<std::string>{"Block all", "a#1"});
}

TEST_CASE("a link to a file that is gone is unreadable, not absent") {
  const PolicyFolder folder(Files{{"a.ward", kNouns + kSentence}});
  std::filesystem::create_symlink("gone", folder.path() / "b.ward");
  std::filesystem::create_symlink("gone", folder.path() / "notes.txt");
  CHECK(load(folder).messages() ==
        "b.ward:1:1: error[E4001]: cannot read `b.ward`: No such file or directory\n"
        "help: check the path and who may read it\n");
}

TEST_CASE("policies are called the same however their folder is named") {
  const PolicyFolder folder(
      Files{{"set/x/a.json", kBlockAll}, {"set/y/a.json", kBlockAll}, {"set/b.ward", kNouns + kSentence}});
  const std::vector<std::string> names{"Block all (x/a.json#1)", "Block all (y/a.json#1)", "b#1"};
  CHECK(policy_names(load(folder, {"set"})) == names);
  CHECK(policy_names(load(folder, {"./set/"})) == names);
  CHECK(policy_names(load(folder, {"set/../set"})) == names);
  CHECK(policy_names(load(folder, {"set/y/a.json", "set/x/a.json"})).front().ends_with("/set/x/a.json#1)"));
}

TEST_CASE("sources of one name from two folders are told apart by their paths") {
  const PolicyFolder folder(Files{{"one/p.ward", kNouns + kSentence}, {"two/p.ward", kSentence}});
  const Loaded result = load(folder, {"one/p.ward", "two/p.ward"});
  CHECK(result.messages() == "");
  CHECK(policy_names(result) == std::vector<std::string>{result.folder + "one/p#1", result.folder + "two/p#1"});
}

TEST_CASE("a source in UTF-16 with a byte order mark means the same") {
  std::string wide = "\xff\xfe";
  for (const char c : kNouns + kSentence) {
    wide += c;
    wide += '\0';
  }
  const PolicyFolder folder(Files{{"policies.ward", wide}});
  const Loaded result = load(folder);
  CHECK(result.messages() == "");
  CHECK(dump(result.loaded.set) == dump(load_ward(kNouns + kSentence).loaded.set));
}

TEST_CASE("a Graph policy beside Ward finds the network that Ward declares by its id") {
  const PolicyFolder folder(
      Files{{"names.ward", "network hq as 9a1c2d7e-0000-4000-8000-000000000001 = 203.0.113.0/24\n"},
            {"policy.json",
             R"({"displayName": "P", "state": "enabled", "conditions": {"users": {"includeUsers": ["All"]},
            "applications": {"includeApplications": ["All"]},
            "locations": {"includeLocations": ["9a1c2d7e-0000-4000-8000-000000000001"]}},
            "grantControls": {"operator": "OR", "builtInControls": ["block"]}})"}});
  const Loaded result = load(folder);
  CHECK(result.messages() == "");
  CHECK(dump(result.loaded.set) ==
        "network \"hq\" id 9a1c2d7e-0000-4000-8000-000000000001 = 203.0.113.0/24\n"
        "policy \"P\" enabled title \"P\"\n"
        "  users: everyone\n"
        "  targets: all\n"
        "  networks: \"hq\"\n"
        "  effect: block\n");
}

TEST_CASE("a policy of Graph that is called like one of Ward is named by its file too, with a warning") {
  const PolicyFolder folder(
      Files{{"a.ward", "policy P \"Ward\" everyone for all apps require mfa\n"},
            {"b.json",
             R"({"displayName": "p", "state": "enabled", "conditions": {"users": {"includeUsers": ["All"]},
            "applications": {"includeApplications": ["All"]}},
            "grantControls": {"operator": "OR", "builtInControls": ["block"]}})"}});
  const Loaded result = load(folder);
  CHECK(result.codes() == "W3052");
  CHECK(policy_names(result) == std::vector<std::string>{"P", "p (b.json#1)"});
}

TEST_CASE("the example of Contoso loads without an error or a warning") {
  Loaded result;
  result.loaded = load_sources({DOORWARD_SOURCE_DIR "/examples/contoso"}, {}, result.sources, result.sink);
  CHECK(result.codes() == "");
  CHECK(result.loaded.set.policies.size() == 15);
}

TEST_CASE("of the errors of one source a thousand are told, and that there are more") {
  std::string text;
  for (int i = 0; i < 1500; ++i) text += (i == 0 ? "u" : ", u") + std::to_string(i * 7919);
  const PolicyFolder folder({{"policies.ward", text + " for all apps block\n"}});
  const Loaded result = load(folder);
  const auto& diagnostics = result.sink.diagnostics();
  REQUIRE(diagnostics.size() == 1001);
  CHECK(diagnostics[999].code == Code::unknown_name);
  CHECK(diagnostics[1000].message == "more than 1000 errors in one file; the rest is not read");
  CHECK(result.sink.has_errors());
}

TEST_CASE("nouns that are declared through hundreds of others are refused") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "group g" + std::to_string(i) + " = g" + std::to_string(i + 1) + "\n";
  text += "group g300 = 4f1c2d7e-0000-4000-8000-000000000001\n";
  CHECK(load_ward(text).codes() == "E2007");
}

TEST_CASE("conditions that double with every noun are refused before they exhaust memory") {
  std::string text = "device d0 = joined or compliant\n";
  for (int i = 0; i < 100; ++i) {
    const std::string last = "d" + std::to_string(i);
    text += "device d" + std::to_string(i + 1) + " = " + last + " or (not " + last + ")\n";
  }
  CHECK(load_ward(text).codes() == "E2030");
}

TEST_CASE("unions of unions stay as small as what they name") {
  std::string text = "group g0 = 4f1c2d7e-0000-4000-8000-000000000001\n";
  for (int i = 0; i < 60; ++i) {
    const std::string last = "g" + std::to_string(i);
    text += "group g" + std::to_string(i + 1) + " = " + last + ", " + last + "\n";
  }
  const Loaded result = load_ward(text + "g60 for all apps block\n");
  CHECK(result.messages() == "");
  REQUIRE(result.loaded.set.policies.size() == 1);
  CHECK(result.loaded.set.policies[0].users->include.size() == 1);
}

}  // namespace doorward::test
