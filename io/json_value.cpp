#include "json_value.h"

#include <fmt/format.h>

#include <cstring>

namespace doorward {
namespace {

/// Objects with more open attributes are refused: names are compared pairwise to find duplicates.
constexpr std::size_t kMaxAttributes = 256;
constexpr std::size_t kMaxQuoted = 80;

/// User text for a message: one line, of bounded length.
std::string in_backticks(std::string_view text) {
  std::string result = "`";
  for (const char c : text.substr(0, kMaxQuoted)) result += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
  if (text.size() > kMaxQuoted) {
    while (!result.empty() && (static_cast<unsigned char>(result.back()) & 0xC0U) == 0x80U) result.pop_back();
    if (static_cast<unsigned char>(result.back()) >= 0xC0U) result.pop_back();
    result += "…";
  }
  return result + "`";
}

std::string_view json_fault(simdjson::error_code code) noexcept {
  if (code == simdjson::UTF8_ERROR) return "it is not UTF-8";
  if (code == simdjson::UNCLOSED_STRING) return "a string is not closed";
  if (code == simdjson::UNESCAPED_CHARS) return "a string holds a control character";
  if (code == simdjson::STRING_ERROR) return "a string holds a bad escape";
  if (code == simdjson::NUMBER_ERROR) return "a number is malformed or too large";
  if (code == simdjson::DEPTH_ERROR) return "it is nested too deep";
  if (code == simdjson::CAPACITY) return "it is too large";
  if (code == simdjson::EMPTY) return "it is empty";
  if (code == simdjson::MEMALLOC) return "memory ran out";
  return "a comma, colon, bracket or brace is missing or one too many";
}

std::string joined(std::string_view parent, std::string_view name) {
  if (parent.empty()) return std::string(name);
  return fmt::format("{}.{}", parent, name);
}

}  // namespace

std::string FieldPath::text() const {
  std::string result = joined(parent, name);
  if (index >= 0) result += fmt::format("[{}]", index);
  return result;
}

bool RecordError::fail(std::string message) {
  if (text_.empty()) text_ = std::move(message);
  return false;
}

bool RecordError::malformed(simdjson::error_code code) {
  malformed_ = true;
  return fail(fmt::format("not valid JSON: {}", json_fault(code)));
}

bool RecordError::unknown_field(std::string_view parent, std::string_view key) {
  return fail(fmt::format("unknown field {}", in_backticks(joined(parent, key))));
}

bool RecordError::duplicate_field(std::string_view parent, std::string_view key) {
  return fail(fmt::format("field {} stands twice", in_backticks(joined(parent, key))));
}

bool RecordError::wrong_type(const FieldPath& path, std::string_view expected, ondemand::value& value) {
  const std::string_view seen = type_words(value);
  if (seen.empty()) return malformed(simdjson::TAPE_ERROR);
  return fail(fmt::format("`{}` must be {}, it is {}", path.text(), expected, seen));
}

bool RecordError::unknown_word(const FieldPath& path, std::string_view seen, std::span<const FactRow> rows) {
  std::string words;
  for (const FactRow& row : rows) {
    if (row.graph.empty()) continue;
    if (!words.empty()) words += ", ";
    words += row.graph;
  }
  return fail(fmt::format("`{}` is {}, it must be one of {}", path.text(), in_backticks(seen), words));
}

bool RecordError::unfit(const FieldPath& path, std::string_view seen, std::string_view expected) {
  return fail(fmt::format("`{}` is {}, it must be {}", path.text(), in_backticks(seen), expected));
}

std::string_view type_words(ondemand::value& value) noexcept {
  ondemand::json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) return {};
  switch (type) {
    case ondemand::json_type::array:
      return "a list";
    case ondemand::json_type::object:
      return "an object";
    case ondemand::json_type::number:
      return "a number";
    case ondemand::json_type::string:
      return "a string";
    case ondemand::json_type::boolean:
      return "true or false";
    case ondemand::json_type::null:
      return "null";
  }
  return {};
}

bool read_text(ondemand::value& value, const FieldPath& path, RecordError& error, std::string_view& out) {
  std::string_view token = value.raw_json_token();
  if (token.empty() || token.front() != '"') return error.wrong_type(path, "a string", value);
  while (token.back() != '"') token.remove_suffix(1);
  if (token.size() < 2) return error.malformed(simdjson::UNCLOSED_STRING);
  token = token.substr(1, token.size() - 2);
  if (std::memchr(token.data(), '\\', token.size()) != nullptr) {
    if (const auto code = value.get_string().get(out)) return error.malformed(code);
    return true;
  }
  ondemand::raw_json_string passed;
  if (const auto code = value.get_raw_json_string().get(passed)) return error.malformed(code);
  out = token;
  return true;
}

bool read_flag(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<bool>& out) {
  bool flag = false;
  if (value.get_bool().get(flag) != simdjson::SUCCESS) return error.wrong_type(path, "true or false", value);
  out = flag;
  return true;
}

bool read_age(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<std::int64_t>& out) {
  std::string_view token = value.raw_json_token();
  std::int64_t age = 0;
  if (value.get_int64().get(age) != simdjson::SUCCESS) {
    const bool number = !token.empty() && (token.front() == '-' || (token.front() >= '0' && token.front() <= '9'));
    if (!number) return error.wrong_type(path, "a whole number of seconds", value);
    while (!token.empty() && token.back() <= ' ') token.remove_suffix(1);
    return error.unfit(path, token, "a whole number of seconds");
  }
  if (age < 0) return error.unfit(path, fmt::format("{}", age), "0 or more seconds");
  out = age;
  return true;
}

bool read_word(ondemand::value& value, const FieldPath& path, RecordError& error, std::span<const FactRow> rows,
               const FactRow*& row) {
  std::string_view text;
  if (!read_text(value, path, error, text)) return false;
  row = text.empty() ? nullptr : find_graph(rows, text);
  return text.empty() || row != nullptr || error.unknown_word(path, text, rows);
}

namespace {

bool read_attribute(ondemand::value& value, const FieldPath& path, RecordError& error, Attribute& out) {
  if (type_words(value) == "a list") {
    out.collection = true;
    return read_texts(value, path, error, out.values);
  }
  std::string_view text;
  if (!read_text(value, path, error, text)) return false;
  if (!text.empty()) out.values.push_back(text);
  return true;
}

}  // namespace

bool read_attributes(ondemand::value& value, std::string_view path, RecordError& error,
                     SmallVector<Attribute, 2>& out) {
  ondemand::object object;
  if (!read_object(value, {{}, path}, error, object)) return false;
  SmallVector<std::string_view, 8> names;
  for (auto item : object) {
    ondemand::field field;
    if (const auto code = std::move(item).get(field)) return error.malformed(code);
    std::string_view key;
    if (!read_key(field, error, key)) return false;
    for (const std::string_view name : names) {
      if (equals_ignoring_case(name, key)) return error.duplicate_field(path, key);
    }
    if (names.size() == kMaxAttributes) {
      return error.fail(fmt::format("`{}` holds more than {} attributes", path, kMaxAttributes));
    }
    names.push_back(key);
    Attribute attribute;
    attribute.name = key;
    if (!read_attribute(field.value(), {path, key}, error, attribute)) return false;
    if (attribute.collection || !attribute.values.empty()) out.push_back(std::move(attribute));
  }
  return true;
}

bool read_key(ondemand::field& field, RecordError& error, std::string_view& key) {
  // The record is followed by padding and its strings are known to be closed, so a quote is always found.
  const char* begin = field.key().raw();
  const char* end = begin;
  while (*end != '"' && *end != '\\') ++end;
  if (*end == '"') {
    key = {begin, static_cast<std::size_t>(end - begin)};
    return true;
  }
  if (const auto code = field.unescaped_key().get(key)) return error.malformed(code);
  return true;
}

bool read_object(ondemand::value& value, const FieldPath& path, RecordError& error, ondemand::object& out) {
  if (value.get_object().get(out) != simdjson::SUCCESS) return error.wrong_type(path, "an object", value);
  return true;
}

}  // namespace doorward
