// What every command shares: the streams, colour, and how a command says its exit code. Knows no argument parser. Exit codes are
// CONTRACTS.md §2: 0 fine, 1 the named finding, 2 usage or unreadable input.
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <string_view>

namespace doorward::cli {

enum class Exit : int { ok = 0, finding = 1, usage = 2, undecided = 3 };

/// Whose modules a command takes: doorward/signature/signed_module.h. Without a key, anybody's.
struct ModuleTrust {
  std::string key_file;
  std::string set_name;
  std::string state_file;
};

class Context {
 public:
  Context();

  /// Colour for messages on standard error: --color, else a terminal without NO_COLOR.
  bool color_messages() const;
  /// Colour for reports on standard output, by the same rule.
  bool color_output() const;
  bool messages_on_terminal() const { return messages_on_terminal_; }
  bool quiet() const { return quiet_; }

  /// Writes one message line to standard error: `doorward: error: …`. Warnings and notes are left out under --quiet.
  void error(std::string_view message) const;
  void warning(std::string_view message) const;
  void note(std::string_view message) const;
  /// Writes text to standard error as it is.
  void write_messages(std::string_view text) const;
  /// Writes to standard output. Once its reader went away the rest is dropped without a word: the exit code is still the
  /// command's own, so that `check | head` fails where `check` does. Anything else that cannot be written ends the process.
  void write_output(std::string_view text) const;
  /// Writes out what is held back of it. To be called at the end too: a disk may be full only then. Ends as above.
  void finish_output() const;
  /// Writes what was asked for with `-o FILE`: to standard output for `-`, else to that file, whole or not at all. False
  /// after a message.
  bool write_file(const std::string& file, std::string_view bytes) const;

  /// What runs once the command line is understood; its value is the exit code.
  std::function<Exit()> action;

  ModuleTrust trust;
  std::string color_choice = "auto";
  bool quiet_ = false;

 private:
  bool wants_color(bool on_terminal) const;
  void take_unwritten() const;
  bool messages_on_terminal_;
  bool output_on_terminal_;
  mutable bool unread_ = false;  // standard output is a pipe that nobody reads any more
};

}  // namespace doorward::cli
