// Findings of `check` that rest on what the whole set decides, each with a sign-in that was decided before it is shown:
// nobody who administers gets in (W3001), a policy changes nothing (W3002) or never applies (W3301), somebody gets in without
// mfa (W3436), an app asks for something else than its services (W3443). Must not know levels.
#pragma once

#include <cstdint>
#include <functional>

#include "doorward/lint/lint.h"
#include "policy_source.h"

namespace doorward::cli {

/// The policies of one set as `check` decides them; null when they are too much for a module.
std::shared_ptr<const PolicySet> set_to_ask(const Sources& sources);

/// Whether set_findings() looks for `code`, so that nothing else need do.
bool rests_on_set(Code code);

/// What is looked for, of which tenant, and when in Unix seconds.
struct SetQuestion {
  std::function<bool(Code)> wanted;
  const TenantFacts& tenant;
  std::int64_t time = 0;
};

/// Adds what is found to `sources`, which holds the findings of lint() already, and what is undecided.
void add_set_findings(const std::shared_ptr<const PolicySet>& set, const SetQuestion& question, Sources& sources);

}  // namespace doorward::cli
