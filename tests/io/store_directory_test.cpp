// A store as a directory says of every user what the file says that it was made of. It always knows a state.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "doorward/io/directory.h"
#include "doorward/io/directory_import.h"
#include "show.h"
#include "temporary.h"

using namespace doorward;
using namespace doorward::test;

namespace {

constexpr std::string_view kPeople = R"({
  "users": [
    {"id": "6a1c2d7e-0000-4000-8000-0000000000a1", "upn": "Alice@contoso.example", "type": "member", "guestKind": "none",
     "homeTenant": "t1", "groups": ["engineers"], "roles": ["auditor"], "mfaState": "enforced", "mfaRegistered": true,
     "hasAppPassword": false, "agent": false, "attributes": {"codes": ["a", "b"], "department": "HR"}},
    {"id": "bob", "upn": "bob@contoso.example", "type": "guest", "guestKind": "b2bCollaborationGuest",
     "mfaState": "enabled", "department": "Sales"},
    {"upn": "carol@contoso.example", "groups": [], "mfaState": "disabled"}, {"id": "dave", "mfaState": "disabled"}],
  "groups": [
    {"id": "staff", "members": ["engineers", "carol@contoso.example"]},
    {"id": "engineers", "memberOf": ["floor-2"]}, {"id": "floor-2", "members": ["bob", "a-device", "staff"]}],
  "roles": [{"id": "reader", "members": ["bob", "staff"]}]})";

/// Nothing decides by the order of memberships.
std::string sorted(UserSignals user) {
  std::sort(user.groups.begin(), user.groups.end());
  std::sort(user.roles.begin(), user.roles.end());
  SignIn sign_in;
  sign_in.has_user = true;
  sign_in.user = user;
  return show(sign_in);
}

std::string filled(const Directory& directory, std::string_view id, std::string_view upn) {
  SignIn sign_in;
  sign_in.has_user = true;
  sign_in.user.id = id;
  sign_in.user.upn = upn;
  const DirectoryMatch match = directory.fill(sign_in);
  const std::string error = directory_error(directory, match, sign_in);
  return error.empty() ? sorted(sign_in.user) : error;
}

std::string all(const Directory& directory) {
  std::vector<std::string> users;
  CHECK(directory.each_user([&](const UserSignals& user) { users.push_back(sorted(user)); }));
  std::sort(users.begin(), users.end());
  std::string text;
  for (const std::string& user : users) text += user;
  return text;
}

std::unique_ptr<const Directory> opened(const std::string& path) {
  std::string error;
  auto directory = Directory::read_file(path, error);
  REQUIRE_MESSAGE(directory != nullptr, error);
  return directory;
}

void import_into(const std::string& path, const std::string& from) {
  std::string error;
  const auto store = Store::open(path, StoreAccess::create, error);
  REQUIRE_MESSAGE(store != nullptr, error);
  store->begin();
  {
    StoreImport import(*store, {.actor = "test", .note = "", .overwrite_states = false});
    OpenPages pages;
    REQUIRE_MESSAGE(import_directory(from, import, pages, error), error);
  }
  REQUIRE(store->commit());
}

}  // namespace

TEST_CASE("a store knows of each user what the file knows that it was made of") {
  const TemporaryFolder folder;
  for (const bool lists : {true, false}) {
    std::string people(kPeople);
    if (!lists) people = people.substr(0, people.find(",\n  \"groups\"")) + "}";
    const std::string file = folder.file(lists ? "lists.json" : "users.json", people);
    const std::string path = folder.path(lists ? "lists.db" : "users.db");
    import_into(path, file);
    const auto memory = opened(file);
    const auto store = opened(path);
    for (const auto& named : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {"{6a1c2d7e-0000-4000-8000-0000000000a1}", ""},
             {"", "ALICE@contoso.example"},
             {"BOB", ""},
             {"bob", "alice@contoso.example"},
             {"unknown", "bob@contoso.example"},
             {"", "carol@contoso.example"},
             {"dave", ""},
             {"erin", ""},
             {"", "erin@contoso.example"},
             {"", ""}}) {
      const std::string_view id = named.first;
      const std::string_view upn = named.second;
      CAPTURE(id);
      CAPTURE(upn);
      // Once cold and once warm.
      for (int round = 0; round < 2; ++round) CHECK(filled(*store, id, upn) == filled(*memory, id, upn));
    }
  }
}

TEST_CASE("a store tells all its users, with groups and roles through nesting") {
  const TemporaryFolder folder;
  const std::string path = folder.path("users.db");
  import_into(path, folder.file("people.json", kPeople));
  CHECK(all(*opened(path)) == all(*opened(folder.path("people.json"))));
}

TEST_CASE("a store is read as it stood when it was opened, and users who were forgotten are looked up again") {
  const TemporaryFolder folder;
  const std::string path = folder.path("users.db");
  import_into(path, folder.file("people.json", kPeople));
  const auto store = opened(path);
  const std::string before = filled(*store, "bob", "");
  CHECK(before.find("user.mfaState: enabled\n") != std::string::npos);
  import_into(path, folder.file("later.json", R"([{"id": "bob", "mfaState": "enforced"}])"));
  CHECK(filled(*store, "bob", "") == before);
  store->keep_at_most(1);
  CHECK(filled(*store, "bob", "") == before);
  store->keep_at_most(0);
  CHECK(filled(*store, "bob", "") == before);
  CHECK(filled(*opened(path), "bob", "").find("user.mfaState: enforced\n") != std::string::npos);
}

TEST_CASE("a store that is damaged below a user is an error, never an unknown user") {
  const TemporaryFolder folder;
  const std::string path = folder.path("users.db");
  std::string many = "[";
  for (int i = 0; i < 20'000; ++i) many += fmt::format("{}{{\"id\": \"user-{}\"}}", i == 0 ? "" : ",", i);
  import_into(path, folder.file("many.json", many + "]"));
  std::string bytes = read_bytes(path);
  // All but the pages with the schema.
  std::fill(bytes.begin() + 65'536, bytes.end(), '\xFF');
  const auto store = opened(folder.file("damaged.db", bytes));
  CHECK(filled(*store, "user-7", "").ends_with("database disk image is malformed"));
  CHECK_FALSE(store->each_user([](const UserSignals&) {}));
}
