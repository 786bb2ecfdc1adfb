#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "csv_table.h"
#include "directory_fields.h"
#include "directory_sink.h"
#include "directory_sources.h"
#include "doorward/io/csv_rows.h"
#include "graph_fields.h"
#include "signal_words.h"

namespace doorward {
namespace {

constexpr std::string_view kAttributesPrefix = "attributes.";

struct Column {
  DirectoryMember member{};
  std::string name;  // of an attribute
};

bool starts_attribute(std::string_view name) {
  return name.size() > kAttributesPrefix.size() &&
         equals_ignoring_case(name.substr(0, kAttributesPrefix.size()), kAttributesPrefix);
}

class CsvReader {
 public:
  CsvReader(std::string_view text, const std::string& name, DirectorySink& sink)
      : text_(text), name_(name), sink_(sink), rows_(text, find_csv_layout(text)) {}

  bool read(std::string& error) {
    const std::string fault = read_csv_table(
        rows_, cells_, cells_, [this](std::string& said) { return read_header(said); },
        [this](std::string& said) { return read_row(said); });
    if (fault.empty()) return true;
    error = at_place(text_, rows_.offset(cell_), name_, fault);
    return false;
  }

 private:
  bool read_header(std::string& fault) {
    std::uint64_t seen = 0;
    for (cell_ = 0; cell_ < cells_.size(); ++cell_) {
      const std::string cell(trimmed(cells_[cell_]));
      const int index = kDirectoryFields.find(cell);
      Column column{index < 0 ? DirectoryMember::attribute : kDirectoryMembers[static_cast<std::size_t>(index)], cell};
      const bool prefixed = starts_attribute(cell);
      if (prefixed) column.name = cell.substr(kAttributesPrefix.size());
      const bool composite =
          column.member == DirectoryMember::attributes || column.member == DirectoryMember::extension_attributes;
      const bool unknown = index < 0 && !prefixed;
      if (unknown && is_graph_field(cell)) column.member = DirectoryMember::passed_over;
      if ((unknown && column.member != DirectoryMember::passed_over) || composite) {
        fault = fmt::format("unknown column `{}`", cell);
        return false;
      }
      const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(column.member);
      if ((column.member < DirectoryMember::attribute && (seen & bit) != 0) || is_repeated(column)) {
        fault = fmt::format("column `{}` says again what another column says", cell);
        return false;
      }
      seen |= bit;
      if (column.member == DirectoryMember::groups) sink_.groups_are_known();
      if (column.member == DirectoryMember::roles) sink_.roles_are_known();
      columns_.push_back(std::move(column));
    }
    cell_ = 0;
    return true;
  }

  bool is_repeated(const Column& column) const {
    return column.member == DirectoryMember::attribute &&
           std::any_of(columns_.begin(), columns_.end(), [&](const Column& other) {
             return other.member == column.member && equals_ignoring_case(other.name, column.name);
           });
  }

  bool read_row(std::string& fault) {
    if (cells_.size() != columns_.size()) {
      fault = fmt::format("the row has {} cells, the header has {}", cells_.size(), columns_.size());
      return false;
    }
    user_ = UserSignals();
    for (cell_ = 0; cell_ < cells_.size(); ++cell_) {
      const Column& column = columns_[cell_];
      const std::string_view cell =
          column.member == DirectoryMember::attribute ? std::string_view(cells_[cell_]) : trimmed(cells_[cell_]);
      if (cell.empty() || read_cell(column, cell)) continue;
      fault = fmt::format("`{}` is `{}`, it must be {}", column.name, cell, expected(column.member));
      return false;
    }
    cell_ = 0;
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
  std::size_t cell_ = 0;  // that is being read, for the place of a fault
  UserSignals user_;
};

}  // namespace

bool is_directory_csv(std::string_view text) {
  CsvRows rows(text, find_csv_layout(text));
  std::vector<std::string> header;
  bool broken = false;
  if (!rows.next(header, broken) || broken) return false;
  return std::all_of(header.begin(), header.end(), [](const std::string& cell) {
    const std::string_view name = trimmed(cell);
    return kDirectoryFields.find(name) >= 0 || is_graph_field(name) || starts_attribute(name);
  });
}

bool read_directory_csv(std::string_view text, const std::string& name, DirectorySink& sink, std::string& error) {
  return CsvReader(text, name, sink).read(error);
}

}  // namespace doorward
