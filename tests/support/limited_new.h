// Memory that runs out on demand: replaces the global operator new of this program.
#pragma once

#include <cstddef>

namespace doorward::test {

/// From now on `count` allocations succeed and all after them fail, until unlimit_new.
void limit_new(std::size_t count) noexcept;
/// Lifts the limit and answers how many allocations there were since it was set, failed ones included.
std::size_t unlimit_new() noexcept;

}  // namespace doorward::test
