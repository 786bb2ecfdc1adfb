#include "check_levels.h"

#include <algorithm>
#include <map>

namespace doorward::cli {
namespace {

namespace fs = std::filesystem;

bool any_names(const std::vector<std::string>& codes, std::string_view id) {
  return std::any_of(codes.begin(), codes.end(), [&](const std::string& each) { return names_code(each, id); });
}

/// The last rule that names the code decides, and a code in full decides over a family.
void take(const std::vector<LevelRule>& rules, std::string_view id, Level& level) {
  for (const bool in_full : {false, true}) {
    for (const LevelRule& rule : rules) {
      if (equals_ignoring_case(rule.codes, id) == in_full && names_code(rule.codes, id)) level = rule.level;
    }
  }
}

Level default_level(const CodeRow& row) {
  if (is_optional_lint(row.code)) return Level::allow;
  if (row.severity == Severity::error) return Level::deny;
  return row.severity == Severity::warning ? Level::warn : Level::note;
}

}  // namespace

Level Levels::level_of(const CodeRow& row, const std::string& path) const {
  Level level = default_level(row);
  take(config_.levels, row.id, level);
  for (const PathRule& rule : config_.paths) {
    if (fits_path(path, rule.pattern)) take(rule.levels, row.id, level);
  }
  if (any_names(arguments_.allow, row.id)) level = Level::allow;
  if (any_names(arguments_.warn, row.id)) level = Level::warn;
  if (any_names(arguments_.deny, row.id)) level = Level::deny;
  return level;
}

bool Levels::wanted(Code code) const {
  const CodeRow& row = row_of(code);
  if (level_of(row, {}) != Level::allow) return true;
  return std::any_of(config_.paths.begin(), config_.paths.end(), [&](const PathRule& rule) {
    Level level = Level::allow;
    take(rule.levels, row.id, level);
    return level != Level::allow;
  });
}

std::string Levels::path_of(std::string_view file) const {
  if (config_.folder.empty()) return std::string(file);
  std::error_code error;
  const fs::path whole = fs::weakly_canonical(fs::path(file), error);
  return error ? std::string(file) : whole.lexically_relative(config_.folder).generic_string();
}

void Levels::apply(Sources& sources) const {
  std::map<SourceId, std::string> paths;
  DiagnosticSink leveled;
  for (Diagnostic& diagnostic : sources.sink.diagnostics()) {
    const CodeRow& row = row_of(diagnostic.code);
    if (row.severity != Severity::error) {
      const SourceId source = diagnostic.span.source;
      const auto [path, fresh] = paths.try_emplace(source);
      if (fresh && source < sources.map.size()) path->second = path_of(sources.map.name(source));
      const Level level = level_of(row, path->second);
      if (level == Level::allow) continue;
      diagnostic.severity = level == Level::deny   ? Severity::error
                            : level == Level::warn ? Severity::warning
                                                   : Severity::note;
    }
    leveled.add(std::move(diagnostic));
  }
  sources.sink = std::move(leveled);
}

}  // namespace doorward::cli
