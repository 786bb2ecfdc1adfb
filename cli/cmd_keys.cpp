// `doorward keys`: the Ed25519 keys that sign modules and check them (docs/signing.md).
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "command.h"
#include "commands.h"
#include "doorward/io/output_file.h"
#include "doorward/signature/keys.h"
#include "policy_source.h"

namespace doorward::cli {
namespace {

struct Arguments {
  std::string key_file;
  std::string output;
  std::string public_output;
};

Exit make_key(const Context& context, const Arguments& arguments) {
  if (arguments.output == "-") {
    context.error("a private key is not for standard output, where others may read it; name a file: `-o signing.pem`");
    return Exit::usage;
  }
  // Whoever loses a key can sign nothing more, so none is ever replaced.
  std::error_code unknown;
  if (std::filesystem::exists(arguments.output, unknown)) {
    context.error(fmt::format("`{}` exists, and keys are not replaced", arguments.output));
    context.write_messages("help: choose another file, or remove that one\n");
    return Exit::usage;
  }
  const SigningKey key = SigningKey::make();
  const std::string public_output =
      arguments.public_output.empty() ? arguments.output + ".pub" : arguments.public_output;
  if (std::string error; !write_whole(arguments.output, to_pem(key), error, Readers::owner)) {
    context.error(error);
    return Exit::usage;
  }
  if (!context.write_file(public_output, to_pem(key.verify_key()))) return Exit::usage;
  context.note(
      fmt::format("`{}` signs modules and is to be kept secret; `{}` checks them", arguments.output, public_output));
  return Exit::ok;
}

Exit write_public_half(const Context& context, const Arguments& arguments) {
  std::string error;
  const auto file = read_file(arguments.key_file, error);
  if (!file) {
    context.error(fmt::format("cannot read `{}`: {}", arguments.key_file, error));
    return Exit::usage;
  }
  const auto key = read_signing_key(*file, error);
  if (!key) {
    context.error(fmt::format("`{}` is no private key: {}", arguments.key_file, error));
    return Exit::usage;
  }
  const std::string text = to_pem(key->verify_key());
  if (!arguments.output.empty()) {
    return context.write_file(arguments.output, text) ? Exit::ok : Exit::usage;
  }
  context.write_output(text);
  return Exit::ok;
}

}  // namespace

void add_keys(CLI::App& app, Context& context, std::string_view text) {
  CLI::App* keys = app.add_subcommand("keys", std::string(text));
  keys->require_subcommand(1);
  keys->footer("Example:\n  doorward keys new -o signing.pem");
  auto arguments = std::make_shared<Arguments>();

  CLI::App& make = add_command(*keys, context, "new", "make a key, and its public half beside it",
                               "doorward keys new -o signing.pem");
  make.add_option("-o,--output", arguments->output, "the private key to write, as PEM, for its owner's eyes alone")
      ->required()
      ->type_name("FILE");
  make.add_option("--public", arguments->public_output, "the public half to write; otherwise FILE.pub")
      ->type_name("FILE");
  make.callback(
      [&context, arguments] { context.action = [&context, arguments] { return make_key(context, *arguments); }; });

  CLI::App& half = add_command(*keys, context, "public", "write the public half of a key",
                               "doorward keys public signing.pem -o signing.pem.pub");
  half.add_option("KEY", arguments->key_file, "a private key: PEM, or its 32 bytes")->required();
  half.add_option("-o,--output", arguments->output, "where to write it; otherwise standard output")->type_name("FILE");
  half.callback([&context, arguments] {
    context.action = [&context, arguments] { return write_public_half(context, *arguments); };
  });
}

}  // namespace doorward::cli
