// Networks: ranges that cannot be right, and what is not covered by them.
#include <array>
#include <cstring>

#include "doorward/compiler/address.h"
#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::IpRange;
using model::Network;
using model::NetworkItem;
using model::Policy;

struct KnownRange {
  std::string_view range;
  std::string_view what;
};

constexpr auto kPrivate = std::to_array<KnownRange>({
    {"10.0.0.0/8", "private"},
    {"172.16.0.0/12", "private"},
    {"192.168.0.0/16", "private"},
    {"100.64.0.0/10", "shared by a provider's customers"},
    {"fc00::/7", "private"},
});
constexpr auto kNowhere = std::to_array<KnownRange>({
    {"0.0.0.0/8", "the unspecified address"},
    {"127.0.0.0/8", "a loopback address"},
    {"169.254.0.0/16", "a link-local address"},
    {"224.0.0.0/4", "a multicast address"},
    {"::/128", "the unspecified address"},
    {"::1/128", "a loopback address"},
    {"fe80::/10", "a link-local address"},
    {"ff00::/8", "a multicast address"},
});

template <class Table>
const KnownRange* find_range(const Table& table, const IpRange& range) {
  for (const KnownRange& row : table) {
    const auto known = parse_range(row.range);
    if (known && contains(known->range, range)) return &row;
  }
  return nullptr;
}

constexpr std::uint8_t kV4Bits = 96;
bool is_v4(const IpRange& range) {
  const auto v4 = parse_range("0.0.0.0/0");
  return v4 && range.prefix >= kV4Bits && contains(v4->range, range);
}

template <class Take>
void each_range(const model::PolicySet& set, const Take& take) {
  for (const Network& network : set.networks) {
    for (const IpRange& range : network.ranges) take(range, network.trusted);
  }
  if (!set.settings) return;
  for (const IpRange& range : set.settings->trusted_ips) take(range, true);
}

bool uses_gps(const Policy& policy, const model::PolicySet& set, const Network*& found) {
  if (!policy.networks) return false;
  for (const auto* items : {&policy.networks->include, &policy.networks->exclude}) {
    for (const NetworkItem& item : *items) {
      if (item.kind != NetworkItem::Kind::named || !set.networks[item.network].by_gps) continue;
      found = &set.networks[item.network];
      return true;
    }
  }
  return false;
}

bool refers_to_trusted(const Policy& policy, const model::PolicySet& set) {
  const auto is_trusted = [&](const NetworkItem& item) {
    if (item.kind == NetworkItem::Kind::all_trusted) return true;
    if (item.kind != NetworkItem::Kind::named) return false;
    const auto& out = set.networks[item.network].composite.exclude;
    return std::any_of(out.begin(), out.end(),
                       [](const NetworkItem& each) { return each.kind == NetworkItem::Kind::all_trusted; });
  };
  if (!policy.networks) return false;
  const auto& in = policy.networks->include;
  const auto& out = policy.networks->exclude;
  return std::any_of(in.begin(), in.end(), is_trusted) || std::any_of(out.begin(), out.end(), is_trusted);
}

bool covered(const std::vector<IpRange>& ranges, const IpRange& range) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const IpRange& each) { return contains(each, range); });
}

}  // namespace

void lint_wide_trusted_range(const Scene& scene) {
  constexpr std::uint8_t widest_v4 = 16;
  constexpr std::uint8_t widest_v6 = 29;
  each_range(scene.set, [&](const IpRange& range, bool trusted) {
    const bool wide = is_v4(range) ? range.prefix < kV4Bits + widest_v4 : range.prefix < widest_v6;
    if (!trusted || !wide || find_range(kPrivate, range) != nullptr || find_range(kNowhere, range) != nullptr) return;
    scene.report<Code::wide_trusted_range>(range.origin, to_string(range), 128 - range.prefix).help =
        "list the ranges of your own exits";
  });
}

void lint_unusable_address(const Scene& scene) {
  each_range(scene.set, [&](const IpRange& range, bool) {
    const KnownRange* row = find_range(kNowhere, range);
    if (row == nullptr) return;
    scene.report<Code::unusable_address>(range.origin, to_string(range), row->what).help = "leave it out";
  });
}

void lint_private_range(const Scene& scene) {
  each_range(scene.set, [&](const IpRange& range, bool) {
    const KnownRange* row = find_range(kPrivate, range);
    if (row == nullptr) return;
    scene.report<Code::private_range>(range.origin, to_string(range), row->what).help =
        "list the public addresses of the exits";
  });
}

void lint_gps_location_asked(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    const Network* network = nullptr;
    if (!enforced(policy) || !uses_gps(policy, scene.set, network)) continue;
    scene.report<Code::gps_location_asked>(policy.networks->origin, label(policy), network->name).help =
        "look countries up by address";
  }
}

void lint_report_only_gps(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    const Network* network = nullptr;
    if (policy.state != model::PolicyState::report_only || !uses_gps(policy, scene.set, network)) continue;
    scene.report<Code::report_only_gps>(policy.networks->origin, label(policy)).help = "look countries up by address";
  }
}

void lint_compliant_network_unsignaled(const Scene& scene) {
  if (scene.options.tenant.global_secure_access.value_or(true)) return;
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.networks) continue;
    for (const auto* items : {&policy.networks->include, &policy.networks->exclude}) {
      for (const NetworkItem& item : *items) {
        if (item.kind != NetworkItem::Kind::named) continue;
        if (scene.set.networks[item.network].kind != Network::Kind::compliant) continue;
        scene.report<Code::compliant_network_unsignaled>(policy.networks->origin, label(policy)).help =
            "switch signaling of Global Secure Access on";
      }
    }
  }
}

void lint_countries_without_unknown(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.block || !policy.networks) continue;
    for (const NetworkItem& item : policy.networks->include) {
      if (item.kind != NetworkItem::Kind::named) continue;
      const Network& network = scene.set.networks[item.network];
      if (network.kind != Network::Kind::countries || network.include_unknown_country) continue;
      scene.report<Code::countries_without_unknown>(policy.networks->origin, label(policy)).help =
          fmt::format("add `or unknown` to `{}`", network.name);
    }
  }
}

void lint_country_block_list(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.block || !policy.networks) continue;
    const auto& in = policy.networks->include;
    const bool countries = std::any_of(in.begin(), in.end(), [&](const NetworkItem& item) {
      return item.kind == NetworkItem::Kind::named && scene.set.networks[item.network].kind == Network::Kind::countries;
    });
    if (!countries) continue;
    scene.report<Code::country_block_list>(policy.networks->origin, label(policy)).help =
        "write `on all networks except` the countries where you work";
  }
}

void lint_no_trusted_network(const Scene& scene) {
  const auto& networks = scene.set.networks;
  if (std::any_of(networks.begin(), networks.end(), [](const Network& each) { return each.trusted; })) return;
  if (scene.set.settings && !scene.set.settings->trusted_ips.empty()) return;
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !refers_to_trusted(policy, scene.set)) continue;
    scene.report<Code::no_trusted_network>(policy.networks->origin, label(policy)).help =
        "declare one: `trusted network hq = 203.0.113.0/24`";
  }
}

void lint_trusted_without_v6(const Scene& scene) {
  const IpRange* first = nullptr;
  for (const Network& network : scene.set.networks) {
    if (!network.trusted) continue;
    for (const IpRange& range : network.ranges) {
      if (!is_v4(range)) return;
      if (first == nullptr) first = &range;
    }
  }
  if (first == nullptr) return;
  scene.report<Code::trusted_without_v6>(first->origin).help = "add the IPv6 ranges of your exits";
}

void lint_admins_on_trusted(const Scene& scene) {
  const auto& policies = scene.set.policies;
  const bool everywhere = std::any_of(policies.begin(), policies.end(), [](const Policy& policy) {
    return enforced(policy) && policy.users && insists_on_mfa(policy) && unconditional(policy) &&
           for_all_apps(policy) && (for_everyone(policy) || for_administrators(policy));
  });
  if (everywhere) return;
  for (const Policy& policy : policies) {
    if (!active(policy) || !for_administrators(policy) || !asks_mfa(policy)) continue;
    if (!excludes_trusted(policy, scene.set)) continue;
    scene.report<Code::admins_on_trusted>(policy.networks->origin, label(policy)).help = "leave the phrase out";
  }
}

void lint_trusted_in_one_place(const Scene& scene) {
  if (!scene.set.settings || scene.set.settings->trusted_ips.empty()) return;
  if (scene.set.settings->precedence == Precedence::state_ignored) return;
  std::vector<IpRange> trusted;
  for (const Network& network : scene.set.networks) {
    if (network.trusted) trusted.insert(trusted.end(), network.ranges.begin(), network.ranges.end());
  }
  for (const IpRange& range : trusted) {
    if (!is_v4(range) || covered(scene.set.settings->trusted_ips, range)) continue;
    scene.report<Code::trusted_in_one_place>(range.origin, to_string(range), "policies", "per-user MFA").help =
        "add it to the trusted IPs of `mfa settings`";
  }
}

void lint_mfa_trusted_ips_used(const Scene& scene) {
  if (!scene.set.settings || scene.set.settings->trusted_ips.empty()) return;
  scene.report<Code::mfa_trusted_ips_used>(scene.set.settings->trusted_ips.front().origin).help =
      "declare a trusted network instead";
}

}  // namespace doorward::linting
