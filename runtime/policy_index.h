// The index: for each dimension the policies that a value leaves possible, derived at load from the operands of the
// code. A decision is an AND over the dimensions that some policy configures; then code runs only for what set tables
// cannot say: device filters, `when`, time, exceptions that end. It must agree with the interpreter on everything.
#pragma once

#include <cstdint>
#include <vector>

#include "applying.h"
#include "bit_words.h"
#include "bound_request.h"
#include "context_bits.h"
#include "postings.h"

namespace doorward {
struct SetImage;
}

namespace doorward::runtime {

/// Buffers of one search, sized for the set.
struct IndexScratch {
  Words candidates;
  Words include;
  Words exclude;
  std::vector<std::uint32_t> verdicts;  // of residual forms: twice the round, plus one when it passes
  std::uint32_t round = 0;
};

class PolicyIndex {
 public:
  void build(const SetImage& image);
  void reserve(IndexScratch& scratch) const;
  void find(const SetImage& image, const BoundRequest& request, IndexScratch& scratch, Applying& applying) const;
  /// The policies about a user: the part of a search that depends on nothing else.
  void find_user(const SetImage& image, const BoundActor& actor, Words& policies) const;

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
  void collect_networks(const NetworkRows& rows, const NetworkPosition& position, Words& bits) const noexcept;
  void find_actor(const SetImage& image, const BoundRequest& request, IndexScratch& scratch) const noexcept;
  void search_user(const SetImage& image, const BoundActor& actor, Words& policies, Words& excluded) const noexcept;
  void keep_targets(const SetImage& image, const BoundRequest& request, IndexScratch& scratch) const noexcept;
  void keep_networks(const BoundRequest& request, IndexScratch& scratch) const noexcept;
  void keep_context(const BoundRequest& request, IndexScratch& scratch) const noexcept;
  void keep_residual(const SetImage& image, const BoundRequest& request, IndexScratch& scratch) const noexcept;
  void list(const IndexScratch& scratch, Applying& applying) const;
  void note_assumed(const SetImage& image, const BoundRequest& request, IndexScratch& scratch,
                    Applying& applying) const noexcept;

  std::size_t words_ = 0;
  std::vector<std::uint32_t> policies_;  // that are not disabled; a bit stands for its place here
  Words enforced_;
  Words about_users_;
  SubjectRows subject_include_;
  SubjectRows subject_exclude_;
  std::vector<std::uint32_t> with_guests_;  // lists of guests are looked at one by one
  std::vector<std::uint32_t> about_machines_;
  TargetRows target_include_;
  TargetRows target_exclude_;
  std::vector<std::uint32_t> with_filters_;  // filters of apps are looked at one by one
  Words any_network_;
  bool networks_configured_ = false;
  NetworkRows network_include_;
  NetworkRows network_exclude_;
  std::vector<FieldRows> fields_;  // of context_bits.h, those that some policy configures
  Words with_residual_;
  std::vector<std::uint32_t> residual_form_;  // policies with the same code share a form
  std::uint32_t residual_forms_ = 0;
  std::vector<TestRows> tests_;                 // of enforced policies
  std::vector<Words> slot_tests_;               // by open attribute
  std::vector<std::uint32_t> with_exceptions_;  // enforced ones: their tests end with the exceptions
};

}  // namespace doorward::runtime
