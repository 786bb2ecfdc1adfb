// Exports of the classic PowerShell module: `Get-MsolUser -All | ConvertTo-Json -Depth 4`, and CSV with a column for
// the state.
#include <fmt/format.h>

#include <array>
#include <vector>

#include "directory_sources.h"
#include "doorward/io/csv_rows.h"
#include "field_table.h"
#include "json_value.h"

namespace doorward {
namespace {

enum class MsolMember : std::uint8_t { id, upn, type, state, methods, display_name, department };

constexpr FieldTable kFields{std::to_array<std::string_view>({
#define DW_MSOL_FIELD(key, meaning) key,
#include "msol_fields.def"
#undef DW_MSOL_FIELD
})};
constexpr auto kMembers = std::to_array<MsolMember>({
#define DW_MSOL_FIELD(key, meaning) MsolMember::meaning,
#include "msol_fields.def"
#undef DW_MSOL_FIELD
});

/// What PowerShell writes for a list that it was not told how to write.
constexpr std::string_view kTypeName = "System.";

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
  fault = word.starts_with(kTypeName)
              ? "the state is exported as the name of a type; export `StrongAuthenticationRequirements.State`"
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
      if (!text.starts_with(kTypeName)) user.mfa_registered = !text.empty();
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
  /// A list of users, or the one user that ConvertTo-Json writes without a list.
  bool read_root(ondemand::document& document) {
    ondemand::value root;
    if (const auto code = document.get_value().get(root)) return error_.malformed(code);
    if (type_words(root) == "an object") return read_user(root);
    ondemand::array array;
    if (root.get_array().get(array) != simdjson::SUCCESS) return error_.wrong_type({{}, "users"}, "a list", root);
    for (auto item : array) {
      ondemand::value element;
      if (const auto code = item.get(element)) return error_.malformed(code);
      if (!read_user(element)) return false;
    }
    return true;
  }

  bool read_user(ondemand::value& value) {
    const std::string_view token = value.raw_json_token();
    if (!token.empty()) place_ = token.data();
    UserSignals user;
    std::uint32_t seen = 0;
    ondemand::object object;
    if (!read_object(value, {{}, "user"}, error_, object)) return false;
    for (auto item : object) {
      ondemand::field field;
      if (const auto code = std::move(item).get(field)) return error_.malformed(code);
      std::string_view key;
      if (!read_key(field, error_, key)) return false;
      const int index = kFields.find(key);
      if (index < 0) continue;
      const std::uint32_t bit = std::uint32_t{1} << static_cast<unsigned>(index);
      if ((seen & bit) != 0) return error_.duplicate_field({}, key);
      seen |= bit;
      if (!read_member(kMembers[static_cast<std::size_t>(index)], key, field.value(), user)) return false;
    }
    std::string fault;
    return sink_.add_user(user, fault) || error_.fail(fault);
  }

  bool read_member(MsolMember member, std::string_view key, ondemand::value& value, UserSignals& user) {
    const std::string_view kind = type_words(value);
    std::string fault;
    std::string_view text;
    if (kind == "a list") return read_list(member, key, value, user);
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

  bool read_requirement(ondemand::value& value, std::string_view key, std::string& state) {
    ondemand::object object;
    if (!read_object(value, {{}, key}, error_, object)) return false;
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

/// Export-Csv of PowerShell 5 begins with a line that names a type.
std::string_view without_type_line(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!text.starts_with("#TYPE")) return text;
  const std::size_t end = text.find('\n');
  return end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
}

}  // namespace

bool is_msol_json(std::string_view text) {
  return text.find("\"StrongAuthenticationRequirements\"") != std::string_view::npos ||
         text.find("\"StrongAuthenticationMethods\"") != std::string_view::npos;
}

bool read_directory_msol_json(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return MsolJsonReader(text, name, sink).read(error);
}

bool is_msol_csv(std::string_view text) {
  CsvRows rows(without_type_line(text));
  std::vector<std::string> header;
  bool broken = false;
  if (!rows.next(header, broken) || broken) return false;
  bool named = false;
  bool marked = false;
  for (const std::string& cell : header) {
    const int index = kFields.find(cell);
    if (index < 0) continue;
    const MsolMember member = kMembers[static_cast<std::size_t>(index)];
    named = named || member == MsolMember::upn;
    marked = marked || (member == MsolMember::state || member == MsolMember::methods) ||
             equals_ignoring_case(cell, "ObjectId");
  }
  return named && marked;
}

bool read_directory_msol_csv(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error) {
  const std::string_view table = without_type_line(text);
  CsvRows rows(table);
  const auto offset = static_cast<std::size_t>(table.data() - text.data());
  std::vector<std::string> header;
  std::vector<std::string> cells;
  bool broken = false;
  rows.next(header, broken);
  for (std::size_t start = rows.offset(); rows.next(cells, broken); start = rows.offset()) {
    std::string fault;
    UserSignals user;
    if (broken) fault = "a quoted cell is not closed, or something follows its closing quote";
    if (!broken && cells.size() != header.size())
      fault = fmt::format("the row has {} cells, the header has {}", cells.size(), header.size());
    for (std::size_t i = 0; fault.empty() && i < cells.size(); ++i) {
      const int index = kFields.find(header[i]);
      if (index >= 0) take_text(kMembers[static_cast<std::size_t>(index)], cells[i], user, fault);
    }
    if (fault.empty() && sink.add_user(user, fault)) continue;
    error = at_place(text, offset + start, name, fault);
    return false;
  }
  return true;
}

}  // namespace doorward
