// The table of user states, row by row, and the three precedences (SEMANTICS.md §5).
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "reference/build.h"
#include "reference/decide.h"

namespace doorward::reference {
namespace {

constexpr std::int64_t kDay = 86400;

model::PolicySet with_settings(std::vector<model::Policy> policies = {}) {
  model::PolicySet set = set_of(std::move(policies));
  set.settings.emplace().trusted_ips = {range("192.0.2.192/26")};
  set.settings->remember_days = 14;
  return set;
}

SignIn of(UserState state, ClientApp client) {
  SignIn sign_in = user_sign_in();
  sign_in.user.mfa_state = state;
  sign_in.client_app = client;
  return sign_in;
}

Decision decided(const model::PolicySet& set, const SignIn& sign_in) {
  return decide(set, published_app_groups(), sign_in, {.now = 0, .strict = false});
}

/// Outcome and user state as they stand in the decision.
std::string state_of(const model::PolicySet& set, const SignIn& sign_in) {
  const Decision decision = decided(set, sign_in);
  return decision.outcome + " " + to_json(decision)["userState"].dump();
}

TEST_CASE("user state, first row: disabled asks nothing of any client") {
  for (const ClientApp client : {ClientApp::browser, ClientApp::desktop, ClientApp::activesync, ClientApp::other}) {
    CHECK(state_of(with_settings(), of(UserState::disabled, client)) ==
          R"(grant {"state":"disabled","effect":"none","status":"satisfied","overrode":[]})");
  }
}

TEST_CASE("user state: an absent state is disabled") {
  CHECK(state_of(with_settings(), user_sign_in()) ==
        R"(grant {"state":"disabled","effect":"none","status":"satisfied","overrode":[]})");
}

TEST_CASE("user state, second row: a modern client on a trusted address is exempt, registered or not") {
  for (const bool registered : {true, false}) {
    SignIn sign_in = of(UserState::enabled, ClientApp::browser);
    sign_in.ip = address("192.0.2.193");
    sign_in.user.mfa_registered = registered;
    CHECK(state_of(with_settings(), sign_in) ==
          R"(grant {"state":"enabled","effect":"exempt","exemptBy":"trusted-ip","status":"satisfied","overrode":[]})");
  }
}

TEST_CASE("user state, third row: a modern client of a user who has not registered must register") {
  SignIn sign_in = of(UserState::enabled, ClientApp::desktop);
  sign_in.user.mfa_registered = false;
  sign_in.remembered_device = true;
  sign_in.mfa_age = 0;
  CHECK(state_of(with_settings(), sign_in) ==
        R"(challenge {"state":"enabled","effect":"require-registration","status":"pending","overrode":[]})");
  CHECK(decided(with_settings(), sign_in).register_mfa);
  sign_in.satisfied = {"mfa"};
  CHECK(state_of(with_settings(), sign_in) ==
        R"(grant {"state":"enabled","effect":"require-registration","status":"satisfied","overrode":[]})");
}

TEST_CASE("user state, fourth row: a remembered device is exempt within the days, the last second included") {
  SignIn sign_in = of(UserState::enforced, ClientApp::browser);
  sign_in.remembered_device = true;
  sign_in.mfa_age = 14 * kDay;
  CHECK(
      state_of(with_settings(), sign_in) ==
      R"(grant {"state":"enforced","effect":"exempt","exemptBy":"remembered-device","status":"satisfied","overrode":[]})");
  sign_in.mfa_age = 14 * kDay + 1;
  CHECK(state_of(with_settings(), sign_in) ==
        R"(challenge {"state":"enforced","effect":"require-mfa","status":"pending","overrode":[]})");
  sign_in.mfa_age.reset();
  CHECK(state_of(with_settings(), sign_in) ==
        R"(challenge {"state":"enforced","effect":"require-mfa","status":"pending","overrode":[]})");
}

TEST_CASE("user state, fifth row: every other modern client must do mfa, also one whose client app is not known") {
  for (const UserState state : {UserState::enabled, UserState::enforced}) {
    SignIn sign_in = of(state, ClientApp::browser);
    sign_in.client_app.reset();
    CHECK(decided(with_settings(), sign_in).user_state.effect == "require-mfa");
    CHECK(decided(with_settings(), sign_in).next == std::vector<std::string>{"mfa"});
    sign_in.methods = {bit(Method::password) | bit(Method::sms)};
    CHECK(decided(with_settings(), sign_in).outcome == "grant");
  }
}

TEST_CASE("user state, sixth row: an enabled user goes on with the password in legacy clients") {
  SignIn sign_in = of(UserState::enabled, ClientApp::activesync);
  sign_in.user.mfa_registered = false;
  CHECK(state_of(with_settings(), sign_in) ==
        R"(grant {"state":"enabled","effect":"none","status":"satisfied","overrode":[]})");
}

TEST_CASE("user state, seventh row: legacy on a trusted address is exempt while no app password was created") {
  SignIn sign_in = of(UserState::enforced, ClientApp::other);
  sign_in.ip = address("192.0.2.193");
  sign_in.user.has_app_password = false;
  CHECK(state_of(with_settings(), sign_in) ==
        R"(grant {"state":"enforced","effect":"exempt","exemptBy":"trusted-ip","status":"satisfied","overrode":[]})");
  sign_in.user.has_app_password = true;
  CHECK(state_of(with_settings(), sign_in) ==
        R"(block {"state":"enforced","effect":"app-password","status":"failed","overrode":[]})");
}

TEST_CASE("user state, last row: an enforced user needs an app password in legacy clients") {
  SignIn sign_in = of(UserState::enforced, ClientApp::activesync);
  CHECK(state_of(with_settings(), sign_in) ==
        R"(block {"state":"enforced","effect":"app-password","status":"failed","overrode":[]})");
  sign_in.satisfied = {"appPassword"};
  CHECK(state_of(with_settings(), sign_in) ==
        R"(grant {"state":"enforced","effect":"app-password","status":"satisfied","overrode":[]})");
  sign_in.satisfied = {"mfa"};
  CHECK(decided(with_settings(), sign_in).outcome == "block");
}

TEST_CASE("user state: where app passwords are not allowed none is accepted") {
  model::PolicySet set = with_settings();
  set.settings->app_passwords_allowed = false;
  SignIn sign_in = of(UserState::enforced, ClientApp::activesync);
  sign_in.satisfied = {"appPassword"};
  CHECK(decided(set, sign_in).outcome == "block");
}

TEST_CASE("user state: without settings nothing is trusted or remembered, and app passwords are allowed") {
  SignIn sign_in = of(UserState::enforced, ClientApp::browser);
  sign_in.ip = address("192.0.2.193");
  sign_in.remembered_device = true;
  sign_in.mfa_age = 0;
  CHECK(decided(set_of({}), sign_in).user_state.effect == "require-mfa");
  sign_in.client_app = ClientApp::other;
  sign_in.satisfied = {"appPassword"};
  CHECK(decided(set_of({}), sign_in).outcome == "grant");
}

TEST_CASE("user state: a workload has none") {
  CHECK(state_of(with_settings(), workload_sign_in()) ==
        R"(grant {"state":"disabled","effect":"none","status":"satisfied","overrode":[]})");
}

TEST_CASE("user state: an agent user cannot be prompted, so what its state demands has failed") {
  SignIn sign_in = of(UserState::enforced, ClientApp::browser);
  sign_in.user.agent = true;
  sign_in.satisfied = {"mfa"};
  CHECK(state_of(with_settings(), sign_in) ==
        R"(block {"state":"enforced","effect":"require-mfa","status":"failed","overrode":[]})");
}

TEST_CASE("precedence: a clause met by a device waives nothing, and the decision names its policy") {
  const model::PolicySet set = with_settings(
      {requiring_any("CA1", {control(ControlKind::mfa), control(ControlKind::compliant_device)}),
       requiring_all("CA2", {control(ControlKind::mfa), control(ControlKind::compliant_device)}),
       requiring("CA3", ControlKind::compliant_device), requiring("CA4", ControlKind::mfa), open_policy("CA5")});
  SignIn sign_in = of(UserState::enforced, ClientApp::browser);
  sign_in.device.is_compliant = true;
  CHECK(state_of(set, sign_in) ==
        R"(challenge {"state":"enforced","effect":"require-mfa","status":"pending","overrode":["CA1","CA3"]})");
}

TEST_CASE("precedence: a state that exempts or asks for an app password overrides nothing by default") {
  const model::PolicySet set = with_settings({requiring("CA1", ControlKind::mfa)});
  SignIn sign_in = of(UserState::enforced, ClientApp::browser);
  sign_in.ip = address("192.0.2.193");
  CHECK(
      state_of(set, sign_in) ==
      R"(challenge {"state":"enforced","effect":"exempt","exemptBy":"trusted-ip","status":"satisfied","overrode":[]})");
}

TEST_CASE("precedence, overrides: mfa in policies counts as met where the state demands it or exempts from it") {
  model::PolicySet set =
      with_settings({requiring_all("CA1", {control(ControlKind::mfa), control(ControlKind::terms, guid(1))}),
                     requiring("CA2", ControlKind::mfa), requiring_any("CA3", {strength_control(0)})});
  set.settings->precedence = Precedence::state_overrides_policies;
  SignIn sign_in = of(UserState::enforced, ClientApp::browser);
  sign_in.ip = address("192.0.2.193");
  const Decision decision = decided(set, sign_in);
  CHECK(decision.outcome == "challenge");
  CHECK(decision.user_state.overrode == std::vector<std::string>{"CA1", "CA2"});
  CHECK(decision.require[0].unmet == std::vector<std::string>{"terms:" + guid(1)});
  CHECK(decision.require[1].status == "satisfied");
  CHECK(decision.require[2].status == "pending");
}

TEST_CASE("precedence, overrides: a state without effect, or with an app password, leaves policies in full") {
  model::PolicySet set = with_settings({requiring("CA1", ControlKind::mfa)});
  set.settings->precedence = Precedence::state_overrides_policies;
  CHECK(decided(set, of(UserState::disabled, ClientApp::browser)).outcome == "challenge");
  CHECK(decided(set, of(UserState::enabled, ClientApp::other)).outcome == "block");
  SignIn sign_in = of(UserState::enforced, ClientApp::other);
  sign_in.satisfied = {"appPassword"};
  CHECK(decided(set, sign_in).require[0].status == "failed");
}

TEST_CASE("precedence, overrides: a block still stands") {
  model::PolicySet set = with_settings({blocking("CA1")});
  set.settings->precedence = Precedence::state_overrides_policies;
  SignIn sign_in = of(UserState::enforced, ClientApp::browser);
  sign_in.ip = address("192.0.2.193");
  CHECK(decided(set, sign_in).outcome == "block");
}

TEST_CASE("precedence, overrides: report-only policies see mfa as met too") {
  model::Policy reporting = requiring("CA1", ControlKind::mfa);
  reporting.state = model::PolicyState::report_only;
  model::PolicySet set = with_settings({reporting});
  set.settings->precedence = Precedence::state_overrides_policies;
  const Decision decision = decided(set, of(UserState::enforced, ClientApp::browser));
  CHECK(decision.report_only == std::vector<std::pair<std::string, std::string>>{{"CA1", "reportOnlySuccess"}});
}

TEST_CASE("precedence, ignored: the state is told but asks nothing") {
  model::PolicySet set = with_settings();
  set.settings->precedence = Precedence::state_ignored;
  CHECK(state_of(set, of(UserState::enforced, ClientApp::browser)) ==
        R"(grant {"state":"enforced","effect":"none","status":"satisfied","overrode":[]})");
}

}  // namespace
}  // namespace doorward::reference
