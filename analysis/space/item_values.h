// One value for what an item of a policy names: somebody, a target, a place, a word of a closed vocabulary. Must not know
// policies or which of them a value makes hold.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/analysis/space.h"
#include "space/ward_names.h"

namespace doorward::analysis {

/// Ids of nobody and nothing that a tenant knows.
inline constexpr std::string_view kOtherTenant = "00000000-0000-4000-8000-0000000000fe";
inline constexpr std::string_view kOtherWorkload = "00000000-0000-4000-8000-0000000000fd";
inline constexpr std::string_view kOtherApp = "00000000-0000-4000-8000-0000000000ff";
/// By template id.
inline constexpr std::string_view kGlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

// Who.
SpaceValue member_value();
SpaceValue agent_user_value();
/// `kind` is one bit; `tenant_name` is empty for a tenant that no policy names.
SpaceValue guest_value(Mask kind, std::string_view word, const std::string& tenant, const std::string& tenant_name);
/// A user by object id or principal name, or an agent's user.
SpaceValue identity_value(const model::SubjectItem& item, const std::string& name);
SpaceValue membership_value(const std::string& name, const model::Id& id, bool group);
SpaceValue workload_value(const std::string& id, bool agent, bool own_tenant, std::string text, std::string phrase);

// What for.
SpaceValue app_value(const model::Id& id, WardNames& names);
SpaceValue other_app_value(WardNames& names);
SpaceValue agent_resource_value();
SpaceValue action_value(const FactRow& row);
/// Nothing for an id that is no `c1` … `c99`.
std::optional<SpaceValue> context_value(const model::Id& id);

// Where from and how.
SpaceValue place_value(const std::optional<IpAddress>& address, const std::string& country, bool compliant);
/// The words of clients, platforms, flows or a risk, with what each sets.
std::vector<SpaceValue> mask_values(Dimension dimension);

}  // namespace doorward::analysis
