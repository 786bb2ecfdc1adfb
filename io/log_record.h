// A sign-in log record as it was written: the texts of the fields of log_fields.def, wherever the record holds them
// (at its root, under `properties`, as JSON text in a column, or flattened into columns). What they mean is
// log_mapping. Private to io.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include "json_value.h"

namespace doorward {

enum class LogField : std::uint8_t {
#define DW_LOG_FIELD(name, key, landmark, form) name,
#include "log_fields.def"
#undef DW_LOG_FIELD
};
enum class LogForm : std::uint8_t { text, object, list };
inline constexpr auto kLogForms = std::to_array<LogForm>({
#define DW_LOG_FIELD(name, key, landmark, form) LogForm::form,
#include "log_fields.def"
#undef DW_LOG_FIELD
});
constexpr LogForm form_of(LogField field) noexcept { return kLogForms[static_cast<std::size_t>(field)]; }

inline constexpr FieldTable kLogFields{std::to_array<std::string_view>({
#define DW_LOG_FIELD(name, key, landmark, form) key,
#include "log_fields.def"
#undef DW_LOG_FIELD
})};

constexpr std::string_view name_of(LogField field) noexcept { return kLogFields.name(static_cast<std::size_t>(field)); }

/// True when a root field of this name tells that a record is a sign-in log.
bool is_log_landmark(std::string_view key) noexcept;

struct LogDevice {
  std::string_view id;
  std::string_view display_name;
  std::string_view operating_system;
  std::string_view trust_type;
  std::string_view is_compliant;
};

struct LogStep {
  std::string_view method;
  std::string_view succeeded;
};

struct LogContext {
  std::string_view id;
  std::string_view detail;
};

struct LogRecord {
  /// Texts of the fields of form `text`; empty where absent or null.
  std::array<std::string_view, kLogFields.kSize> texts{};
  LogDevice device;
  std::string_view country;          // of `location`
  std::string_view country_details;  // of `LocationDetails`
  std::string_view error_code;
  std::string_view agent_type;
  SmallVector<std::string_view, 4> audiences;
  SmallVector<std::string_view, 2> event_types;
  SmallVector<LogContext, 2> contexts;
  SmallVector<LogStep, 4> steps;

  std::string_view& text(LogField field) noexcept { return texts[static_cast<std::size_t>(field)]; }
  std::string_view text(LogField field) const noexcept { return texts[static_cast<std::size_t>(field)]; }
};

/// Parsers and buffers for JSON text inside JSON. What they hold lives until reset().
class NestedJson {
 public:
  void reset() noexcept { used_ = 0; }
  /// Parses a copy of `text`.
  simdjson::error_code parse(std::string_view text, ondemand::document& document);

 private:
  struct Slot {
    ondemand::parser parser;
    std::string text;
  };
  std::vector<std::unique_ptr<Slot>> slots_;
  std::size_t used_ = 0;
};

bool read_log_record(ondemand::object& object, NestedJson& nested, RecordError& error, LogRecord& record);

}  // namespace doorward
