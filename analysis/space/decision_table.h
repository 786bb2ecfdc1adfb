// Results over every combination of a few dimensions, and the shortest conditions that tell them apart: values of a
// dimension that never make a difference beside the others are one, and a dimension that makes none is not mentioned.
// Must not know sign-ins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace doorward::analysis {

/// A part of the table in which every combination has one result: for each dimension its values, all of them where the
/// dimension makes no difference.
struct TableBox {
  std::uint32_t result = 0;
  std::vector<std::vector<std::size_t>> values;
};

class DecisionTable {
 public:
  /// `sizes` are the numbers of values of the dimensions; their product must fit into memory.
  explicit DecisionTable(std::vector<std::size_t> sizes);

  std::size_t size() const { return results_.size(); }
  /// Which values combination `index` has.
  std::vector<std::size_t> values_of(std::size_t index) const;
  void set(std::size_t index, std::uint32_t result) { results_[index] = result; }
  /// Combinations with this result are in no box.
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::vector<TableBox> boxes() const;

 private:
  using Values = std::vector<std::vector<std::size_t>>;
  void split(const Values& values, std::vector<TableBox>& boxes) const;
  std::vector<std::vector<std::size_t>> groups_of(const Values& values, std::size_t dimension) const;
  std::vector<std::uint32_t> slice(const Values& values, std::size_t dimension, std::size_t value) const;

  std::vector<std::size_t> sizes_;
  std::vector<std::size_t> strides_;
  std::vector<std::uint32_t> results_;
};

}  // namespace doorward::analysis
