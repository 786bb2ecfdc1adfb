// From the PATHs of a command line to a loaded policy set: Ward, Graph JSON, folders of both, or a compiled module
// (CONTRACTS.md §2). Messages go to standard error.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "context.h"
#include "doorward/compiler/load.h"
#include "doorward/grammar/diagnostic.h"
#include "doorward/runtime/policy_set.h"

namespace doorward::cli {

/// A sign-in that shows a finding: as a sentence, and as JSON that `eval` takes.
struct FindingExample {
  std::string sentence;
  std::string json;
};

/// What could not be found out within the bounds of a search: of one policy, or of the set.
struct Undecided {
  Code code{};
  std::string policy;
};

/// Policies as source, with everything that was said of them. Examples are found by code, place and message.
struct Sources {
  SourceMap map;
  DiagnosticSink sink;
  LoadedSources loaded;
  std::map<std::tuple<Code, SourceId, std::uint32_t, std::string>, FindingExample> examples;
  std::vector<Undecided> undecided;
};

/// True when the file, or standard input for `-`, begins with the magic of a module, signed or not.
bool is_module(const std::string& path);

/// Whether one of `paths` is a module, for commands that work on source: it is then reported, with `why` behind the words
/// "is a compiled module".
bool refuse_modules(const Context& context, const std::vector<std::string>& paths, std::string_view why);

/// Reads `paths` as source. Nothing is printed.
std::unique_ptr<Sources> read_sources(const std::vector<std::string>& paths, const LoadOptions& options);

/// Prints the errors and warnings of `sources` to standard error, and a closing count when there is more than one. Notes,
/// which ask for nothing, only for who asks what can be said of the policies.
enum class Notes : std::uint8_t { hidden, shown };
void print_diagnostics(const Context& context, const Sources& sources, Notes notes = Notes::hidden);

/// Prints the warnings of what `--ignore-unknown` passed over, one a policy, for commands that show no others. How many.
std::size_t print_passed_over(const Context& context, const Sources& sources);

/// Takes the advice of `--ignore-unknown` out of the findings, for a command that does not have it: what it writes would
/// say less than what it read.
void drop_ignoring_advice(DiagnosticSink& sink);

/// The exit code that the findings stand for: 2 when an input could not be read, 1 for any other error, else 0.
Exit exit_for(const DiagnosticSink& sink);

/// Compiles and loads `sources`. Null after every error was printed.
std::shared_ptr<const PolicySet> compile_sources(const Context& context, Sources& sources);

/// Loads what `paths` name for deciding; with a key in the context's trust only a signed module. Null after the reason was printed.
std::shared_ptr<const PolicySet> load_policy_set(const Context& context, const std::vector<std::string>& paths,
                                                 const LoadOptions& options);

/// The whole of a file, or of standard input for `-`; nullopt with `error` set.
std::optional<std::string> read_file(const std::string& path, std::string& error);

}  // namespace doorward::cli
