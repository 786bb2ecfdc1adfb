// Accounts that must always get in: who they are, and whether policies leave them out.
#include <array>
#include <map>

#include "doorward/facts/facts.h"
#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Id;
using model::Policy;
using model::SubjectItem;

constexpr auto kTellingWords = std::to_array<std::string_view>(
    {"breakglass", "break-glass", "break glass", "break_glass", "emergency", "notfall"});

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

bool tells(std::string_view name) {
  const std::string text = lower(name);
  return std::any_of(kTellingWords.begin(), kTellingWords.end(),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

bool is_account(const SubjectItem& item) {
  return item.kind == SubjectItem::Kind::user || item.kind == SubjectItem::Kind::upn ||
         item.kind == SubjectItem::Kind::group;
}

/// Whether the policy can hit an account that nobody named: everyone, members, or administrators.
bool is_broad(const Policy& policy) {
  return for_everyone(policy) || includes(policy, SubjectItem::Kind::members) || for_administrators(policy);
}

void add(BreakGlass& found, const SubjectItem& item) {
  std::vector<Id>& list = item.kind == SubjectItem::Kind::group ? found.groups : found.users;
  if (std::find(list.begin(), list.end(), item.id) == list.end()) list.push_back(item.id);
}

void find_by_name(const model::PolicySet& set, BreakGlass& found) {
  for (const auto& [of, name] : set.names) {
    if (!tells(name)) continue;
    if (of.first == "group") found.groups.push_back({of.second, name});
    if (of.first == "user") found.users.push_back({of.second, name});
  }
  for (const Policy& policy : set.policies) {
    if (!policy.users) continue;
    for (const SubjectItem& item : policy.users->exclude) {
      if (is_account(item) && tells(item.id.text)) add(found, item);
    }
  }
}

/// What most policies for everyone leave out, three at least, is meant to be left out of all.
void find_by_habit(const model::PolicySet& set, BreakGlass& found) {
  std::map<std::pair<bool, std::string>, std::size_t> times;
  std::size_t broad = 0;
  for (const Policy& policy : set.policies) {
    if (!active(policy) || !is_broad(policy)) continue;
    ++broad;
    for (const SubjectItem& item : policy.users->exclude) {
      if (is_account(item)) ++times[{item.kind == SubjectItem::Kind::group, item.id.key}];
    }
  }
  constexpr std::size_t kHabit = 3;
  for (const auto& [account, count] : times) {
    if (count < kHabit || 2 * count <= broad) continue;
    (account.first ? found.groups : found.users).push_back({account.second, account.second});
  }
}

bool holds(const std::vector<Id>& list, const Id& id) { return std::find(list.begin(), list.end(), id) != list.end(); }

bool leaves_out(const Policy& policy, const BreakGlass& accounts) {
  return std::any_of(policy.users->exclude.begin(), policy.users->exclude.end(), [&](const SubjectItem& item) {
    if (item.kind == SubjectItem::Kind::group) return holds(accounts.groups, item.id);
    return is_account(item) && holds(accounts.users, item.id);
  });
}

const Account* find_account(const LintOptions& options, const Id& id) {
  for (const Account& account : options.accounts) {
    if (canonical_id(account.id) == id.key || canonical_id(account.upn) == id.key) return &account;
  }
  return nullptr;
}

std::string_view state_word(UserState state) { return kUserStates[static_cast<std::size_t>(state)].ward; }

/// A place for what is said of the tenant: the settings, else the first policy.
model::Origin set_origin(const Scene& scene) {
  if (scene.set.settings) return scene.set.settings->origin;
  return scene.set.policies.empty() ? model::Origin{} : scene.set.policies.front().origin;
}

/// Excludes the break-glass group, where it has a name in Ward.
std::optional<Fix> exclusion(const Scene& scene, const Policy& policy) {
  const model::Origin& who = who_origin(policy);
  if (!who.json_path.empty() || scene.break_glass.groups.empty() || policy.users->origin.span.end == 0) {
    return std::nullopt;
  }
  for (const ast::File& tree : scene.trees) {
    for (const ast::Declaration& declaration : tree.declarations) {
      const ast::Word* id = std::get_if<ast::Word>(&declaration.value);
      if (declaration.kind != ast::DeclarationKind::group || id == nullptr) continue;
      if (canonical_id(id->text) != scene.break_glass.groups.front().key) continue;
      const std::string name(scene.sources.text(declaration.name.span));
      const std::string text = (policy.users->exclude.empty() ? " except " : " or ") + name;
      return Fix{"exclude `" + name + '`', {{{who.span.source, who.span.end, who.span.end}, text}}, false};
    }
  }
  return std::nullopt;
}

}  // namespace

BreakGlass find_break_glass(const model::PolicySet& set, const TenantFacts& tenant) {
  BreakGlass found;
  if (tenant.names_break_glass()) {
    found.stated = true;
    for (const std::string& group : tenant.break_glass_groups) found.groups.push_back(Id::of(group));
    for (const std::string& user : tenant.break_glass_users) found.users.push_back(Id::of(user));
    return found;
  }
  find_by_name(set, found);
  if (!found.known()) find_by_habit(set, found);
  return found;
}

void lint_no_break_glass(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.users || !is_broad(policy)) continue;
    const bool safe = scene.break_glass.known()
                          ? leaves_out(policy, scene.break_glass)
                          : std::any_of(policy.users->exclude.begin(), policy.users->exclude.end(), is_account);
    if (safe) continue;
    Diagnostic& found = scene.report<Code::no_break_glass>(
        who_origin(policy), label(policy), scene.break_glass.known() ? "the break-glass accounts" : "any account");
    found.help = "exclude an emergency account: `except break-glass`";
    if (auto fix = exclusion(scene, policy)) found.fixes.push_back(std::move(*fix));
  }
}

void lint_only_one_excluded(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.users || !for_everyone(policy) || policy.users->exclude.size() != 1) continue;
    const SubjectItem& item = policy.users->exclude.front();
    const bool one = item.kind == SubjectItem::Kind::user || item.kind == SubjectItem::Kind::upn;
    if (!one || holds(scene.break_glass.users, item.id)) continue;
    scene.report<Code::only_one_excluded>(item.origin, label(policy)).help = "exclude a group of emergency accounts";
  }
}

void lint_service_account_included(const Scene& scene) {
  for (const std::string& account : scene.options.tenant.service_accounts) {
    const Id id = Id::of(account);
    for (const Policy& policy : scene.set.policies) {
      if (!enforced(policy) || !for_everyone(policy) || (!policy.grant && !policy.block)) continue;
      const auto& out = policy.users->exclude;
      if (std::any_of(out.begin(), out.end(), [&](const SubjectItem& item) { return item.id == id; })) continue;
      scene.report<Code::service_account_included>(who_origin(policy), label(policy), account).help = "exclude it";
    }
  }
}

void lint_few_break_glass(const Scene& scene) {
  const TenantFacts& tenant = scene.options.tenant;
  const std::size_t count = tenant.break_glass_users.size();
  if (!tenant.break_glass_groups.empty() || count != 1) return;
  scene.report<Code::few_break_glass>(set_origin(scene), count, count == 1 ? "" : "s").help =
      "keep a second emergency account";
}

void lint_break_glass_unregistered(const Scene& scene) {
  for (const Id& user : scene.break_glass.users) {
    const Account* account = find_account(scene.options, user);
    if (account == nullptr || account->registered.value_or(true)) continue;
    scene.report<Code::break_glass_unregistered>(set_origin(scene), user.text).help = "register a security key for it";
  }
}

void lint_break_glass_state(const Scene& scene) {
  std::vector<Id> watched = scene.break_glass.users;
  for (const std::string& user : scene.options.tenant.service_accounts) watched.push_back(Id::of(user));
  for (const Id& user : watched) {
    const Account* account = find_account(scene.options, user);
    if (account == nullptr || account->state == UserState::disabled) continue;
    scene.report<Code::break_glass_state>(set_origin(scene), user.text, state_word(account->state)).help =
        "disable its per-user MFA";
  }
}

}  // namespace doorward::linting
