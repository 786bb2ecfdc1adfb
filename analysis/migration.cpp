#include "doorward/analysis/migration.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <tuple>

#include "doorward/analysis/space.h"
#include "doorward/compiler/compile.h"
#include "doorward/runtime/evaluate.h"
#include "weaker.h"

namespace doorward::analysis {
namespace {

/// The policies once states are ignored, with those `on` that only reported.
model::PolicySet without_states(const model::PolicySet& model, const std::set<std::size_t>& on) {
  model::PolicySet set = model;
  if (!set.settings) set.settings.emplace();
  set.settings->precedence = Precedence::state_ignored;
  for (const std::size_t policy : on) set.policies[policy].state = model::PolicyState::enabled;
  return set;
}

std::set<std::size_t> reporting(const model::PolicySet& model) {
  std::set<std::size_t> numbers;
  for (std::size_t p = 0; p < model.policies.size(); ++p) {
    if (model.policies[p].state == model::PolicyState::report_only) numbers.insert(p);
  }
  return numbers;
}

void collect_attributes(const model::Expr& expr, std::set<std::string>& names) {
  for (const model::Expr& child : expr.children) collect_attributes(child, names);
  const bool of_user =
      expr.kind == model::Expr::Kind::comparison && expr.comparison.attribute.scope == model::AttributeScope::user;
  if (of_user) names.insert(expr.comparison.attribute.name);
}

/// Attributes of users that policies look at.
std::set<std::string> attributes_of(const model::PolicySet& model) {
  std::set<std::string> names;
  for (const model::Policy& policy : model.policies) {
    if (policy.when) collect_attributes(*policy.when, names);
  }
  return names;
}

/// A user whose texts are its own.
struct OwnedUser {
  explicit OwnedUser(const UserSignals& user) : signals(user) {
    for (std::string_view* text : {&signals.id, &signals.upn, &signals.home_tenant}) own(*text);
    for (std::string_view& group : signals.groups) own(group);
    for (std::string_view& role : signals.roles) own(role);
    for (Attribute& attribute : signals.attributes) {
      own(attribute.name);
      for (std::string_view& value : attribute.values) own(value);
    }
  }
  OwnedUser(const OwnedUser&) = delete;
  OwnedUser& operator=(const OwnedUser&) = delete;

  void own(std::string_view& text) { text = texts.emplace_back(text); }

  UserSignals signals;
  std::deque<std::string> texts;
};

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

/// Kinds of sign-ins that are named for one user.
constexpr std::size_t kMostGaps = 8;

/// How often policies and users are looked at to find policies that need not be switched on.
constexpr std::size_t kMostTrials = 1000;

/// What the point says of the client; empty where no policy looks at clients.
std::string client_of(const SpacePoint& point) {
  for (std::size_t d = 0; d < point.labels.size(); ++d) {
    if (point.labels[d] == "clientApp") return point.values[d]->text + ": ";
  }
  return {};
}

bool is_of_user(const std::string& label) { return label == "users" || label == "user" || label == "userState"; }

}  // namespace

struct Migration::State {
  State(const ComparedSet& policies, std::int64_t decision_time)
      : model(policies.model),
        now(decision_time),
        before(policies.set),
        attributes(attributes_of(policies.model)),
        at_once(without_states(policies.model, {}), decision_time),
        later(without_states(policies.model, reporting(policies.model)), decision_time) {}

  MigrationStanding look_at(const UserSignals& user);
  MigrationStanding compare(After& after, const UserSignals& user);

  bool covers(const std::set<std::size_t>& on);
  std::string attribute_key(const UserSignals& user) const;

  using Key = std::tuple<PolicyBits, PolicyBits, int, int, int, std::string>;
  const model::PolicySet& model;
  std::int64_t now;
  Scratch before;
  Decision decided_before;
  Decision decided_after;
  std::set<std::string> attributes;
  After at_once;
  After later;
  std::map<Key, MigrationStanding> known;
  std::deque<OwnedUser> later_users;  // one of each kind who are covered later
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
  std::set<std::string> seen;
  const bool searched = after.space.search(dimensions, query, [&](const SpacePoint& point) {
    SignIn sign_in = point.sign_in;
    sign_in.user = user;
    const EvaluateOptions options{.now = sign_in.time.value_or(now), .strict = false};
    evaluate(before, sign_in, options, decided_before);
    evaluate(*after.scratch, sign_in, options, decided_after);
    const std::string why = why_weaker({before, decided_before}, {*after.scratch, decided_after}, sign_in, options);
    if (why.empty() || !seen.insert(client_of(point) + why).second) return true;
    standing.gaps.push_back({sentence_of(point), why});
    return standing.gaps.size() < kMostGaps;
  });
  if (!standing.gaps.empty()) {
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
  later_users.emplace_back(user);
  return now_standing;
}

/// Whether everybody who is covered later is covered by these policies.
bool Migration::State::covers(const std::set<std::size_t>& on) {
  After after(without_states(model, on), now);
  return std::all_of(later_users.begin(), later_users.end(), [&](const OwnedUser& user) {
    return compare(after, user.signals).kind == MigrationStanding::Kind::covered;
  });
}

/// What the policies may look at; other attributes tell nobody apart.
std::string Migration::State::attribute_key(const UserSignals& user) const {
  std::string key;
  for (const Attribute& attribute : user.attributes) {
    const bool asked = std::any_of(attributes.begin(), attributes.end(),
                                   [&](const std::string& name) { return equals_ignoring_case(name, attribute.name); });
    if (!asked) continue;
    key.append(attribute.name).append(attribute.collection ? "[" : "=");
    for (const std::string_view value : attribute.values) key.append(value) += '\0';
  }
  return key;
}

const MigrationStanding& Migration::of(const UserSignals& user) {
  static const MigrationStanding kNothing;
  const UserState state = user.mfa_state.value_or(UserState::disabled);
  if (state == UserState::disabled) return kNothing;
  const auto flag = [](const std::optional<bool>& one) { return !one ? 2 : *one ? 1 : 0; };
  const State::Key key{state_->at_once.space.subject_holds(user),
                       state_->later.space.subject_holds(user),
                       static_cast<int>(state),
                       flag(user.mfa_registered),
                       flag(user.has_app_password),
                       state_->attribute_key(user)};
  const auto known = state_->known.find(key);
  if (known != state_->known.end()) return known->second;
  return state_->known.emplace(key, state_->look_at(user)).first->second;
}

std::vector<std::string> Migration::to_switch_on() {
  std::vector<std::string> names;
  if (state_->later_users.empty()) return names;
  std::set<std::size_t> on = reporting(state_->model);
  const bool few = on.size() * state_->later_users.size() <= kMostTrials;
  for (const std::size_t policy : reporting(state_->model)) {
    std::set<std::size_t> fewer = on;
    fewer.erase(policy);
    if (few && state_->covers(fewer)) on = std::move(fewer);
  }
  for (const std::size_t policy : on) names.push_back(state_->model.policies[policy].name);
  return names;
}

}  // namespace doorward::analysis
