#include "golden.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace doorward::test {

bool updating_goldens() { return std::getenv("DOORWARD_UPDATE_GOLDENS") != nullptr; }

void check_golden(const std::string& path, std::string_view text) {
  if (updating_goldens()) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.is_open(), "missing golden " << path);
  const std::string wanted{std::istreambuf_iterator<char>(in), {}};
  CHECK(text == wanted);
}

}  // namespace doorward::test
