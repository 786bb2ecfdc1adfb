// Memory that can be made unwritable: replaces the global operator new of this program. What is allocated while it is
// kept lies on pages of its own, and a write to it while it is frozen ends the program.
#pragma once

namespace doorward::test {

/// From now on allocations are kept, until release_memory. Kept memory is not given back before the program ends.
void keep_memory() noexcept;
/// Allocations are the usual ones again.
void release_memory() noexcept;

/// Makes everything that was kept read-only, and writable again. False when the system does not do it.
bool freeze_memory() noexcept;
bool thaw_memory() noexcept;

}  // namespace doorward::test
