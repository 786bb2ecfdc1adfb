// Processes that change the same users at once: each sees what the other left, and the audit of every user is a chain.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "doorward/store/import.h"
#include "doorward/store/store.h"
#include "process.h"

namespace doorward::test {
namespace {

constexpr unsigned kUsers = 12;
constexpr unsigned kRounds = 60;

std::string name_of(unsigned user) { return fmt::format("user{:02}@contoso.example", user); }

std::unique_ptr<Store> open_to_write(const std::string& path) {
  std::string error;
  auto store = Store::open(path, StoreAccess::write, error);
  CHECK_EQ(error, "");
  return store;
}

/// A folder with a store of users who are disabled.
struct Tenant : ScratchFolder {
  Tenant() {
    std::string list = "upn\n";
    for (unsigned i = 0; i < kUsers; ++i) list += name_of(i) + "\n";
    write("users.csv", list);
    REQUIRE_EQ(run("users import --store users.db users.csv").exit, 0);
  }
  std::string store() const { return path("users.db").string(); }
};

/// How users stand by what the audit says of them, and the first entry that does not begin where the last one ended.
struct Chain {
  std::map<std::string, MfaStanding, std::less<>> standings;
  std::map<std::string, int, std::less<>> changes;  // by actor
  std::string break_;

  void add(const AuditEntry& entry) {
    ++changes[std::string(entry.actor)];
    const MfaStanding to{entry.to_state, entry.to_registered};
    const auto [place, is_new] = standings.try_emplace(std::string(entry.user), to);
    const MfaStanding from{entry.from_state.value_or(UserState::disabled), entry.from_registered};
    const bool follows = is_new != entry.from_state.has_value() && (is_new || from == place->second);
    if (!follows && break_.empty())
      break_ = fmt::format("{} of {} by {}: from {}, but it was {}", entry.action, entry.user, entry.actor,
                           state_word(from.state), state_word(place->second.state));
    place->second = to;
  }
};

Chain chain_of(Store& store) {
  Chain chain;
  store.each_audit({}, [&](const AuditEntry& entry) { chain.add(entry); });
  return chain;
}

void check_chain(const std::string& path) {
  const auto store = open_to_write(path);
  Chain chain = chain_of(*store);
  CHECK_EQ(chain.break_, "");
  CHECK_GT(chain.changes["one"], 0);
  CHECK_GT(chain.changes["two"], 0);
  store->select_all();
  unsigned users = 0;
  store->each_selected([&](const StoredUser& user) {
    ++users;
    INFO(user.upn);
    CHECK(chain.standings.find(user.upn)->second == user.standing);
  });
  CHECK_EQ(users, kUsers);
  CHECK(store->ok());
}

/// Selects about half of the users, and says what to do with them.
ChangeRequest next_request(Store& store, std::minstd_rand& random, const char* actor) {
  constexpr StateAction kActions[] = {StateAction::enable, StateAction::registration, StateAction::disable};
  store.clear_selection();
  for (unsigned user = 0; user < kUsers; ++user) {
    if (random() % 2 == 0) store.select_user(name_of(user));
  }
  return {.action = kActions[random() % std::size(kActions)], .rules = {}, .actor = actor, .note = ""};
}

/// One of two processes that tell each other when it is the other's turn.
class Turns {
 public:
  explicit Turns(int socket) : socket_(socket) {}
  bool pass() const { return ::send(socket_, "x", 1, MSG_NOSIGNAL) == 1; }
  /// False once the other has ended.
  bool wait() const {
    char turn = 0;
    return ::read(socket_, &turn, 1) == 1;
  }

 private:
  int socket_;
};

/// Runs `work` here and in another process.
template <class Work>
void in_two_processes(const Work& work) {
  int ends[2];
  REQUIRE_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  const pid_t other = ::fork();
  REQUIRE_GE(other, 0);
  ::close(ends[other == 0 ? 0 : 1]);
  if (other == 0) ::_exit(work("two", 1U, Turns(ends[1])) ? 0 : 1);
  CHECK(work("one", 0U, Turns(ends[0])));
  ::close(ends[0]);
  int status = 0;
  REQUIRE_EQ(::waitpid(other, &status, 0), other);
  CHECK_EQ(status, 0);
}

bool change(Store& store, const ChangeRequest& request) {
  store.begin();
  store.plan_change(request);
  return store.apply_change(request) && store.commit();
}

/// In each round one process leads, and the other begins a change when the leader has planned one.
template <class Lead>
void change_by_turns(const std::string& path, const Lead& lead) {
  in_two_processes([&](const char* actor, unsigned number, const Turns& turns) {
    const auto store = open_to_write(path);
    if (!store) return false;
    std::minstd_rand random(number + 1);
    for (unsigned round = 0; round < kRounds; ++round) {
      const ChangeRequest request = next_request(*store, random, actor);
      const bool leads = round % 2 == number;
      if (leads && !lead(*store, request, turns)) return false;
      if (!leads && !(turns.wait() && change(*store, request) && turns.pass())) return false;
    }
    return true;
  });
}

TEST_CASE("processes that change the same users at once leave an audit in which every change follows the last") {
  const Tenant tenant;
  change_by_turns(tenant.store(), [](Store& store, const ChangeRequest& request, const Turns& turns) {
    store.begin();
    store.plan_change(request);
    return turns.pass() && store.apply_change(request) && store.commit() && turns.wait();
  });
  check_chain(tenant.store());
}

TEST_CASE("what was planned before others wrote is applied only to users who still stand so") {
  const Tenant tenant;
  change_by_turns(tenant.store(), [](Store& store, const ChangeRequest& request, const Turns& turns) {
    store.begin();
    store.plan_change(request);
    store.commit();
    if (!turns.pass() || !turns.wait()) return false;
    store.begin();
    if (store.changed_since() == 0) return store.apply_change(request) && store.commit();
    store.roll_back();
    return store.ok();
  });
  check_chain(tenant.store());
}

TEST_CASE("nobody else writes between the plan of a change and its end") {
  const Tenant tenant;
  const auto store = open_to_write(tenant.store());
  sqlite3* other = nullptr;
  REQUIRE_EQ(sqlite3_open(tenant.store().c_str(), &other), SQLITE_OK);
  const auto write = [&] {
    return sqlite3_exec(other, "UPDATE standings SET registered = 1", nullptr, nullptr, nullptr);
  };
  const ChangeRequest request{.action = StateAction::enable, .rules = {}, .actor = "one", .note = ""};
  store->select_all();
  store->begin();
  store->plan_change(request);
  CHECK_EQ(write(), SQLITE_BUSY);
  CHECK_EQ(store->changed_since(), 0);
  store->commit();
  CHECK_EQ(write(), SQLITE_OK);
  store->begin();
  CHECK_EQ(write(), SQLITE_BUSY);
  CHECK_EQ(store->changed_since(), kUsers);
  store->roll_back();
  sqlite3_close(other);
}

TEST_CASE("commands that change the same users at once leave an audit in which every change follows the last") {
  const Tenant tenant;
  in_two_processes([&](const char* actor, unsigned number, const Turns& turns) {
    std::minstd_rand random(number + 1);
    if (!turns.pass() || !turns.wait()) return false;
    for (unsigned round = 0; round < kRounds / 2; ++round) {
      const char* word = random() % 2 == 0 ? "enable" : "disable";
      const Result result = tenant.run(fmt::format("users {} --store users.db --all --yes --actor {}", word, actor));
      if (result.exit != 0) return false;
    }
    return true;
  });
  check_chain(tenant.store());
}

}  // namespace
}  // namespace doorward::test
