// Values of sign-in fields that are more than one word of one vocabulary: sets of guest kinds, combinations of
// methods, controls, authentication contexts, countries, addresses, times. Shared by the readers of every shape.
// Private to io.
#pragma once

#include "json_value.h"

namespace doorward {

/// Stores the row's value as a member of `Enum`; an absent word stores nothing.
template <class Enum>
bool read_enum(ondemand::value& value, const FieldPath& path, RecordError& error, std::span<const FactRow> rows,
               std::optional<Enum>& out) {
  const FactRow* row = nullptr;
  if (!read_word(value, path, error, rows, row)) return false;
  if (row != nullptr) out = static_cast<Enum>(row->value);
  return true;
}

/// Client app kinds that a sign-in can have: `easSupported` is a word of policies only.
std::span<const FactRow> sign_in_client_apps() noexcept;

/// A platform; any other word is the unknown platform (SEMANTICS.md §8.7).
bool read_platform(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<Platform>& out);

/// `none`, one guest kind or several: comma-separated or as a list.
bool read_guest_kinds(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<Mask>& out);
/// The kinds in `text`, comma-separated; nothing when one of them is unknown.
std::optional<Mask> parse_guest_kinds(std::string_view text) noexcept;
bool fail_guest_kind(const FieldPath& path, std::string_view seen, RecordError& error);

/// `member` or `guest`.
bool read_user_type(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<bool>& guest);

/// The built-in names of controls, `appPassword`, and `strength:`, `terms:` and `custom:` with an id.
bool read_satisfied(ondemand::value& value, const FieldPath& path, RecordError& error,
                    SmallVector<std::string_view, 4>& out);

/// A list of combinations, each a list of methods.
bool read_methods(ondemand::value& value, const FieldPath& path, RecordError& error, SmallVector<Mask, 2>& out);

/// `c1` to `c99`.
bool read_auth_context(ondemand::value& value, const FieldPath& path, RecordError& error, std::uint8_t& out);
/// 1 to 99, or 0 when `text` is no authentication context.
std::uint8_t parse_auth_context(std::string_view text) noexcept;

/// Two letters, stored in upper case.
bool take_country(std::string_view text, const FieldPath& path, RecordError& error, std::array<char, 2>& out);
bool read_country(ondemand::value& value, const FieldPath& path, RecordError& error, std::array<char, 2>& out);

bool take_ip(std::string_view text, const FieldPath& path, RecordError& error, std::optional<IpAddress>& out);
bool read_ip(ondemand::value& value, const FieldPath& path, RecordError& error, std::optional<IpAddress>& out);

/// The field of `device.properties` (native) or `deviceInfo` (what-if) named by a row of device_attributes.def.
bool read_device_property(ondemand::value& value, const FieldPath& path, RecordError& error, DeviceAttribute attribute,
                          DeviceSignals& out);

/// `AzureAD`, `ServerAD` or `Workplace`.
bool read_trust_type(ondemand::value& value, const FieldPath& path, RecordError& error, DeviceSignals& out);

}  // namespace doorward
