// Sets as large as they come.
#include <doctest/doctest.h>

#include "decided.h"

namespace doorward::test {
namespace {

using namespace reference;

TEST_CASE("a policy of a million users and a hundred thousand addresses loads and decides") {
  constexpr unsigned kUsers = 1'000'000;
  constexpr unsigned kAddresses = 100'000;
  model::Policy policy = requiring("large", ControlKind::mfa);
  policy.users->include.clear();
  policy.users->include.reserve(kUsers);
  for (unsigned i = 0; i < kUsers; ++i)
    policy.users->include.push_back(subject(model::SubjectItem::Kind::user, guid(i)));
  policy.networks = model::NetworkCondition{{place(model::NetworkItem::Kind::named, 0)}, {}, {}};
  model::Network network = ranges("large", false, {});
  for (unsigned i = 0; i < kAddresses; ++i) {
    // Every second address, so that none joins another.
    model::IpRange range;
    range.first = address("10.0.0.0");
    range.first[13] = static_cast<std::uint8_t>(i >> 15U);
    range.first[14] = static_cast<std::uint8_t>(i >> 7U);
    range.first[15] = static_cast<std::uint8_t>(i << 1U);
    range.prefix = 128;
    network.ranges.push_back(range);
  }
  model::PolicySet large = set_of({policy});
  large.networks = {network};
  const auto set = load(large);
  Scratch scratch(set);
  doorward::Decision decision;
  const auto applies_to = [&](const std::string& user, std::string_view from) {
    SignIn sign_in = user_sign_in();
    sign_in.user.id = user;
    sign_in.ip = address(from);
    evaluate(scratch, sign_in, {.strict = false, .evaluation = Evaluation::interpreter}, decision);
    const bool by_interpreter = !decision.applied.empty();
    evaluate(scratch, sign_in, {.strict = false}, decision);
    CHECK(decision.status == DecisionStatus::ok);
    CHECK(by_interpreter == !decision.applied.empty());
    return by_interpreter;
  };
  CHECK(applies_to(guid(0), "10.0.0.0"));
  CHECK(applies_to(guid(kUsers - 1), "10.3.13.62"));
  CHECK(applies_to(guid(kUsers / 2), "10.1.0.128"));
  CHECK_FALSE(applies_to(guid(kUsers), "10.0.0.0"));
  CHECK_FALSE(applies_to(guid(7), "10.0.0.1"));
  CHECK_FALSE(applies_to(guid(7), "10.3.13.64"));
  CHECK_FALSE(applies_to(guid(7), "203.0.113.9"));
}

}  // namespace
}  // namespace doorward::test
