// Stores of other versions, and files that are none.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "doorward/store/store.h"
#include "older_store.h"
#include "process.h"

namespace doorward::test {
namespace {

std::string open_error(const std::string& path, StoreAccess access) {
  std::string error;
  CHECK_EQ(Store::open(path, access, error), nullptr);
  return error;
}

TEST_CASE("a store of the first version is brought to the newest, whoever opens it") {
  ScratchFolder folder;
  const std::string path = folder.path("old.db").string();
  run(path, schema_of(1) + "INSERT INTO users (upn, state) VALUES ('alice@contoso.example', 'enforced');");
  std::string error;
  const auto store = Store::open(path, StoreAccess::read, error);
  REQUIRE_EQ(error, "");
  std::uint64_t to_plan = 0;
  store->each_to_plan([&](const StoredUser&) { ++to_plan; });
  CHECK_EQ(to_plan, 0);
  store->select_all();
  store->each_selected([&](const StoredUser& user) {
    CHECK_EQ(user.upn, "alice@contoso.example");
    CHECK_EQ(user.standing.state, UserState::enforced);
    CHECK_EQ(user.tenant_state, UserState::enforced);
  });
  CHECK_EQ(store->selected(), 1);
}

constexpr const char* kStateWords[] = {"disabled", "enabled", "enforced"};

TEST_CASE("users stand in a store that is brought to the newest version as they stood before") {
  for (int version = 1; version <= 3; ++version) {
    std::string sql = "BEGIN;" + schema_of(version);
    std::string expected;
    for (int i = 0; i < 27; ++i) {
      const char* state = kStateWords[i / 9];
      const char* tenant = version == 1 ? state : kStateWords[i % 3];
      const char* registered = i / 3 % 3 == 2 ? "NULL" : i / 3 % 3 == 1 ? "1" : "0";
      sql += fmt::format(
          "INSERT INTO users (number, id, agent, state, registered, app_password{0})"
          " VALUES ({1}, 'u{1}', 1, '{2}', {3}, 1{4});"
          "INSERT INTO audit (time, actor, action, user, to_state) VALUES (7, 'a', 'import', {1}, '{2}');",
          version == 1 ? "" : ", tenant_state", 99 - i, state, registered,
          version == 1 ? "" : fmt::format(", '{}'", tenant));
      expected = fmt::format("u{} {} {} {}\n", 99 - i, state, registered, tenant) + expected;
    }
    ScratchFolder folder;
    const std::string path = folder.path("old.db").string();
    run(path, sql + "COMMIT");
    std::string error;
    const auto store = Store::open(path, StoreAccess::read, error);
    REQUIRE_EQ(error, "");
    std::string now;
    store->select_all();
    store->each_selected([&](const StoredUser& user) {
      const auto& registered = user.standing.registered;
      now += fmt::format("{} {} {} {}\n", user.id, state_word(user.standing.state),
                         !registered   ? "NULL"
                         : *registered ? "1"
                                       : "0",
                         state_word(user.tenant_state));
      CHECK(user.agent.value_or(false));
      CHECK(user.app_password.value_or(false));
    });
    CHECK_EQ(now, expected);
    std::uint64_t to_plan = 0;
    store->each_to_plan([&](const StoredUser& user) { to_plan += user.tenant_state != user.standing.state ? 1 : 0; });
    CHECK_EQ(to_plan, version == 1 ? 0 : 18);
    std::uint64_t audited = 0;
    store->each_audit({}, [&](const AuditEntry& entry) { audited += entry.time == 7 ? 1 : 0; });
    CHECK_EQ(audited, 27);
    CHECK_EQ(rows(path, "PRAGMA integrity_check; PRAGMA foreign_key_check; PRAGMA user_version"), "ok\n4\n");
    // The state stands in one place.
    CHECK_EQ(rows(path, "SELECT name FROM pragma_table_info('users') WHERE name LIKE '%state' OR name = 'registered'"),
             "");
  }
}

TEST_CASE("a store of a later version is refused, not guessed at") {
  ScratchFolder folder;
  const std::string path = folder.path("new.db").string();
  std::string error;
  {
    const auto store = Store::open(path, StoreAccess::create, error);
    REQUIRE_NE(store, nullptr);
    store->begin();
    REQUIRE(store->commit());
  }
  run(path, "PRAGMA user_version = 99");
  CHECK_EQ(open_error(path, StoreAccess::read),
           "cannot use `" + path + "`: it is of version 99, and this program knows stores up to version 4");
}

TEST_CASE("other files are refused and left as they were") {
  ScratchFolder folder;
  const std::string other = folder.path("other.db").string();
  run(other, "CREATE TABLE songs (title TEXT)");
  CHECK_EQ(open_error(other, StoreAccess::create),
           "cannot use `" + other + "`: it is an SQLite file, but not a store of Doorward");
  folder.write("text.db", "alice@contoso.example and a lot of other words that are no header of SQLite's\n");
  const std::string text = folder.path("text.db").string();
  CHECK_EQ(open_error(text, StoreAccess::create), "cannot use `" + text + "`: file is not a database");
  CHECK_EQ(folder.read("text.db"), "alice@contoso.example and a lot of other words that are no header of SQLite's\n");
  const std::string none = folder.path("none.db").string();
  CHECK_EQ(open_error(none, StoreAccess::write), "cannot open `" + none + "`: no such file");
  CHECK_FALSE(folder.has("none.db"));
  const std::string directory = folder.path(".").string();
  CHECK_EQ(open_error(directory, StoreAccess::write), "cannot open `" + directory + "`: it is no file");
}

/// Runs `work` as somebody whom permissions hold back, which they do not root.
template <class Work>
std::string unprivileged(const Work& work) {
  int ends[2];
  REQUIRE_EQ(::pipe(ends), 0);
  const pid_t child = ::fork();
  REQUIRE_GE(child, 0);
  if (child == 0) {
    const bool dropped = ::geteuid() != 0 || (::setgid(65534) == 0 && ::setuid(65534) == 0);
    const std::string said = dropped ? work() : "cannot become another user";
    const ssize_t written = ::write(ends[1], said.data(), said.size());
    ::_exit(written < 0 ? 1 : 0);
  }
  ::close(ends[1]);
  std::string said;
  char buffer[512];
  for (ssize_t size = 0; (size = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    said.append(buffer, static_cast<std::size_t>(size));
  }
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  return said;
}

TEST_CASE("a store in a folder that may not be written is read, and a change of it says why not") {
  ScratchFolder folder;
  folder.write("users.csv", "upn,mfaState\nalice@contoso.example,enforced\n");
  REQUIRE_EQ(folder.run("users import --store users.db users.csv").exit, 0);
  const std::filesystem::path root = folder.path("");
  const auto all = std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec |
                   std::filesystem::perms::others_read | std::filesystem::perms::others_exec;
  std::filesystem::permissions(root, all);
  const std::string path = folder.path("users.db").string();
  CHECK_EQ(unprivileged([&] {
             std::string error;
             const auto store = Store::open(path, StoreAccess::read, error);
             if (!store) return error;
             std::string users;
             store->select_all();
             store->each_selected([&](const StoredUser& user) { users += user.upn; });
             return users + store->error();
           }),
           "alice@contoso.example");
  CHECK_EQ(unprivileged([&] {
             std::string error;
             const auto store = Store::open(path, StoreAccess::write, error);
             if (store) store->begin();
             return store ? store->error() : error;
           }),
           "cannot use `" + path + "`: the file or its folder may not be written");
  std::filesystem::permissions(root, std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace doorward::test
