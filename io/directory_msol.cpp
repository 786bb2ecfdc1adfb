// Exports of the classic PowerShell module: `Get-MsolUser -All | ConvertTo-Json -Depth 4`, and CSV with a column for
// the state.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "csv_table.h"
#include "directory_sources.h"
#include "doorward/facts/guid.h"
#include "doorward/io/csv_rows.h"
#include "json_value.h"

namespace doorward {
namespace {

enum class MsolMember : std::uint8_t { id, upn, type, state, methods, display_name, department };

constexpr auto kFields = std::to_array<std::string_view>({
#define DW_MSOL_FIELD(key, meaning) key,
#include "msol_fields.def"
#undef DW_MSOL_FIELD
});
constexpr auto kMembers = std::to_array<MsolMember>({
#define DW_MSOL_FIELD(key, meaning) MsolMember::meaning,
#include "msol_fields.def"
#undef DW_MSOL_FIELD
});

/// What PowerShell writes for a list that it was not told how to write.
bool is_type_name(std::string_view text) { return text.starts_with("System.") || text.starts_with("Microsoft."); }

/// The row of msol_fields.def that a field or column means, or -1.
int find_field(std::string_view name) {
  std::string key;
  for (const char c : name) {
    if (std::string_view(" \t._-").find(c) == std::string_view::npos) key += c;
  }
  const auto* field = std::find_if(kFields.begin(), kFields.end(),
                                   [&](std::string_view known) { return equals_ignoring_case(known, key); });
  return field == kFields.end() ? -1 : static_cast<int>(field - kFields.begin());
}

/// Words of scripts for a user who has no method.
bool says_none(std::string_view text) {
  constexpr auto kWords = std::to_array<std::string_view>({"", "-", "no", "none", "false", "not registered"});
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return equals_ignoring_case(word, text); });
}

void add_attribute(UserSignals& user, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  Attribute attribute;
  attribute.name = name;
  attribute.values.push_back(value);
  user.attributes.push_back(std::move(attribute));
}

/// Without a requirement a user is disabled, which the module prints as nothing.
bool take_state(std::string_view word, UserSignals& user, std::string& fault) {
  user.mfa_state = UserState::disabled;
  if (word.empty()) return true;
  const FactRow* row = find_graph(kUserStates, word);
  if (row != nullptr) {
    user.mfa_state = static_cast<UserState>(row->value);
    return true;
  }
  fault =
      is_type_name(word)
          ? "the state is exported as the name of a type; select `StrongAuthenticationRequirements.State` for CSV, or "
            "`ConvertTo-Json -Depth 4`"
          : fmt::format("the state is `{}`, it must be Disabled, Enabled or Enforced", word);
  return false;
}

bool take_text(MsolMember member, std::string_view text, UserSignals& user, std::string& fault) {
  switch (member) {
    case MsolMember::id:
      user.id = text;
      return true;
    case MsolMember::upn:
      user.upn = text;
      return true;
    case MsolMember::type:
      if (equals_ignoring_case(text, "guest")) user.guest = true;
      if (equals_ignoring_case(text, "member")) user.guest = false;
      return true;
    case MsolMember::state:
      return take_state(text, user, fault);
    case MsolMember::methods:
      // Of several columns, one that knows a method is right.
      if (!is_type_name(text)) user.mfa_registered = user.mfa_registered.value_or(false) || !says_none(text);
      return true;
    case MsolMember::display_name:
      add_attribute(user, "displayName", text);
      return true;
    case MsolMember::department:
      add_attribute(user, "department", text);
      return true;
  }
  return true;
}

class MsolJsonReader {
 public:
  MsolJsonReader(std::string_view text, const std::string& name, DirectorySink& sink)
      : text_(text), name_(name), sink_(sink), place_(text.data()) {}

  bool read(std::string& error) {
    const bool ok = read_document(text_, parser_, error_, [&](ondemand::document& root) { return read_root(root); });
    if (!ok) error = at_place(text_, static_cast<std::size_t>(place_ - text_.data()), name_, error_.text());
    return ok;
  }

 private:
  /// A list of users, the one user that ConvertTo-Json writes without a list, or `{"value": […], "Count": 2}`, as
  /// PowerShell 5 writes some lists.
  bool read_root(ondemand::document& document) {
    ondemand::value root;
    if (const auto code = document.get_value().get(root)) return error_.malformed(code);
    if (type_words(root) != "an object") return read_users(root);
    ondemand::object object;
    ondemand::value list;
    if (!read_object(root, {{}, "users"}, error_, object)) return false;
    const bool wrapped = object.find_field_unordered("value").get(list) == simdjson::SUCCESS;
    if (const auto code = object.reset().error()) return error_.malformed(code);
    if (!wrapped) return read_user(object);
    for (auto item : object) {
      ondemand::field field;
      std::string_view key;
      if (const auto code = std::move(item).get(field)) return error_.malformed(code);
      if (!read_key(field, error_, key)) return false;
      if (key == "value" && !read_users(field.value())) return false;
    }
    return true;
  }

  bool read_users(ondemand::value& list) {
    ondemand::array array;
    if (list.get_array().get(array) != simdjson::SUCCESS) return error_.wrong_type({{}, "users"}, "a list", list);
    for (auto item : array) {
      ondemand::value element;
      if (const auto code = item.get(element)) return error_.malformed(code);
      mark(element);
      ondemand::object object;
      if (!read_object(element, {{}, "user"}, error_, object) || !read_user(object)) return false;
    }
    return true;
  }

  void mark(ondemand::value& value) {
    const std::string_view token = value.raw_json_token();
    if (!token.empty()) place_ = token.data();
  }

  bool read_user(ondemand::object& object) {
    UserSignals user;
    std::uint32_t seen = 0;
    const char* start = place_;
    for (auto item : object) {
      ondemand::field field;
      if (const auto code = std::move(item).get(field)) return error_.malformed(code);
      std::string_view key;
      if (!read_key(field, error_, key)) return false;
      const int index = find_field(key);
      if (index < 0) continue;
      mark(field.value());
      const std::uint32_t bit = std::uint32_t{1} << static_cast<unsigned>(index);
      if ((seen & bit) != 0) return error_.duplicate_field({}, key);
      seen |= bit;
      if (!read_member(kMembers[static_cast<std::size_t>(index)], key, field.value(), user)) return false;
    }
    std::string fault;
    if (sink_.add_user(user, fault)) return true;
    place_ = start;
    return error_.fail(fault);
  }

  bool read_member(MsolMember member, std::string_view key, ondemand::value& value, UserSignals& user) {
    const std::string_view kind = type_words(value);
    std::string fault;
    std::string_view text;
    if (kind == "a list") return read_list(member, key, value, user);
    if (kind == "an object") return read_wrapped(member, key, value, user);
    // UserType is a number where enums are written as such; it then says nothing that decides.
    if (kind == "a number" || (kind == "null" && member == MsolMember::methods)) return true;
    if (kind != "null" && !read_text(value, {{}, key}, error_, text)) return false;
    return take_text(member, text, user, fault) || error_.fail(fault);
  }

  /// Requirements: the first has the state. Methods: any is a registration.
  bool read_list(MsolMember member, std::string_view key, ondemand::value& value, UserSignals& user) {
    ondemand::array array;
    if (const auto code = value.get_array().get(array)) return error_.malformed(code);
    std::string state;
    std::size_t count = 0;
    for (auto item : array) {
      ondemand::value element;
      if (const auto code = item.get(element)) return error_.malformed(code);
      ++count;
      if (member == MsolMember::state && !read_requirement(element, key, state)) return false;
    }
    std::string fault;
    if (member == MsolMember::methods) user.mfa_registered = count > 0;
    if (member == MsolMember::state) return take_state(state, user, fault) || error_.fail(fault);
    return true;
  }

  /// PowerShell 5 writes some lists as `{"value": […], "Count": 1}`, and a list of one as its only element.
  bool read_wrapped(MsolMember member, std::string_view key, ondemand::value& value, UserSignals& user) {
    ondemand::object object;
    ondemand::value list;
    if (!read_object(value, {{}, key}, error_, object)) return false;
    if (object.find_field_unordered("value").get(list) == simdjson::SUCCESS) return read_list(member, key, list, user);
    if (member == MsolMember::methods) user.mfa_registered = true;
    if (member != MsolMember::state) return true;
    std::string state;
    std::string fault;
    if (const auto code = object.reset().error()) return error_.malformed(code);
    if (!read_state(object, key, state)) return false;
    return take_state(state, user, fault) || error_.fail(fault);
  }

  bool read_requirement(ondemand::value& value, std::string_view key, std::string& state) {
    if (type_words(value) == "a string") {
      std::string_view text;
      if (!read_text(value, {{}, key}, error_, text)) return false;
      state = text;
      return true;
    }
    ondemand::object object;
    return read_object(value, {{}, key}, error_, object) && read_state(object, key, state);
  }

  bool read_state(ondemand::object& object, std::string_view key, std::string& state) {
    for (auto item : object) {
      ondemand::field field;
      if (const auto code = std::move(item).get(field)) return error_.malformed(code);
      std::string_view name;
      if (!read_key(field, error_, name)) return false;
      if (!equals_ignoring_case(name, "State") || type_words(field.value()) == "null") continue;
      std::string_view text;
      if (!read_text(field.value(), {key, "State"}, error_, text)) return false;
      state = text;
    }
    return true;
  }

  std::string_view text_;
  const std::string& name_;
  DirectorySink& sink_;
  const char* place_;
  ondemand::parser parser_;
  RecordError error_;
};

/// A column that speaks of the state in words that are not known must not be lost.
bool is_lost(std::string_view column) {
  const auto holds = [&](std::string_view word) {
    return std::search(column.begin(), column.end(), word.begin(), word.end(),
                       [](char a, char b) { return ascii_lower(a) == b; }) != column.end();
  };
  return (holds("mfa") || holds("multifactor") || holds("strongauth")) &&
         (holds("state") || holds("status") || holds("enabled") || holds("enforced"));
}

class MsolCsvReader {
 public:
  MsolCsvReader(std::string_view text, const std::string& name, DirectorySink& sink)
      : text_(text), name_(name), sink_(sink), rows_(text, find_csv_layout(text)) {}

  bool read(std::string& error) {
    const std::string fault = read_csv_table(
        rows_, header_, cells_, [this](std::string& said) { return read_header(said); },
        [this](std::string& said) { return read_row(said); });
    if (fault.empty()) return true;
    error = at_place(text_, rows_.offset(cell_), name_, fault);
    return false;
  }

 private:
  static bool is_state(int field) {
    return field >= 0 && kMembers[static_cast<std::size_t>(field)] == MsolMember::state;
  }

  bool read_header(std::string& fault) {
    for (cell_ = 0; cell_ < header_.size(); ++cell_) {
      const std::string_view column = trimmed(header_[cell_]);
      fields_.push_back(find_field(column));
      states_ += is_state(fields_.back()) ? 1 : 0;
      if (fields_.back() >= 0 || !is_lost(column)) continue;
      fault = fmt::format("unknown column `{}`; the state is known as `MFA Status` or `MFA State`", column);
      return false;
    }
    cell_ = 0;
    return true;
  }

  bool read_row(std::string& fault) {
    if (cells_.size() != header_.size()) {
      fault = fmt::format("the row has {} cells, the header has {}", cells_.size(), header_.size());
      return false;
    }
    UserSignals user;
    for (cell_ = 0; cell_ < cells_.size(); ++cell_) {
      if (fields_[cell_] < 0) continue;
      const std::string_view cell = trimmed(cells_[cell_]);
      const std::optional<UserState> before = user.mfa_state;
      // A script that selects all columns and one of its own exports the list as the name of its type beside it.
      if (is_state(fields_[cell_]) && states_ > 1 && is_type_name(cell)) continue;
      if (!take_text(kMembers[static_cast<std::size_t>(fields_[cell_])], cell, user, fault)) return false;
      if (!before || before == user.mfa_state) continue;
      fault = fmt::format("two columns say different states of `{}`", user.upn);
      return false;
    }
    cell_ = 0;
    return sink_.add_user(user, fault);
  }

  std::string_view text_;
  const std::string& name_;
  DirectorySink& sink_;
  CsvRows rows_;
  std::vector<std::string> header_;
  std::vector<int> fields_;  // rows of msol_fields.def by column, -1 for none
  std::size_t states_ = 0;   // columns that speak of the state
  std::vector<std::string> cells_;
  std::size_t cell_ = 0;  // that is being read, for the place of a fault
};

}  // namespace

bool is_msol_json(std::string_view text) {
  return text.find("\"StrongAuthenticationRequirements\"") != std::string_view::npos ||
         text.find("\"StrongAuthenticationMethods\"") != std::string_view::npos;
}

bool read_directory_msol_json(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error) {
  return MsolJsonReader(text, name, sink).read(error);
}

bool is_msol_csv(std::string_view text) {
  CsvRows rows(text, find_csv_layout(text));
  std::vector<std::string> header;
  bool broken = false;
  if (!rows.next(header, broken) || broken) return false;
  bool named = false;
  bool marked = false;
  for (const std::string& cell : header) {
    const int index = find_field(trimmed(cell));
    if (index < 0) continue;
    const MsolMember member = kMembers[static_cast<std::size_t>(index)];
    named = named || member == MsolMember::upn;
    marked = marked || (member == MsolMember::state || member == MsolMember::methods) ||
             equals_ignoring_case(trimmed(cell), "ObjectId");
  }
  return named && marked;
}

bool read_directory_msol_csv(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error) {
  return MsolCsvReader(text, name, sink).read(error);
}

}  // namespace doorward
