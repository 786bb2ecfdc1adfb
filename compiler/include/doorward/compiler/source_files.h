// Which files are sources of policies: those below a folder, and what a file holds by its first bytes. Knows file names
// and bytes; must not know what a source means.
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

namespace doorward {

/// The Ward and JSON files below `folder`, sorted, without hidden files and folders. Links to folders are not followed.
/// What cannot be read sets `error`.
std::vector<std::filesystem::path> sources_below(const std::filesystem::path& folder, std::error_code& error);

/// Whether a file is Ward by its name.
bool is_ward_file(const std::filesystem::path& file);

/// Whether `bytes` begin like a compiled module, signed or not.
bool begins_as_module(std::string_view bytes) noexcept;

}  // namespace doorward
