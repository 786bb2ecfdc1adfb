#include "log_composites.h"

namespace doorward {
namespace {

/// Where the text of member `name` of the object of `field` belongs, or null for a member that says nothing.
std::string_view* member_of(LogField field, std::string_view name, LogRecord& record) noexcept {
  const auto is = [&](std::string_view wanted) { return equals_ignoring_case(name, wanted); };
  if (field == LogField::device) {
    if (is("deviceId")) return &record.device.id;
    if (is("displayName")) return &record.device.display_name;
    if (is("operatingSystem")) return &record.device.operating_system;
    if (is("trustType")) return &record.device.trust_type;
    if (is("isCompliant")) return &record.device.is_compliant;
  }
  if (field == LogField::location && is("countryOrRegion")) return &record.country;
  if (field == LogField::location_details && is("countryOrRegion")) return &record.country_details;
  if (field == LogField::status && is("errorCode")) return &record.error_code;
  if (field == LogField::agent && is("agentType")) return &record.agent_type;
  return nullptr;
}

bool read_members(LogField field, ondemand::value& value, RecordError& error, LogRecord& record) {
  ondemand::object object;
  if (!read_object(value, {{}, name_of(field)}, error, object)) return false;
  for (auto item : object) {
    ondemand::field member;
    if (const auto code = std::move(item).get(member)) return error.malformed(code);
    std::string_view key;
    if (!read_key(member, error, key)) return false;
    if (!read_log_member(field, key, member.value(), error, record)) return false;
  }
  return true;
}

/// Two members of an object in a list, as texts.
struct NamedTexts {
  std::string_view first_name;
  std::string_view second_name;
  std::string_view first{};
  std::string_view second{};
};

bool read_named(ondemand::value& value, const FieldPath& path, RecordError& error, NamedTexts& out) {
  ondemand::object object;
  if (!read_object(value, path, error, object)) return false;
  for (auto item : object) {
    ondemand::field member;
    if (const auto code = std::move(item).get(member)) return error.malformed(code);
    std::string_view key;
    if (!read_key(member, error, key)) return false;
    std::string_view* text = equals_ignoring_case(key, out.first_name)    ? &out.first
                             : equals_ignoring_case(key, out.second_name) ? &out.second
                                                                          : nullptr;
    if (text != nullptr && !read_loose_text(member.value(), path, error, *text)) return false;
  }
  return true;
}

bool read_list(LogField field, ondemand::value& value, RecordError& error, LogRecord& record) {
  FieldPath path{{}, name_of(field), 0};
  ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) {
    path.index = -1;
    return error.wrong_type(path, "a list", value);
  }
  for (auto item : array) {
    ondemand::value element;
    if (const auto code = item.get(element)) return error.malformed(code);
    const std::string_view type = type_words(element);
    NamedTexts texts{"id", "detail"};
    if (field == LogField::audiences) texts = {"applicationId", {}};
    if (field == LogField::steps) texts = {"authenticationMethod", "succeeded"};
    if (type == "an object") {
      if (!read_named(element, path, error, texts)) return false;
    } else if (!read_loose_text(element, path, error, texts.first)) {
      return false;
    }
    if (field == LogField::contexts) record.contexts.push_back({texts.first, texts.second});
    if (field == LogField::steps) record.steps.push_back({texts.first, texts.second});
    if (field == LogField::audiences && !texts.first.empty()) record.audiences.push_back(texts.first);
    if (field == LogField::event_types) record.event_types.push_back(texts.first);
    ++path.index;
  }
  return true;
}

void take_audiences(std::string_view words, LogRecord& record) {
  while (!words.empty()) {
    const std::size_t comma = std::min(words.find(','), words.size());
    if (comma > 0) record.audiences.push_back(words.substr(0, comma));
    words.remove_prefix(std::min(comma + 1, words.size()));
  }
}

}  // namespace

bool read_loose_text(ondemand::value& value, const FieldPath& path, RecordError& error, std::string_view& out) {
  std::string_view token = value.raw_json_token();
  if (!token.empty() && token.front() == '"') return read_text(value, path, error, out);
  const std::string_view type = type_words(value);
  if (type != "a number" && type != "true or false" && type != "null") {
    return error.wrong_type(path, "a string", value);
  }
  while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ') token.remove_suffix(1);
  out = type == "null" ? std::string_view{} : token;
  return true;
}

bool read_log_member(LogField field, std::string_view name, ondemand::value& value, RecordError& error,
                     LogRecord& record) {
  std::string_view* text = member_of(field, name, record);
  const FieldPath path{name_of(field), name};
  return text == nullptr || read_loose_text(value, path, error, *text);
}

bool read_log_composite(LogField field, ondemand::value& value, RecordError& error, LogRecord& record) {
  return form_of(field) == LogForm::list ? read_list(field, value, error, record)
                                         : read_members(field, value, error, record);
}

bool take_log_word(LogField field, std::string_view word, RecordError& error, LogRecord& record) {
  if (field == LogField::location)
    record.country = word;
  else if (field == LogField::location_details)
    record.country_details = word;
  else if (field == LogField::agent)
    record.agent_type = word;
  else if (field == LogField::event_types)
    record.event_types.push_back(word);
  else if (field == LogField::audiences)
    take_audiences(word, record);
  else if (field != LogField::status)
    return error.unfit({{}, name_of(field)}, word, "an object or a list");
  return true;
}

}  // namespace doorward
