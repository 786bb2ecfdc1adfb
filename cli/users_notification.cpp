#include "users_notification.h"

#include <fmt/format.h>

#include "users_output.h"

namespace doorward::cli {
namespace {

constexpr std::string_view kRegister =
    "The next time you sign in, you will be asked to register a second way to prove that it is you, such as an\n"
    "authenticator app or a telephone. Plan a few minutes for it. From then on you will be asked for it when you sign "
    "in.\n";

constexpr std::string_view kRegistered =
    "You have registered a second way to prove that it is you. From now on you will be asked for it when you sign "
    "in.\n";

constexpr std::string_view kSomeEnabled =
    "You use programs that cannot ask for the second step, such as older mail programs. They go on working with your\n"
    "password until you have registered, and stop then. Make an app password for each of them right after "
    "registering,\n"
    "and enter it there instead of your password.\n";

constexpr std::string_view kSomeEnforced =
    "You use programs that cannot ask for the second step, such as older mail programs. They have stopped working "
    "with\n"
    "your password. Make an app password for each of them and enter it there instead of your password.\n";

constexpr std::string_view kPerhaps =
    "If a program outside the browser asks for your password again and again, such as an older mail program, it "
    "cannot\n"
    "ask for the second step. Make an app password for it and enter it there instead of your password.\n";

/// FNV-1a: the same on every machine.
std::uint64_t name_hash(std::string_view name) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325U;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
  return hash;
}

std::string_view app_passwords(UserState state, LegacyClients legacy) {
  if (legacy == LegacyClients::none) return {};
  if (legacy == LegacyClients::unknown) return kPerhaps;
  return state == UserState::enforced ? kSomeEnforced : kSomeEnabled;
}

}  // namespace

LegacyClients legacy_clients_of(Store& store, const StoredUser& user) {
  if (user.app_password.value_or(false)) return LegacyClients::some;
  const std::string word = store.attribute(user.number, "legacyClients");
  if (word.empty()) return LegacyClients::unknown;
  return equals_ignoring_case(word, "false") ? LegacyClients::none : LegacyClients::some;
}

bool has_to_be_told(const StoredUser& user, const MfaStanding& to) {
  return user.standing.state == UserState::disabled && to.state != UserState::disabled;
}

std::string notification_text(const StoredUser& user, const MfaStanding& to, LegacyClients legacy) {
  std::string text = fmt::format("To: {}\nSubject: Two-step verification for your account\n\nHello{}{},\n\n",
                                 shown(user.address()), user.display_name.empty() ? "" : " ", shown(user.display_name));
  text += fmt::format("two-step verification has been switched on for your account {}.\n", shown(user.name()));
  text += to.registered.value_or(false) ? kRegistered : kRegister;
  const std::string_view programs = app_passwords(to.state, legacy);
  if (!programs.empty()) text += fmt::format("\n{}", programs);
  return text;
}

std::string notification_file(const StoredUser& user) {
  std::string file;
  for (const char c : user.name()) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '@' ||
                       c == '-' || c == '_' || (c == '.' && !file.empty());
    file += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  // File systems stop at 255 bytes. What is cut off is still told apart.
  constexpr std::size_t kMost = 200;
  if (file.size() > kMost) file = fmt::format("{}~{:016x}", file.substr(0, kMost), name_hash(user.name()));
  return file + ".txt";
}

}  // namespace doorward::cli
