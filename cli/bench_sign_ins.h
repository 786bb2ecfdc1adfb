// Sign-ins that are decided again and again: the first of a file, or made ones where there is no file. They keep their
// texts. Must not know how they are decided.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "context.h"
#include "doorward/io/directory.h"
#include "doorward/io/sign_in_reader.h"

namespace doorward::cli {

class BenchSignIns {
 public:
  /// How many sign-ins are kept at most.
  static constexpr std::size_t kMost = 1000;

  /// One of each kind of client on each platform, network and level of risk, of users that no policy names.
  BenchSignIns();
  /// The first of `path`, completed from `directory` unless that is empty. False after the reason was printed; lines that
  /// are no sign-ins are passed over, and counted in a note.
  bool read(const Context& context, const std::string& path, const std::string& directory);

  const std::vector<SignIn>& list() const { return list_; }

 private:
  /// A record and the reader that may hold its texts.
  struct Kept {
    std::string line;
    SignInReader reader;
  };
  std::unique_ptr<const Directory> directory_;
  std::vector<std::unique_ptr<Kept>> kept_;
  std::vector<SignIn> list_;
};

}  // namespace doorward::cli
