#include "log_mapping.h"

#include "doorward/io/timestamp.h"
#include "log_identity.h"
#include "signal_words.h"

namespace doorward {
namespace {

struct LogWord {
  std::string_view word;
  std::uint32_t value;
};
constexpr auto kLogClients = std::to_array<LogWord>({
#define DW_LOG_CLIENT(word, client_app) {word, static_cast<std::uint32_t>(ClientApp::client_app)},
#include "log_words.def"
});
constexpr auto kLogPlatforms = std::to_array<LogWord>({
#define DW_LOG_PLATFORM(start, platform) {start, static_cast<std::uint32_t>(Platform::platform)},
#include "log_words.def"
});
constexpr auto kLogMethods = std::to_array<LogWord>({
#define DW_LOG_METHOD(word, method) {word, static_cast<std::uint32_t>(Method::method)},
#include "log_words.def"
});
struct LogTrust {
  std::string_view part;
  std::string_view trust_type;
};
constexpr auto kLogTrusts = std::to_array<LogTrust>({
#define DW_LOG_TRUST(part, trust_type) {part, trust_type},
#include "log_words.def"
});

bool holds_ignoring_case(std::string_view text, std::string_view part) noexcept {
  for (std::size_t at = 0; at + part.size() <= text.size(); ++at) {
    if (equals_ignoring_case(text.substr(at, part.size()), part)) return true;
  }
  return false;
}

bool map_time(const LogRecord& record, RecordError& error, SignIn& s) {
  s.from_log = true;
  for (const LogField field : {LogField::created, LogField::time_generated, LogField::time}) {
    const std::string_view text = record.text(field);
    if (text.empty()) continue;
    s.time = parse_timestamp(text, true);
    const FieldPath path{{}, name_of(field)};
    return s.time.has_value() || error.unfit(path, text, "a time such as 2026-11-24T09:30:00Z");
  }
  return true;
}

/// The resource that was asked for, never the client that asked. The `resourceId` of an Azure Monitor envelope is
/// the log's own resource, a path.
void map_app(const LogRecord& record, SignIn& s) {
  const std::string_view resource = record.text(LogField::resource);
  s.app = record.text(LogField::resource_identity);
  if (s.app.empty() && !resource.starts_with('/')) s.app = resource;
  for (const std::string_view audience : record.audiences) {
    if (s.app.empty())
      s.app = audience;
    else if (!equals_ignoring_case(audience, s.app))
      s.audiences.push_back(audience);
  }
}

/// All that is neither a browser nor a modern client is a legacy protocol, named or not.
void map_client(const LogRecord& record, SignIn& s) {
  const std::string_view used = record.text(LogField::client_app);
  if (used.empty() || equals_ignoring_case(used, "unknown")) return;
  s.client_app = ClientApp::other;
  for (const LogWord& row : kLogClients) {
    if (equals_ignoring_case(row.word, used)) s.client_app = static_cast<ClientApp>(row.value);
  }
}

bool map_flow(const LogRecord& record, RecordError& error, SignIn& s) {
  const std::string_view method = record.text(LogField::transfer_method);
  if (method.empty()) {
    if (equals_ignoring_case(record.text(LogField::protocol), "deviceCode")) s.flow = Flow::device_code;
    return true;
  }
  const FactRow* row = find_graph(kFlows, method);
  if (row == nullptr) return error.unknown_word({{}, "originalTransferMethod"}, method, kFlows);
  s.flow = static_cast<Flow>(row->value);
  return true;
}

bool map_network(const LogRecord& record, RecordError& error, SignIn& s) {
  const bool own = !record.text(LogField::ip).empty();
  const LogField field = own ? LogField::ip : LogField::caller_ip;
  if (!take_ip(record.text(field), {{}, name_of(field)}, error, s.ip)) {
    return false;
  }
  if (!record.country_details.empty()) {
    return take_country(record.country_details, {"LocationDetails", "countryOrRegion"}, error, s.country);
  }
  return take_country(record.country, {"location", "countryOrRegion"}, error, s.country);
}

std::string_view& property(SignIn& s, DeviceAttribute attribute) noexcept {
  return s.device.properties[static_cast<std::size_t>(attribute)];
}

bool map_trust_type(const LogRecord& record, RecordError& error, SignIn& s) {
  const std::string_view text = record.device.trust_type;
  if (text.empty()) return true;
  const std::string_view known = trust_type_of(text);
  property(s, DeviceAttribute::trust_type) = known;
  return !known.empty() ||
         error.unfit({"deviceDetail", "trustType"}, text, "AzureAD, ServerAD or Workplace, or their portal names");
}

/// The system named in a log comes from the user agent, so it is the platform; as the property of a registered
/// device it counts only where there is one.
bool map_device(const LogRecord& record, RecordError& error, SignIn& s) {
  const LogDevice& device = record.device;
  if (!device.operating_system.empty()) {
    s.device.platform = Platform::unknown;
    for (const LogWord& row : kLogPlatforms) {
      if (device.operating_system.size() < row.word.size()) continue;
      if (!equals_ignoring_case(device.operating_system.substr(0, row.word.size()), row.word)) continue;
      s.device.platform = static_cast<Platform>(row.value);
      break;
    }
  }
  if (!device.is_compliant.empty()) {
    const bool yes = equals_ignoring_case(device.is_compliant, "true");
    if (!yes && !equals_ignoring_case(device.is_compliant, "false")) {
      return error.unfit({"deviceDetail", "isCompliant"}, device.is_compliant, "true or false");
    }
    s.device.is_compliant = yes;
  }
  if (!device.id.empty()) {
    property(s, DeviceAttribute::device_id) = device.id;
    property(s, DeviceAttribute::display_name) = device.display_name;
    property(s, DeviceAttribute::operating_system) = device.operating_system;
  }
  return map_trust_type(record, error, s);
}

bool map_risk(const LogRecord& record, RecordError& error, SignIn& s) {
  const std::string_view level = record.text(LogField::risk);
  if (level.empty()) return true;
  const FactRow* row = find_graph(kRiskLevels, level);
  if (row == nullptr) return error.unknown_word({{}, "riskLevelDuringSignIn"}, level, kRiskLevels);
  s.sign_in_risk = static_cast<RiskLevel>(row->value);
  return true;
}

/// A context that was required, or satisfied before, was a target; the register-security-info action stands in the
/// same list. Other references are no authentication context and no policy can name them.
bool map_contexts(const LogRecord& record, RecordError& error, SignIn& s) {
  for (const LogContext& reference : record.contexts) {
    if (equals_ignoring_case(reference.detail, "notApplicable")) continue;
    if (const FactRow* action = find_graph(kUserActions, reference.id)) {
      s.user_action = static_cast<UserAction>(action->value);
      continue;
    }
    const std::uint8_t context = parse_auth_context(reference.id);
    if (context == 0 || context == s.auth_context) continue;
    if (s.auth_context != 0) {
      return error.fail("`authenticationContextClassReferences` holds more than one context, a sign-in has one");
    }
    s.auth_context = context;
  }
  return true;
}

/// MFA was done where it was required and the sign-in came through. Steps count where they succeeded and their word
/// names one method.
void map_efforts(const LogRecord& record, SignIn& s) {
  const std::string_view code = record.error_code.empty() ? record.text(LogField::result_type) : record.error_code;
  if (code == "0" && equals_ignoring_case(record.text(LogField::requirement), "multiFactorAuthentication")) {
    s.satisfied.push_back(kControls[static_cast<std::size_t>(ControlKind::mfa)].graph);
  }
  Mask methods = 0;
  for (const LogStep& step : record.steps) {
    if (!equals_ignoring_case(step.succeeded, "true")) continue;
    for (const LogWord& row : kLogMethods) {
      if (equals_ignoring_case(row.word, step.method)) methods |= Mask{1} << row.value;
    }
  }
  if (methods != 0) s.methods.push_back(methods);
}

}  // namespace

std::string_view trust_type_of(std::string_view text) noexcept {
  for (const LogTrust& row : kLogTrusts) {
    if (holds_ignoring_case(text, row.part)) return row.trust_type;
  }
  return {};
}

bool map_log_record(const LogRecord& record, RecordError& error, SignIn& s) {
  s.id = record.text(LogField::id);
  map_app(record, s);
  map_client(record, s);
  map_efforts(record, s);
  return map_time(record, error, s) && map_log_identity(record, error, s) && map_flow(record, error, s) &&
         map_network(record, error, s) && map_device(record, error, s) && map_risk(record, error, s) &&
         map_contexts(record, error, s);
}

}  // namespace doorward
