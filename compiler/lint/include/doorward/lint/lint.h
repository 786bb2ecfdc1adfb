// Lints: what policies permit and an expert would still question (docs/lints.md). Works on the resolved model, so Ward
// and Graph JSON alike give places. Must not know files, the clock, or how findings are printed.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "doorward/compiler/load.h"
#include "doorward/compiler/name_map.h"
#include "doorward/grammar/diagnostic.h"

namespace doorward {

/// What the organization states of its tenant. Ids and user principal names are compared as SEMANTICS.md §1 says.
struct TenantFacts {
  std::vector<std::string> break_glass_groups;
  std::vector<std::string> break_glass_users;
  std::vector<std::string> service_accounts;
  std::optional<std::vector<std::string>> licences;          // `p1`, `p2`, `workload-identities`, `purview`
  std::optional<std::vector<std::string>> protected_groups;  // ids of groups that their owners cannot change
#define DW_TENANT_FACT(name, key) std::optional<bool> name;
#include "doorward/lint/tenant_facts.def"
#undef DW_TENANT_FACT

  bool names_break_glass() const { return !break_glass_groups.empty() || !break_glass_users.empty(); }
};

/// A user as the directory has it.
struct Account {
  std::string id;
  std::string upn;
  UserState state = UserState::disabled;
  std::optional<bool> registered;  // nullopt: not known
  std::size_t groups = 0;          // memberships, flattened
  std::size_t subject = 0;         // in LintOptions::subjects
};

/// A user in more groups than this is spoken of.
inline constexpr std::size_t kMostGroups = 2048;

struct LintOptions {
  TenantFacts tenant;
  std::vector<Account> accounts;  // of the directory; empty without one
  /// By number of the policy: whether it is about the accounts that have this subject.
  std::vector<std::vector<bool>> subjects;
  const NameMap* names = nullptr;  // every object of the tenant, where exports of it were given; not owned
  model::Day today = 0;            // the day of `--at`
  int report_only_days = 30;       // how long a policy may only report
  int disabled_days = 90;          // and be disabled
  std::string id_pattern;          // `CA###`; empty: ids are free
  /// Which lints are looked for; empty: those that are reported by default.
  std::function<bool(Code)> wanted;
};

/// What findings call a policy: its Ward id, or its title where the id is a GUID of Graph.
std::string policy_label(const model::Policy& policy);

/// The accounts that must always get in: those that `tenant` states, else those whose names say so, else those that most
/// policies for everyone exclude.
std::vector<model::SubjectItem> break_glass_items(const model::PolicySet& set, const TenantFacts& tenant);

/// Whether `code` is a lint, and whether it is one that is reported only where it is asked for.
bool is_lint(Code code) noexcept;
bool is_optional_lint(Code code) noexcept;

/// Reports what is found in `loaded`, which has no errors, to `sink`, in the order of the table of lints.
void lint(const LoadedSources& loaded, const SourceMap& sources, const LintOptions& options, DiagnosticSink& sink);

}  // namespace doorward
