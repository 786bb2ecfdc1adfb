#include "policy_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "doorward/bytecode/envelope.h"
#include "doorward/bytecode/format.h"
#include "doorward/compiler/compile.h"
#include "doorward/compiler/source_files.h"
#include "doorward/grammar/render.h"
#include "module_trust.h"
#include "standard_input.h"

namespace doorward::cli {
namespace {

std::optional<std::string> read_stream(std::FILE* stream, std::string& error) {
  std::string text;
  std::array<char, 1U << 16U> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), stream)) text.append(buffer.data(), got);
  if (std::ferror(stream) == 0) return text;
  error = std::generic_category().message(errno);
  return std::nullopt;
}

std::shared_ptr<const PolicySet> load_module(const Context& context, const std::string& named) {
  std::string error;
  const auto bytes = read_file(named, error);
  const std::string path = named == "-" ? "stdin" : named;  // as messages call it
  if (!bytes) {
    context.error(fmt::format("cannot read `{}`: {}", path, error));
    return nullptr;
  }
  const auto module = trusted_module(context, path, *bytes);
  if (!module) return nullptr;
  auto set = PolicySet::load(module->bytes, error);
  if (!set) {
    context.error(fmt::format("`{}` is no module that can be trusted: {}", path, error));
    return nullptr;
  }
  return remember(context, *module) ? set : nullptr;
}

}  // namespace

std::optional<std::string> read_file(const std::string& path, std::string& error) {
  if (path == "-") return read_stream(stdin, error);
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    error = std::generic_category().message(errno);
    return std::nullopt;
  }
  auto text = read_stream(file, error);
  std::fclose(file);
  return text;
}

bool is_module(const std::string& path) {
  if (path == "-") return input_begins_as_module();
  // What was read of a pipe is gone.
  if (std::error_code error; !std::filesystem::is_regular_file(path, error)) return false;
  std::array<char, bytecode::kMagic.size()> first{};
  std::ifstream file(path, std::ios::binary);
  return file.read(first.data(), first.size()) && begins_as_module({first.data(), first.size()});
}

bool refuse_modules(const Context& context, const std::vector<std::string>& paths, std::string_view why) {
  const auto module = std::find_if(paths.begin(), paths.end(), is_module);
  if (module == paths.end()) return false;
  context.error(fmt::format("`{}` is a compiled module{}", *module == "-" ? "stdin" : *module, why));
  return true;
}

std::unique_ptr<Sources> read_sources(const std::vector<std::string>& paths, const LoadOptions& options) {
  auto sources = std::make_unique<Sources>();
  sources->loaded = load_sources(paths, options, sources->map, sources->sink);
  return sources;
}

void print_diagnostics(const Context& context, const Sources& sources, Notes notes) {
  std::size_t warnings = 0;
  std::size_t shown_notes = 0;
  for (const Diagnostic& diagnostic : sources.sink.diagnostics()) {
    if (diagnostic.severity == Severity::note && notes == Notes::hidden) continue;
    if (diagnostic.severity == Severity::warning) ++warnings;
    if (diagnostic.severity == Severity::note) ++shown_notes;
    if (diagnostic.severity != Severity::error && context.quiet()) continue;
    context.write_messages(render(sources.map, diagnostic, RenderOptions{.colour = context.color_messages()}));
  }
  const std::size_t errors = sources.sink.errors();
  if (errors + warnings + shown_notes > 1) {
    std::string counts =
        fmt::format("{} error{}, {} warning{}", errors, errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
    if (shown_notes != 0) counts += fmt::format(", {} note{}", shown_notes, shown_notes == 1 ? "" : "s");
    context.note(counts);
  }
}

std::size_t print_passed_over(const Context& context, const Sources& sources) {
  std::size_t printed = 0;
  for (const Diagnostic& diagnostic : sources.sink.diagnostics()) {
    if (diagnostic.code != Code::policy_approximated && diagnostic.code != Code::object_approximated) continue;
    ++printed;
    if (context.quiet()) continue;
    context.write_messages(render(sources.map, diagnostic, RenderOptions{.colour = context.color_messages()}));
  }
  return printed;
}

void drop_ignoring_advice(DiagnosticSink& sink) {
  constexpr std::string_view option = "--ignore-unknown";
  for (Diagnostic& diagnostic : sink.diagnostics()) {
    if (!diagnostic.help.ends_with(option)) continue;
    const std::size_t comma = diagnostic.help.find(", or ");
    if (comma != std::string::npos) diagnostic.help.resize(comma);
  }
}

Exit exit_for(const DiagnosticSink& sink) {
  if (!sink.has_errors()) return Exit::ok;
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    if (diagnostic.code == Code::cannot_read) return Exit::usage;
  }
  return Exit::finding;
}

std::shared_ptr<const PolicySet> compile_sources(const Context& context, Sources& sources) {
  std::vector<std::byte> module;
  if (!sources.sink.has_errors()) module = compile(sources.loaded.set, sources.map, {}, sources.sink);
  if (sources.sink.has_errors()) {
    print_diagnostics(context, sources);
    return nullptr;
  }
  std::string error;
  auto set = PolicySet::load(module, error);
  if (!set) context.error(fmt::format("internal: the compiled module was refused: {}", error));
  return set;
}

std::shared_ptr<const PolicySet> load_policy_set(const Context& context, const std::vector<std::string>& paths,
                                                 const LoadOptions& options) {
  if (paths.size() == 1 && is_module(paths.front())) return load_module(context, paths.front());
  if (!context.trust.key_file.empty()) {
    refuse_source(context, paths.front());
    return nullptr;
  }
  const auto sources = read_sources(paths, options);
  auto set = compile_sources(context, *sources);
  if (!set) return nullptr;
  // Who decides wants decisions: other warnings are counted here and shown by `check`.
  const std::size_t shown = print_passed_over(context, *sources);
  const auto& said = sources->sink.diagnostics();
  const auto all =
      std::count_if(said.begin(), said.end(), [](const Diagnostic& one) { return one.severity == Severity::warning; });
  const std::size_t left = static_cast<std::size_t>(all) - shown;
  if (left != 0) {
    context.note(fmt::format("{} {}warning{}; `doorward check` shows {}", left, shown == 0 ? "" : "further ",
                             left == 1 ? "" : "s", left == 1 ? "it" : "them"));
  }
  return set;
}

}  // namespace doorward::cli
