// Which findings are looked for and how they count: defaults, doorward.toml, its rules for paths, the command line, each
// before the next. Must not know formats.
#pragma once

#include <string>
#include <vector>

#include "check_config.h"
#include "policy_source.h"

namespace doorward::cli {

/// `--allow`, `--warn` and `--deny`: codes or families of codes. Of one code the sternest word counts.
struct LevelArguments {
  std::vector<std::string> deny;
  std::vector<std::string> warn;
  std::vector<std::string> allow;
};

class Levels {
 public:
  Levels(const CheckConfig& config, const LevelArguments& arguments) : config_(config), arguments_(arguments) {}

  /// Whether the finding is to be looked for: not when nothing asks for an optional lint.
  bool wanted(Code code) const;

  /// Gives every finding of `sources` its level and takes out what is allowed. Errors stay errors.
  void apply(Sources& sources) const;

 private:
  Level level_of(const CodeRow& row, const std::string& path) const;
  std::string path_of(std::string_view file) const;

  const CheckConfig& config_;
  const LevelArguments& arguments_;
};

}  // namespace doorward::cli
