// The tool is killed at every call that changes files: what it replaces is then the old file or the new one, whole.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>

#include "process.h"

namespace doorward::test {
namespace {

/// The environment that kills the next tool in front of its call number `at`.
class KilledAt {
 public:
  explicit KilledAt(int at) {
    setenv("LD_PRELOAD", DOORWARD_KILL_AT, 1);
    setenv("KILL_AT", std::to_string(at).c_str(), 1);
  }
  KilledAt(const KilledAt&) = delete;
  KilledAt& operator=(const KilledAt&) = delete;
  ~KilledAt() {
    unsetenv("LD_PRELOAD");
    unsetenv("KILL_AT");
  }
};

constexpr int kKilled = 128 + 9;

/// Kills `command` at every point, each time over the file `output` as `prepare` left it, and answers at how many. Each
/// time the file is as it was before or as the command leaves it when nobody kills it.
template <class Prepare>
int kill_everywhere(const ScratchFolder& folder, const std::string& command, const std::string& output,
                    Prepare prepare) {
  prepare();
  const std::string before = folder.read(output);
  REQUIRE_EQ(folder.run(command).exit, 0);
  const std::string after = folder.read(output);
  REQUIRE_NE(before, after);
  for (int at = 1;; ++at) {
    CAPTURE(at);
    prepare();
    const Result result = [&] {
      const KilledAt killed(at);
      return folder.run(command);
    }();
    const std::string left = folder.read(output);
    CHECK((left == before || left == after));
    if (result.exit == kKilled) continue;
    CHECK_EQ(result.exit, 0);
    CHECK_EQ(left, after);
    return at - 1;
  }
}

/// What is written is large, so that it takes more than one call.
std::string many_policies(std::string_view effect) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += fmt::format("policy P{} \"One\"\n  everyone for all apps {}\n", i, effect);
  return text;
}

TEST_CASE("compile leaves the old module or the new one") {
  const ScratchFolder folder;
  folder.write("old.ward", many_policies("block"));
  folder.write("new.ward", many_policies("require mfa"));
  const int points = kill_everywhere(folder, "compile new.ward -o set.dwm", "set.dwm",
                                     [&] { REQUIRE_EQ(folder.run("compile old.ward -o set.dwm").exit, 0); });
  CHECK(points >= 4);
}

TEST_CASE("the memory of what was taken is the old one or the new one") {
  const ScratchFolder folder;
  folder.write("seed", std::string(32, '\1'));
  folder.write("p.ward", many_policies("block"));
  REQUIRE_EQ(folder.run("keys public seed -o key.pub").exit, 0);
  REQUIRE_EQ(folder.run("compile p.ward -o set.dwm --sign seed --sequence 1").exit, 0);
  REQUIRE_EQ(folder.run("compile p.ward -o new.dwm --set set --sign seed --sequence 2").exit, 0);
  const std::string trust = " --verify-key key.pub --verify-state state.json";
  const int points = kill_everywhere(folder, "eval --policies new.dwm" + trust, "state.json", [&] {
    folder.write("state.json", "");
    std::filesystem::remove(folder.path("state.json"));
    REQUIRE_EQ(folder.run("eval --policies set.dwm" + trust).exit, 0);
  });
  CHECK(points >= 4);
}

TEST_CASE("fmt leaves the source as it was or in its canonical form") {
  const ScratchFolder folder;
  const int points = kill_everywhere(folder, "fmt p.ward", "p.ward",
                                     [&] { folder.write("p.ward", "everyone   for all apps block\n"); });
  CHECK(points >= 4);
}

TEST_CASE("check --fix leaves the source as it was or fixed") {
  const ScratchFolder folder;
  const int points = kill_everywhere(folder, "check --fix p.ward", "p.ward", [&] {
    folder.write("p.ward", "ward 1\n\nuser Anna = 11111111-1111-1111-1111-111111111111\n\n" + many_policies("block"));
  });
  CHECK(points >= 4);
}

TEST_CASE("an import leaves the old policies or the new ones") {
  const ScratchFolder folder;
  folder.write("p.ward", many_policies("block"));
  folder.write("q.ward", many_policies("require mfa"));
  REQUIRE_EQ(folder.run("export graph p.ward -o p.json").exit, 0);
  REQUIRE_EQ(folder.run("export graph q.ward -o q.json").exit, 0);
  const int points = kill_everywhere(folder, "import graph q.json -o out --force", "out/policies.ward",
                                     [&] { REQUIRE_EQ(folder.run("import graph p.json -o out --force").exit, 0); });
  CHECK(points >= 8);
}

TEST_CASE("an export leaves the old JSON or the new one") {
  const ScratchFolder folder;
  folder.write("p.ward", many_policies("block"));
  folder.write("q.ward", many_policies("require mfa"));
  const int points = kill_everywhere(folder, "export graph q.ward -o out.json", "out.json",
                                     [&] { REQUIRE_EQ(folder.run("export graph p.ward -o out.json").exit, 0); });
  CHECK(points >= 4);
}

TEST_CASE("a report of coverage is the old one or the new one") {
  const ScratchFolder folder;
  folder.write("p.ward", "user anna = anna@contoso.example\napp mail = 00000002-0000-0ff1-ce00-000000000000\n\n" +
                             many_policies("block") +
                             "\ntest \"all are kept out\"\n  anna\n  for mail\n  expect block\n");
  const int points = kill_everywhere(folder, "test p.ward --coverage-lcov out.lcov", "out.lcov",
                                     [&] { folder.write("out.lcov", "old"); });
  CHECK(points >= 4);
}

}  // namespace
}  // namespace doorward::test
