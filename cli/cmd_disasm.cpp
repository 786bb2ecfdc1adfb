// `doorward disasm FILE`: a module as a listing.
#include <fmt/format.h>

#include <memory>
#include <span>

#include "command.h"
#include "commands.h"
#include "doorward/bytecode/disassemble.h"
#include "doorward/bytecode/module.h"
#include "module_trust.h"
#include "policy_source.h"

namespace doorward::cli {
namespace {

Exit list_module(const Context& context, const std::string& path) {
  std::string error;
  const auto bytes = read_file(path, error);
  if (!bytes) {
    context.error(fmt::format("cannot read `{}`: {}", path, error));
    return Exit::usage;
  }
  const auto module = trusted_module(context, path, *bytes);
  if (!module) return Exit::finding;
  std::string listing;
  if (!bytecode::disassemble(module->bytes, listing, error)) {
    context.error(fmt::format("`{}` is damaged: {}", path, error));
    return Exit::finding;
  }
  context.write_output(listing);
  return Exit::ok;
}

}  // namespace

void add_disasm(CLI::App& app, Context& context, std::string_view text) {
  CLI::App& command = add_command(app, context, "disasm", text, "doorward disasm policies.dwm");
  auto path = std::make_shared<std::string>();
  command.add_option("FILE", *path, "a module written by `doorward compile`, `-` for standard input")->required();
  add_trust_options(command, context.trust, Remembers::no);
  command.callback([&context, path] { context.action = [&context, path] { return list_module(context, *path); }; });
}

}  // namespace doorward::cli
