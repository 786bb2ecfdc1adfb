#include "guid_words.h"

#include <doctest/doctest.h>

#include <string>

namespace doorward::runtime {

TEST_CASE("ids are read eight digits at a time as they are read one by one") {
  const std::string id = "0a1b2c3d-4E5F-6789-abcd-EF0123456789";
  CHECK(parse_guid_words(id) == parse_guid(id));
  CHECK(parse_guid_words("{" + id + "}") == parse_guid(id));
  for (std::size_t at = 0; at < id.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string changed = id;
      changed[at] = static_cast<char>(byte);
      CHECK(parse_guid_words(changed) == parse_guid(changed));
    }
  }
  for (std::size_t length = 0; length < 40; ++length) {
    const std::string part = (id + id).substr(0, length);
    CHECK(parse_guid_words(part) == parse_guid(part));
  }
}

}  // namespace doorward::runtime
