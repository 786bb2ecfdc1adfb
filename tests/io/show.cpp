#include "show.h"

#include "doorward/io/sign_in_reader.h"

namespace doorward::test {
namespace {

class Lines {
 public:
  void add(std::string_view name, std::string_view value) {
    text_ += std::string(name) + ": " + std::string(value) + "\n";
  }
  void text(std::string_view name, std::string_view value) {
    if (!value.empty()) add(name, value);
  }
  void flag(std::string_view name, const std::optional<bool>& value) {
    if (value) add(name, *value ? "true" : "false");
  }
  void number(std::string_view name, const std::optional<std::int64_t>& value) {
    if (value) add(name, std::to_string(*value));
  }
  template <class Enum>
  void word(std::string_view name, std::span<const FactRow> rows, const std::optional<Enum>& value) {
    if (!value) return;
    const std::string_view graph = rows[static_cast<std::size_t>(*value)].graph;
    add(name, graph.empty() ? "unknown" : graph);
  }
  template <class List>
  void list(std::string_view name, bool present, const List& list) {
    if (!present && list.empty()) return;
    std::string joined;
    for (const std::string_view item : list) joined += (joined.empty() ? "" : ", ") + std::string(item);
    add(name, "[" + joined + "]");
  }
  void mask(std::string_view name, std::span<const FactRow> rows, Mask mask) {
    std::string joined;
    for (const FactRow& row : rows) {
      if ((mask >> row.value & 1U) != 0) joined += (joined.empty() ? "" : ", ") + std::string(row.graph);
    }
    add(name, "[" + joined + "]");
  }
  void attributes(std::string_view name, const SmallVector<Attribute, 2>& list) {
    for (const Attribute& attribute : list) {
      const std::string path = std::string(name) + "." + std::string(attribute.name);
      if (attribute.collection)
        this->list(path, true, attribute.values);
      else
        add(path, attribute.values.front());
    }
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string address_text(const IpAddress& address) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < 12; ++i) {
    const bool mapped = address[i] == (i < 10 ? 0 : 255);
    if (mapped) continue;
    for (std::size_t j = 0; j < address.size(); ++j) {
      if (j > 0 && j % 2 == 0) text += ':';
      text += kDigits[address[j] >> 4U];
      text += kDigits[address[j] & 15U];
    }
    return text;
  }
  for (std::size_t i = 12; i < 16; ++i) text += (i > 12 ? "." : "") + std::to_string(address[i]);
  return text;
}

void show_user(Lines& lines, const UserSignals& user) {
  lines.add("user", "");
  lines.text("user.id", user.id);
  lines.text("user.upn", user.upn);
  if (user.guest) lines.add("user.type", *user.guest ? "guest" : "member");
  if (user.guest_kinds) lines.mask("user.guestKind", kGuestKinds, *user.guest_kinds);
  lines.text("user.homeTenant", user.home_tenant);
  lines.list("user.groups", user.has_groups, user.groups);
  lines.list("user.roles", user.has_roles, user.roles);
  lines.flag("user.agent", user.agent);
  lines.word("user.mfaState", kUserStates, user.mfa_state);
  lines.flag("user.mfaRegistered", user.mfa_registered);
  lines.flag("user.hasAppPassword", user.has_app_password);
  lines.attributes("user.attributes", user.attributes);
}

void show_device(Lines& lines, const DeviceSignals& device) {
  lines.word("device.platform", kPlatforms, device.platform);
  lines.flag("device.isCompliant", device.is_compliant);
  for (const DeviceAttributeRow& row : kDeviceAttributes) lines.text(row.signal, device.properties[row.value]);
  lines.list("device.properties.physicalIds", device.has_physical_ids, device.physical_ids);
  lines.list("device.properties.systemLabels", device.has_system_labels, device.system_labels);
}

}  // namespace

std::string show(const SignIn& s) {
  Lines lines;
  lines.text("id", s.id);
  lines.number("time", s.time);
  if (s.from_log) lines.add("log", "");
  if (s.has_user) show_user(lines, s.user);
  if (s.has_workload) {
    lines.text("workload.id", s.workload.id);
    lines.flag("workload.ownTenant", s.workload.own_tenant);
    lines.flag("workload.agent", s.workload.agent);
    lines.attributes("workload.attributes", s.workload.attributes);
  }
  lines.text("app.id", s.app);
  lines.list("app.audiences", false, s.audiences);
  lines.flag("app.agent", s.app_agent);
  lines.attributes("app.attributes", s.app_attributes);
  lines.word("userAction", kUserActions, s.user_action);
  if (s.auth_context != 0) lines.add("authContext", "c" + std::to_string(s.auth_context));
  lines.word("clientApp", kClientApps, s.client_app);
  if (s.ip) lines.add("network.ip", address_text(*s.ip));
  if (s.country[0] != 0) lines.add("network.country", std::string(s.country.data(), 2));
  lines.flag("network.compliant", s.network_compliant);
  show_device(lines, s.device);
  lines.word("risk.signIn", kRiskLevels, s.sign_in_risk);
  lines.word("risk.user", kRiskLevels, s.user_risk);
  lines.word("risk.insider", kInsiderRisks, s.insider_risk);
  lines.word("risk.servicePrincipal", kRiskLevels, s.service_principal_risk);
  lines.word("risk.agent", kRiskLevels, s.agent_risk);
  lines.word("flow", kFlows, s.flow);
  lines.list("satisfied", false, s.satisfied);
  lines.list("strengths", false, s.strengths);
  for (const Mask methods : s.methods) lines.mask("methods", kMethods, methods);
  lines.number("session.mfaAge", s.mfa_age);
  lines.number("session.authAge", s.auth_age);
  lines.flag("session.rememberedDevice", s.remembered_device);
  return lines.take();
}

std::string read_and_show(std::string_view record) {
  SignInReader reader;
  SignIn sign_in;
  if (!reader.read(record, sign_in)) return "error: " + std::string(reader.error()) + "\n";
  return show(sign_in);
}

std::string error_of(std::string_view record) {
  SignInReader reader;
  SignIn sign_in;
  return reader.read(record, sign_in) ? "no error" : std::string(reader.error());
}

}  // namespace doorward::test
