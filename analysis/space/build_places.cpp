// What for and where from: targets and networks.
#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "doorward/compiler/address.h"
#include "doorward/vocabulary/vocabulary.h"
#include "space/build.h"
#include "space/compared.h"
#include "space/item_values.h"

namespace doorward::analysis {
namespace {

using Target = model::TargetItem::Kind;

/// Apps are crossed with values of their attributes up to this many.
constexpr std::size_t kMostTargets = 4096;
/// Excepted apps that are told apart beside the app that is asked for.
constexpr std::size_t kMostAudiences = 5;
/// Addresses are crossed with countries up to this many.
constexpr std::size_t kMostPlaces = 16'384;

/// The targets that policies name, once each.
class TargetValues {
 public:
  explicit TargetValues(WardNames& names) : names_(names) {}

  void add(const std::vector<model::TargetItem>& items) {
    for (const model::TargetItem& item : items) {
      if (item.kind == Target::app) add_app(item.id);
      if (item.kind == Target::app_group) add_group(item.id);
      if (item.kind == Target::context) add_context(item.id);
      if (item.kind == Target::agent_resources) agents_ = true;
      if (item.kind == Target::user_action) actions_ = true;
      for (const model::Expr& rule : item.rule) rules_.push_back(&rule);
    }
  }

  std::vector<SpaceValue> take(Compared& compared) {
    if (agents_) add_agents();
    values_.insert(values_.begin(), other_app_value(names_));
    if (actions_) {
      for (const FactRow& row : kUserActions) add_action(row);
    }
    for (const model::Expr* rule : rules_) compared.add(*rule, model::AttributeScope::app);
    return std::move(values_);
  }

 private:
  void push(const std::string& key, SpaceValue value) {
    if (seen_.insert(key).second) values_.push_back(std::move(value));
  }
  void push(SpaceValue value) {
    if (seen_.insert(value.text).second) values_.push_back(std::move(value));
  }

  void add_app(const model::Id& id) {
    if (!seen_.insert("app " + id.key).second) return;
    values_.push_back(app_value(id, names_));
    apps_.push_back(values_.back());
  }

  /// Any app may be an agent's, one that policies name as well.
  void add_agents() {
    values_.push_back(agent_resource_value());
    for (SpaceValue& app : apps_) {
      app.text += ", an app of agents";
      app.apply = [apply = std::move(app.apply)](SignIn& s) {
        apply(s);
        s.app_agent = true;
      };
      values_.push_back(std::move(app));
    }
  }

  void add_group(const model::Id& id) {
    const vocabulary::AppGroupRow* group = vocabulary::find_app_group(id.key);
    for (const vocabulary::AppGroupMember& member : vocabulary::app_group_members()) {
      if (group != nullptr && member.group == group->graph) add_app(model::Id::of(member.app_id));
    }
  }

  void add_context(const model::Id& id) {
    if (auto value = context_value(id)) push(std::move(*value));
  }

  void add_action(const FactRow& row) { push(action_value(row)); }

  WardNames& names_;
  std::vector<SpaceValue> values_;
  std::vector<SpaceValue> apps_;
  std::vector<const model::Expr*> rules_;
  std::set<std::string> seen_;
  bool actions_ = false;
  bool agents_ = false;
};

/// The apps that policies except, once each; of a group one stands for all.
std::vector<SpaceValue> excepted_apps(const std::vector<const model::PolicySet*>& sides, WardNames& names) {
  std::set<std::string> seen;
  std::vector<SpaceValue> apps;
  bool agents = false;
  const auto add = [&](const model::Id& id) {
    if (seen.insert(id.key).second) apps.push_back(app_value(id, names));
  };
  for (const model::PolicySet* side : sides) {
    for (const model::Policy& policy : side->policies) {
      for (const model::TargetItem& item : policy.targets.exclude) {
        if (item.kind == Target::app) add(item.id);
        if (item.kind == Target::agent_resources && !agents) apps.push_back(agent_resource_value());
        agents = agents || item.kind == Target::agent_resources;
        if (item.kind != Target::app_group) continue;
        const vocabulary::AppGroupRow* group = vocabulary::find_app_group(item.id.key);
        const auto members = vocabulary::app_group_members();
        const auto member = std::find_if(members.begin(), members.end(), [&](const auto& each) {
          return group != nullptr && each.group == group->graph;
        });
        if (member != members.end()) add(model::Id::of(member->app_id));
      }
    }
  }
  return apps;
}

/// Adds each of `values` that asks for an app or a context once more with each set of `apps` beside it. More apps than
/// policies except need not be looked at: what applies to a request for two of them applies to a request for one.
bool add_audiences(const std::vector<SpaceValue>& apps, std::vector<SpaceValue>& values) {
  if (apps.size() > kMostAudiences || (values.size() << apps.size()) > kMostTargets) return false;
  const std::size_t alone = values.size();
  for (std::size_t v = 0; v < alone; ++v) {
    SignIn sign_in;
    values[v].apply(sign_in);
    for (std::size_t set = 1; !sign_in.user_action && set < std::size_t{1} << apps.size(); ++set) {
      SpaceValue both = values[v];
      std::string beside;
      std::vector<std::function<void(SignIn&)>> applied;
      for (std::size_t a = 0; a < apps.size(); ++a) {
        if ((set >> a & 1U) == 0) continue;
        beside += (beside.empty() ? " together with " : " and ") + apps[a].text;
        applied.push_back(apps[a].apply);
      }
      both.text += beside;
      both.phrase += beside;
      both.apply = [first = values[v].apply, applied](SignIn& s) {
        first(s);
        const std::string_view app = s.app;
        for (const auto& apply : applied) {
          apply(s);
          s.audiences.push_back(s.app);
        }
        if (!app.empty()) s.app = app;
      };
      values.push_back(std::move(both));
    }
  }
  return true;
}

using Addresses = std::set<IpAddress>;

/// Which networks of addresses hold the address.
std::vector<bool> networks_of(const std::vector<const model::PolicySet*>& sides, const IpAddress& address) {
  model::IpRange alone;
  alone.first = address;
  const auto holds = [&](const model::IpRange& range) { return contains(range, alone); };
  std::vector<bool> on;
  for (const model::PolicySet* side : sides) {
    for (const model::Network& network : side->networks) {
      on.push_back(std::any_of(network.ranges.begin(), network.ranges.end(), holds));
    }
    const bool settings = side->settings.has_value();
    on.push_back(settings &&
                 std::any_of(side->settings->trusted_ips.begin(), side->settings->trusted_ips.end(), holds));
  }
  return on;
}

/// A country that no network names.
std::string other_country(const std::set<std::string>& named) {
  for (char first = 'A'; first <= 'Z'; ++first) {
    for (char second = 'Z'; second >= 'A'; --second) {
      const std::string code{first, second};
      if (!named.contains(code)) return code;
    }
  }
  return *named.begin();
}

/// The first address behind a range; nothing behind the last of all.
std::optional<IpAddress> behind(const model::IpRange& range) {
  IpAddress last = range.first;
  for (std::size_t b = range.prefix; b < 128; ++b) {
    last[b / 8] = static_cast<std::uint8_t>(last[b / 8] | (0x80U >> (b % 8)));
  }
  for (std::size_t i = last.size(); i-- > 0;) {
    if (++last[i] != 0) return last;
  }
  return std::nullopt;
}

/// Ranges cut the addresses where they begin and behind where they end: these stand for all.
void collect(const std::vector<model::IpRange>& ranges, Addresses& addresses) {
  for (const model::IpRange& range : ranges) {
    addresses.insert(range.first);
    if (const auto next = behind(range)) addresses.insert(*next);
  }
}

}  // namespace

void SpaceBuilder::build_targets() {
  TargetValues targets(contents_.names);
  Compared compared;
  for (const model::PolicySet* side : sides_) {
    for (const model::Policy& policy : side->policies) {
      targets.add(policy.targets.include);
      targets.add(policy.targets.exclude);
    }
  }
  for (const WhenAtom& atom : atoms_) compared.add(*atom.expr, model::AttributeScope::app);
  std::vector<SpaceValue> values = targets.take(compared);
  contents_.complete = compared.cross(values, kMostTargets) && contents_.complete;
  if (options_.audiences) {
    contents_.complete = add_audiences(excepted_apps(sides_, contents_.names), values) && contents_.complete;
  }
  measure(
      "targets", std::move(values),
      [](const model::Policy& from, model::Policy& to) {
        to.targets = from.targets;
        return true;
      },
      [](const model::Expr& expr) {
        return expr.kind == model::Expr::Kind::comparison &&
               expr.comparison.attribute.scope == model::AttributeScope::app;
      });
}

void SpaceBuilder::build_networks() {
  Addresses addresses;
  std::set<std::string> countries;
  bool compliant = false;
  for (const model::PolicySet* side : sides_) {
    if (side->settings) collect(side->settings->trusted_ips, addresses);
    for (const model::Network& network : side->networks) {
      collect(network.ranges, addresses);
      countries.insert(network.countries.begin(), network.countries.end());
      compliant = compliant || network.kind == model::Network::Kind::compliant;
    }
  }
  if (!countries.empty()) countries.insert(other_country(countries));
  const auto configure = [](const model::Policy& from, model::Policy& to) {
    to.networks = from.networks;
    return from.networks.has_value();
  };
  const auto none = [](const model::Expr&) { return false; };
  std::vector<SpaceValue> alone;
  for (const IpAddress& address : addresses) alone.push_back(place_value(address, "", false));
  // Addresses first, so that only those that policies tell apart are crossed with countries.
  const std::vector<Measured> measured = answers(std::move(alone), configure, none);
  const IpAddress elsewhere = neutral_sign_in().ip.value_or(IpAddress{});
  std::vector<IpAddress> kept{elsewhere};
  // What is on the same networks is alike also together with a country or the compliant network, which conditions may
  // ask for at once. Where that is too much, what the same conditions hold for alone.
  for (const bool by_network : {true, false}) {
    kept.resize(1);
    std::set<std::tuple<PolicyBits, std::uint32_t, std::vector<bool>>> told;
    std::size_t next = 0;
    for (const IpAddress& address : addresses) {
      auto on = by_network ? networks_of(sides_, address) : std::vector<bool>();
      if (told.emplace(measured[next++].holds, trusted_facts(address), std::move(on)).second) kept.push_back(address);
    }
    if (kept.size() * (countries.size() + 1) * (compliant ? 2 : 1) <= kMostPlaces) break;
    contents_.complete = false;
  }
  std::vector<SpaceValue> values;
  for (const IpAddress& address : kept) values.push_back(place_value(address, "", false));
  for (const std::string& country : countries) {
    for (const IpAddress& address : kept) values.push_back(place_value(address, country, false));
  }
  for (std::size_t a = 0; compliant && a < kept.size(); ++a) {
    values.push_back(place_value(kept[a], "", true));
    for (const std::string& country : countries) values.push_back(place_value(kept[a], country, true));
  }
  values.push_back(place_value(std::nullopt, "", false));
  measure("network", std::move(values), configure, none);
  for (Measured& value : contents_.dimensions.back().values) {
    SignIn sign_in;
    value.value.apply(sign_in);
    if (sign_in.ip) value.facts = trusted_facts(*sign_in.ip);
  }
  name_networks(contents_.dimensions.back());
}

std::uint32_t SpaceBuilder::trusted_facts(const IpAddress& address) const {
  std::uint32_t facts = 0;
  model::IpRange alone;
  alone.first = address;
  for (std::size_t side = 0; options_.user_states && side < sides_.size() && side < 2; ++side) {
    if (!sides_[side]->settings) continue;
    const auto& ranges = sides_[side]->settings->trusted_ips;
    if (std::any_of(ranges.begin(), ranges.end(),
                    [&](const model::IpRange& range) { return contains(range, alone); })) {
      facts |= static_cast<std::uint32_t>(kMfaTrusted) << side;
    }
  }
  return facts;
}

/// Which of the first side's networks each value is on: as a sentence may say it, and for who reads it.
void SpaceBuilder::name_networks(MeasuredDimension& dimension) {
  const model::PolicySet& side = *sides_.front();
  ProbeSet set(side);
  for (std::size_t n = 0; n < side.networks.size(); ++n) {
    model::Policy probe = ProbeSet::open();
    model::NetworkItem item;
    item.kind = model::NetworkItem::Kind::named;
    item.network = static_cast<std::uint32_t>(n);
    probe.networks.emplace().include.push_back(item);
    set.add(n, std::move(probe));
  }
  set.compile();
  for (Measured& value : dimension.values) {
    SignIn sign_in = neutral_sign_in();
    value.value.apply(sign_in);
    PolicyBits on(side.networks.size());
    set.ask(sign_in, contents_.now, on);
    std::set<std::string> names;
    for (std::size_t n = 0; n < side.networks.size(); ++n) {
      const model::Network& network = side.networks[n];
      if (!on.test(n) || network.builtin || network.kind == model::Network::Kind::composite) continue;
      names.insert(written(network.name));
    }
    std::string text;
    for (const std::string& name : names) {
      text += (text.empty() ? "" : " and ") + name;
      value.value.also.push_back("on " + name + " networks");
    }
    if (text.empty() && sign_in.ip && !sign_in.network_compliant.value_or(false)) text = "no named network";
    if (!text.empty()) value.value.text = text;
    if (value.value.phrase.empty() && !value.value.also.empty()) value.value.phrase = value.value.also.front();
  }
}

}  // namespace doorward::analysis
