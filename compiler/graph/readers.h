// The readers of the parts of a Graph policy, one file each, and what they leave open until every file is read.
// Must not know files and folders.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/compiler/model.h"
#include "graph/fields.h"

namespace doorward::graph {

/// A named location that a policy refers to: item `item` of the include or exclude list of its networks.
struct LocationReference {
  bool exclude = false;
  std::size_t item = 0;
  model::Id id;
  Place place;
};

/// The strength that a policy demands (control `control` of its grant), with the copy that Graph puts into it.
struct StrengthReference {
  std::size_t control = 0;
  model::Id id;
  std::optional<model::Strength> copy;
  Place place;
};

/// A policy whose references are not looked up yet.
struct PendingPolicy {
  model::Policy policy;
  std::vector<LocationReference> locations;
  std::optional<StrengthReference> strength;
  Place place;
  std::string file;         // what its file is called
  std::size_t ordinal = 0;  // its place among the objects of its file, from 1
  bool has_id = false;
  std::size_t errors = 0;  // that were reported; what is missing may be what is faulty
  bool unread = false;     // it is cut off: nothing but its names was read, and nothing more is said of it
  std::string content;     // canonical_text, to compare two of one id
};

/// An id as written. Reports what cannot be one (a placeholder, words) and gives it all the same, so that one fault
/// does not look like two.
model::Id read_id(Reading& reading, std::string_view text, const Place& at);

/// What an id in a policy is of: how messages call it, and what to write where it is no GUID. `words` are those that
/// the list knows beside ids, for who misspells one.
struct IdKind {
  std::string_view name;
  std::string_view help;
  std::span<const std::string_view> words;
};

/// The same for what Graph knows by a GUID alone. Another id is warned about and kept: it matches nobody in a tenant.
model::Id read_guid(Reading& reading, std::string_view text, const Place& at, const IdKind& kind);

/// Whether `text` is there to be replaced: `<ExclusionGroup>`, `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`.
bool is_placeholder(std::string_view text) noexcept;

model::Subjects read_users(Reading& reading, const Place& users, const Place& agents);
std::optional<model::Machines> read_machines(Reading& reading, const Place& at);
model::Targets read_targets(Reading& reading, const Place& at);
void read_networks(Reading& reading, const Place& at, PendingPolicy& out);
void read_devices(Reading& reading, const Place& devices, const Place& states, model::Policy& out);
void read_times(Reading& reading, const Place& at, model::Policy& out);
/// Client apps, platforms, risks and flows.
void read_masks(Reading& reading, const Fields& conditions, model::Policy& out);
void read_grant(Reading& reading, const Place& at, PendingPolicy& out);
void read_session(Reading& reading, const Place& at, model::Policy& out);

/// A filter with mode and rule; nothing when it says nothing, is faulty or was passed over.
std::optional<model::Filter> read_filter(Reading& reading, const Place& at, model::AttributeScope scope);

std::optional<PendingPolicy> read_policy(Reading& reading, const Place& at, const Place& template_);
std::optional<model::Network> read_location(Reading& reading, const Place& at);
std::optional<model::Strength> read_strength(Reading& reading, const Place& at);

/// Why a policy that includes `None` alone decides nothing; empty when it is none.
std::string_view why_it_includes_nothing(const model::Policy& policy) noexcept;

/// Refuses a policy that Graph would refuse, or that can never apply (docs/graph.md). References are resolved.
void refuse_unfit(Reading& reading, const PendingPolicy& policy, const model::PolicySet& set);

}  // namespace doorward::graph
