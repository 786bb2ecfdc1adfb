#include "module_seal.h"

#include <fmt/format.h>

#include <filesystem>
#include <limits>

#include "command.h"
#include "decision_time.h"
#include "doorward/signature/signed_module.h"
#include "policy_source.h"

namespace doorward::cli {
namespace {

/// Behind the module that is replaced, or the same sequence when it is that module; 1 where there is none of this set and
/// key. So that compiling what did not change changes nothing.
std::uint64_t next_sequence(const std::string& output, const SignedModule& next, const VerifyKey& key) {
  std::string ignored;
  const auto file = output == "-" ? std::nullopt : read_file(output, ignored);
  if (!file) return 1;
  const SignedModule old = check_signed_module(
      std::as_bytes(std::span(*file)),
      {.key = key, .set_name = next.set_name, .now = std::numeric_limits<std::int64_t>::min(), .last = {}});
  if (old.status != SignatureStatus::ok) return 1;
  const bool same = old.taken.hash == next.taken.hash && old.not_after == next.not_after;
  return same || old.sequence == std::numeric_limits<std::uint64_t>::max() ? old.sequence : old.sequence + 1;
}

}  // namespace

void add_seal_options(CLI::App& command, SealArguments& arguments) {
  CLI::Option* key =
      command.add_option("--sign", arguments.key_file, "sign the module with this private key (`doorward keys new`)")
          ->type_name("KEY");
  command.add_option("--set", arguments.set_name, "the policy set that it is signed for; otherwise the name of FILE")
      ->type_name("NAME")
      ->needs(key);
  command
      .add_option("--sequence", arguments.sequence,
                  "its place among the modules of the set; otherwise after the one that it replaces")
      ->type_name("N")
      ->check(CLI::Range(std::uint64_t{1}, std::numeric_limits<std::uint64_t>::max()))
      ->needs(key);
  command.add_option("--not-after", arguments.not_after, "the last time at which it may be taken")
      ->type_name("TIME")
      ->needs(key);
}

bool seal(const Context& context, const SealArguments& arguments, const std::string& output,
          std::vector<std::byte>& module) {
  if (output == "-" && arguments.set_name.empty()) {
    context.error("a module on standard output has no file to be named after; name its policy set with `--set NAME`");
    return false;
  }
  std::string error;
  const auto key_file = read_file(arguments.key_file, error);
  if (!key_file) {
    context.error(fmt::format("cannot read `{}`: {}", arguments.key_file, error));
    return false;
  }
  const auto key = read_signing_key(*key_file, error);
  if (!key) {
    context.error(fmt::format("`{}` is no key to sign with: {}", arguments.key_file, error));
    context.write_messages("help: `doorward keys new -o KEY` makes one\n");
    return false;
  }
  const std::string set_name =
      arguments.set_name.empty() ? std::filesystem::path(output).stem().string() : arguments.set_name;
  ModuleSeal wanted{.set_name = set_name};
  if (!arguments.not_after.empty()) {
    const auto not_after = decision_time(context, arguments.not_after);
    if (!not_after) return false;
    wanted.not_after = *not_after;
  }
  auto file = sign_module(module, wanted, *key, error);
  if (error.empty()) {
    const SignedModule first =
        check_signed_module(file, {.key = key->verify_key(), .set_name = {}, .now = wanted.not_after, .last = {}});
    wanted.sequence = arguments.sequence != 0 ? arguments.sequence : next_sequence(output, first, key->verify_key());
    file = sign_module(module, wanted, *key, error);
  }
  if (!error.empty()) {
    context.error(fmt::format("cannot sign the module: {}", error));
    return false;
  }
  module = std::move(file);
  return true;
}

}  // namespace doorward::cli
