// What looking a user up in a store costs a run of sign-ins: cold, when the store is asked, and warm.
//
//   lookups STORE USERS
//
// USERS holds UPNs, one a line.
#include <fmt/format.h>
#include <time.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "doorward/io/directory.h"

namespace {

/// Processor time of this thread, so that other programs disturb little.
double now() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

/// Nanoseconds for each of `names`, over `rounds`; stops the program where one is not found.
double nanoseconds(const doorward::Directory& directory, const std::vector<std::string>& names, int rounds) {
  const double start = now();
  for (int round = 0; round < rounds; ++round) {
    for (const std::string& name : names) {
      doorward::SignIn sign_in;
      sign_in.has_user = true;
      sign_in.user.upn = name;
      if (directory.fill(sign_in) == doorward::DirectoryMatch::filled) continue;
      fmt::print(stderr, "lookups: `{}` was not found {}\n", name, directory.error());
      std::exit(1);
    }
  }
  return (now() - start) / static_cast<double>(names.size()) / rounds;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: lookups STORE USERS\n");
    return 2;
  }
  std::vector<std::string> names;
  std::ifstream file(argv[2]);
  for (std::string line; std::getline(file, line);) names.push_back(line);
  std::string error;
  const auto directory = doorward::Directory::read_file(argv[1], error);
  if (!directory || names.empty()) {
    fmt::print(stderr, "lookups: {}\n", directory ? "no users are named" : error);
    return 2;
  }
  const double cold = nanoseconds(*directory, names, 1);
  const double warm = nanoseconds(*directory, names, 20);
  fmt::print("{} users: {:.0f} ns cold, {:.0f} ns warm\n", names.size(), cold, warm);
  return 0;
}
