// The checksum of a module against damage; against tampering there are signatures. Private to the bytecode layer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace doorward::bytecode {

/// CRC-32 of the module with its checksum field as 0. `module` holds at least a header.
std::uint32_t checksum_of(std::span<const std::byte> module) noexcept;

}  // namespace doorward::bytecode
