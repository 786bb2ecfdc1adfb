// Which sources a module was made of, as a fingerprint: it tells modules apart, and protects against nothing.
#pragma once

#include <array>
#include <cstdint>

#include "doorward/grammar/source.h"

namespace doorward::backend {

/// FNV-1a 128 (big-endian) over the texts of all sources in reading order, each followed by a zero byte.
std::array<std::uint8_t, 16> source_hash(const SourceMap& sources);

}  // namespace doorward::backend
