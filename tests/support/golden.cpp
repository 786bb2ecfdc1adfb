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
  const std::string wanted{std::istreambuf_iterator<char>(in), {}};
  REQUIRE_MESSAGE(!wanted.empty(), "missing golden " << path);
  CHECK(text == wanted);
}

}  // namespace doorward::test
