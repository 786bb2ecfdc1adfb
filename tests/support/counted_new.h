// Counts every allocation of the test program through operator new.
#pragma once

#include <cstddef>

namespace doorward::test {

std::size_t allocation_count() noexcept;

}  // namespace doorward::test
