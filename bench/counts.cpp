// Decides sign-ins one way, so that callgrind can count what a decision costs (counts.py runs it).
// usage: counts FOLDER POLICIES SIDE SIGN-INS
#include <fmt/format.h>
#include <valgrind/callgrind.h>

#include <cstdlib>
#include <string_view>

#include "match.h"

namespace doorward::bench {
namespace {

Side side_of(Match& match, std::string_view name) {
  if (name == "index") return match.ours(Evaluation::index);
  if (name == "interpreter") return match.ours(Evaluation::interpreter);
  if (name == "index-user") return match.ours_with_user();
  if (name == "index-cached") return match.ours_cached();
  if (name == "index-outcome") return match.ours_cached_outcome();
  if (name == "index-lines") return match.ours_lines();
  if (name == "bound") return match.bound();
  if (name == "bound-cached") return match.bound_cached();
  if (name == "bound-lines") return match.bound_lines();
  if (name == "scan") return match.scan();
  give_up(fmt::format("there is no side `{}`", name));
}

void run(const std::string& folder, std::uint32_t size, std::string_view name, std::size_t count) {
  const auto directory = read_directory(folder);
  const SignIns sign_ins = read_sign_ins(folder, *directory, count);
  Match match(folder, size, sign_ins, *directory);
  match.bind_parts(count);
  const Side side = side_of(match, name);
  side(0, count);
  CALLGRIND_START_INSTRUMENTATION;
  side(0, count);
  CALLGRIND_STOP_INSTRUMENTATION;
}

}  // namespace
}  // namespace doorward::bench

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: counts FOLDER POLICIES SIDE SIGN-INS\n");
    return 2;
  }
  doorward::bench::run(argv[1], static_cast<std::uint32_t>(std::atoi(argv[2])), argv[3],
                       static_cast<std::size_t>(std::atoi(argv[4])));
  return 0;
}
