#include "doorward/analysis/space.h"

#include <algorithm>

#include "space/build.h"
#include "space/classes.h"

namespace doorward::analysis {
namespace {

/// Of the ranges kept for documentation: an address of no tenant.
constexpr IpAddress kElsewhere{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 198, 51, 100, 250};
constexpr std::string_view kSomebody = "00000000-0000-4000-8000-0000000000fb";
constexpr std::string_view kSomeApp = "00000000-0000-4000-8000-0000000000ff";

/// Whether the dimension makes no difference.
bool is_one(const SpaceDimension& dimension) {
  if (dimension.classes.size() != 1) return dimension.classes.empty() && dimension.unseen.empty();
  const SpaceClass& one = dimension.classes.front();
  return std::all_of(dimension.unseen.begin(), dimension.unseen.end(), [&](const SpaceClass& unseen) {
    return unseen.holds == one.holds && unseen.atoms == one.atoms && unseen.facts == one.facts;
  });
}

}  // namespace

SignIn neutral_sign_in() {
  SignIn s;
  s.has_user = true;
  s.user.id = kSomebody;
  s.user.guest = false;
  s.user.guest_kinds = 0;
  s.user.has_groups = true;
  s.user.has_roles = true;
  s.user.agent = false;
  s.user.mfa_state = UserState::disabled;
  s.user.mfa_registered = true;
  s.user.has_app_password = true;
  s.app = kSomeApp;
  s.app_agent = false;
  s.client_app = ClientApp::browser;
  s.ip = kElsewhere;
  s.network_compliant = false;
  s.device.platform = Platform::windows;
  s.device.is_compliant = false;
  s.sign_in_risk = RiskLevel::none;
  s.user_risk = RiskLevel::none;
  s.service_principal_risk = RiskLevel::none;
  s.agent_risk = RiskLevel::none;
  s.insider_risk = InsiderRisk::none;
  s.flow = Flow::none;
  return s;
}

Space::Space(const std::vector<const model::PolicySet*>& sides, const SpaceOptions& options)
    : contents_(std::make_unique<Contents>()) {
  SpaceBuilder(sides, options, *contents_).build();
}

Space::~Space() = default;

std::size_t Space::policy_count() const { return contents_->policies; }

std::size_t Space::number(std::size_t side, std::size_t index) const { return contents_->first_of_side[side] + index; }

SpaceQuery Space::everything() const {
  const std::size_t count = contents_->policies;
  return {PolicyBits::all(count), PolicyBits(count), PolicyBits(count), PolicyBits(count)};
}

PolicyBits Space::subject_holds(const UserSignals& user) const {
  SignIn sign_in = neutral_sign_in();
  sign_in.user = user;
  PolicyBits holds(contents_->policies);
  for (ProbeSet& set : contents_->who) set.ask(sign_in, contents_->now, holds);
  return holds;
}

SignIn Space::neutral() const { return neutral_sign_in(); }

const std::map<std::string, std::string>& Space::undeclared_nouns() const { return contents_->names.undeclared(); }

std::vector<SpaceDimension> Space::dimensions(const SpaceQuery& query, bool& complete) const {
  complete = complete && contents_->complete;
  std::vector<SpaceDimension> all;
  all.push_back(subject_classes(*contents_, query, complete));
  for (const MeasuredDimension& dimension : contents_->dimensions) {
    SpaceDimension merged = merged_classes(*contents_, dimension, query);
    // Where the query rules values out, the class that is left must still be applied.
    const bool narrowed = std::any_of(dimension.values.begin(), dimension.values.end(), [&](const Measured& value) {
      const PolicyBits relevant = value.holds & query.relevant;
      return !relevant.contains(query.required) || (query.one_of.any() && !relevant.intersects(query.one_of));
    });
    if (narrowed || !is_one(merged)) all.push_back(std::move(merged));
  }
  return all;
}

}  // namespace doorward::analysis
