// The index: for each dimension the policies that a value leaves possible, derived at load from the operands of the
// code. A decision is an AND over the dimensions that some policy configures; then code runs only for what set tables
// cannot say: device filters, `when`, time, exceptions that end. It must agree with the interpreter on everything.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "applying.h"
#include "bit_words.h"
#include "bound_request.h"
#include "context_bits.h"
#include "policy_rows.h"
#include "postings.h"

namespace doorward {
struct SetImage;
}

namespace doorward::runtime {

/// Buffers of one search, sized for the set.
struct IndexScratch {
  Conjunction rows;
  Words candidates;
  Words actor;
  Words target;
  Words exclude;
  RowUnion networks_in;
  RowUnion networks_out;
  RowUnion settling;                    // policies any of which settles the outcome, for `search_outcome`
  std::vector<std::uint32_t> verdicts;  // of residual forms: twice the round, plus one when it passes
  std::uint32_t round = 0;
};

class PolicyIndex {
 public:
  void build(const SetImage& image);
  void reserve(IndexScratch& scratch) const;
  /// Finds the policies that apply and lists them.
  void find(const SetImage& image, BoundRequest& request, IndexScratch& scratch, Applying& applying) const;
  /// Adds the policies of a form of clause, or those that block, to what settles the outcome of a search.
  void add_settling(std::uint32_t clause, IndexScratch& scratch) const noexcept {
    scratch.settling.add(clause_policies_, clause);
  }
  void add_blocking(IndexScratch& scratch) const noexcept { scratch.settling.add(blocking_); }
  /// Leaves the policies that apply in `scratch` alone and in `applying` what was assumed, and says whether one of them
  /// settles. `Extent::settled`: once one does and all is known that was assumed, the rest is not looked for.
  enum class Extent : std::uint8_t { settled, all };
  bool search_outcome(const SetImage& image, BoundRequest& request, Extent extent, IndexScratch& scratch,
                      Applying& applying) const noexcept;
  bool has_sessions() const noexcept { return !with_session_.empty(); }
  /// Of the enforced ones that a search of all found:
  bool any_blocks(const IndexScratch& found) const noexcept;
  bool any_demands(std::uint32_t clause, const IndexScratch& found) const noexcept {
    return clause_policies_.meets(clause, found.candidates);
  }
  template <class Visit>
  void for_each_with_session(const IndexScratch& found, Visit visit) const {
    for (std::size_t w = 0; w < with_session_.size(); ++w) {
      for_each_bit(found.candidates[w] & with_session_[w], static_cast<std::uint32_t>(w * 64),
                   [&](std::uint32_t slot) { visit(policies_[slot]); });
    }
  }
  /// The policies about a user, and those whose device rules let a device through: the parts of a search that depend on
  /// nothing else.
  void find_user(const SetImage& image, const BoundActor& actor, Words& policies) const;
  void find_device(const SetImage& image, const DeviceValues& device, Words& policies) const;
  const Words& policies_of_unregistered() const noexcept { return unregistered_; }

 private:
  /// Policies by what one side of their condition says in flags, and by what it names.
  struct SubjectRows {
    Words everyone;
    Words external;
    Words members;
    Words agent_users;
    Postings ids;
  };
  struct TargetRows {
    Words all;
    Words agent_resources;
    std::vector<Words> actions;
    Postings contexts;
    Postings ids;
  };
  struct NetworkRows {
    Words all;
    Words trusted;
    Postings networks;
  };
  struct FieldRows {
    ContextField field;
    std::vector<Words> members;
  };
  struct TestRows {
    SignalMask test;
    Words policies;
  };
  class Builder;

  void collect_subjects(const SubjectRows& rows, const BoundActor& actor, Words& bits) const noexcept;
  void collect_targets(const TargetRows& rows, const BoundRequest& request, Words& bits) const noexcept;
  void collect_networks(const NetworkRows& rows, const NetworkPosition& position, RowUnion& found) const noexcept;
  void choose_rows(const SetImage& image, BoundRequest& request, IndexScratch& scratch) const noexcept;
  /// The candidates of the block of words from `word` on.
  void find_block(const SetImage& image, const BoundRequest& request, std::size_t word,
                  IndexScratch& scratch) const noexcept;
  const Words& add_actor(const SetImage& image, const BoundRequest& request, IndexScratch& scratch) const noexcept;
  void search_user(const SetImage& image, const BoundActor& actor, Words& policies, Words& excluded) const noexcept;
  const Words* row_of_app(const BoundRequest& request) const noexcept;
  void add_targets(const SetImage& image, const BoundRequest& request, const Words& actor,
                   IndexScratch& scratch) const noexcept;
  void add_networks(const BoundRequest& request, IndexScratch& scratch) const noexcept;
  void add_context(const BoundRequest& request, IndexScratch& scratch) const noexcept;
  void keep_passing(const SetImage& image, const Words& with_code, const BoundRequest& request, std::size_t word,
                    IndexScratch& scratch) const noexcept;
  /// Policies about this kind of actor that do not apply, of one word of them.
  std::uint64_t missed(std::size_t word, const BoundRequest& request, const IndexScratch& scratch) const noexcept {
    return (request.actor->is_user ? about_users_[word] : ~about_users_[word]) & ~scratch.candidates[word];
  }
  bool any_missed(const Words& policies, std::size_t first, std::size_t end, const BoundRequest& request,
                  const IndexScratch& scratch) const noexcept;
  /// Which of `wanted` a policy tests that is missed among the words from `first` to `end`.
  SignalMask tests_missed(SignalMask wanted, std::size_t first, std::size_t end, const BoundRequest& request,
                          const IndexScratch& scratch) const noexcept;
  void note_rare(const SetImage& image, const BoundRequest& request, const IndexScratch& scratch,
                 Applying& applying) const noexcept;
  void list(const IndexScratch& scratch, Applying& applying) const;
  void note_assumed(const SetImage& image, const BoundRequest& request, const IndexScratch& scratch,
                    Applying& applying) const noexcept;

  std::size_t words_ = 0;                // whole blocks
  std::vector<std::uint32_t> policies_;  // that are not disabled; a bit stands for its place here
  Words enforced_;
  Words about_users_;
  Words blocking_;            // enforced ones, as below
  Words with_session_;        // empty where no policy has session controls
  Postings clause_policies_;  // by clause form
  SubjectRows subject_include_;
  SubjectRows subject_exclude_;
  std::vector<std::uint32_t> with_guests_;  // lists of guests are looked at one by one
  std::vector<std::uint32_t> about_machines_;
  TargetRows target_include_;
  TargetRows target_exclude_;
  std::vector<std::uint32_t> with_filters_;  // filters of apps are looked at one by one
  std::vector<Words> app_rows_;              // what a sign-in to one app leaves; the first is that of an unnamed app
  std::vector<std::uint32_t> app_row_of_;    // by id; empty where the rows would take too much memory
  Words any_network_;
  bool networks_configured_ = false;
  NetworkRows network_include_;
  NetworkRows network_exclude_;
  std::vector<FieldRows> fields_;  // of context_bits.h, those that some policy configures
  Words with_device_rules_;        // and no other code: what they say of a device is known once it is bound
  Words with_residual_;            // other code
  bool device_rules_configured_ = false;
  bool residual_configured_ = false;
  bool reads_ids_ = false;  // whether code or lists that are looked at one by one read BoundRequest::ids
  std::vector<std::uint32_t> residual_form_;  // policies with the same code share a form
  std::uint32_t residual_forms_ = 0;
  std::vector<std::vector<std::uint32_t>> device_forms_;  // the policies of each form of device rules
  Words unregistered_;
  SignalMask tested_ = 0;                       // by any of the tests below
  std::vector<TestRows> tests_;                 // of enforced policies
  std::vector<Words> slot_tests_;               // by open attribute
  std::vector<std::uint32_t> with_exceptions_;  // enforced ones: their tests end with the exceptions
};

}  // namespace doorward::runtime
