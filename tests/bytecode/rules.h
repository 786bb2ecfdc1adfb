// For each rule of the verifier, the smallest damage to the full sample that breaks it and no rule before it.
#pragma once

#include <span>
#include <string_view>

#include "doorward/bytecode/module_tables.h"

namespace doorward::test {

struct BrokenRule {
  std::string_view wanted;  // section and reason
  void (*damage)(bytecode::ModuleTables&);
};

std::span<const BrokenRule> rules_of_sets();
std::span<const BrokenRule> rules_of_networks();
std::span<const BrokenRule> rules_of_demands();
std::span<const BrokenRule> rules_of_code();

/// The first row that `fits`, which the full sample has.
template <class Record, class Fits>
Record& first_where(std::vector<Record>& table, Fits fits) {
  for (Record& record : table) {
    if (fits(record)) return record;
  }
  return table.at(table.size());
}

}  // namespace doorward::test
