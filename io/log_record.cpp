#include "log_record.h"

#include "log_composites.h"

namespace doorward {
namespace {

constexpr auto kLandmarks = std::to_array<bool>({
#define DW_LOG_FIELD(name, key, landmark, form) landmark,
#include "log_fields.def"
#undef DW_LOG_FIELD
});

constexpr std::string_view kPropertiesPrefix = "properties_";

/// `properties_userId_g` is the column that the classic custom log makes of `userId`.
std::string_view without_column_marks(std::string_view key) noexcept {
  if (key.size() > 2 && key[key.size() - 2] == '_' &&
      std::string_view("sgdbt").find(key.back()) != std::string_view::npos) {
    key.remove_suffix(2);
  }
  if (key.size() > kPropertiesPrefix.size() &&
      equals_ignoring_case(key.substr(0, kPropertiesPrefix.size()), kPropertiesPrefix)) {
    key.remove_prefix(kPropertiesPrefix.size());
  }
  return key;
}

/// Reads the fields of a record and of its `properties`, whose fields take precedence over those around them.
class LogReader {
 public:
  LogReader(NestedJson& nested, RecordError& error, LogRecord& record)
      : nested_(nested), error_(error), record_(record) {}

  bool read(ondemand::object& object, std::uint8_t rank) {
    std::uint64_t seen = 0;
    for (auto item : object) {
      ondemand::field field;
      if (const auto code = std::move(item).get(field)) return error_.malformed(code);
      std::string_view key;
      if (!read_key(field, error_, key)) return false;
      if (!read_field(without_column_marks(key), rank, seen, field.value())) return false;
    }
    return true;
  }

 private:
  bool read_field(std::string_view key, std::uint8_t rank, std::uint64_t& seen, ondemand::value& value) {
    const int index = kLogFields.find(key);
    if (index < 0) return read_flattened(key, value);
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(index);
    if ((seen & bit) != 0) return error_.duplicate_field({}, key);
    seen |= bit;
    std::uint8_t& taken = ranks_[static_cast<std::size_t>(index)];
    if (taken > rank) return true;
    taken = rank;
    const auto field = static_cast<LogField>(index);
    if (form_of(field) == LogForm::text) return read_loose_text(value, {{}, key}, error_, record_.text(field));
    return read_composite(field, value);
  }

  /// A composite may stand as JSON text; a plain word there (a country code, one id) is handed on as it is.
  bool read_composite(LogField field, ondemand::value& value) {
    const std::string_view type = type_words(value);
    if (type == "null") return true;
    if (type != "a string") return take_composite(field, value);
    std::string_view text;
    if (!read_text(value, {{}, name_of(field)}, error_, text)) return false;
    if (text.empty()) return true;
    if (text.front() != '{' && text.front() != '[') return take_log_word(field, text, error_, record_);
    ondemand::document document;
    ondemand::value inner;
    if (const auto code = nested_.parse(text, document)) return error_.malformed(code);
    if (const auto code = document.get_value().get(inner)) return error_.malformed(code);
    return take_composite(field, inner);
  }

  bool take_composite(LogField field, ondemand::value& value) {
    if (field != LogField::properties) return read_log_composite(field, value, error_, record_);
    ondemand::object object;
    return read_object(value, {{}, "properties"}, error_, object) && read(object, 2);
  }

  /// `deviceDetail_trustType`: a column made of a member of a composite.
  bool read_flattened(std::string_view key, ondemand::value& value) {
    const std::size_t bar = key.find('_');
    if (bar == std::string_view::npos) return true;
    const int index = kLogFields.find(key.substr(0, bar));
    if (index < 0 || form_of(static_cast<LogField>(index)) != LogForm::object) return true;
    return read_log_member(static_cast<LogField>(index), key.substr(bar + 1), value, error_, record_);
  }

  NestedJson& nested_;
  RecordError& error_;
  LogRecord& record_;
  std::array<std::uint8_t, kLogFields.kSize> ranks_{};
};

}  // namespace

bool is_log_landmark(std::string_view key) noexcept {
  key = without_column_marks(key);
  const int index = kLogFields.find(key);
  return index >= 0 && kLandmarks[static_cast<std::size_t>(index)];
}

simdjson::error_code NestedJson::parse(std::string_view text, ondemand::document& document) {
  if (used_ == slots_.size()) slots_.push_back(std::make_unique<Slot>());
  Slot& slot = *slots_[used_++];
  slot.text.assign(text);
  slot.text.append(simdjson::SIMDJSON_PADDING, ' ');
  return slot.parser.iterate(simdjson::padded_string_view(slot.text.data(), text.size(), slot.text.size()))
      .get(document);
}

bool read_log_record(ondemand::object& object, NestedJson& nested, RecordError& error, LogRecord& record) {
  return LogReader(nested, error, record).read(object, 1);
}

}  // namespace doorward
