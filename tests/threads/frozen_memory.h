// Memory that can be made unwritable: replaces the global operator new of this program. What is allocated while it is
// kept lies on pages of its own, and a write to it while it is frozen ends the program.
#pragma once

namespace doorward::test {

/// Whose memory: what threads share, and what one of them has for itself.
enum class Owner { shared, first, second };

/// From now on allocations are kept for `owner`, until release_memory. Kept memory is not given back before the program
/// ends. Only while one thread runs.
void keep_memory(Owner owner) noexcept;
/// Allocations are the usual ones again.
void release_memory() noexcept;

/// Makes everything that was kept for `owner` read-only, and writable again. False when the system does not do it.
bool freeze_memory(Owner owner) noexcept;
bool thaw_memory(Owner owner) noexcept;

}  // namespace doorward::test
