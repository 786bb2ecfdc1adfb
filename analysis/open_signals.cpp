#include "open_signals.h"

namespace doorward::analysis {
namespace {

SignalMask device_signals() {
  SignalMask signals = 0;
  for (const DeviceAttributeRow& row : kDeviceAttributes) {
    signals |= signal_bit(static_cast<DeviceAttribute>(row.value));
  }
  return signals;
}

/// The signals that a condition on `dimension` may read.
SignalMask signals_of(Dimension dimension) {
  switch (dimension) {
    case Dimension::clients:
      return signal_bit(Signal::client_app);
    case Dimension::platforms:
      return signal_bit(Signal::platform);
    case Dimension::networks:
      return signal_bit(Signal::network_ip) | signal_bit(Signal::network_country) |
             signal_bit(Signal::network_compliant);
    case Dimension::sign_in_risk:
      return signal_bit(Signal::risk_sign_in);
    case Dimension::user_risk:
      return signal_bit(Signal::risk_user);
    case Dimension::insider_risk:
      return signal_bit(Signal::risk_insider);
    case Dimension::service_principal_risk:
      return signal_bit(Signal::risk_service_principal);
    case Dimension::agent_risk:
      return signal_bit(Signal::risk_agent);
    case Dimension::flows:
      return signal_bit(Signal::flow);
    case Dimension::devices:
    case Dimension::when:
      return device_signals();
    case Dimension::users:
    case Dimension::workloads:
    case Dimension::targets:
    case Dimension::time:
      break;
  }
  return 0;
}

/// Whether a condition on `dimension` may read the open attribute `path`.
bool reads(Dimension dimension, std::string_view path) {
  if (dimension == Dimension::when) return true;
  if (dimension == Dimension::targets) return path.starts_with("app.");
  return dimension == Dimension::workloads && path.starts_with("workload.");
}

}  // namespace

OpenSignals::OpenSignals(const PolicySet& set, const Decision& decision, const Stated& stated)
    : signals_(decision.assumed & ~stated.signals) {
  for (const std::uint32_t path : decision.assumed_attributes) {
    std::string name(set.string(path));
    if (!stated.attributes.contains(name)) attributes_.insert(std::move(name));
  }
}

std::set<std::string> OpenSignals::names_in(Dimension dimension) const {
  std::set<std::string> names;
  const SignalMask open = signals_ & signals_of(dimension);
  for (std::size_t s = 0; s < kSignalPaths.size(); ++s) {
    if (((open >> s) & 1U) != 0) names.emplace(kSignalPaths[s]);
  }
  for (const std::string& path : attributes_) {
    if (reads(dimension, path)) names.insert(path);
  }
  return names;
}

std::string OpenSignals::names_of(const std::vector<Mismatch>& mismatches) const {
  std::set<std::string> all;
  for (const Mismatch& mismatch : mismatches) {
    auto names = names_in(mismatch.dimension);
    if (names.empty()) return {};
    all.merge(names);
  }
  std::string text;
  for (const std::string& name : all) text += (text.empty() ? "`" : ", `") + name + '`';
  return text;
}

}  // namespace doorward::analysis
