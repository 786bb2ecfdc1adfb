#include "space/build.h"

#include <algorithm>
#include <iterator>

#include "space/item_values.h"

namespace doorward::analysis {
namespace {

/// Moves a condition into a probe; false when the policy does not have it.
template <class Condition>
bool take(const std::optional<Condition>& from, std::optional<Condition>& to) {
  to = from;
  return from.has_value();
}

bool asks_for_flows(const std::vector<const model::PolicySet*>& sides) {
  return std::any_of(sides.begin(), sides.end(), [](const model::PolicySet* side) {
    return std::any_of(side->policies.begin(), side->policies.end(),
                       [](const model::Policy& policy) { return policy.flows.has_value(); });
  });
}

bool no_atoms(const model::Expr& /*expr*/) { return false; }

}  // namespace

SpaceBuilder::SpaceBuilder(const std::vector<const model::PolicySet*>& sides, const SpaceOptions& options,
                           Space::Contents& contents)
    : sides_(sides), options_(options), contents_(contents) {}

void SpaceBuilder::collect_atoms(const model::Expr& expr, std::size_t side, std::size_t policy) {
  for (const model::Expr& child : expr.children) collect_atoms(child, side, policy);
  using Kind = model::Expr::Kind;
  if (expr.kind == Kind::comparison || expr.kind == Kind::member || expr.kind == Kind::time) {
    atoms_.push_back({side, policy, &expr});
  }
}

void SpaceBuilder::build() {
  contents_.now = options_.now;
  for (std::size_t side = 0; side < sides_.size(); ++side) {
    contents_.first_of_side.push_back(contents_.policies);
    for (const model::Policy& policy : sides_[side]->policies) {
      if (policy.when) collect_atoms(*policy.when, side, contents_.policies);
      ++contents_.policies;
    }
  }
  contents_.atom_count = atoms_.size();
  contents_.atoms_of.assign(contents_.policies, PolicyBits(atoms_.size()));
  for (std::size_t a = 0; a < atoms_.size(); ++a) contents_.atoms_of[atoms_[a].policy].set(a);
  contents_.names = WardNames(sides_);
  build_people();
  build_machines();
  build_targets();
  build_masks();
  build_networks();
  build_devices();
  build_user_attributes();
  build_apps();
  build_times();
  if (options_.user_states) build_user_states();
}

std::vector<Measured> SpaceBuilder::answers(std::vector<SpaceValue> values, const Configure& configure,
                                            const std::function<bool(const model::Expr&)>& mine,
                                            const std::function<void(SignIn&)>& before) {
  std::vector<ProbeSet> sets;
  std::vector<ProbeSet> atom_sets;
  PolicyBits free = PolicyBits::all(contents_.policies);
  for (std::size_t side = 0; side < sides_.size(); ++side) {
    ProbeSet& set = sets.emplace_back(*sides_[side]);
    for (std::size_t p = 0; p < sides_[side]->policies.size(); ++p) {
      model::Policy probe = ProbeSet::open();
      const std::size_t number = contents_.first_of_side[side] + p;
      if (!configure(sides_[side]->policies[p], probe)) continue;
      free.reset(number);
      set.add(number, std::move(probe));
    }
    ProbeSet& atoms = atom_sets.emplace_back(*sides_[side]);
    for (std::size_t a = 0; a < atoms_.size(); ++a) {
      if (atoms_[a].side != side || !mine(*atoms_[a].expr)) continue;
      model::Policy probe = ProbeSet::open();
      probe.when = *atoms_[a].expr;
      atoms.add(a, std::move(probe));
    }
    set.compile();
    atoms.compile();
    contents_.complete = contents_.complete && set.ok() && atoms.ok();
  }
  std::vector<Measured> measured;
  for (SpaceValue& value : values) {
    Measured one{std::move(value), free, PolicyBits(contents_.atom_count), 0};
    SignIn sign_in = neutral_sign_in();
    if (before) before(sign_in);
    one.value.apply(sign_in);
    const std::int64_t now = sign_in.time.value_or(contents_.now);
    for (ProbeSet& set : sets) set.ask(sign_in, now, one.holds);
    for (ProbeSet& set : atom_sets) set.ask(sign_in, now, one.atoms);
    measured.push_back(std::move(one));
  }
  return measured;
}

void SpaceBuilder::measure(std::string label, std::vector<SpaceValue> values, const Configure& configure,
                           const std::function<bool(const model::Expr&)>& mine) {
  contents_.dimensions.push_back({std::move(label), answers(std::move(values), configure, mine), {}});
}

void SpaceBuilder::build_masks() {
  const auto label = [](Dimension dimension) {
    return std::string(kDimensions[static_cast<std::size_t>(dimension)].label);
  };
  measure(
      label(Dimension::clients), mask_values(Dimension::clients),
      [](const model::Policy& from, model::Policy& to) { return take(from.clients, to.clients); }, no_atoms);
  for (Measured& client : contents_.dimensions.back().values) {
    SignIn sign_in;
    client.value.apply(sign_in);
    if ((kLegacyClients & bit(*sign_in.client_app)) != 0) client.facts = kUnpromptable | kDeviceUnseen;
  }
  measure(
      label(Dimension::flows), mask_values(Dimension::flows),
      [](const model::Policy& from, model::Policy& to) { return take(from.flows, to.flows); }, no_atoms);
  for (Measured& flow : contents_.dimensions.back().values) {
    SignIn sign_in;
    flow.value.apply(sign_in);
    if (sign_in.flow == Flow::device_code) flow.facts = kDeviceUnseen;
    // Unless a policy asks for flows, a sentence that says nothing says that there is none.
    if (sign_in.flow == Flow::none && !asks_for_flows(sides_)) flow.value.phrase.clear();
  }
  measure(
      label(Dimension::platforms), mask_values(Dimension::platforms),
      [](const model::Policy& from, model::Policy& to) { return take(from.platforms, to.platforms); }, no_atoms);
  struct Row {
    Dimension dimension;
    std::optional<model::MaskCondition> model::Policy::*condition;
  };
  for (const Row& row : {Row{Dimension::sign_in_risk, &model::Policy::sign_in_risk},
                         Row{Dimension::user_risk, &model::Policy::user_risk},
                         Row{Dimension::insider_risk, &model::Policy::insider_risk},
                         Row{Dimension::service_principal_risk, &model::Policy::service_principal_risk},
                         Row{Dimension::agent_risk, &model::Policy::agent_risk}}) {
    measure(
        label(row.dimension), mask_values(row.dimension),
        [&row](const model::Policy& from, model::Policy& to) { return take(from.*row.condition, to.*row.condition); },
        no_atoms);
  }
}

}  // namespace doorward::analysis
