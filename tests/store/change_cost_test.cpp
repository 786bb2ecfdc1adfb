// What a change of a few users of many costs: it must not grow with the users that it leaves alone.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "doorward/store/import.h"
#include "doorward/store/store.h"
#include "process.h"

namespace doorward::test {
namespace {

constexpr std::uint64_t kChanged = 100;

/// Steps of SQLite's machine, counted over all statements of this process.
struct Steps {
  static inline std::int64_t count = 0;

  static int add(unsigned, void*, void* statement, void*) {
    count += sqlite3_stmt_status(static_cast<sqlite3_stmt*>(statement), SQLITE_STMTSTATUS_VM_STEP, 1);
    return 0;
  }
  static int watch(sqlite3* database, const char**, const void*) {
    return sqlite3_trace_v2(database, SQLITE_TRACE_PROFILE, add, nullptr);
  }
  Steps() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch)); }
  ~Steps() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(watch)); }
  Steps(const Steps&) = delete;
  Steps& operator=(const Steps&) = delete;
};

void fill(const std::string& path, std::uint64_t users) {
  std::string error;
  const auto store = Store::open(path, StoreAccess::create, error);
  REQUIRE_EQ(error, "");
  store->begin();
  {
    StoreImport import(*store, {.actor = "test", .note = "", .overwrite_states = false});
    for (std::uint64_t i = 0; i < users; ++i) {
      const std::string upn = fmt::format("user{:06}@contoso.example", i);
      const std::string id = fmt::format("{:08x}-0000-4000-8000-{:012x}", i * 2'654'435'761U & 0xFFFF'FFFFU, i);
      UserSignals user;
      user.upn = upn;
      user.id = id;
      REQUIRE(import.add_user(user, error));
    }
    REQUIRE(import.finish());
  }
  REQUIRE(store->commit());
}

struct Cost {
  std::int64_t steps = 0;
  std::uintmax_t pages = 0;  // written to the log
};

/// Enables users who lie evenly spread over a store of `users`.
Cost enable_a_few_of(std::uint64_t users) {
  const ScratchFolder folder;
  const std::string path = folder.path("users.db").string();
  fill(path, users);
  const Steps steps;
  std::string error;
  const auto store = Store::open(path, StoreAccess::write, error);
  REQUIRE_EQ(error, "");
  const ChangeRequest request{.action = StateAction::enable, .rules = {}, .actor = "test", .note = ""};
  for (std::uint64_t i = 0; i < kChanged; ++i) {
    REQUIRE(store->select_user(fmt::format("user{:06}@contoso.example", i * (users / kChanged))));
  }
  Steps::count = 0;
  store->begin();
  REQUIRE_EQ(store->plan_change(request).front().users, kChanged);
  CHECK_EQ(store->changed_since(), 0);
  REQUIRE(store->apply_change(request));
  REQUIRE(store->commit());
  constexpr std::uintmax_t kLogHeader = 32;
  constexpr std::uintmax_t kLogPage = 4096 + 24;
  return {Steps::count, (std::filesystem::file_size(path + "-wal") - kLogHeader) / kLogPage};
}

TEST_CASE("a change of a few users takes as many steps in a large store as in a small one") {
  const Cost small = enable_a_few_of(200);
  const Cost large = enable_a_few_of(8000);
  CHECK_GT(small.steps, static_cast<std::int64_t>(kChanged));
  CHECK_LT(large.steps, small.steps + small.steps / 10);
}

TEST_CASE("a change of users who lie far apart writes fewer pages than users") {
  const Cost cost = enable_a_few_of(8000);
  CHECK_GT(cost.pages, 0);
  CHECK_LT(cost.pages, kChanged / 3);
}

}  // namespace
}  // namespace doorward::test
