#include "module_trust.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "command.h"
#include "decision_time.h"
#include "doorward/bytecode/envelope.h"
#include "policy_source.h"
#include "trust_state.h"

namespace doorward::cli {
namespace {

/// What the rules of a command line stand on. The rules hold views of the state.
struct Trust {
  TrustState state;
  SignatureRules rules;
};

bool read_trust(const Context& context, Trust& trust) {
  const ModuleTrust& given = context.trust;
  std::string error;
  const auto key_file = read_file(given.key_file, error);
  if (!key_file) {
    context.error(fmt::format("cannot read `{}`: {}", given.key_file, error));
    return false;
  }
  const auto key = read_verify_key(*key_file, error);
  if (!key) {
    context.error(fmt::format("`{}` is no key that modules can be checked with: {}", given.key_file, error));
    context.write_messages("help: `doorward keys public KEY -o FILE` writes the public half of a key\n");
    return false;
  }
  if (!given.state_file.empty()) {
    auto state = read_trust_state(given.state_file, error);
    if (!state) {
      context.error(error);
      context.write_messages("help: restore the file, or remove it to trust the next module whatever its sequence\n");
      return false;
    }
    trust.state = std::move(*state);
  }
  if (!given.set_name.empty() && !trust.state.set_name.empty() && trust.state.set_name != given.set_name) {
    context.error(
        fmt::format("`{}` is about the set `{}`, not `{}`", given.state_file, trust.state.set_name, given.set_name));
    return false;
  }
  trust.rules.key = *key;
  trust.rules.set_name = given.set_name.empty() ? trust.state.set_name : given.set_name;
  trust.rules.last = trust.state.last;
  trust.rules.now = *decision_time(context, {});
  return true;
}

/// What was seen, where the words of the status alone do not say it.
std::string refusal(const SignedModule& found, const SignatureRules& rules) {
  switch (found.status) {
    case SignatureStatus::other_key:
      return fmt::format("it is signed with the key {}, not with {}", short_name(found.signer), short_name(rules.key));
    case SignatureStatus::other_set:
      return fmt::format("it is signed for the set `{}`, not for `{}`", found.set_name, rules.set_name);
    case SignatureStatus::expired:
      return fmt::format("it could be taken until {:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(found.not_after));
    case SignatureStatus::old_sequence:
      return fmt::format("its sequence is {}, and {} was taken before", found.sequence, rules.last.sequence);
    case SignatureStatus::same_sequence:
      return fmt::format("another module of sequence {} was taken before", found.sequence);
    case SignatureStatus::ok:
    case SignatureStatus::null_argument:
    case SignatureStatus::bad_key:
    case SignatureStatus::unsigned_module:
    case SignatureStatus::damaged:
    case SignatureStatus::forged:
    case SignatureStatus::other_module:
    case SignatureStatus::out_of_memory:
      break;
  }
  return std::string(status_text(found.status));
}

}  // namespace

void add_trust_options(CLI::App& command, ModuleTrust& trust, Remembers remembers) {
  CLI::Option* key = command
                         .add_option("--verify-key", trust.key_file,
                                     "take only modules that are signed with this key: its public half, as PEM")
                         ->type_name("FILE");
  command.add_option("--verify-set", trust.set_name, "the policy set that the module must be signed for")
      ->type_name("NAME")
      ->needs(key);
  if (remembers == Remembers::no) return;
  command
      .add_option("--verify-state", trust.state_file,
                  "remember the module's sequence here, and refuse older modules and others of the same sequence")
      ->type_name("FILE")
      ->needs(key);
}

std::optional<TrustedModule> trusted_module(const Context& context, const std::string& path, std::string_view file) {
  const auto bytes = std::as_bytes(std::span(file));
  if (context.trust.key_file.empty()) return TrustedModule{bytecode::behind_envelope(bytes), {}, {}};
  Trust trust;
  if (!read_trust(context, trust)) return std::nullopt;
  const SignedModule found = check_signed_module(bytes, trust.rules);
  if (found.status == SignatureStatus::ok) {
    return TrustedModule{found.module, std::string(found.set_name), found.taken};
  }
  context.error(fmt::format("`{}` is refused: {}", path, refusal(found, trust.rules)));
  if (found.status == SignatureStatus::unsigned_module) {
    context.write_messages("help: `doorward compile PATH… -o FILE --sign KEY` signs a module\n");
  }
  return std::nullopt;
}

bool remember(const Context& context, const TrustedModule& module) {
  const std::string& path = context.trust.state_file;
  if (path.empty()) return true;
  std::string error;
  if (write_trust_state(path, {module.set_name, module.taken}, error)) return true;
  context.error(error);
  return false;
}

void refuse_source(const Context& context, const std::string& path) {
  context.error(fmt::format("`{}` is refused: it is source, and only a module can be signed", path));
  context.write_messages("help: `doorward compile PATH… -o FILE --sign KEY` signs a module\n");
}

}  // namespace doorward::cli
