// Which policies of a set apply to a request, and what was taken for absent on the way: what the interpreter and the
// index both compute, and all that combining starts from.
#pragma once

#include <cstdint>
#include <vector>

#include "doorward/facts/facts.h"

namespace doorward::runtime {

struct Applying {
  std::vector<std::uint32_t> enforced;      // ascending
  std::vector<std::uint32_t> report_only;   // ascending
  SignalMask assumed = 0;                   // tests of signal_bits.h
  std::vector<std::uint8_t> assumed_slots;  // open attributes, one a slot
};

}  // namespace doorward::runtime
