// The parts of building a space. Must not know queries.
#pragma once

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "space/contents.h"

namespace doorward::analysis {

/// A comparison of a `when`, with the side and the policy that make it.
struct WhenAtom {
  std::size_t side = 0;
  std::size_t policy = 0;  // by number
  const model::Expr* expr = nullptr;
};

/// What the parts of building share.
class SpaceBuilder {
 public:
  SpaceBuilder(const std::vector<const model::PolicySet*>& sides, const SpaceOptions& options,
               Space::Contents& contents);

  void build();

 private:
  using Configure = std::function<bool(const model::Policy&, model::Policy& probe)>;

  // asking
  /// Measures each value by the condition that `configure` takes from policies, and by the atoms that `mine` accepts.
  void measure(std::string label, std::vector<SpaceValue> values, const Configure& configure,
               const std::function<bool(const model::Expr&)>& mine);
  std::vector<Measured> answers(std::vector<SpaceValue> values, const Configure& configure,
                                const std::function<bool(const model::Expr&)>& mine,
                                const std::function<void(SignIn&)>& before = {});
  void collect_atoms(const model::Expr& expr, std::size_t side, std::size_t policy);

  // who
  void build_people();
  void measure_people(std::vector<PersonPart> parts);
  void build_machines();
  void build_user_attributes();
  void build_user_states();

  // what for, where, how
  void build_targets();
  void build_masks();
  void build_networks();
  std::uint32_t trusted_facts(const IpAddress& address) const;
  void name_networks(MeasuredDimension& dimension);
  void build_devices();
  void build_apps();
  void build_times();

  const std::vector<const model::PolicySet*>& sides_;
  const SpaceOptions& options_;
  Space::Contents& contents_;
  std::vector<WhenAtom> atoms_;
};

}  // namespace doorward::analysis
