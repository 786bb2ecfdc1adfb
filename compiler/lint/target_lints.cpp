// What policies are for: apps that are missed, and targets that are none.
#include <array>

#include "doorward/vocabulary/vocabulary.h"
#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Policy;
using model::SubjectItem;
using model::TargetItem;

constexpr std::string_view kTeams = "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe";
constexpr std::string_view kAzureManagement = "797f4846-ba00-4fd7-ba43-dac1f8f63013";
constexpr std::string_view kAzureDevOps = "499b84ac-1321-427f-aa17-267ca6975798";

/// Programs, by app id. Tokens are issued to them, never for them.
constexpr auto kClientPrograms = std::to_array<std::string_view>({
    "27922004-5251-4030-b22d-91ecd9a37ea4",  // Outlook Mobile
    "1fec8e78-bce4-4aaf-ab1b-5451cc387264",  // Microsoft Teams
    "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",  // Microsoft Teams Web Client
    "d3590ed6-52b3-4102-aeff-aad2292ab01c",  // Microsoft Office
    "ab9b8c07-8f02-4f72-87fa-80105867a763",  // OneDrive SyncEngine
    "04b07795-8ddb-461a-bbee-02f9e1bf7b46",  // Azure CLI
    "1950a258-227b-4e31-a9cf-717495945fc2",  // Azure PowerShell
    "14d82eec-204b-4c2f-b7e8-296a70dab67e",  // Graph PowerShell
});

std::string app_text(const Scene& scene, const TargetItem& item) {
  const auto name = scene.set.names.find({"app", item.id.key});
  if (name != scene.set.names.end()) return name->second;
  const vocabulary::NounRow* row = vocabulary::find_id(vocabulary::apps(), item.id.key);
  return row == nullptr ? item.id.text : std::string(row->title);
}

}  // namespace

void lint_apps_excluded(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || policy.block || !policy.users || !for_all_apps(policy)) continue;
    if (policy.targets.exclude.empty() || !asks_mfa(policy)) continue;
    std::string apps;
    constexpr std::size_t shown = 3;
    const auto& out = policy.targets.exclude;
    for (std::size_t i = 0; i < std::min(shown, out.size()); ++i) {
      apps += (apps.empty() ? "`" : ", `") + app_text(scene, out[i]) + '`';
    }
    if (out.size() > shown) apps += fmt::format(" and {} more", out.size() - shown);
    scene.report<Code::apps_excluded>(out.front().origin, label(policy), apps).help =
        "exclude as few apps as possible, and protect them in another policy";
  }
}

void lint_single_office_apps(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !policy.users || legacy_only(policy) || protects_tokens(policy)) continue;
    if (policy.session.application_enforced_restrictions || for_all_apps(policy)) continue;
    if (targets_group(policy, "Office365") || !policy.grant) continue;
    const bool mail = targets_app(policy, kExchange);
    const bool files = targets_app(policy, kSharePoint);
    if ((!mail && !files && !targets_app(policy, kTeams)) || (mail && files)) continue;
    const std::string_view what = mail ? "Exchange Online" : files ? "SharePoint Online" : "Teams";
    scene.report<Code::single_office_apps>(policy.targets.origin, label(policy), what).help = "write `for office-365`";
  }
}

void lint_devops_left_open(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !asks_mfa(policy) || !targets_app(policy, kAzureManagement)) continue;
    if (targets_app(policy, kAzureDevOps) || for_all_apps(policy)) continue;
    scene.report<Code::devops_left_open>(policy.targets.origin, label(policy)).help = "add `azure-devops`";
  }
}

void lint_portals_only(const Scene& scene) {
  const auto& policies = scene.set.policies;
  const bool elsewhere = std::any_of(policies.begin(), policies.end(), [](const Policy& policy) {
    return active(policy) && policy.users && asks_mfa(policy) && for_all_apps(policy) &&
           (for_everyone(policy) || for_administrators(policy));
  });
  if (elsewhere) return;
  for (const Policy& policy : policies) {
    if (!active(policy) || !for_administrators(policy) || !asks_mfa(policy)) continue;
    if (!targets_group(policy, "MicrosoftAdminPortals")) continue;
    scene.report<Code::portals_only>(policy.targets.origin, label(policy)).help = "write `for all apps`";
  }
}

void lint_client_as_target(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    for (const TargetItem& item : policy.targets.include) {
      if (item.kind != TargetItem::Kind::app) continue;
      if (std::find(kClientPrograms.begin(), kClientPrograms.end(), item.id.key) == kClientPrograms.end()) continue;
      scene.report<Code::client_as_target>(item.origin, label(policy), app_text(scene, item)).help =
          "name the service that it signs in to";
    }
  }
}

void lint_registration_app_exclusions(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!targets(policy, TargetItem::Kind::user_action) || policy.targets.exclude.empty()) continue;
    scene.report<Code::registration_app_exclusions>(policy.targets.exclude.front().origin, label(policy)).help =
        "leave them out";
  }
}

void lint_long_list(const Scene& scene) {
  constexpr std::size_t longest = 50;
  for (const Policy& policy : scene.set.policies) {
    if (policy.users) {
      for (const auto* items : {&policy.users->include, &policy.users->exclude}) {
        const auto users = static_cast<std::size_t>(std::count_if(items->begin(), items->end(), [](const auto& item) {
          return item.kind == SubjectItem::Kind::user || item.kind == SubjectItem::Kind::upn;
        }));
        if (users > longest) {
          scene.report<Code::long_list>(items->front().origin, label(policy), users, "users").help = "use a group";
        }
      }
    }
    for (const auto* items : {&policy.targets.include, &policy.targets.exclude}) {
      const auto apps = static_cast<std::size_t>(std::count_if(
          items->begin(), items->end(), [](const auto& item) { return item.kind == TargetItem::Kind::app; }));
      if (apps > longest) {
        scene.report<Code::long_list>(items->front().origin, label(policy), apps, "apps").help = "use a filter of apps";
      }
    }
  }
}

void lint_token_protection_scope(const Scene& scene) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy) || !protects_tokens(policy)) continue;
    std::string_view what;
    if (mask_or(policy.platforms, kAllPlatforms) != bit(Platform::windows)) what = "beyond Windows";
    if ((mask_or(policy.clients, kAllClients) & bit(ClientApp::browser)) != 0) what = "of browsers";
    if (targets_group(policy, "Office365")) what = "for the whole of Office 365";
    if (what.empty()) continue;
    scene.report<Code::token_protection_scope>(session_origin(policy), label(policy), what).help =
        "write `running windows through desktop for exchange-online, sharepoint-online`";
  }
}

}  // namespace doorward::linting
