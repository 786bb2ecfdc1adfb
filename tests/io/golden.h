// Expected texts in files below golden/. With DOORWARD_UPDATE_GOLDENS in the environment they are written anew.
#pragma once

#include <string_view>

namespace doorward::test {

void check_golden(std::string_view name, std::string_view text);

}  // namespace doorward::test
