// Session controls of the applying enforced policies, merged by the strictest (SEMANTICS.md §3).
#pragma once

#include <cstdint>
#include <vector>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/sign_in.h"
#include "set_image.h"

namespace doorward::runtime {

void merge_sessions(const SetImage& image, const std::vector<std::uint32_t>& enforced, MergedSession& merged);

/// Empties `session`, keeping its storage.
/// Adds the session controls of one policy, if it has any.
void merge_session(const SetImage& image, std::uint32_t policy, MergedSession& merged);

void clear_session(MergedSession& session) noexcept;

/// Whether an age of the sign-in is beyond a merged timer. Absent ages are fresh.
bool reauthentication_due(const MergedSession& merged, const SignIn& sign_in) noexcept;

}  // namespace doorward::runtime
