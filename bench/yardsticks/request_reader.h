// Sign-in lines for the bit-parallel bound: the fields that the workload has, read on demand, and their texts turned
// into numbers. A device is known by its id, as a directory knows it.
#pragma once

#include <simdjson.h>

#include <cstddef>
#include <string_view>

#include "workload.h"

namespace doorward::yardstick {

/// From ids that are GUIDs to numbers, by open addressing.
class GuidNumbers {
 public:
  explicit GuidNumbers(const std::unordered_map<std::string, std::uint32_t>& numbers);
  /// ~0 for an id that is not there.
  std::uint32_t find(std::string_view id) const;

 private:
  struct Slot {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::uint32_t number = ~0U;
  };
  std::vector<Slot> slots_;
};

class RequestReader {
 public:
  explicit RequestReader(const Workload& work);
  /// `readable` bytes may be read from line.data() on. Aborts on what the workload does not have.
  void read(std::string_view line, std::size_t readable, Request& request, std::string_view& id);

 private:
  void read_device(simdjson::ondemand::object device, Request& request);

  simdjson::ondemand::parser parser_;
  GuidNumbers users_, apps_, devices_;
  std::array<std::uint32_t, 26 * 26> countries_{};
};

}  // namespace doorward::yardstick
