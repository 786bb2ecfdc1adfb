// `eval` as another program's partner: it answers a line before it is given the next.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/wait.h>

#include <cstdlib>

#include "process.h"

namespace doorward::test {
namespace {

TEST_CASE("a program that writes a sign-in and waits for the decision gets it") {
  const ScratchFolder folder;
  folder.write("p.ward", "policy P1 \"One\"\n  everyone for all apps block\n");
  folder.write("ask.sh", R"(mkfifo in out
"$1" eval --policies p.ward <in >out 2>messages &
exec 3>in 4<out
for id in a b; do
  echo "{\"id\": \"$id\", \"user\": {\"id\": \"u\"}}" >&3
  read -r answer <&4 || exit 9
  echo "$answer" | cut -c 1-27 >>answers
done
exec 3>&-
wait $!
)");
  const int status =
      std::system(fmt::format("cd '{}' && timeout 60 sh ask.sh '{}'", folder.path("").string(), DOORWARD_TOOL).c_str());
  CHECK_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 0);
  CHECK_EQ(folder.read("messages"), "");
  CHECK_EQ(folder.read("answers"), "{\"id\":\"a\",\"outcome\":\"block\"\n{\"id\":\"b\",\"outcome\":\"block\"\n");
}

}  // namespace
}  // namespace doorward::test
