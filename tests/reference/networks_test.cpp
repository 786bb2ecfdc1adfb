// Named locations, the sentinels, and addresses of both families (SEMANTICS.md §1 "network", §8.7).
#include "reference/networks.h"

#include <doctest/doctest.h>

#include "reference/build.h"

namespace doorward::reference {
namespace {

using Place = model::NetworkItem::Kind;

/// Network 0 is trusted, 1 is not, 2 and 3 are of countries, 4 the compliant network, 5 the MFA trusted IPs, 6 all
/// but 0.
model::PolicySet places() {
  model::PolicySet set = set_of({});
  set.networks.push_back(ranges("hq", true, {"203.0.113.0/24", "2001:db8:17::/48"}));
  set.networks.push_back(ranges("lab", false, {"203.0.113.128/25", "::/0"}));
  set.networks.push_back(countries("nordics", {"DK", "NO"}, false));
  set.networks.push_back(countries("anywhere", {"DK"}, true));
  model::Network compliant;
  compliant.kind = model::Network::Kind::compliant;
  set.networks.push_back(compliant);
  model::Network mfa;
  mfa.kind = model::Network::Kind::mfa_trusted;
  set.networks.push_back(mfa);
  model::Network abroad;
  abroad.kind = model::Network::Kind::composite;
  abroad.composite = {{place(Place::all)}, {place(Place::named, 0)}, {}};
  set.networks.push_back(abroad);
  set.settings.emplace().trusted_ips = {range("192.0.2.192/26")};
  return set;
}

/// The networks of places() that a sign-in is in, as digits, and `T` for AllTrusted.
std::string found(const SignIn& sign_in) {
  const model::PolicySet set = places();
  std::string text;
  const Circumstances seen(sign_in, 0);
  for (std::uint32_t network = 0; network < set.networks.size(); ++network) {
    if (matches({{place(Place::named, network)}, {}, {}}, set, seen)) text += std::to_string(network);
  }
  if (matches({{place(Place::all_trusted)}, {}, {}}, set, seen)) text += "T";
  return text;
}

SignIn from(std::string_view text) {
  SignIn sign_in = user_sign_in();
  sign_in.ip = address(text);
  return sign_in;
}

TEST_CASE("networks: an address is in every range that contains it") {
  CHECK(found(from("203.0.113.200")) == "013T");
  CHECK(found(from("203.0.113.7")) == "03T");
  CHECK(found(from("192.0.2.200")) == "356T");
  CHECK(found(from("198.51.100.7")) == "36");
}

TEST_CASE("networks: IPv4 and IPv6 stay apart, and a v4-mapped address is its IPv4") {
  CHECK(found(from("2001:db8:17::1")) == "013T");
  CHECK(found(from("2001:db8:18::1")) == "136");
  CHECK(found(from("::ffff:203.0.113.7")) == "03T");
  CHECK(found(from("64:ff9b::203.0.113.7")) == "136");
}

TEST_CASE("networks: without an address only `All` and countries can match") {
  SignIn sign_in = user_sign_in();
  CHECK(found(sign_in) == "36");
  sign_in.country = {'D', 'K'};
  CHECK(found(sign_in) == "236");
  sign_in.country = {'F', 'I'};
  CHECK(found(sign_in) == "6");
  sign_in.network_compliant = true;
  CHECK(found(sign_in) == "46");
  CHECK(matches({{place(Place::all)}, {}, {}}, places(), Circumstances(sign_in, 0)));
}

TEST_CASE("networks: an exclude wins") {
  const model::NetworkCondition untrusted{{place(Place::all)}, {place(Place::all_trusted)}, {}};
  CHECK_FALSE(matches(untrusted, places(), Circumstances(from("203.0.113.7"), 0)));
  CHECK(matches(untrusted, places(), Circumstances(from("198.51.100.7"), 0)));
  CHECK(matches(untrusted, places(), Circumstances(user_sign_in(), 0)));
}

}  // namespace
}  // namespace doorward::reference
