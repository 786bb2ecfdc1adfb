#include "doorward/io/output_file.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>

#include "temporary.h"

using namespace doorward;
using namespace doorward::test;

namespace {

std::size_t count_files(const std::string& folder) {
  const std::filesystem::directory_iterator files(folder);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

}  // namespace

TEST_CASE("a file appears whole on commit") {
  const TemporaryFolder folder;
  const std::string path = folder.file("out", "old");
  chmod(path.c_str(), 0640);
  {
    OutputFile file(path);
    file.write("new ");
    file.write("text");
    CHECK(read_bytes(path) == "old");
    std::string error;
    CHECK(file.commit(error));
  }
  CHECK(read_bytes(path) == "new text");
  CHECK(count_files(folder.root()) == 1);
  struct stat about {};
  REQUIRE(stat(path.c_str(), &about) == 0);
  CHECK((about.st_mode & 0777U) == 0640U);
}

TEST_CASE("what a link leads to is replaced, and the link stays") {
  const TemporaryFolder folder;
  const TemporaryFolder elsewhere;
  const std::string file = elsewhere.file("file", "old");
  const std::string link = folder.path("link");
  std::filesystem::create_symlink(file, link);
  std::string error;
  CHECK(write_whole(link, "new", error));
  CHECK(std::filesystem::is_symlink(link));
  CHECK(read_bytes(file) == "new");
  CHECK(count_files(elsewhere.root()) == 1);
}

TEST_CASE("what is no file is written into, not replaced") {
  const TemporaryFolder folder;
  const std::string pipe = folder.path("pipe");
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
  std::string error;
  CHECK(write_whole(pipe, "new", error));
  std::array<char, 8> bytes{};
  CHECK(::read(reader, bytes.data(), bytes.size()) == 3);
  ::close(reader);
  CHECK(std::string(bytes.data()) == "new");
  CHECK(std::filesystem::is_fifo(pipe));
  CHECK(count_files(folder.root()) == 1);
}

TEST_CASE("without commit nothing is left behind") {
  const TemporaryFolder folder;
  {
    OutputFile file(folder.path("out"));
    file.write("half");
  }
  CHECK(count_files(folder.root()) == 0);
}

TEST_CASE("what cannot be written says why") {
  const TemporaryFolder folder;
  std::string error;
  CHECK_FALSE(write_whole(folder.path("absent/out"), "x", error));
  CHECK(error == "cannot write `" + folder.path("absent/out") + "`: No such file or directory");
  CHECK_FALSE(write_whole(folder.root(), "x", error));
  CHECK(error == "cannot write `" + folder.root() + "`: Is a directory");
}
