// Whether a module that a command line names may be taken: the key, the set and the memory that --verify-… options
// state (docs/signing.md). Messages go to standard error. Must not know what a module decides.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "context.h"
#include "doorward/signature/signed_module.h"
#include "parser_names.h"

namespace doorward::cli {

/// Whether a command can remember the module that it took, in a file.
enum class Remembers : bool { no, yes };

/// Adds --verify-key and --verify-set, and for commands that remember --verify-state.
void add_trust_options(CLI::App& command, ModuleTrust& trust, Remembers remembers);

struct TrustedModule {
  std::span<const std::byte> bytes;  ///< without its envelope; into the file
  std::string set_name;              ///< empty when no key was asked for
  TakenModule taken;
};

/// The module in the bytes of a file. Without --verify-key its signature is not looked at. Nullopt after the reason was
/// printed.
std::optional<TrustedModule> trusted_module(const Context& context, const std::string& path, std::string_view file);

/// Notes in the --verify-state file, if there is one, that `module` is in force. False after the reason was printed.
bool remember(const Context& context, const TrustedModule& module);

/// Says that `path` cannot be signed because it is source.
void refuse_source(const Context& context, const std::string& path);

}  // namespace doorward::cli
