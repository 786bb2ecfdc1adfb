// `doorward fmt [--check|--diff] PATH…`: Ward files in their canonical form, rewritten in place.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <set>

#include "command.h"
#include "commands.h"
#include "doorward/compiler/graph_reader.h"
#include "doorward/compiler/source_files.h"
#include "doorward/grammar/format.h"
#include "doorward/grammar/parse.h"
#include "doorward/grammar/render.h"
#include "doorward/io/output_file.h"
#include "policy_source.h"
#include "progress.h"
#include "standard_input.h"
#include "unified_diff.h"

namespace doorward::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::vector<std::string> paths;
  bool check = false;
  bool diff = false;
};

struct File {
  std::string path;   // what a link points at, so that the link stays
  std::string shown;  // what messages call it
};

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

class Formatting {
 public:
  Formatting(const Context& context, const Arguments& arguments) : context_(context), arguments_(arguments) {}

  Exit run() {
    if (refuse_input_twice(context_, {arguments_.paths})) return Exit::usage;
    std::vector<File> files;
    for (const std::string& path : arguments_.paths) find(path, files);
    {
      Progress progress(context_, "files", 0);
      std::size_t done = 0;
      for (const File& file : files) {
        format_file(file);
        progress.step(++done, 0);
      }
    }
    if (!standard_input_only()) say_counts();
    if (failed_ != 0) return Exit::usage;
    return arguments_.check && changed_ != 0 ? Exit::finding : Exit::ok;
  }

 private:
  bool standard_input_only() const { return arguments_.paths.size() == 1 && arguments_.paths.front() == "-"; }

  void refuse(const std::string& message) {
    context_.error(message);
    ++failed_;
  }

  void find(const std::string& path, std::vector<File>& files) {
    std::error_code error;
    if (path == "-") {
      files.push_back({path, "stdin"});
      return;
    }
    const fs::path real = fs::canonical(path, error);
    if (error) return refuse(fmt::format("cannot read `{}`: {}", path, error.message()));
    if (!fs::is_directory(real, error)) return add({real.string(), path}, files);
    std::size_t found = 0;
    for (const fs::path& file : sources_below(real, error)) {
      if (!is_ward_file(file)) continue;
      ++found;
      std::error_code gone;
      const fs::path target = fs::canonical(file, gone);
      add({(gone ? file : target).string(), (fs::path(path) / file.lexically_relative(real)).string()}, files);
    }
    if (error) return refuse(fmt::format("cannot read `{}`: {}", path, error.message()));
    if (found == 0) refuse(fmt::format("no Ward file is below `{}`", path));
  }

  void add(File file, std::vector<File>& files) {
    if (seen_.insert(file.path).second) files.push_back(std::move(file));
  }

  std::optional<std::string> read(const File& file) {
    std::error_code unknown;
    if (file.path != "-" && fs::file_size(file.path, unknown) > kMaxSourceBytes && !unknown) {
      refuse(fmt::format("`{}` is longer than {} bytes; split it into several files", file.shown, kMaxSourceBytes));
      return std::nullopt;
    }
    std::string error;
    auto text = read_file(file.path, error);
    if (!text) refuse(fmt::format("cannot read `{}`: {}", file.shown, error));
    return text;
  }

  /// The canonical text, or nothing after the reason was printed.
  std::optional<std::string> canonical(const File& file, const std::string& text) {
    if (begins_as_module(text)) {
      refuse(
          fmt::format("`{}` is a compiled module; `fmt` works on Ward, format what it was compiled from", file.shown));
      return std::nullopt;
    }
    SourceMap sources;
    DiagnosticSink sink;
    const SourceId id = sources.add(file.shown, text);
    if (looks_like_json(sources.text(id))) {
      refuse(fmt::format("`{}` is JSON; `fmt` works on Ward, and `doorward import graph` turns Graph JSON into it",
                         file.shown));
      return std::nullopt;
    }
    auto formatted = format(sources, id, sink);
    for (const Diagnostic& diagnostic : sink.diagnostics()) {
      if (diagnostic.severity == Severity::note) continue;  // such as tabs, which are about to go
      context_.write_messages(render(sources, diagnostic, {.colour = context_.color_messages()}));
    }
    if (!formatted) ++failed_;
    return formatted;
  }

  void format_file(const File& file) {
    const auto text = read(file);
    if (!text) return;
    const auto formatted = canonical(file, *text);
    if (!formatted) return;
    const bool same = *formatted == *text;
    if (arguments_.diff) {
      context_.write_output(unified_diff(file.shown, *text, *formatted));
    } else if (arguments_.check) {
      if (!same) context_.write_output(file.shown + '\n');
    } else if (file.path == "-") {
      context_.write_output(*formatted);
    } else if (std::string error; !same && !write_whole(file.path, *formatted, error)) {
      return refuse(error);
    }
    ++(same ? unchanged_ : changed_);
  }

  void say_counts() const {
    const bool only_shown = arguments_.check || arguments_.diff;
    std::string text = counted(changed_, "file") + (only_shown ? " would change" : " formatted");
    text += fmt::format(", {} canonical", unchanged_);
    if (failed_ != 0) text += fmt::format(", {} not formatted", failed_);
    context_.note(text);
  }

  const Context& context_;
  const Arguments& arguments_;
  std::set<std::string> seen_;
  std::size_t changed_ = 0;
  std::size_t unchanged_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace

void add_fmt(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "fmt", text, "doorward fmt --check policies/");
  auto arguments = std::make_shared<Arguments>();
  command
      .add_option("PATH", arguments->paths, "Ward files, folders of them, or `-`: standard input to standard output")
      ->required();
  command.add_flag("--check", arguments->check, "write nothing; name the files that would change and exit with 1");
  command.add_flag("--diff", arguments->diff, "write nothing; show what would change");
  command.callback([&context, arguments] {
    context.action = [&context, arguments] { return Formatting(context, *arguments).run(); };
  });
}

}  // namespace doorward::cli
