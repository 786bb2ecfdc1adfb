// The bit-parallel bound: one bit a policy, one row of bits a value of a dimension, and a decision is an AND over
// rows. Policies are ordered by grant clause, each clause padded to 512 bits, so that a clause is judged once a
// decision; a second row in the order of policies makes the lists ascend. The yardstick for how fast this workload can be
// decided at all.
#pragma once

#include "workload.h"

namespace doorward::yardstick {

using Row = std::vector<std::uint64_t>;

class BitParallel {
 public:
  explicit BitParallel(const Workload& work);

  /// The part of a decision that depends on the user, and that on the device, alone. Keep them to decide faster.
  void bind_user(std::uint32_t user, Row& row) const;
  void bind_device(const Device* device, Row& row) const;

  void decide(const Request& request, const Row& user, const Row& device, Answer& answer);
  std::size_t words() const { return words_; }

 private:
  struct Group {
    bool block = false;
    bool any = true;
    std::uint8_t controls = 0;
    std::size_t first_word = 0;
    std::size_t end_word = 0;
  };
  struct RuleRows {
    Row unless_true;   // policies that do not apply when the rule is true (mode exclude)
    Row unless_false;  // policies that do not apply when the rule is false (mode include)
  };

  void place_policies();
  void fill_subjects();
  void fill_targets_and_context();
  void fill_networks();
  void fill_rules();
  void list(Answer& answer);
  std::uint32_t class_of(std::uint32_t ip) const;
  Row row(bool value) const;
  void put(Row& row, std::uint32_t policy, bool value) const;

  const Workload& work_;
  std::vector<Group> groups_;
  std::vector<std::size_t> bit_of_;       // by policy
  std::vector<std::uint32_t> policy_at_;  // by bit; ~0 is padding
  std::size_t words_ = 0;
  std::vector<std::uint8_t> group_of_;  // by policy
  std::vector<Clause> verdicts_;        // by group, of the decision at hand
  Row applied_;                         // policies by number, of the decision at hand: lists ascend

  Row everyone_;
  std::vector<Row> includes_, excludes_;  // by id; empty where no policy names it
  std::vector<Row> apps_;
  std::vector<Row> contexts_;                // client × platform × risks
  std::vector<std::uint32_t> class_starts_;  // disjoint address intervals
  std::vector<std::uint32_t> interval_class_;
  std::vector<std::uint32_t> top_;             // by the high 16 bits: index of the first interval
  std::vector<Row> ip_in_, ip_out_;            // by class
  std::vector<Row> country_in_, country_out_;  // by country
  std::vector<RuleRows> rules_;
  std::array<Row, kAttributes> tests_;  // policies whose filter tests the attribute
};

}  // namespace doorward::yardstick
