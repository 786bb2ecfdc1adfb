#include "try_changes.h"

#include <algorithm>
#include <set>

#include "phrases.h"
#include "set_image.h"

namespace doorward::runtime {
namespace {

constexpr std::size_t kMaxEfforts = 32;

/// Tries sign-ins that differ from one in one thing.
class Trial {
 public:
  Trial(Scratch& scratch, const SignIn& sign_in, const EvaluateOptions& options)
      : scratch_(scratch), sign_in_(sign_in), options_(options) {
    evaluate(scratch_, sign_in_, options_, before_);
  }

  std::vector<Change> run();

 private:
  template <class Alter>
  void attempt(std::string phrase, Alter alter);
  void try_efforts();
  void try_device();
  void try_circumstances();
  void try_networks();

  Scratch& scratch_;
  const SignIn& sign_in_;
  const EvaluateOptions& options_;
  Decision before_;
  Decision after_;
  std::vector<Change> changes_;
};

template <class Alter>
void Trial::attempt(std::string phrase, Alter alter) {
  SignIn changed = sign_in_;
  alter(changed);
  evaluate(scratch_, changed, options_, after_);
  if (after_.outcome < before_.outcome) changes_.push_back({std::move(phrase), after_.outcome});
}

std::vector<Change> Trial::run() {
  if (before_.outcome == Outcome::grant) return {};
  try_efforts();
  try_device();
  try_circumstances();
  try_networks();
  return std::move(changes_);
}

/// What a person, or the app in use, could still do: each unmet control alone, then all that is prompted for.
void Trial::try_efforts() {
  const PolicySet& set = scratch_.set();
  std::vector<std::string> efforts;
  const auto add = [&](std::string_view control) {
    if (efforts.size() < kMaxEfforts && std::find(efforts.begin(), efforts.end(), control) == efforts.end()) {
      efforts.emplace_back(control);
    }
  };
  for (const Clause& clause : before_.require) {
    const auto controls = set.controls(clause.policy);
    for (std::size_t i = 0; i < controls.size(); ++i) {
      if (((clause.unmet >> i) & 1U) != 0) add(set.control(controls[i]));
    }
  }
  if (before_.user_state.status == ClauseStatus::pending) add(set.control(set.image().controls.mfa()));
  if (before_.user_state.effect == StateEffect::app_password) add("appPassword");
  for (const std::string& effort : efforts) {
    attempt(effort, [&](SignIn& s) { s.satisfied.push_back(effort); });
  }
  if (before_.next.size() < 2) return;
  std::string phrase;
  for (const std::uint32_t control : before_.next) {
    phrase += (phrase.empty() ? "" : " and ") + std::string(set.control(control));
  }
  attempt(std::move(phrase), [&](SignIn& s) {
    for (const std::uint32_t control : before_.next) s.satisfied.push_back(set.control(control));
  });
}

void Trial::try_device() {
  const auto trust = static_cast<std::size_t>(DeviceAttribute::trust_type);
  const std::size_t before = changes_.size();
  attempt("a compliant device", [](SignIn& s) { s.device.is_compliant = true; });
  attempt("a hybrid-joined device", [&](SignIn& s) { s.device.properties[trust] = kHybridJoined; });
  const auto grants = [](const Change& change) { return change.outcome == Outcome::grant; };
  if (std::any_of(changes_.begin() + static_cast<std::ptrdiff_t>(before), changes_.end(), grants)) return;
  attempt("a compliant, hybrid-joined device", [&](SignIn& s) {
    s.device.is_compliant = true;
    s.device.properties[trust] = kHybridJoined;
  });
}

void Trial::try_circumstances() {
  if (sign_in_.client_app && (kLegacyClients & bit(*sign_in_.client_app)) != 0) {
    attempt("a modern client", [](SignIn& s) { s.client_app = ClientApp::browser; });
  }
  if (sign_in_.flow.value_or(Flow::none) != Flow::none) {
    attempt("no special authentication flow", [](SignIn& s) { s.flow = Flow::none; });
  }
  attempt("no sign-in risk", [](SignIn& s) { s.sign_in_risk = RiskLevel::none; });
  attempt("no user risk", [](SignIn& s) { s.user_risk = RiskLevel::none; });
  attempt("no insider risk", [](SignIn& s) { s.insider_risk = InsiderRisk::none; });
  for (const FactRow& row : kPlatforms) {
    if (row.graph.empty()) continue;
    const auto platform = static_cast<Platform>(row.value);
    attempt("the platform " + std::string(row.ward), [&](SignIn& s) { s.device.platform = platform; });
  }
  attempt("a fresh sign-in", [](SignIn& s) {
    s.auth_age = 0;
    s.mfa_age = 0;
  });
}

/// The first address of every trusted network, of the MFA trusted IPs, and the compliant network.
void Trial::try_networks() {
  constexpr std::size_t kMaxNetworks = 16;
  const bytecode::ModuleView& module = scratch_.set().image().module;
  std::size_t tried = 0;
  for (const bytecode::NetworkEntry& network : module.networks) {
    const bool trusted = network.kind == bytecode::NetworkKind::mfa_trusted ||
                         (network.kind == bytecode::NetworkKind::ranges && (network.flags & bytecode::kTrusted) != 0);
    if (network.kind == bytecode::NetworkKind::compliant) {
      attempt("the compliant network", [](SignIn& s) { s.network_compliant = true; });
    }
    if (!trusted || network.members.count == 0 || ++tried > kMaxNetworks) continue;
    attempt("the network " + std::string(module.string(network.name)),
            [&](SignIn& s) { s.ip = module.ranges[network.members.first].first; });
  }
}

}  // namespace

std::vector<Change> try_changes(Scratch& scratch, const SignIn& sign_in, const EvaluateOptions& options) {
  return Trial(scratch, sign_in, options).run();
}

}  // namespace doorward::runtime
