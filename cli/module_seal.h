// The signature that `doorward compile --sign` puts on a module (docs/signing.md). Messages go to standard error. Must not
// know how modules are made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "context.h"
#include "parser_names.h"

namespace doorward::cli {

struct SealArguments {
  std::string key_file;        ///< empty: not to be signed
  std::string set_name;        ///< empty: the name of the output without its extension
  std::uint64_t sequence = 0;  ///< 0: after that of the module which is replaced
  std::string not_after;       ///< empty: no end
};

void add_seal_options(CLI::App& command, SealArguments& arguments);

/// Makes a signed module of `module`, which is to be written to `output`. False after the reason was printed.
bool seal(const Context& context, const SealArguments& arguments, const std::string& output,
          std::vector<std::byte>& module);

}  // namespace doorward::cli
