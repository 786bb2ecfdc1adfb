// Which files are sources of policies: those below a folder, and what a file holds by its first bytes. Knows file names
// and bytes; must not know what a source means.
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

namespace doorward {

/// The Ward and JSON files below `folder`, sorted, each by one name. Of hidden files and of those in hidden folders only
/// Ward: JSON there belongs to other programs. Links to folders are followed, each folder once; folders of version
/// control and editors' lock files are left out. A link to nothing is among them, for who reads it to report. A folder
/// that cannot be read sets `error`.
std::vector<std::filesystem::path> sources_below(const std::filesystem::path& folder, std::error_code& error);

/// Whether a file is Ward by its name.
bool is_ward_file(const std::filesystem::path& file);

/// Whether `bytes` begin like a compiled module, signed or not.
bool begins_as_module(std::string_view bytes) noexcept;

}  // namespace doorward
