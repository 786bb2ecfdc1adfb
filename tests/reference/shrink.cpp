#include "reference/shrink.h"

#include <utility>

namespace doorward::reference {
namespace {

/// Tries changes on the case and keeps those under which it still fails.
class Shrinker {
 public:
  Shrinker(Case start, const std::function<bool(const Case&)>& fails) : best_(std::move(start)), fails_(fails) {}

  Case run() {
    for (bool smaller = true; smaller && tries_ < kMaxTries;) smaller = shrink_once();
    return std::move(best_);
  }

 private:
  static constexpr std::size_t kMaxTries = 20000;

  template <class Change>
  bool attempt(const Change& change) {
    if (++tries_ > kMaxTries) return false;
    Case smaller = best_;
    change(smaller);
    if (!fails_(smaller)) return false;
    best_ = std::move(smaller);
    return true;
  }

  /// Removes elements of the list that `list_of` finds, one by one from the end, down to `least`.
  template <class ListOf>
  bool shorten(const ListOf& list_of, std::size_t least = 0) {
    bool shorter = false;
    for (std::size_t i = list_of(best_).size(); i-- > 0;) {
      if (list_of(best_).size() <= least) break;
      shorter |= attempt([&](Case& c) {
        auto& list = list_of(c);
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
      });
    }
    return shorter;
  }

  template <class Member>
  bool drop(Member SignIn::*member) {
    if (best_.sign_in.*member == Member{}) return false;
    return attempt([&](Case& c) { c.sign_in.*member = Member{}; });
  }

  template <class Member>
  bool drop(Member model::Policy::*member, std::size_t policy) {
    if (!(best_.set.policies[policy].*member)) return false;
    return attempt([&](Case& c) { c.set.policies[policy].*member = Member{}; });
  }

  bool shrink_rule(std::size_t policy) {
    const auto& when = best_.set.policies[policy].when;
    bool smaller = false;
    for (std::size_t i = 0; when && i < when->children.size(); ++i) {
      smaller |= attempt([&](Case& c) {
        const model::Expr child = c.set.policies[policy].when->children[i];
        c.set.policies[policy].when = child;
      });
    }
    for (std::size_t f = 0; f < best_.set.policies[policy].device_filters.size(); ++f) {
      for (std::size_t i = 0; i < best_.set.policies[policy].device_filters[f].rule.children.size(); ++i) {
        smaller |= attempt([&](Case& c) {
          model::Filter& filter = c.set.policies[policy].device_filters[f];
          const model::Expr child = filter.rule.children[i];
          filter.rule = child;
        });
      }
    }
    return smaller;
  }

  /// Whether any of the members could be dropped; every one is tried.
  template <class... Members>
  bool drop_of(std::size_t p, Members... members) {
    bool smaller = false;
    ((smaller = drop(members, p) || smaller), ...);
    return smaller;
  }
  template <class... Members>
  bool drop_of_sign_in(Members... members) {
    bool smaller = false;
    ((smaller = drop(members) || smaller), ...);
    return smaller;
  }

  bool shrink_policy(std::size_t p) {
    using model::Policy;
    const auto policy = [p](Case& c) -> Policy& { return c.set.policies[p]; };
    bool smaller = drop_of(p, &Policy::clients, &Policy::platforms, &Policy::networks, &Policy::sign_in_risk,
                           &Policy::user_risk, &Policy::insider_risk, &Policy::service_principal_risk,
                           &Policy::agent_risk, &Policy::flows, &Policy::when, &Policy::approximated);
    smaller |= shorten([&](Case & c) -> auto& { return policy(c).device_filters; });
    smaller |= shorten([&](Case & c) -> auto& { return policy(c).times; });
    smaller |= shorten([&](Case & c) -> auto& { return policy(c).targets.exclude; });
    smaller |= shorten(
        [&](Case & c) -> auto& { return policy(c).targets.include; }, 1);
    if (policy(best_).users) {
      smaller |= shorten([&](Case & c) -> auto& { return policy(c).users->exclude; });
      smaller |= shorten(
          [&](Case & c) -> auto& { return policy(c).users->include; }, 1);
    }
    if (policy(best_).networks) {
      smaller |= shorten([&](Case & c) -> auto& { return policy(c).networks->exclude; });
      smaller |= shorten(
          [&](Case & c) -> auto& { return policy(c).networks->include; }, 1);
    }
    if (policy(best_).grant) {
      smaller |= shorten(
          [&](Case & c) -> auto& { return policy(c).grant->controls; }, 1);
    }
    if (policy(best_).session.says_something() && (policy(best_).block || policy(best_).grant)) {
      smaller |= attempt([&](Case& c) { policy(c).session = {}; });
    }
    return shrink_rule(p) || smaller;
  }

  bool shrink_user() {
    bool smaller = shorten([](Case & c) -> auto& { return c.sign_in.user.groups; });
    smaller |= shorten([](Case & c) -> auto& { return c.sign_in.user.roles; });
    smaller |= shorten([](Case & c) -> auto& { return c.sign_in.user.attributes; });
    smaller |= shorten([](Case & c) -> auto& { return c.sign_in.workload.attributes; });
    return smaller;
  }

  bool shrink_sign_in() {
    bool smaller = drop_of_sign_in(&SignIn::app, &SignIn::app_agent, &SignIn::user_action, &SignIn::auth_context,
                                   &SignIn::client_app, &SignIn::ip, &SignIn::country, &SignIn::network_compliant,
                                   &SignIn::sign_in_risk, &SignIn::user_risk, &SignIn::service_principal_risk,
                                   &SignIn::agent_risk, &SignIn::insider_risk, &SignIn::flow, &SignIn::mfa_age,
                                   &SignIn::auth_age, &SignIn::remembered_device);
    smaller |= shorten([](Case & c) -> auto& { return c.sign_in.audiences; });
    smaller |= shorten([](Case & c) -> auto& { return c.sign_in.satisfied; });
    smaller |= shorten([](Case & c) -> auto& { return c.sign_in.strengths; });
    smaller |= shorten([](Case & c) -> auto& { return c.sign_in.methods; });
    smaller |= shorten([](Case & c) -> auto& { return c.sign_in.app_attributes; });
    for (const DeviceAttributeRow& row : kDeviceAttributes) {
      if (best_.sign_in.device.properties[row.value].empty()) continue;
      smaller |= attempt([&](Case& c) { c.sign_in.device.properties[row.value] = {}; });
    }
    return shrink_user() || smaller;
  }

  bool shrink_once() {
    bool smaller = shorten([](Case & c) -> auto& { return c.set.policies; });
    for (std::size_t p = 0; p < best_.set.policies.size(); ++p) smaller |= shrink_policy(p);
    if (best_.set.settings) {
      smaller |= attempt([](Case& c) { c.set.settings.reset(); });
    }
    return shrink_sign_in() || smaller;
  }

  Case best_;
  const std::function<bool(const Case&)>& fails_;
  std::size_t tries_ = 0;
};

}  // namespace

Case shrink(Case start, const std::function<bool(const Case&)>& fails) {
  return Shrinker(std::move(start), fails).run();
}

}  // namespace doorward::reference
