// Bounds of a sign-in. What exceeds them is not decided: the outcome is a block with status `too_large`.
#pragma once

#include <cstddef>

namespace doorward::runtime {

inline constexpr std::size_t kMaxGroups = 65536;
inline constexpr std::size_t kMaxRoles = 4096;
inline constexpr std::size_t kMaxAudiences = 4096;
inline constexpr std::size_t kMaxAttributes = 4096;       // of one actor or app
inline constexpr std::size_t kMaxAttributeValues = 4096;  // of one attribute, or in one list of device properties
inline constexpr std::size_t kMaxListed = 4096;           // satisfied controls, strengths, method combinations
inline constexpr std::size_t kMaxTextLength = 65536;      // of one id, word or value

}  // namespace doorward::runtime
