#include "users_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "command.h"
#include "doorward/io/csv_rows.h"
#include "users_session.h"

namespace doorward::cli {
namespace {

/// Characters that the text takes on a terminal, as far as UTF-8 tells.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char c : text) width += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return width;
}

/// true and false for programs, yes and no for people.
Cell flag_cell(std::string_view column, const std::optional<bool>& flag, TableFormat format) {
  if (format == TableFormat::text) return {column, std::string(flag_word(flag))};
  return {column, !flag ? "" : *flag ? "true" : "false", true};
}

}  // namespace

void add_table_format(CLI::App& command, std::string& format) {
  command.add_option("--format", format, "a table to read, a JSON array with an element a line, or CSV")
      ->check(CLI::IsMember({"text", "json", "csv"}));
}

TableFormat table_format(std::string_view word) {
  return word == "json" ? TableFormat::json : word == "csv" ? TableFormat::csv : TableFormat::text;
}

std::string shown(std::string_view text) {
  // Beside control characters of ASCII: those of Latin 1, and what turns the direction of writing.
  constexpr auto kTurning = std::to_array<std::string_view>(
      {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"});
  const auto is_plain = [](unsigned char byte) { return byte >= 0x20U && byte < 0x7FU; };
  if (std::all_of(text.begin(), text.end(), is_plain)) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const auto byte = static_cast<unsigned char>(rest.front());
    const bool latin = byte == 0xC2 && rest.size() > 1 && static_cast<unsigned char>(rest[1]) < 0xA0;
    const bool turns =
        std::any_of(kTurning.begin(), kTurning.end(), [&](std::string_view mark) { return rest.starts_with(mark); });
    const bool control = byte < 0x20U || byte == 0x7F || latin || turns;
    const std::size_t size = latin ? 2 : turns ? 3 : 1;
    if (control)
      out += '?';
    else
      out += rest.front();
    at += size;
  }
  return out;
}

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void Table::add(std::vector<Cell> row) {
  rows_.push_back(std::move(row));
  if (rows_.size() == kBlock) flush();
}

void Table::finish(std::span<const std::string_view> columns) {
  if (!begun_ && rows_.empty()) {
    std::string heading;
    for (const std::string_view column : columns) heading += fmt::format("{}{}", heading.empty() ? "" : ",", column);
    if (format_ == TableFormat::csv) context_.write_output(heading + '\n');
    if (format_ == TableFormat::json) context_.write_output("[]\n");
    return;
  }
  flush();
  if (format_ == TableFormat::json) context_.write_output("\n]\n");
}

void Table::flush() {
  if (rows_.empty()) return;
  if (format_ == TableFormat::text) write_text();
  if (format_ == TableFormat::json) write_json();
  if (format_ == TableFormat::csv) write_csv();
  begun_ = true;
  rows_.clear();
}

void Table::write_text() {
  widths_.resize(rows_.front().size());
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths_[i] = std::max(widths_[i], width_of(shown(row[i].text)));
  }
  std::string out;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string text = shown(row[i].text);
      line += text;
      line.append(widths_[i] - width_of(text) + (widths_[i] == 0 ? 0 : 2), ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  context_.write_output(out);
}

void Table::write_json() {
  std::string out;
  bool first = !begun_;
  for (const auto& row : rows_) {
    out += first ? "[\n{" : ",\n{";
    first = false;
    bool comma = false;
    for (const Cell& cell : row) {
      if (cell.text.empty()) continue;
      out += fmt::format("{}\"{}\":{}", comma ? "," : "", cell.column, cell.bare ? cell.text : json_text(cell.text));
      comma = true;
    }
    out += '}';
  }
  context_.write_output(out);
}

void Table::write_csv() {
  std::string out;
  if (!begun_) {
    for (const Cell& cell : rows_.front()) out += fmt::format("{}{}", out.empty() ? "" : ",", cell.column);
    out += '\n';
  }
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : ",") + csv_cell(row[i].text);
    out += '\n';
  }
  context_.write_output(out);
}

std::vector<Cell> user_cells(const StoredUser& user, TableFormat format) {
  const std::string_view type = !user.guest ? "" : *user.guest ? "guest" : "member";
  if (format == TableFormat::text) {
    const std::string_view registered = !user.standing.registered   ? "registration unknown"
                                        : *user.standing.registered ? "registered"
                                                                    : "not registered";
    return {{"user", std::string(user.name())},
            {"state", std::string(state_word(user.standing.state))},
            {"registered", std::string(registered)},
            {"type", std::string(type)},
            {"name", std::string(user.display_name)}};
  }
  return {{kUserCells[0], std::string(user.upn)},
          {kUserCells[1], std::string(user.id)},
          {kUserCells[2], std::string(user.display_name)},
          {kUserCells[3], std::string(type)},
          {kUserCells[4], std::string(state_word(user.standing.state))},
          flag_cell(kUserCells[5], user.standing.registered, format),
          flag_cell(kUserCells[6], user.app_password, format)};
}

std::vector<Cell> change_cells(const StoredUser& user, const MfaStanding& to, std::string_view notify,
                               TableFormat format) {
  if (format == TableFormat::text) {
    const bool registers = to.registered != user.standing.registered;
    return {{"user", std::string(user.name())},
            {"change", fmt::format("{} -> {}", state_word(user.standing.state), state_word(to.state))},
            {"registration", registers ? "registered" : ""},
            {"notify", notify.empty() ? "" : fmt::format("notify {}", notify)}};
  }
  return {{kChangeCells[0], std::string(user.upn)},
          {kChangeCells[1], std::string(user.id)},
          {kChangeCells[2], std::string(state_word(user.standing.state))},
          {kChangeCells[3], std::string(state_word(to.state))},
          flag_cell(kChangeCells[4], to.registered, format),
          {kChangeCells[5], std::string(notify)}};
}

std::vector<Cell> audit_cells(const AuditEntry& entry, TableFormat format) {
  const std::string from = entry.from_state ? std::string(state_word(*entry.from_state)) : std::string();
  const std::string to(state_word(entry.to_state));
  if (format == TableFormat::text) {
    const bool registers = entry.from_registered != entry.to_registered;
    return {{"time", timestamp_text(entry.time)},
            {"actor", std::string(entry.actor)},
            {"action", std::string(entry.action)},
            {"user", std::string(entry.user)},
            {"change", from.empty() ? fmt::format("added {}", to)
                       : from == to ? to
                                    : fmt::format("{} -> {}", from, to)},
            {"registered", registers ? fmt::format("registered: {}", flag_word(entry.to_registered)) : ""},
            {"note", std::string(entry.note)}};
  }
  return {{kAuditCells[0], timestamp_text(entry.time)},
          {kAuditCells[1], std::string(entry.actor)},
          {kAuditCells[2], std::string(entry.action)},
          {kAuditCells[3], std::string(entry.user)},
          {kAuditCells[4], from},
          {kAuditCells[5], to},
          flag_cell(kAuditCells[6], entry.to_registered, format),
          {kAuditCells[7], std::string(entry.note)}};
}

}  // namespace doorward::cli
