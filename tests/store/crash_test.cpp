// A process that is killed in the middle of a bulk change, at every write that it makes, and two that write at once.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "doorward/store/import.h"
#include "doorward/store/store.h"
#include "older_store.h"
#include "process.h"

namespace doorward::test {
namespace {

constexpr std::uint64_t kUsers = 400;

/// SQLite's own file system, except that the process dies at the write (or sync, or truncation) that was asked for.
struct DyingFiles {
  /// SQLite locks databases and logs in different ways, and otherwise treats files alike.
  static inline const sqlite3_io_methods* originals[4] = {};
  static inline sqlite3_io_methods dying[4] = {};
  static inline int (*original_open)(sqlite3_vfs*, const char*, sqlite3_file*, int, int*) = nullptr;
  static inline int steps_left = 0;

  static void step() {
    if (--steps_left == 0) ::kill(::getpid(), SIGKILL);
  }
  static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
    step();
    return originals[0]->xWrite(file, bytes, size, at);
  }
  static int sync(sqlite3_file* file, int flags) {
    step();
    return originals[0]->xSync(file, flags);
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    step();
    return originals[0]->xTruncate(file, size);
  }
  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
    const int code = original_open(vfs, name, file, flags, out);
    if (code != SQLITE_OK || file->pMethods == nullptr) return code;
    for (std::size_t i = 0; i < std::size(originals); ++i) {
      if (originals[i] == nullptr) {
        originals[i] = file->pMethods;
        dying[i] = *originals[i];
        dying[i].xWrite = write;
        dying[i].xSync = sync;
        dying[i].xTruncate = truncate;
      }
      if (file->pMethods != originals[i]) continue;
      file->pMethods = &dying[i];
      break;
    }
    return code;
  }

  static void install(int steps) {
    static sqlite3_vfs files = *sqlite3_vfs_find(nullptr);
    original_open = files.xOpen;
    files.xOpen = open;
    files.zName = "dying";
    steps_left = steps;
    sqlite3_vfs_register(&files, 1);
  }
};

std::string path_of(const ScratchFolder& folder) { return folder.path("users.db").string(); }

void fill(const std::string& path) {
  std::string error;
  const auto store = Store::open(path, StoreAccess::create, error);
  REQUIRE_EQ(error, "");
  store->begin();
  {
    StoreImport import(*store, {.actor = "test", .note = "", .overwrite_states = false});
    for (std::uint64_t i = 0; i < kUsers; ++i) {
      const std::string upn = fmt::format("user{:04}@contoso.example", i);
      UserSignals user;
      user.upn = upn;
      REQUIRE(import.add_user(user, error));
    }
    REQUIRE(import.finish());
  }
  REQUIRE(store->commit());
}

/// Enables everybody as one change.
bool enable_all(const std::string& path) {
  std::string error;
  const auto store = Store::open(path, StoreAccess::write, error);
  if (!store) return false;
  const ChangeRequest request{.action = StateAction::enable, .rules = {}, .actor = "test", .note = ""};
  store->select_all();
  store->begin();
  store->plan_change(request);
  return store->apply_change(request) && store->commit();
}

struct Contents {
  std::uint64_t users = 0;
  std::uint64_t enabled = 0;
  std::uint64_t audited = 0;
  std::string integrity;
};

Contents read(const std::string& path) {
  std::string error;
  const auto store = Store::open(path, StoreAccess::write, error);
  REQUIRE_EQ(error, "");
  Contents contents;
  store->select_all();
  contents.users = store->selected();
  store->each_audit({}, [&](const AuditEntry& entry) { contents.audited += entry.action == "enable" ? 1 : 0; });
  store->narrow({.state = UserState::enabled, .registration = {}});
  contents.enabled = store->selected();
  sqlite3* database = nullptr;
  REQUIRE_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  sqlite3_exec(
      database, "PRAGMA integrity_check",
      [](void* out, int, char** values, char**) {
        *static_cast<std::string*>(out) += values[0];
        return 0;
      },
      &contents.integrity, nullptr);
  sqlite3_close(database);
  return contents;
}

/// Runs `work` in a process of its own; true when it was killed.
template <class Work>
bool killed(const Work& work) {
  const pid_t child = ::fork();
  REQUIRE_GE(child, 0);
  if (child == 0) ::_exit(work() ? 0 : 1);
  int status = 0;
  REQUIRE_EQ(::waitpid(child, &status, 0), child);
  if (WIFEXITED(status)) REQUIRE_EQ(WEXITSTATUS(status), 0);
  return WIFSIGNALED(status);
}

TEST_CASE("a bulk change that is killed at any write has happened wholly or not at all") {
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  bool alive = false;
  for (int steps = 1; !alive; ++steps) {
    REQUIRE_LT(steps, 10'000);
    ScratchFolder folder;
    const std::string path = path_of(folder);
    fill(path);
    alive = !killed([&] {
      DyingFiles::install(steps);
      return enable_all(path);
    });
    const Contents contents = read(path);
    CHECK_EQ(contents.integrity, "ok");
    CHECK_EQ(contents.audited, contents.enabled);
    const bool whole = contents.enabled == 0 || contents.enabled == kUsers;
    CHECK(whole);
    if (alive) CHECK_EQ(contents.enabled, kUsers);
    ++(contents.enabled == 0 ? before : after);
  }
  // Both sides of the commit have been seen, and not only their edges.
  CHECK_GT(before, 3);
  CHECK_GT(after, 1);
}

TEST_CASE("a first import that is killed at any write leaves a whole store or none") {
  std::uint64_t before = 0;
  bool alive = false;
  for (int steps = 1; !alive; ++steps) {
    REQUIRE_LT(steps, 10'000);
    ScratchFolder folder;
    const std::string path = path_of(folder);
    alive = !killed([&] {
      DyingFiles::install(steps);
      fill(path);
      return true;
    });
    if (!folder.has("users.db")) {
      ++before;
      continue;
    }
    const Contents contents = read(path);
    CHECK_EQ(contents.integrity, "ok");
    CHECK_EQ(contents.users, kUsers);
  }
  CHECK_GT(before, 3);
}

TEST_CASE(
    "a store that is killed at any write while it is brought to the newest version is of either version, and whole") {
  const ScratchFolder older;
  run(path_of(older), "BEGIN;" + schema_of(3) +
                          fmt::format("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
                                      " INSERT INTO users (upn, state) SELECT 'user' || i, 'enabled' FROM n;"
                                      "COMMIT; PRAGMA journal_mode = WAL",
                                      kUsers));
  std::string versions;
  bool alive = false;
  for (int steps = 1; !alive; ++steps) {
    REQUIRE_LT(steps, 10'000);
    ScratchFolder folder;
    const std::string path = path_of(folder);
    std::filesystem::copy_file(path_of(older), path);
    alive = !killed([&] {
      DyingFiles::install(steps);
      std::string error;
      return Store::open(path, StoreAccess::write, error) != nullptr;
    });
    const std::string version = rows(path, "PRAGMA user_version");
    if (!versions.ends_with(version)) versions += version;
    const Contents contents = read(path);
    CHECK_EQ(contents.integrity, "ok");
    CHECK_EQ(contents.users, kUsers);
    CHECK_EQ(contents.enabled, kUsers);
  }
  CHECK_EQ(versions, "3\n4\n");
}

TEST_CASE("two processes that write at once both get their changes in") {
  ScratchFolder folder;
  const std::string path = path_of(folder);
  fill(path);
  const auto enable_each = [&](std::uint64_t first) {
    std::string error;
    const auto store = Store::open(path, StoreAccess::write, error);
    if (!store) return false;
    for (std::uint64_t i = first; i < kUsers; i += 2) {
      const ChangeRequest request{.action = StateAction::enable, .rules = {}, .actor = "test", .note = ""};
      store->clear_selection();
      if (!store->select_user(fmt::format("user{:04}@contoso.example", i)) || !store->begin()) return false;
      store->plan_change(request);
      if (!store->apply_change(request) || !store->commit()) return false;
    }
    return true;
  };
  const pid_t other = ::fork();
  REQUIRE_GE(other, 0);
  if (other == 0) ::_exit(enable_each(1) ? 0 : 1);
  CHECK(enable_each(0));
  int status = 0;
  REQUIRE_EQ(::waitpid(other, &status, 0), other);
  CHECK_EQ(status, 0);
  const Contents contents = read(path);
  CHECK_EQ(contents.enabled, kUsers);
  CHECK_EQ(contents.audited, kUsers);
  CHECK_EQ(contents.integrity, "ok");
}

}  // namespace
}  // namespace doorward::test
