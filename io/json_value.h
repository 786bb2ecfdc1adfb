// Typed reading of simdjson values for the readers of sign-ins: each function either stores a value or reports, by
// the path of the field, what was expected and what was seen. Private to io.
#pragma once

#include <simdjson.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "doorward/runtime/sign_in.h"
#include "field_table.h"

namespace doorward {

namespace ondemand = simdjson::ondemand;

/// The place of a value, spelt out only when something is wrong with it. `index` counts list elements from 0.
struct FieldPath {
  std::string_view parent;
  std::string_view name;
  std::int64_t index = -1;

  std::string text() const;
};

/// The first thing that is wrong with a record. Every `fail` returns false, so that readers can return it.
class RecordError {
 public:
  void clear() noexcept {
    text_.clear();
    malformed_ = false;
  }
  /// The record is not JSON: nothing further may be read of it.
  bool is_malformed() const noexcept { return malformed_; }
  const std::string& text() const noexcept { return text_; }

  bool fail(std::string message);
  /// Not JSON. Keeps an earlier message, which knows more.
  bool malformed(simdjson::error_code code);
  bool unknown_field(std::string_view parent, std::string_view key);
  bool duplicate_field(std::string_view parent, std::string_view key);
  /// `path` must be `expected`, and `value` is something else.
  bool wrong_type(const FieldPath& path, std::string_view expected, ondemand::value& value);
  /// `path` holds the word `seen`, which is none of `rows`, or not what `expected` describes.
  bool unknown_word(const FieldPath& path, std::string_view seen, std::span<const FactRow> rows);
  bool unfit(const FieldPath& path, std::string_view seen, std::string_view expected);

 private:
  std::string text_;
  bool malformed_ = false;
};

/// What a value is, in words: `a number`, `an object`.
std::string_view type_words(ondemand::value& value) noexcept;

/// The whole of `text`, which padding follows, as one JSON document: `read_root(document)` reads it, and nothing may
/// follow it.
template <class ReadRoot>
bool read_document(std::string_view text, ondemand::parser& parser, RecordError& error, ReadRoot&& read_root) {
  ondemand::document document;
  const simdjson::padded_string_view view(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING);
  if (const auto code = parser.iterate(view).get(document)) return error.malformed(code);
  if (!read_root(document)) return false;
  return document.current_location().error() == simdjson::OUT_OF_BOUNDS || error.malformed(simdjson::TAPE_ERROR);
}

/// A string; a view into the record itself unless it holds escapes.
bool read_text(ondemand::value& value, const FieldPath& path, RecordError& error, std::string_view& out);
bool read_flag(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<bool>& out);
/// A whole number of seconds, not negative.
bool read_age(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<std::int64_t>& out);
/// A string that is a word of `rows`; an empty one is absent and leaves `row` null.
bool read_word(ondemand::value& value, const FieldPath& path, RecordError& error, std::span<const FactRow> rows,
               const FactRow*& row);

/// A list of strings, each given to `take(text, path)`; empty strings are absent and passed over.
template <class Take>
bool read_each_text(ondemand::value& value, const FieldPath& path, RecordError& error, Take&& take) {
  ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return error.wrong_type(path, "a list of strings", value);
  FieldPath element = path;
  element.index = 0;
  for (auto item : array) {
    ondemand::value inner;
    if (const auto code = item.get(inner)) return error.malformed(code);
    std::string_view text;
    if (!read_text(inner, element, error, text)) return false;
    if (!text.empty() && !take(text, element)) return false;
    ++element.index;
  }
  return true;
}

template <class List>
bool read_texts(ondemand::value& value, const FieldPath& path, RecordError& error, List& out) {
  return read_each_text(value, path, error, [&](std::string_view text, const FieldPath&) {
    out.push_back(text);
    return true;
  });
}

/// Open attributes: `{"department": "HR", "Engineering_Project": ["Baker"]}`.
bool read_attributes(ondemand::value& value, std::string_view path, RecordError& error, SmallVector<Attribute, 2>& out);

/// The spelling of a field's name, a view into the record unless it holds escapes.
bool read_key(ondemand::field& field, RecordError& error, std::string_view& key);

/// Calls `take(index, value)` for each field of `object`; one that `table` does not hold, or holds twice, fails.
/// `parent` is the object's path, empty at the root.
template <std::size_t N, class Take>
bool read_fields(ondemand::object& object, std::string_view parent, const FieldTable<N>& table, RecordError& error,
                 Take&& take) {
  std::uint64_t seen = 0;
  static_assert(N <= 64);
  for (auto item : object) {
    ondemand::field field;
    if (const auto code = std::move(item).get(field)) return error.malformed(code);
    std::string_view key;
    if (!read_key(field, error, key)) return false;
    const int index = table.find(key);
    if (index < 0) return error.unknown_field(parent, key);
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(index);
    if ((seen & bit) != 0) return error.duplicate_field(parent, key);
    seen |= bit;
    if (!take(index, field.value())) return false;
  }
  return true;
}

/// The object that `value` must be.
bool read_object(ondemand::value& value, const FieldPath& path, RecordError& error, ondemand::object& out);

}  // namespace doorward
