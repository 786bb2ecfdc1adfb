// The naive scan: every policy as a struct, tested in turn, with interned ids. The first yardstick, and the witness
// that the other sides are checked against.
#pragma once

#include "workload.h"

namespace doorward::yardstick {

class NaiveScan {
 public:
  explicit NaiveScan(const Workload& work);
  void decide(const Request& request, Answer& answer);

 private:
  bool applies(const Policy& policy, const Request& request, const Device* device) const;
  bool network_hits(const NetworkSide& side, const Request& request) const;

  const Workload& work_;
  std::vector<std::uint8_t> is_member_;    // by interned id, of the user at hand
  std::vector<std::uint8_t> in_location_;  // by IP location, of the address at hand
};

}  // namespace doorward::yardstick
