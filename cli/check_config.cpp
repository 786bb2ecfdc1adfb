#include "check_config.h"

// As headers alone: Debian has no library of it that a static tool could link.
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include <array>
#include <limits>

#include "doorward/grammar/suggest.h"
#include "policy_source.h"

namespace doorward::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto kLevelWords = std::to_array<std::string_view>({"allow", "note", "warn", "deny"});

std::string_view type_word(const toml::node& node) {
  if (node.is_string()) return "a text";
  if (node.is_integer()) return "a number";
  if (node.is_boolean()) return "true or false";
  if (node.is_array()) return "a list";
  if (node.is_table()) return "a table";
  return "a value of another kind";
}

/// Reads one file, key by key: every key of a table is asked for, or reported.
class Reading {
 public:
  Reading(SourceId source, const SourceMap& sources, DiagnosticSink& sink)
      : source_(source), sources_(sources), sink_(sink) {}

  /// The bytes of a region of TOML++ (lines and columns from 1, columns in code points).
  Span span_of(const toml::source_region& region) const {
    const std::string_view text = sources_.text(source_);
    std::size_t at = 0;
    for (toml::source_index line = 1; line < region.begin.line; ++line) {
      at = std::min(text.find('\n', at), text.size() - 1) + 1;
    }
    const std::size_t end = std::min(text.find_first_of("=]\n", at + region.begin.column - 1), text.size());
    const std::size_t begin = std::min(at + region.begin.column - 1, end);
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(end, begin))};
  }

  void wrong(const toml::node& node, std::string_view key, std::string_view expected) {
    sink_.report<Code::wrong_setting>(span_of(node.source()), key, type_word(node), expected);
  }

  /// Reports the keys of `table` that are none of `known`.
  void refuse_unknown(const toml::table& table, std::string_view where, std::span<const std::string_view> known) {
    for (const auto& [key, value] : table) {
      if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
      const std::string of = where.empty() ? std::string() : fmt::format(" of `[{}]`", where);
      Diagnostic& found = sink_.report<Code::unknown_setting>(span_of(key.source()), key.str(), of);
      const std::string_view near = nearest(key.str(), known);
      if (!near.empty()) found.help = fmt::format("did you mean `{}`?", near);
    }
  }

  const toml::table* table(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) wrong(*node, key, "a table");
    return node->as_table();
  }

  std::optional<bool> truth(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return std::nullopt;
    if (!node->is_boolean()) wrong(*node, key, "true or false");
    return node->value_exact<bool>();
  }

  std::string text(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return {};
    if (!node->is_string()) wrong(*node, key, "a text");
    return node->value_exact<std::string>().value_or("");
  }

  std::optional<int> days(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<std::int64_t>();
    if (value && *value >= 0 && *value <= std::numeric_limits<int>::max()) return static_cast<int>(*value);
    wrong(*node, key, "a number of days");
    return std::nullopt;
  }

  std::optional<std::vector<std::string>> texts(const toml::table& in, std::string_view key) {
    const toml::node* node = in.get(key);
    if (node == nullptr) return std::nullopt;
    std::vector<std::string> out;
    if (!node->is_array()) {
      wrong(*node, key, "a list of texts");
      return out;
    }
    for (const toml::node& item : *node->as_array()) {
      if (!item.is_string()) wrong(item, key, "a list of texts");
      if (auto word = item.value_exact<std::string>()) out.push_back(std::move(*word));
    }
    return out;
  }

  std::vector<LevelRule> levels(const toml::table& in) {
    std::vector<LevelRule> rules;
    for (const auto& [key, value] : in) {
      if (!names_any_code(key.str())) {
        sink_.report<Code::setting_of_no_code>(span_of(key.source()), key.str()).help =
            "`doorward explain CODE` says what a code means";
        continue;
      }
      const auto word = value.value_exact<std::string>();
      const auto* level = std::find(kLevelWords.begin(), kLevelWords.end(), word.value_or(""));
      if (level == kLevelWords.end()) {
        sink_.report<Code::wrong_setting>(span_of(value.source()), key.str(),
                                          word ? '`' + *word + '`' : std::string(type_word(value)),
                                          "`allow`, `note`, `warn` or `deny`");
        continue;
      }
      rules.push_back({std::string(key.str()), static_cast<Level>(level - kLevelWords.begin())});
    }
    return rules;
  }

  DiagnosticSink& sink() { return sink_; }

 private:
  SourceId source_;
  const SourceMap& sources_;
  DiagnosticSink& sink_;
};

void read_paths(Reading& reading, const toml::table& root, CheckConfig& config) {
  const toml::node* node = root.get("paths");
  if (node == nullptr) return;
  if (!node->is_array_of_tables()) {
    reading.wrong(*node, "paths", "`[[paths]]`");
    return;
  }
  constexpr auto known = std::to_array<std::string_view>({"match", "lints"});
  for (const toml::node& item : *node->as_array()) {
    const toml::table& table = *item.as_table();
    reading.refuse_unknown(table, "paths", known);
    PathRule rule{reading.text(table, "match"), {}};
    if (const toml::table* lints = reading.table(table, "lints")) rule.levels = reading.levels(*lints);
    config.paths.push_back(std::move(rule));
  }
}

void read_tenant(Reading& reading, const toml::table& root, CheckConfig& config) {
  if (const toml::table* table = reading.table(root, "break-glass")) {
    constexpr auto known = std::to_array<std::string_view>({"groups", "users"});
    reading.refuse_unknown(*table, "break-glass", known);
    config.tenant.break_glass_groups = reading.texts(*table, "groups").value_or(std::vector<std::string>());
    config.tenant.break_glass_users = reading.texts(*table, "users").value_or(std::vector<std::string>());
  }
  const toml::table* table = reading.table(root, "tenant");
  if (table == nullptr) return;
  constexpr auto known = std::to_array<std::string_view>({
      "service-accounts",
      "licences",
      "protected-groups",
#define DW_TENANT_FACT(name, key) key,
#include "doorward/lint/tenant_facts.def"
#undef DW_TENANT_FACT
  });
  reading.refuse_unknown(*table, "tenant", known);
  config.tenant.service_accounts = reading.texts(*table, "service-accounts").value_or(std::vector<std::string>());
  config.tenant.licences = reading.texts(*table, "licences");
  config.tenant.protected_groups = reading.texts(*table, "protected-groups");
#define DW_TENANT_FACT(name, key) config.tenant.name = reading.truth(*table, key);
#include "doorward/lint/tenant_facts.def"
#undef DW_TENANT_FACT
}

void read_root(Reading& reading, const toml::table& root, CheckConfig& config) {
  constexpr auto known =
      std::to_array<std::string_view>({"lints", "paths", "break-glass", "tenant", "names", "directory", "limits"});
  reading.refuse_unknown(root, "", known);
  if (const toml::table* table = reading.table(root, "lints")) config.levels = reading.levels(*table);
  read_paths(reading, root, config);
  read_tenant(reading, root, config);
  if (const toml::table* table = reading.table(root, "names")) {
    constexpr auto keys = std::to_array<std::string_view>({"id-pattern", "files"});
    reading.refuse_unknown(*table, "names", keys);
    config.id_pattern = reading.text(*table, "id-pattern");
    for (const std::string& file : reading.texts(*table, "files").value_or(std::vector<std::string>())) {
      config.names.push_back(config.folder / file);
    }
  }
  if (const toml::table* table = reading.table(root, "directory")) {
    constexpr auto keys = std::to_array<std::string_view>({"file"});
    reading.refuse_unknown(*table, "directory", keys);
    const std::string file = reading.text(*table, "file");
    if (!file.empty()) config.directory = config.folder / file;
  }
  if (const toml::table* table = reading.table(root, "limits")) {
    constexpr auto keys = std::to_array<std::string_view>({"report-only-days", "disabled-days"});
    reading.refuse_unknown(*table, "limits", keys);
    config.report_only_days = reading.days(*table, "report-only-days");
    config.disabled_days = reading.days(*table, "disabled-days");
  }
}

/// What TOML++ says, in lower case and one line.
std::string fault_text(std::string_view description) {
  std::string text(description);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text.substr(0, text.find('\n'));
}

}  // namespace

fs::path find_config(const fs::path& path, const fs::path& top) {
  std::error_code error;
  fs::path folder = fs::weakly_canonical(path, error);
  if (!fs::is_directory(folder, error)) folder = folder.parent_path();
  const fs::path last = top.empty() ? folder.root_path() : fs::weakly_canonical(top, error);
  while (true) {
    const fs::path file = folder / kConfigName;
    if (fs::is_regular_file(file, error)) return file;
    if (folder == last || folder == folder.parent_path()) return {};
    folder = folder.parent_path();
  }
}

CheckConfig read_config(const fs::path& file, const std::string& shown, SourceMap& sources, DiagnosticSink& sink) {
  CheckConfig config;
  config.folder = file.parent_path();
  std::string error;
  auto text = read_file(file.string(), error);
  const SourceId source = sources.add(shown, text.value_or(""));
  if (!text) {
    sink.report<Code::setting_file_unread>(Span{source, 0, 0}, shown, error);
    return config;
  }
  Reading reading(source, sources, sink);
  try {
    read_root(reading, toml::parse(sources.text(source)), config);
  } catch (const toml::parse_error& fault) {
    sink.report<Code::config_syntax>(reading.span_of(fault.source()), fault_text(fault.description()));
  }
  return config;
}

bool names_code(std::string_view codes, std::string_view code) {
  if (codes.size() != code.size()) return false;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const bool open = i > 0 && (codes[i] == 'x' || codes[i] == 'X');
    if (!open && !equals_ignoring_case(codes.substr(i, 1), code.substr(i, 1))) return false;
  }
  return true;
}

bool names_any_code(std::string_view codes) {
  const auto rows = diagnostic_codes();
  return std::any_of(rows.begin(), rows.end(), [&](const CodeRow& row) { return names_code(codes, row.id); });
}

bool is_code_like(std::string_view codes) {
  constexpr std::string_view kLetters = "EeWw";
  constexpr std::string_view kDigits = "0123456789xX";
  return codes.size() == 5 && kLetters.find(codes.front()) != std::string_view::npos &&
         codes.find_first_not_of(kDigits, 1) == std::string_view::npos;
}

bool fits_path(std::string_view path, std::string_view pattern) {
  if (pattern.empty()) return path.empty();
  if (pattern.front() != '*') {
    return !path.empty() && path.front() == pattern.front() && fits_path(path.substr(1), pattern.substr(1));
  }
  const bool across = pattern.starts_with("**");
  const std::string_view rest = pattern.substr(across ? 2 : 1);
  for (std::size_t skip = 0; skip <= path.size(); ++skip) {
    if (fits_path(path.substr(skip), rest)) return true;
    if (skip < path.size() && !across && path[skip] == '/') return false;
  }
  return false;
}

}  // namespace doorward::cli
