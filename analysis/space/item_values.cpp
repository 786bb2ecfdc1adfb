#include "space/item_values.h"

#include <algorithm>

#include "choices.h"
#include "doorward/compiler/address.h"

namespace doorward::analysis {
namespace {

SpaceValue value_of(std::string text, std::string phrase, std::function<void(SignIn&)> apply) {
  return {std::move(text), std::move(phrase), {}, {}, std::move(apply)};
}

std::vector<SpaceValue> values_of(std::vector<Choice> choices, const std::string& before, const std::string& behind) {
  std::vector<SpaceValue> values;
  for (Choice& choice : choices) {
    std::string phrase = before + choice.text + behind;
    values.push_back(value_of(std::move(choice.text), std::move(phrase), std::move(choice.apply)));
  }
  return values;
}

}  // namespace

SpaceValue member_value() {
  return value_of("members", "members", [](SignIn&) {});
}

SpaceValue agent_user_value() {
  return value_of("agent-users", "agent-users", [](SignIn& s) { s.user.agent = true; });
}

SpaceValue guest_value(Mask kind, std::string_view word, const std::string& tenant, const std::string& tenant_name) {
  std::string text(word);
  if (!tenant_name.empty()) text += " of " + tenant_name;
  return value_of(text, text, [kind, tenant](SignIn& s) {
    s.user.guest = true;
    s.user.guest_kinds = kind;
    s.user.home_tenant = tenant;
  });
}

SpaceValue identity_value(const model::SubjectItem& item, const std::string& name) {
  using Kind = model::SubjectItem::Kind;
  const std::string id = item.kind == Kind::upn ? std::string() : item.id.text;
  const std::string upn = item.kind == Kind::upn ? item.id.text : std::string();
  const bool agent = item.kind == Kind::agent_user;
  return value_of(name, name, [id, upn, agent](SignIn& s) {
    if (!id.empty()) s.user.id = id;
    if (!upn.empty()) s.user.upn = upn;
    if (agent) s.user.agent = true;
  });
}

SpaceValue membership_value(const std::string& name, const model::Id& id, bool group) {
  SpaceValue value = value_of("in " + name, name, [id = id.text, group](SignIn& s) {
    if (group) {
      s.user.groups.push_back(id);
    } else {
      s.user.roles.push_back(id);
    }
  });
  value.given.push_back("user in " + name);
  return value;
}

SpaceValue workload_value(const std::string& id, bool agent, bool own_tenant, std::string text, std::string phrase) {
  return value_of(std::move(text), std::move(phrase), [id, agent, own_tenant](SignIn& s) {
    s.has_user = false;
    s.has_workload = true;
    s.workload.id = id;
    s.workload.agent = agent;
    s.workload.own_tenant = own_tenant;
  });
}

SpaceValue app_value(const model::Id& id, WardNames& names) {
  const std::string name = names.name("app", id);
  return value_of(name, "for " + name, [text = id.text](SignIn& s) { s.app = text; });
}

SpaceValue other_app_value(WardNames& names) {
  const std::string name = names.declared("app", "other-app", kOtherApp);
  return value_of("any other app", "for " + name, [](SignIn& s) { s.app = kOtherApp; });
}

SpaceValue agent_resource_value() {
  return value_of("an app of agents", "", [](SignIn& s) {
    s.app = kOtherApp;
    s.app_agent = true;
  });
}

SpaceValue action_value(const FactRow& row) {
  const std::string text = "action " + std::string(row.ward);
  const auto action = static_cast<UserAction>(row.value);
  return value_of(text, "for " + text, [action](SignIn& s) {
    s.app = {};
    s.user_action = action;
  });
}

std::optional<SpaceValue> context_value(const model::Id& id) {
  unsigned number = 0;
  for (const char c : id.key.substr(std::min<std::size_t>(1, id.key.size()))) {
    if (c < '0' || c > '9' || number > 99) return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  if (number == 0 || number > 99) return std::nullopt;
  const std::string text = "context c" + std::to_string(number);
  return value_of(text, "for " + text, [number](SignIn& s) {
    s.app = {};
    s.auth_context = static_cast<std::uint8_t>(number);
  });
}

SpaceValue place_value(const std::optional<IpAddress>& address, const std::string& country, bool compliant) {
  std::array<char, 2> code{};
  if (country.size() == 2) code = {country[0], country[1]};
  SpaceValue value;
  value.apply = [address, code, compliant](SignIn& s) {
    s.ip = address;
    s.country = code;
    s.network_compliant = compliant;
  };
  value.text = compliant ? "the compliant network" : "no address";
  if (address) {
    model::IpRange alone;
    alone.first = *address;
    value.phrase = "on " + to_string(alone);
  }
  return value;
}

std::vector<SpaceValue> mask_values(Dimension dimension) {
  switch (dimension) {
    case Dimension::clients:
      return values_of(client_choices(true), "through ", "");
    case Dimension::flows:
      return values_of(flow_choices(), "by ", " flow");
    case Dimension::platforms: {
      auto values = values_of(platform_choices(), "running ", "");
      // No word names the unknown platform: a sentence leaves it open.
      values.back().phrase.clear();
      return values;
    }
    case Dimension::sign_in_risk:
      return values_of(risk_choices(dimension), "at ", " sign-in risk");
    case Dimension::user_risk:
      return values_of(risk_choices(dimension), "at ", " user risk");
    case Dimension::insider_risk:
      return values_of(risk_choices(dimension), "at ", " insider risk");
    case Dimension::service_principal_risk:
      return values_of(risk_choices(dimension), "at ", " workload risk");
    case Dimension::agent_risk:
      return values_of(risk_choices(dimension), "at ", " agent risk");
    case Dimension::users:
    case Dimension::workloads:
    case Dimension::targets:
    case Dimension::networks:
    case Dimension::devices:
    case Dimension::when:
    case Dimension::time:
      break;
  }
  return {};
}

}  // namespace doorward::analysis
