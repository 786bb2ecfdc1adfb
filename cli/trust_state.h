// The --verify-state file: which module of which set was taken last, as JSON. Must not know signatures.
#pragma once

#include <optional>
#include <string>

#include "doorward/signature/signed_module.h"

namespace doorward::cli {

struct TrustState {
  std::string set_name;  ///< empty: nothing was taken yet
  TakenModule last;
};

/// What the file says; a file that is not there says nothing. Nullopt with `error` set when it says something else.
std::optional<TrustState> read_trust_state(const std::string& path, std::string& error);

/// Replaces the file, whole or not at all.
bool write_trust_state(const std::string& path, const TrustState& state, std::string& error);

}  // namespace doorward::cli
