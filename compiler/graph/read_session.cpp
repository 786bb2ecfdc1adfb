// sessionControls: what is enabled of them (SEMANTICS.md §3, §8.9).
#include <array>

#include "graph/readers.h"

namespace doorward::graph {
namespace {

constexpr long kMaxDays = 365;

template <class Enum>
struct WordRow {
  std::string_view word;
  Enum value;
};

template <class Enum, std::size_t N>
std::optional<Enum> read_word(Reading& reading, const Place& at, std::string_view field,
                              const std::array<WordRow<Enum>, N>& rows) {
  const auto word = text_of(reading, at);
  if (!word) return std::nullopt;
  std::array<std::string_view, N> known;
  for (std::size_t i = 0; i < N; ++i) {
    if (equals_ignoring_case(rows[i].word, *word)) return rows[i].value;
    known[i] = rows[i].word;
  }
  report_unknown_value(reading, at, *word, field, known);
  return std::nullopt;
}

bool is_enabled(Reading& reading, const Fields& fields) {
  return truth_of(reading, fields.get("isEnabled")).value_or(false);
}

bool read_switch(Reading& reading, const Place& at) {
  return is_enabled(reading, Fields(reading, Object::switch_, at));
}

// The field that an enabled control needs; reports when it is missing.
Place needed(Reading& reading, const Fields& fields, std::string_view control, std::string_view name) {
  const Place at = fields.get(name);
  if (!at) {
    reading.report<Code::missing_graph_field>(fields.place(), control, name).help =
        "add it, or set `isEnabled` to false";
  }
  return at;
}

void read_cloud_app_security(Reading& reading, const Place& at, model::Session& out) {
  const Fields fields(reading, Object::cloud_app_security, at);
  if (!is_enabled(reading, fields)) return;
  using Mode = model::CloudAppSecurity;
  static constexpr std::array<WordRow<Mode>, 3> kModes = {{
      {"blockDownloads", Mode::block_downloads},
      {"monitorOnly", Mode::monitor_only},
      {"mcasConfigured", Mode::mcas_configured},
  }};
  const Place type = needed(reading, fields, "`cloudAppSecurity`", "cloudAppSecurityType");
  out.cloud_app_security = read_word(reading, type, "cloudAppSecurityType", kModes);
}

void read_persistent_browser(Reading& reading, const Place& at, model::Session& out) {
  const Fields fields(reading, Object::persistent_browser, at);
  if (!is_enabled(reading, fields)) return;
  static constexpr std::array<WordRow<bool>, 2> kModes = {{{"always", true}, {"never", false}}};
  const Place mode = needed(reading, fields, "`persistentBrowser`", "mode");
  out.persistent_browser = read_word(reading, mode, "mode", kModes);
}

void read_continuous_access(Reading& reading, const Place& at, model::Session& out) {
  const Fields fields(reading, Object::continuous_access, at);
  using Mode = model::ContinuousAccess;
  static constexpr std::array<WordRow<Mode>, 3> kModes = {{
      {"strictLocation", Mode::strict_location},
      {"strictEnforcement", Mode::strict_enforcement},
      {"disabled", Mode::disabled},
  }};
  if (const Place mode = fields.get("mode")) out.continuous_access = read_word(reading, mode, "mode", kModes);
}

std::optional<model::Id> read_profile(Reading& reading, const Fields& fields, std::string_view control,
                                      std::string_view id_name) {
  if (!is_enabled(reading, fields)) return std::nullopt;
  const Place id = needed(reading, fields, control, id_name);
  const auto text = text_of(reading, id);
  return text ? std::optional(read_id(reading, *text, id)) : std::nullopt;
}

// Graph beta returns the profile in two forms, the older one as `networkAccessSecurity` (docs/graph.md).
void read_profiles(Reading& reading, const Place& at, const Place& older_at, model::Session& out) {
  const std::size_t errors_before = reading.sink().errors();
  const Fields fields(reading, Object::filtering_profile, at);
  const Fields older_fields(reading, Object::network_access, older_at);
  const auto profile = read_profile(reading, fields, "`globalSecureAccessFilteringProfile`", "profileId");
  const auto older = read_profile(reading, older_fields, "`networkAccessSecurity`", "policyId");
  out.filtering_profile = at ? profile : older;
  if (!at || !older_at || profile == older || reading.sink().errors() != errors_before) return;
  Diagnostic& differ = reading.report<Code::filtering_profiles_differ>(older_at);
  differ.notes.push_back({at.span(), "the other form"});
  differ.help = "export the policy again, or keep the form that says what the portal shows";
}

// Hours or days; reports a number out of range.
std::optional<model::Frequency> read_period(Reading& reading, const Fields& fields) {
  enum class Unit : std::uint8_t { hours, days };
  static constexpr std::array<WordRow<Unit>, 2> kUnits = {{{"hours", Unit::hours}, {"days", Unit::days}}};
  const Place type = needed(reading, fields, "`signInFrequency`", "type");
  const Place value = needed(reading, fields, "`signInFrequency`", "value");
  const auto unit = read_word(reading, type, "type", kUnits);
  const auto number = number_of(reading, value);
  if (!unit || !number) return std::nullopt;
  const bool days = *unit == Unit::days;
  const long most = days ? kMaxDays : kMaxDays * 24;
  if (*number < 1 || *number > most) {
    reading.report<Code::frequency_out_of_range>(value, *number, most, days ? "days" : "hours").help =
        "Graph allows one hour to 365 days";
    return std::nullopt;
  }
  model::Frequency frequency;
  frequency.hours = static_cast<std::uint32_t>(days ? *number * 24 : *number);
  frequency.written_in_days = days;
  return frequency;
}

void read_frequency(Reading& reading, const Place& at, model::Session& out) {
  const Fields fields(reading, Object::sign_in_frequency, at);
  if (!is_enabled(reading, fields)) return;
  static constexpr std::array<WordRow<bool>, 2> kIntervals = {{{"everyTime", true}, {"timeBased", false}}};
  static constexpr std::array<WordRow<bool>, 2> kTimers = {{
      {"primaryAndSecondaryAuthentication", true},
      {"secondaryAuthentication", false},
  }};
  const Place interval = fields.get("frequencyInterval");
  const Place timer = fields.get("authenticationType");
  const auto every_time = interval ? read_word(reading, interval, "frequencyInterval", kIntervals) : false;
  const auto first_timer = timer ? read_word(reading, timer, "authenticationType", kTimers) : true;
  std::optional<model::Frequency> frequency;
  if (!every_time.has_value()) return;
  if (*every_time) {
    frequency = model::Frequency{true, 0, false};
    for (const std::string_view field : {"type", "value"}) {
      if (const Place extra = fields.get(field)) {
        reading.report<Code::every_time_with_period>(extra, field).help = "set it to null, or use `timeBased`";
      }
    }
  } else {
    frequency = read_period(reading, fields);
  }
  if (first_timer.value_or(true)) {
    out.primary_and_secondary = frequency;
  } else {
    out.secondary = frequency;
  }
}

}  // namespace

void read_session(Reading& reading, const Place& at, model::Policy& policy) {
  model::Session& out = policy.session;
  if (at) out.origin = at.origin();
  const Fields fields(reading, Object::session, at);
  out.application_enforced_restrictions = read_switch(reading, fields.get("applicationEnforcedRestrictions"));
  out.secure_sign_in_session = read_switch(reading, fields.get("secureSignInSession"));
  out.disable_resilience_defaults = truth_of(reading, fields.get("disableResilienceDefaults")).value_or(false);
  read_cloud_app_security(reading, fields.get("cloudAppSecurity"), out);
  read_persistent_browser(reading, fields.get("persistentBrowser"), out);
  read_continuous_access(reading, fields.get("continuousAccessEvaluation"), out);
  read_profiles(reading, fields.get("globalSecureAccessFilteringProfile"), fields.get("networkAccessSecurity"), out);
  read_frequency(reading, fields.get("signInFrequency"), out);
}

}  // namespace doorward::graph
