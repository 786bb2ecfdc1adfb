#include "golden.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace doorward::test {

void check_golden(std::string_view name, std::string_view text) {
  const std::string path = std::string(DOORWARD_SOURCE_DIR "/tests/io/golden/").append(name);
  if (std::getenv("DOORWARD_UPDATE_GOLDENS") != nullptr) {
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  std::ifstream in(path, std::ios::binary);
  const std::string wanted{std::istreambuf_iterator<char>(in), {}};
  REQUIRE_MESSAGE(!wanted.empty(), "missing golden " << path);
  CHECK(text == wanted);
}

}  // namespace doorward::test
