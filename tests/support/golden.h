// Expected texts in files. With DOORWARD_UPDATE_GOLDENS in the environment they are written anew instead of compared.
#pragma once

#include <string>
#include <string_view>

namespace doorward::test {

/// Whether goldens are to be written anew in this run.
[[nodiscard]] bool updating_goldens();

/// Writes `text` to `path` when goldens are written anew; otherwise checks that the file holds exactly `text`. A file
/// that is missing fails.
void check_golden(const std::string& path, std::string_view text);

}  // namespace doorward::test
