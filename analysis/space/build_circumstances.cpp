// What devices, users' attributes, apps and times there are, and the states of per-user MFA.
#include <algorithm>
#include <set>

#include "space/build.h"
#include "space/compared.h"

namespace doorward::analysis {
namespace {

constexpr std::size_t kMostDevices = 8192;
constexpr std::size_t kMostAttributes = 1024;
constexpr std::int64_t kWeek = std::int64_t{7} * 86'400;
constexpr std::int64_t kQuarter = std::int64_t{15} * 60;

bool no_condition(const model::Policy& /*from*/, model::Policy& /*to*/) { return false; }

bool demands(const std::vector<const model::PolicySet*>& sides, ControlKind kind) {
  return std::any_of(sides.begin(), sides.end(), [&](const model::PolicySet* side) {
    return std::any_of(side->policies.begin(), side->policies.end(), [&](const model::Policy& policy) {
      if (!policy.grant) return false;
      const auto& controls = policy.grant->controls;
      return std::any_of(controls.begin(), controls.end(),
                         [&](const model::Control& control) { return control.kind == kind; });
    });
  });
}

auto compares(model::AttributeScope scope) {
  return [scope](const model::Expr& expr) {
    return expr.kind == model::Expr::Kind::comparison && expr.comparison.attribute.scope == scope;
  };
}

void collect_minutes(const model::Expr& expr, std::set<std::int64_t>& minutes) {
  for (const model::Expr& child : expr.children) collect_minutes(child, minutes);
  if (expr.kind != model::Expr::Kind::time) return;
  // Zones are ahead or behind by whole quarters of an hour.
  minutes.insert(expr.time.start_minute % 15);
  minutes.insert(expr.time.end_minute % 15);
}

SpaceValue state(std::string text, std::vector<std::string> given, std::function<void(SignIn&)> apply) {
  return {std::move(text), {}, {}, std::move(given), std::move(apply)};
}

std::vector<SpaceValue> state_values() {
  const auto user = [](UserState state, bool registered, bool password) {
    return [state, registered, password](SignIn& s) {
      s.user.mfa_state = state;
      s.user.mfa_registered = registered;
      s.user.has_app_password = password;
    };
  };
  std::vector<SpaceValue> values;
  values.push_back(state("MFA state disabled", {}, user(UserState::disabled, true, true)));
  values.push_back(state("MFA state enabled, not registered",
                         {"user.mfa-state is \"enabled\"", "user.mfa-registered is false"},
                         user(UserState::enabled, false, true)));
  values.push_back(state("MFA state enabled", {"user.mfa-state is \"enabled\""}, user(UserState::enabled, true, true)));
  values.push_back(
      state("MFA state enforced", {"user.mfa-state is \"enforced\""}, user(UserState::enforced, true, true)));
  values.push_back(state("MFA state enforced, without an app password",
                         {"user.mfa-state is \"enforced\"", "user.has-app-password is false"},
                         user(UserState::enforced, true, false)));
  return values;
}

}  // namespace

void SpaceBuilder::build_devices() {
  const bool compliance = demands(sides_, ControlKind::compliant_device);
  const bool joined = demands(sides_, ControlKind::domain_joined_device);
  Compared compared;
  if (compliance) compared.add(DeviceAttribute::is_compliant);
  if (joined) compared.add(DeviceAttribute::trust_type);
  for (const model::PolicySet* side : sides_) {
    for (const model::Policy& policy : side->policies) {
      for (const model::Filter& filter : policy.device_filters) {
        compared.add(filter.rule, model::AttributeScope::device);
      }
    }
  }
  for (const WhenAtom& atom : atoms_) compared.add(*atom.expr, model::AttributeScope::device);
  if (compared.empty()) return;
  std::vector<SpaceValue> values(1);
  contents_.complete = compared.cross(values, kMostDevices) && contents_.complete;
  for (SpaceValue& value : values) value.phrase = "using devices where " + value.phrase;
  const auto configure = [](const model::Policy& from, model::Policy& to) {
    to.device_filters = from.device_filters;
    return !from.device_filters.empty();
  };
  const auto mine = compares(model::AttributeScope::device);
  std::vector<SpaceValue> unseen(1);
  unseen.front().text = "unregistered";
  unseen.front().apply = [](SignIn&) {};
  MeasuredDimension dimension{
      "device", answers(std::move(values), configure, mine),
      answers(std::move(unseen), configure, mine, [](SignIn& s) { s.client_app = ClientApp::other; })};
  for (Measured& one : dimension.values) {
    SignIn sign_in = neutral_sign_in();
    one.value.apply(sign_in);
    const auto trust = sign_in.device.properties[static_cast<std::size_t>(DeviceAttribute::trust_type)];
    if (compliance && sign_in.device.is_compliant.value_or(false)) one.facts |= kCompliantDevice;
    if (joined && trust == kHybridJoined) one.facts |= kHybridJoinedDevice;
  }
  contents_.dimensions.push_back(std::move(dimension));
}

void SpaceBuilder::build_user_attributes() {
  Compared compared;
  for (const WhenAtom& atom : atoms_) compared.add(*atom.expr, model::AttributeScope::user);
  if (compared.empty()) return;
  std::vector<SpaceValue> values(1);
  contents_.complete = compared.cross(values, kMostAttributes) && contents_.complete;
  measure("user", std::move(values), no_condition, compares(model::AttributeScope::user));
}

void SpaceBuilder::build_apps() {
  const bool approved = demands(sides_, ControlKind::approved_application);
  const bool protect = demands(sides_, ControlKind::compliant_application);
  if (!approved && !protect) return;
  std::vector<SpaceValue> values{{"an app that is neither approved nor protected", "", {}, {}, [](SignIn&) {}}};
  const auto add = [&](std::string text, bool one, bool other) {
    values.push_back({std::move(text), "", {}, {}, [one, other](SignIn& s) {
                        if (one) s.satisfied.push_back("approvedApplication");
                        if (other) s.satisfied.push_back("compliantApplication");
                      }});
  };
  if (approved) add("an approved app", true, false);
  if (protect) add("a protected app", false, true);
  if (approved && protect) add("an approved and protected app", true, true);
  measure("app protection", std::move(values), no_condition, [](const model::Expr&) { return false; });
  for (Measured& value : contents_.dimensions.back().values) {
    SignIn sign_in;
    value.value.apply(sign_in);
    for (const std::string_view control : sign_in.satisfied) {
      value.facts |= control == "approvedApplication" ? kApprovedApp : kProtectedApp;
    }
  }
}

void SpaceBuilder::build_times() {
  std::set<std::int64_t> minutes;
  for (const model::PolicySet* side : sides_) {
    for (const model::Policy& policy : side->policies) {
      for (const model::Expr& expr : policy.times) collect_minutes(expr, minutes);
    }
  }
  for (const WhenAtom& atom : atoms_) collect_minutes(*atom.expr, minutes);
  if (minutes.empty()) return;
  minutes.insert(0);
  std::vector<SpaceValue> values;
  const auto add = [&](std::int64_t time, std::string text) {
    values.push_back({std::move(text), "", {}, {}, [time](SignIn& s) { s.time = time; }});
  };
  add(options_.now, "the decision time");
  const std::int64_t first = options_.now - options_.now % kQuarter;
  for (std::int64_t quarter = first; quarter < first + kWeek; quarter += kQuarter) {
    for (const std::int64_t minute : minutes) {
      const std::int64_t time = quarter + minute * 60;
      if (time > options_.now) add(time, std::to_string(time - options_.now) + " seconds later");
    }
  }
  measure(
      "time", std::move(values),
      [](const model::Policy& from, model::Policy& to) {
        to.times = from.times;
        return !from.times.empty();
      },
      [](const model::Expr& expr) { return expr.kind == model::Expr::Kind::time; });
}

void SpaceBuilder::build_user_states() {
  measure("userState", state_values(), no_condition, [](const model::Expr&) { return false; });
  std::uint32_t number = 0;
  for (Measured& value : contents_.dimensions.back().values) value.facts = kFirstStateFact * number++;
}

}  // namespace doorward::analysis
