#include "doorward/analysis/lockout.h"

#include <memory>

#include "doorward/analysis/space.h"
#include "doorward/runtime/evaluate.h"

namespace doorward::analysis {
namespace {

constexpr std::string_view kGlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

/// A sentence as a policy: global administrators, for whatever they do.
model::Policy administrators() {
  model::Policy policy;
  policy.name = "administrators";
  model::SubjectItem& item = policy.users.emplace().include.emplace_back();
  item.kind = model::SubjectItem::Kind::role;
  item.id = model::Id::of(kGlobalAdministrator);
  policy.targets.include.emplace_back().kind = model::TargetItem::Kind::all;
  policy.block = true;
  return policy;
}

/// Dimensions in which somebody may have bad luck: a device that lost its management, an address that is new.
bool is_luck(const std::string& label) {
  return label == "device" || label == "network" || label == "platform" || label == "app protection";
}

class Search {
 public:
  Search(const ComparedSet& policies, std::int64_t now)
      : policies_(policies), now_(now), model_(policies.model), scratch_(policies.set) {
    model_.policies.push_back(administrators());
    space_ = std::make_shared<Space>(std::vector<const model::PolicySet*>{&model_}, SpaceOptions{.now = now});
    query_ = space_->everything();
    for (std::size_t p = 0; p + 1 < model_.policies.size(); ++p) {
      if (model_.policies[p].state != model::PolicyState::enabled) query_.relevant.reset(p);
    }
    query_.required.set(model_.policies.size() - 1);
    query_.fewest = query_.relevant - query_.required;
    kept_->dimensions = space_->dimensions(query_, complete_);
    kept_->lucky = kept_->dimensions;
    for (SpaceDimension& dimension : kept_->dimensions) {
      // The first value is that of somebody from nowhere in particular with a device that nobody knows.
      if (is_luck(dimension.label) && dimension.classes.size() > 1) dimension.classes.resize(1);
    }
  }

  Lockout run() {
    Lockout found;
    found.storage = kept_;
    const Tried plain = try_all(kept_->dimensions, found);
    if (plain == Tried::gets_in) return found;
    // Whoever is not let in plainly is the example of both findings.
    Lockout other;
    const Tried lucky = try_all(kept_->lucky, other);
    const bool decided = complete_ && plain == Tried::blocked && lucky != Tried::too_many;
    found.kind = lucky == Tried::gets_in ? Lockout::Kind::conditional : Lockout::Kind::always;
    if (!decided) found.kind = Lockout::Kind::undecided;
    return found;
  }

 private:
  enum class Tried : std::uint8_t { gets_in, blocked, too_many };
  struct Kept {
    std::vector<SpaceDimension> dimensions;
    std::vector<SpaceDimension> lucky;
  };

  Tried try_all(const std::vector<SpaceDimension>& dimensions, Lockout& found) {
    bool first = true;
    bool gets_in = false;
    const bool searched = space_->search(dimensions, query_, [&](const SpacePoint& point) {
      const std::int64_t now = point.sign_in.time.value_or(now_);
      evaluate(scratch_, point.sign_in, {.now = now, .strict = false}, decision_);
      gets_in = decision_.outcome != Outcome::block;
      if (first || gets_in) note(point, found);
      first = false;
      return !gets_in;
    });
    if (gets_in) return Tried::gets_in;
    return searched ? Tried::blocked : Tried::too_many;
  }

  void note(const SpacePoint& point, Lockout& found) const {
    found.sentence = sentence_of(point);
    found.example = point.sign_in;
    found.policies.clear();
    for (const std::uint32_t policy : decision_.blocked_by) {
      found.policies.emplace_back(policies_.set->policy_name(policy));
    }
    for (const Clause& clause : decision_.require) {
      if (clause.status == ClauseStatus::failed) {
        found.policies.emplace_back(policies_.set->policy_name(clause.policy));
      }
    }
  }

  const ComparedSet& policies_;
  std::int64_t now_;
  model::PolicySet model_;
  Scratch scratch_;
  Decision decision_;
  std::shared_ptr<Space> space_;
  SpaceQuery query_;
  std::shared_ptr<Kept> kept_ = std::make_shared<Kept>();
  bool complete_ = true;
};

}  // namespace

Lockout find_lockout(const ComparedSet& policies, std::int64_t now) { return Search(policies, now).run(); }

}  // namespace doorward::analysis
