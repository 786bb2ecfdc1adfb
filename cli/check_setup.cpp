#include "check_setup.h"

#include <map>

#include "doorward/analysis/space.h"
#include "doorward/io/directory.h"
#include "revision.h"

namespace doorward::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSecondsADay = 86400;

/// The path below the current folder; nullopt for one that lies elsewhere.
std::optional<fs::path> below_here(const fs::path& path) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  const fs::path inside = fs::weakly_canonical(path, error).lexically_relative(here);
  if (error || inside.empty() || *inside.begin() == "..") return std::nullopt;
  return inside;
}

model::Day day_of(std::int64_t time) {
  const std::int64_t day = time / kSecondsADay;
  return static_cast<model::Day>(time % kSecondsADay < 0 ? day - 1 : day);
}

/// A path as messages call it: below the current folder where it lies there.
std::string shown(const fs::path& file) {
  const auto inside = below_here(file);
  return inside ? inside->generic_string() : file.generic_string();
}

/// Takes accounts of which lints speak; those to whom the same policies apply share a subject.
class AccountReader {
 public:
  AccountReader(const model::PolicySet& set, std::int64_t now, LintOptions& options)
      : count_(set.policies.size()), space_({&set}, {.now = now, .user_states = false}), options_(options) {}

  void take(const UserSignals& user) {
    const UserState state = user.mfa_state.value_or(UserState::disabled);
    const bool told =
        state != UserState::disabled || !user.mfa_registered.value_or(true) || user.groups.size() > kMostGroups;
    if (!told) return;
    options_.accounts.push_back({std::string(user.id), std::string(user.upn), state, user.mfa_registered,
                                 user.groups.size(), subject_of(user)});
  }

 private:
  std::size_t subject_of(const UserSignals& user) {
    const auto [place, fresh] = known_.emplace(space_.subject_holds(user), options_.subjects.size());
    if (!fresh) return place->second;
    auto& about = options_.subjects.emplace_back(count_);
    for (std::size_t p = 0; p < count_; ++p) about[p] = place->first.test(space_.number(0, p));
    return place->second;
  }

  std::size_t count_;
  analysis::Space space_;
  LintOptions& options_;
  std::map<analysis::PolicyBits, std::size_t> known_;
};

void read_accounts(const fs::path& file, const model::PolicySet& set, std::int64_t now, LintOptions& options,
                   DiagnosticSink& sink) {
  std::string error;
  const std::string name = shown(file);
  const auto directory = Directory::read_file(name, error);
  if (directory == nullptr) {
    const std::string said = fmt::format("cannot read `{}`: ", name);
    if (error.starts_with(said)) error.erase(0, said.size());
    sink.report<Code::setting_file_unread>(Span{UINT32_MAX, 0, 0}, name, error);
    return;
  }
  // Without policies that can be read there are no lints.
  if (sink.has_errors()) return;
  AccountReader reader(set, now, options);
  const bool whole = directory->each_user([&](const UserSignals& user) { reader.take(user); });
  if (!whole) sink.report<Code::setting_file_unread>(Span{UINT32_MAX, 0, 0}, name, directory->error());
}

void read_names(const CheckConfig& config, NameMap& names, DiagnosticSink& sink) {
  for (const fs::path& file : config.names) {
    std::string error;
    const auto text = read_file(file.string(), error);
    if (text && names.add_json(*text, error)) continue;
    sink.report<Code::setting_file_unread>(Span{UINT32_MAX, 0, 0}, shown(file), error);
  }
}

void prepare(const SetupArguments& arguments, const model::PolicySet& set, CheckSetup& setup, DiagnosticSink& sink) {
  LintOptions& lint = setup.lint;
  const CheckConfig& config = setup.config;
  lint.tenant = config.tenant;
  lint.today = day_of(arguments.time);
  lint.id_pattern = config.id_pattern;
  lint.report_only_days = config.report_only_days.value_or(lint.report_only_days);
  lint.disabled_days = config.disabled_days.value_or(lint.disabled_days);
  read_names(config, setup.names, sink);
  if (!config.names.empty()) lint.names = &setup.names;
  const fs::path directory = arguments.directory.empty() ? config.directory : fs::path(arguments.directory);
  if (!directory.empty()) read_accounts(directory, set, arguments.time, lint, sink);
}

/// Configuration and allows of the revision. False after a message.
bool take_base(const Context& context, const SetupArguments& arguments, CheckSetup& setup, Sources& sources) {
  std::string error;
  const auto tree = RevisionTree::extract(arguments.config_from, ".", error);
  if (tree == nullptr) {
    context.error(error);
    return false;
  }
  const fs::path root = tree->path();
  std::vector<std::string> paths;
  for (const std::string& path : arguments.paths) {
    const auto inside = below_here(path);
    if (!inside) {
      context.error(fmt::format("`--config-from` needs policies below the current folder, not `{}`", path));
      return false;
    }
    paths.push_back((root / *inside).string());
  }
  const fs::path file = arguments.config.empty() ? find_config(paths.front(), root) : root / arguments.config;
  std::error_code ignored;
  const fs::path here = fs::current_path(ignored);
  if (!file.empty()) {
    const fs::path inside = file.lexically_relative(fs::weakly_canonical(root, ignored));
    setup.config = read_config(file, arguments.config_from + ":" + inside.generic_string(), sources.map, sources.sink);
    setup.config.folder = (here / inside).parent_path();
  }
  // The files that the configuration names are the revision's too, so they are read while it is there.
  prepare(arguments, sources.loaded.set, setup, sources.sink);
  const auto base = read_sources(paths, {});
  setup.base_allows = read_allows(base->map, base->loaded.sources);
  for (Allow& allow : *setup.base_allows) allow.file = fs::path(allow.file).lexically_relative(root).generic_string();
  return true;
}

}  // namespace

std::unique_ptr<CheckSetup> set_up(const Context& context, const SetupArguments& arguments, Sources& sources) {
  auto setup = std::make_unique<CheckSetup>();
  if (!arguments.config_from.empty()) {
    if (!take_base(context, arguments, *setup, sources)) return nullptr;
    return setup;
  }
  const std::string& first = arguments.paths.front();
  const fs::path file = arguments.config.empty() ? find_config(first == "-" ? fs::path(".") : fs::path(first))
                                                 : fs::path(arguments.config);
  if (!file.empty()) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(file, error);
    setup->config = read_config(error ? file : whole, shown(file), sources.map, sources.sink);
  }
  prepare(arguments, sources.loaded.set, *setup, sources.sink);
  return setup;
}

}  // namespace doorward::cli
