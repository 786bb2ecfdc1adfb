// The question before more than ten users change, asked on a pseudo-terminal as of a person.
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "contoso.h"

namespace doorward::test {
namespace {

/// What a person at a terminal sees, and the exit code.
struct Session {
  int exit = -1;
  std::string screen;
};

std::string without_returns(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c != '\r') out += c;
  }
  return out;
}

/// Runs the tool in `folder` on a terminal of its own and types `answer` once it is asked. `meanwhile` runs before.
template <class Meanwhile>
Session at_terminal(const ScratchFolder& folder, const std::string& arguments, const std::string& answer,
                    const Meanwhile& meanwhile) {
  int terminal = -1;
  const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  REQUIRE_GE(child, 0);
  if (child == 0) {
    if (::chdir(folder.path(".").c_str()) != 0) ::_exit(127);
    const std::string command = std::string("NO_COLOR=1 exec ") + DOORWARD_TOOL + " " + arguments;
    ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    ::_exit(127);
  }
  Session session;
  char buffer[4096];
  bool answered = false;
  // Reading fails when the tool has ended and its terminal with it.
  for (ssize_t size = 0; (size = ::read(terminal, buffer, sizeof buffer)) > 0;) {
    session.screen.append(buffer, static_cast<std::size_t>(size));
    if (answered || !session.screen.ends_with("[y/N] ")) continue;
    answered = true;
    meanwhile();
    REQUIRE_EQ(::write(terminal, answer.data(), answer.size()), static_cast<ssize_t>(answer.size()));
  }
  ::close(terminal);
  int status = 0;
  REQUIRE_EQ(::waitpid(child, &status, 0), child);
  session.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  session.screen = without_returns(session.screen);
  return session;
}

/// A store of eleven users who are disabled.
struct Eleven : ScratchFolder {
  Eleven() {
    std::string list = "upn\n";
    for (int i = 10; i < 21; ++i) list += fmt::format("user{}@contoso.example\n", i);
    write("eleven.csv", list);
    REQUIRE_EQ(run("users import --store users.db eleven.csv").exit, 0);
  }

  std::size_t enabled() const {
    const std::string list = run("users list --store users.db --state enabled").out;
    return static_cast<std::size_t>(std::count(list.begin(), list.end(), '\n'));
  }
};

constexpr std::string_view kQuestion =
    "doorward: enable would change 11 users, 0 unchanged\n"
    "  disabled -> enabled: 11 users\n"
    "change them? [y/N] ";

TEST_CASE("a person is asked before more than ten users change, and a yes changes them") {
  const Eleven eleven;
  for (const char* yes : {"y\n", "Y\n", "yes\n"}) {
    const Session session = at_terminal(eleven, "users enable --store users.db --all >changes.txt", yes, [] {});
    CHECK_EQ(session.exit, 0);
    CHECK_EQ(session.screen, std::string(kQuestion) + yes +
                                 "doorward: enabled 11 users, 0 unchanged\n"
                                 "doorward: notify 11 users; --notify-dir writes the letters\n");
    CHECK_EQ(eleven.enabled(), 11);
    REQUIRE_EQ(eleven.run("users disable --store users.db --all --yes").exit, 0);
  }
}

TEST_CASE("anything but a yes changes nobody") {
  const Eleven eleven;
  for (const char* no : {"\n", "n\n", "yep\n", "\x04"}) {
    const Session session = at_terminal(eleven, "users enable --store users.db --all >changes.txt", no, [] {});
    CHECK_EQ(session.exit, 1);
    CHECK(session.screen.starts_with(kQuestion));
    CHECK(session.screen.ends_with("doorward: nothing was changed\n"));
    CHECK_EQ(eleven.enabled(), 0);
  }
}

TEST_CASE("the store is free while a person thinks, and what changes meanwhile stops the change") {
  const Eleven eleven;
  const Session session = at_terminal(eleven, "users enable --store users.db --all >changes.txt", "y\n", [&] {
    REQUIRE_EQ(eleven.run("users enable --store users.db user10@contoso.example").exit, 0);
  });
  CHECK_EQ(session.exit, 1);
  CHECK_EQ(session.screen, std::string(kQuestion) +
                               "y\ndoorward: error: 1 user was changed by another process in the meantime; nothing was "
                               "changed\n");
  CHECK_EQ(eleven.enabled(), 1);
}

TEST_CASE("ten users change unasked, and --yes is not asked") {
  const Eleven eleven;
  std::string ten;
  for (int i = 10; i < 20; ++i) ten += fmt::format(" user{}@contoso.example", i);
  const auto never = [] { FAIL("it asked"); };
  CHECK_EQ(at_terminal(eleven, "users enable --store users.db" + ten + " >changes.txt", "", never).exit, 0);
  CHECK_EQ(eleven.enabled(), 10);
  REQUIRE_EQ(eleven.run("users disable --store users.db" + ten).exit, 0);
  CHECK_EQ(at_terminal(eleven, "users enable --store users.db --all --yes >changes.txt", "", never).exit, 0);
  CHECK_EQ(eleven.enabled(), 11);
}

}  // namespace
}  // namespace doorward::test
