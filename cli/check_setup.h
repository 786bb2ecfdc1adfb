// What `check` goes by, made ready before it looks at policies: doorward.toml and the files that it names, here or in a
// base revision. Must not know formats.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "allows.h"
#include "check_config.h"
#include "context.h"
#include "doorward/compiler/name_map.h"
#include "policy_source.h"

namespace doorward::cli {

struct SetupArguments {
  std::vector<std::string> paths;  // of the policies
  std::string config;              // --config; empty: found upwards
  std::string config_from;         // --config-from; empty: what is here counts
  std::string directory;           // --directory; empty: the configuration's
  std::int64_t time = 0;           // seconds since 1970
};

/// Neither copied nor moved: `lint` points to `names`.
struct CheckSetup {
  CheckConfig config;
  NameMap names;
  LintOptions lint;                               // without `wanted`
  std::optional<std::vector<Allow>> base_allows;  // of the revision of --config-from

  CheckSetup() = default;
  CheckSetup(const CheckSetup&) = delete;
  CheckSetup& operator=(const CheckSetup&) = delete;
};

/// Reports what is wrong with the configuration to the sink of `sources`. Null after a message when the revision cannot
/// be had.
std::unique_ptr<CheckSetup> set_up(const Context& context, const SetupArguments& arguments, Sources& sources);

}  // namespace doorward::cli
