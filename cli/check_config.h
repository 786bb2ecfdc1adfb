// `doorward.toml` (docs/configuration.md): levels of findings, what the organization states of its tenant, and the files
// that know more. Must not know how findings are printed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "doorward/grammar/diagnostic.h"
#include "doorward/lint/lint.h"

namespace doorward::cli {

/// How a finding is treated. `allow` hides it.
enum class Level : std::uint8_t { allow, note, warn, deny };

/// A level for `W3101`, or for a family: `W31xx`.
struct LevelRule {
  std::string codes;
  Level level = Level::warn;
};

/// Levels for the files whose path, relative to the configuration, fits `pattern` (`*` within a name, `**` across).
struct PathRule {
  std::string pattern;
  std::vector<LevelRule> levels;
};

struct CheckConfig {
  std::filesystem::path folder;  // of doorward.toml; empty without one
  std::vector<LevelRule> levels;
  std::vector<PathRule> paths;
  TenantFacts tenant;
  std::string id_pattern;
  std::vector<std::filesystem::path> names;  // absolute
  std::filesystem::path directory;           // absolute; empty without one
  std::optional<int> report_only_days;
  std::optional<int> disabled_days;
};

inline constexpr std::string_view kConfigName = "doorward.toml";

/// The nearest doorward.toml in the folder of `path` or above it, not above `top` (empty: the root). Empty when there is
/// none.
std::filesystem::path find_config(const std::filesystem::path& path, const std::filesystem::path& top = {});

/// Reads the configuration `file`, called `shown` in messages. What is wrong with it is reported with its place.
CheckConfig read_config(const std::filesystem::path& file, const std::string& shown, SourceMap& sources,
                        DiagnosticSink& sink);

/// Whether `codes` (a code, or a family `W31xx`) names `code`, without ASCII case.
bool names_code(std::string_view codes, std::string_view code);
/// Whether it names any code.
bool names_any_code(std::string_view codes);
/// Whether it is written as a code or a family of them is, whatever has it.
bool is_code_like(std::string_view codes);
/// Whether `path` fits `pattern`.
bool fits_path(std::string_view path, std::string_view pattern);

}  // namespace doorward::cli
