#include <fmt/format.h>

#include <optional>
#include <vector>

#include "directory_fields.h"
#include "directory_sink.h"
#include "directory_sources.h"
#include "doorward/io/csv_rows.h"
#include "signal_words.h"

namespace doorward {
namespace {

constexpr std::string_view kAttributesPrefix = "attributes.";

struct Column {
  DirectoryMember member{};
  std::string name;  // of an attribute
};

class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& name, DirectorySink& sink)
      : text_(text), name_(name), sink_(sink), rows_(text) {}

  bool read(std::string& error) {
    std::string fault;
    bool broken = false;
    bool ok = rows_.next(cells_, broken) && read_header(fault);
    std::size_t start = rows_.offset();
    while (ok && !broken && rows_.next(cells_, broken)) {
      ok = broken || read_row(fault);
      if (ok && !broken) start = rows_.offset();
    }
    if (broken) fault = "a quoted cell is not closed, or something follows its closing quote";
    if (ok && !broken) return true;
    while (start < text_.size() && (text_[start] == '\n' || text_[start] == '\r')) ++start;
    error = at_place(text_, header_read_ ? start : 0, name_, fault);
    return false;
  }

 private:
  bool read_header(std::string& fault) {
    std::uint64_t seen = 0;
    for (const std::string& cell : cells_) {
      const int index = kDirectoryFields.find(cell);
      Column column{index < 0 ? DirectoryMember::attribute : kDirectoryMembers[static_cast<std::size_t>(index)], cell};
      const bool prefixed =
          cell.size() > kAttributesPrefix.size() &&
          equals_ignoring_case(std::string_view(cell).substr(0, kAttributesPrefix.size()), kAttributesPrefix);
      if (prefixed) column.name = cell.substr(kAttributesPrefix.size());
      const bool composite =
          column.member == DirectoryMember::attributes || column.member == DirectoryMember::extension_attributes;
      if ((index < 0 && !prefixed) || composite) {
        fault = fmt::format("unknown column `{}`", cell);
        return false;
      }
      const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(column.member);
      if (column.member < DirectoryMember::attribute && (seen & bit) != 0) {
        fault = fmt::format("column `{}` says again what another column says", cell);
        return false;
      }
      seen |= bit;
      if (column.member == DirectoryMember::groups) sink_.groups_are_known();
      if (column.member == DirectoryMember::roles) sink_.roles_are_known();
      columns_.push_back(std::move(column));
    }
    header_read_ = true;
    return true;
  }

  bool read_row(std::string& fault) {
    if (cells_.size() != columns_.size()) {
      fault = fmt::format("the row has {} cells, the header has {}", cells_.size(), columns_.size());
      return false;
    }
    user_ = UserSignals();
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (cells_[i].empty() || read_cell(columns_[i], cells_[i])) continue;
      fault = fmt::format("`{}` is `{}`, it must be {}", columns_[i].name, cells_[i], expected(columns_[i].member));
      return false;
    }
    return sink_.add_user(user_, fault);
  }

  static std::string_view expected(DirectoryMember member) {
    if (member == DirectoryMember::type) return "member or guest";
    if (member == DirectoryMember::mfa_state) return "disabled, enabled or enforced";
    if (member == DirectoryMember::guest_kind) return "`none` or guest kinds separated by commas";
    return "true or false";
  }

  bool read_cell(const Column& column, std::string_view cell) {
    switch (column.member) {
      case DirectoryMember::id:
        user_.id = cell;
        return true;
      case DirectoryMember::upn:
        user_.upn = cell;
        return true;
      case DirectoryMember::home_tenant:
        user_.home_tenant = cell;
        return true;
      case DirectoryMember::groups:
        user_.has_groups = true;
        return split(cell, user_.groups);
      case DirectoryMember::roles:
        user_.has_roles = true;
        return split(cell, user_.roles);
      case DirectoryMember::agent:
        return flag(cell, user_.agent);
      case DirectoryMember::mfa_registered:
        return flag(cell, user_.mfa_registered);
      case DirectoryMember::has_app_password:
        return flag(cell, user_.has_app_password);
      case DirectoryMember::guest_kind:
        user_.guest_kinds = parse_guest_kinds(cell);
        return user_.guest_kinds.has_value();
      case DirectoryMember::type:
        user_.guest = equals_ignoring_case(cell, "guest");
        return *user_.guest || equals_ignoring_case(cell, "member");
      case DirectoryMember::mfa_state: {
        const FactRow* row = find_graph(kUserStates, cell);
        if (row != nullptr) user_.mfa_state = static_cast<UserState>(row->value);
        return row != nullptr;
      }
      case DirectoryMember::attribute: {
        Attribute attribute;
        attribute.name = column.name;
        attribute.values.push_back(cell);
        user_.attributes.push_back(std::move(attribute));
        return true;
      }
      case DirectoryMember::attributes:
      case DirectoryMember::extension_attributes:
      case DirectoryMember::passed_over:
        return true;
    }
    return false;
  }

  static bool flag(std::string_view cell, std::optional<bool>& out) {
    out = equals_ignoring_case(cell, "true");
    return *out || equals_ignoring_case(cell, "false");
  }

  template <class List>
  static bool split(std::string_view cell, List& out) {
    while (!cell.empty()) {
      const std::size_t end = std::min(cell.find(';'), cell.size());
      std::string_view item = cell.substr(0, end);
      while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
      while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
      if (!item.empty()) out.push_back(item);
      cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return true;
  }

  std::string_view text_;
  const std::string& name_;
  DirectorySink& sink_;
  CsvRows rows_;
  std::vector<std::string> cells_;
  std::vector<Column> columns_;
  bool header_read_ = false;
  UserSignals user_;
};

}  // namespace

bool read_directory_csv(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error) {
  return CsvReader(text, name, sink).read(error);
}

}  // namespace doorward
