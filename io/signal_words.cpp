#include "signal_words.h"

#include <string>

#include "ip_address.h"

namespace doorward {
namespace {

constexpr std::string_view kAppPassword = "appPassword";

constexpr auto kTrustTypes =
    std::to_array<FactRow>({{0, kEntraJoined, {}}, {1, kHybridJoined, {}}, {2, kWorkplaceJoined, {}}});
constexpr auto kUserTypes = std::to_array<FactRow>({{0, "member", {}}, {1, "guest", {}}});

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

constexpr bool carries_id(ControlKind kind) noexcept {
  return kind == ControlKind::strength || kind == ControlKind::terms || kind == ControlKind::custom;
}

/// The control that `text` names, in the spelling that decisions use; empty when it names none.
std::string_view control_name(std::string_view text) noexcept {
  if (equals_ignoring_case(text, kAppPassword)) return kAppPassword;
  const std::size_t colon = text.find(':');
  const FactRow* row = find_graph(kControls, text.substr(0, colon));
  if (row == nullptr) return {};
  const auto kind = static_cast<ControlKind>(row->value);
  if (kind == ControlKind::unknown) return {};
  if (!carries_id(kind)) return colon == std::string_view::npos ? row->graph : std::string_view{};
  return colon != std::string_view::npos && colon + 1 < text.size() ? text : std::string_view{};
}

}  // namespace

std::span<const FactRow> sign_in_client_apps() noexcept {
  static_assert(kClientApps.back().value == static_cast<std::uint32_t>(ClientApp::eas_supported));
  return std::span(kClientApps).first(kClientApps.size() - 1);
}

bool read_platform(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<Platform>& out) {
  std::string_view text;
  if (!read_text(value, path, error, text)) return false;
  if (text.empty()) return true;
  const FactRow* row = find_graph(kPlatforms, text);
  out = row == nullptr ? Platform::unknown : static_cast<Platform>(row->value);
  return true;
}

std::optional<Mask> parse_guest_kinds(std::string_view text) noexcept {
  Mask kinds = 0;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view word = trimmed(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (word.empty() || equals_ignoring_case(word, "none")) continue;
    const FactRow* row = find_graph(kGuestKinds, word);
    if (row == nullptr) return std::nullopt;
    kinds |= Mask{1} << row->value;
  }
  return kinds;
}

bool fail_guest_kind(const FieldPath& path, std::string_view seen, RecordError& error) {
  std::string words = "`none` or some of ";
  for (const FactRow& row : kGuestKinds) {
    if (row.value > 0) words += ", ";
    words += row.graph;
  }
  return error.unfit(path, seen, words);
}

bool read_guest_kinds(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<Mask>& out) {
  Mask kinds = 0;
  const auto take = [&](std::string_view text, const FieldPath& place) {
    const auto some = parse_guest_kinds(text);
    if (!some) return fail_guest_kind(place, text, error);
    kinds |= *some;
    return true;
  };
  const std::string_view type = type_words(value);
  if (type == "a list") {
    if (!read_each_text(value, path, error, take)) return false;
    out = kinds;
    return true;
  }
  if (type != "a string") return error.wrong_type(path, "a string or a list of strings", value);
  std::string_view text;
  if (!read_text(value, path, error, text)) return false;
  if (text.empty()) return true;
  if (!take(text, path)) return false;
  out = kinds;
  return true;
}

bool read_user_type(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<bool>& guest) {
  const FactRow* row = nullptr;
  if (!read_word(value, path, error, kUserTypes, row)) return false;
  if (row != nullptr) guest = row->value == 1;
  return true;
}

bool read_satisfied(ondemand::value& value, const FieldPath& path, RecordError& error,
                    SmallVector<std::string_view, 4>& out) {
  return read_each_text(value, path, error, [&](std::string_view text, const FieldPath& place) {
    const std::string_view name = control_name(text);
    if (name.empty()) {
      return error.unfit(place, text, "a grant control such as `mfa`, `strength:ID`, `terms:ID` or `appPassword`");
    }
    out.push_back(name);
    return true;
  });
}

bool read_methods(ondemand::value& value, const FieldPath& path, RecordError& error, SmallVector<Mask, 2>& out) {
  ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) {
    return error.wrong_type(path, "a list of lists of methods", value);
  }
  FieldPath combination = path;
  combination.index = 0;
  for (auto item : array) {
    ondemand::value inner;
    if (const auto code = item.get(inner)) return error.malformed(code);
    if (type_words(inner) != "a list") return error.wrong_type(combination, "a list of methods", inner);
    Mask methods = 0;
    const auto take = [&](std::string_view text, const FieldPath&) {
      const FactRow* row = find_graph(kMethods, text);
      if (row == nullptr) return error.unknown_word(combination, text, kMethods);
      methods |= Mask{1} << row->value;
      return true;
    };
    if (!read_each_text(inner, combination, error, take)) return false;
    if (methods != 0) out.push_back(methods);
    ++combination.index;
  }
  return true;
}

std::uint8_t parse_auth_context(std::string_view text) noexcept {
  if (text.size() < 2 || text.size() > 3 || ascii_lower(text.front()) != 'c' || text[1] == '0') return 0;
  unsigned number = 0;
  for (const char c : text.substr(1)) {
    if (c < '0' || c > '9') return 0;
    number = number * 10U + static_cast<unsigned>(c - '0');
  }
  return static_cast<std::uint8_t>(number);
}

bool read_auth_context(ondemand::value& value, const FieldPath& path, RecordError& error, std::uint8_t& out) {
  std::string_view text;
  if (!read_text(value, path, error, text)) return false;
  if (text.empty()) return true;
  out = parse_auth_context(text);
  return out != 0 || error.unfit(path, text, "`c1` to `c99`");
}

bool take_country(std::string_view text, const FieldPath& path, RecordError& error, std::array<char, 2>& out) {
  if (text.empty()) return true;
  const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  const auto letter = [&](char c) { return upper(c) >= 'A' && upper(c) <= 'Z'; };
  if (text.size() != 2 || !letter(text[0]) || !letter(text[1])) {
    return error.unfit(path, text, "a country code of two letters");
  }
  out = {upper(text[0]), upper(text[1])};
  return true;
}

bool read_country(ondemand::value& value, const FieldPath& path, RecordError& error, std::array<char, 2>& out) {
  std::string_view text;
  return read_text(value, path, error, text) && take_country(text, path, error, out);
}

bool take_ip(std::string_view text, const FieldPath& path, RecordError& error, std::optional<IpAddress>& out) {
  if (text.empty()) return true;
  out = parse_ip_address(text);
  return out.has_value() || error.unfit(path, text, "an IPv4 or IPv6 address");
}

bool read_ip(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<IpAddress>& out) {
  std::string_view text;
  return read_text(value, path, error, text) && take_ip(text, path, error, out);
}

bool read_device_property(ondemand::value& value, const FieldPath& path, RecordError& error, DeviceAttribute attribute,
                          DeviceSignals& out) {
  if (attribute == DeviceAttribute::physical_ids) {
    out.has_physical_ids = true;
    return read_texts(value, path, error, out.physical_ids);
  }
  if (attribute == DeviceAttribute::system_labels) {
    out.has_system_labels = true;
    return read_texts(value, path, error, out.system_labels);
  }
  return read_text(value, path, error, out.properties[static_cast<std::size_t>(attribute)]);
}

bool read_trust_type(ondemand::value& value, const FieldPath& path, RecordError& error, DeviceSignals& out) {
  const FactRow* row = nullptr;
  if (!read_word(value, path, error, kTrustTypes, row)) return false;
  if (row != nullptr) out.properties[static_cast<std::size_t>(DeviceAttribute::trust_type)] = row->graph;
  return true;
}

}  // namespace doorward
