#include "doorward/analysis/migration.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "doorward/analysis/space.h"
#include "doorward/compiler/compile.h"
#include "doorward/runtime/evaluate.h"
#include "weaker.h"

namespace doorward::analysis {
namespace {

/// The policies once states are ignored; with `later` those that only report are on.
model::PolicySet without_states(const model::PolicySet& model, bool later) {
  model::PolicySet set = model;
  if (!set.settings) set.settings.emplace();
  set.settings->precedence = Precedence::state_ignored;
  for (model::Policy& policy : set.policies) {
    if (later && policy.state == model::PolicyState::report_only) policy.state = model::PolicyState::enabled;
  }
  return set;
}

std::shared_ptr<const PolicySet> loaded(const model::PolicySet& model) {
  DiagnosticSink sink;
  std::string error;
  return PolicySet::load(compile(model, SourceMap(), {.strip = true}, sink), error);
}

/// One set that may come after, with its space.
struct After {
  After(const model::PolicySet& model, std::int64_t now)
      : set(loaded(model)), space({&model}, {.now = now, .user_states = true}) {
    enabled = PolicyBits(space.policy_count());
    for (std::size_t p = 0; p < model.policies.size(); ++p) {
      if (model.policies[p].state == model::PolicyState::enabled) enabled.set(p);
    }
    if (set) scratch.emplace(set);
  }

  std::shared_ptr<const PolicySet> set;
  Space space;
  PolicyBits enabled;
  std::optional<Scratch> scratch;
};

bool is_of_user(const std::string& label) { return label == "users" || label == "user" || label == "userState"; }

}  // namespace

struct Migration::State {
  State(const ComparedSet& policies, std::int64_t decision_time)
      : model(policies.model),
        now(decision_time),
        before(policies.set),
        at_once(without_states(policies.model, false), decision_time),
        later(without_states(policies.model, true), decision_time) {}

  MigrationStanding look_at(const UserSignals& user);
  MigrationStanding compare(After& after, const UserSignals& user);

  using Key = std::tuple<PolicyBits, PolicyBits, int, int, int>;
  const model::PolicySet& model;
  std::int64_t now;
  Scratch before;
  Decision decided_before;
  Decision decided_after;
  After at_once;
  After later;
  std::map<Key, MigrationStanding> known;
};

Migration::Migration(const ComparedSet& policies, std::int64_t now) : state_(std::make_unique<State>(policies, now)) {}
Migration::~Migration() = default;

/// Every kind of sign-in of the user, to which as few policies apply as may be, before and after.
MigrationStanding Migration::State::compare(After& after, const UserSignals& user) {
  MigrationStanding standing;
  standing.kind = MigrationStanding::Kind::undecided;
  if (!after.scratch) return standing;
  SpaceQuery query = after.space.everything();
  query.relevant = after.enabled & after.space.subject_holds(user);
  query.fewest = query.relevant;
  bool complete = true;
  auto dimensions = after.space.dimensions(query, complete);
  std::erase_if(dimensions, [](const SpaceDimension& dimension) { return is_of_user(dimension.label); });
  // Who the user is, is known: only what they are not could have been left out.
  complete = true;
  const bool searched = after.space.search(dimensions, query, [&](const SpacePoint& point) {
    SignIn sign_in = point.sign_in;
    sign_in.user = user;
    const EvaluateOptions options{.now = sign_in.time.value_or(now), .strict = false};
    evaluate(before, sign_in, options, decided_before);
    evaluate(*after.scratch, sign_in, options, decided_after);
    standing.why = why_weaker({before, decided_before}, {*after.scratch, decided_after}, sign_in, options);
    if (standing.why.empty()) return true;
    standing.sentence = sentence_of(point);
    return false;
  });
  if (!standing.why.empty()) {
    standing.kind = MigrationStanding::Kind::uncovered;
  } else if (searched && complete) {
    standing.kind = MigrationStanding::Kind::covered;
  }
  return standing;
}

MigrationStanding Migration::State::look_at(const UserSignals& user) {
  MigrationStanding now_standing = compare(at_once, user);
  if (now_standing.kind == MigrationStanding::Kind::covered) return now_standing;
  if (compare(later, user).kind != MigrationStanding::Kind::covered) return now_standing;
  now_standing = {};
  now_standing.kind = MigrationStanding::Kind::covered_later;
  return now_standing;
}

const MigrationStanding& Migration::of(const UserSignals& user) {
  static const MigrationStanding kNothing;
  const UserState state = user.mfa_state.value_or(UserState::disabled);
  if (state == UserState::disabled) return kNothing;
  const auto flag = [](const std::optional<bool>& one) { return !one ? 2 : *one ? 1 : 0; };
  const State::Key key{state_->at_once.space.subject_holds(user), state_->later.space.subject_holds(user),
                       static_cast<int>(state), flag(user.mfa_registered), flag(user.has_app_password)};
  const auto known = state_->known.find(key);
  // Conditions on attributes of a user may tell users apart whom the subjects do not.
  const bool alike = user.attributes.empty();
  if (known != state_->known.end() && alike) return known->second;
  return state_->known.insert_or_assign(key, state_->look_at(user)).first->second;
}

std::vector<std::string> Migration::to_switch_on() const {
  std::vector<std::string> names;
  const bool needed = std::any_of(state_->known.begin(), state_->known.end(), [](const auto& one) {
    return one.second.kind == MigrationStanding::Kind::covered_later;
  });
  if (!needed) return names;
  for (const model::Policy& policy : state_->model.policies) {
    if (policy.state == model::PolicyState::report_only) names.push_back(policy.name);
  }
  return names;
}

}  // namespace doorward::analysis
