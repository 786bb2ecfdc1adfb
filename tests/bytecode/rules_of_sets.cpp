#include <array>
#include <utility>

#include "rules.h"

namespace doorward::test {
namespace {

using namespace bytecode;
using T = ModuleTables;

constexpr std::uint32_t kFar = 1000000;

IdEntry& id_of(T& t, IdKind kind) {
  return first_where(t.ids, [&](const IdEntry& id) { return id.kind == kind; });
}
std::uint32_t index_of(T& t, IdKind kind) { return static_cast<std::uint32_t>(&id_of(t, kind) - t.ids.data()); }
SubjectSet& people(T& t) {
  return first_where(t.subjects, [](const SubjectSet& set) { return set.include.ids.count > 2; });
}
GuestItem& guest_of_tenants(T& t) {
  return first_where(t.guests, [](const GuestItem& guest) { return guest.tenants.count > 1; });
}
TargetSet& filtered_target(T& t) {
  return first_where(t.targets, [](const TargetSet& set) { return set.include.filters.count != 0; });
}
void swap_first_two(T& t, List list) { std::swap(t.indices.at(list.first), t.indices.at(list.first + 1)); }

constexpr auto kRules = std::to_array<BrokenRule>({
    {"strings: the empty string is missing", [](T& t) { t.strings.clear(); }},
    {"strings: a string does not begin where the one before it ends", [](T& t) { t.strings[2].offset += 1; }},
    {"strings: a string does not begin where the one before it ends", [](T& t) { t.strings.back().length += 1; }},
    {"strings: the first string is not empty", [](T& t) { t.strings.erase(t.strings.begin()); }},
    {"strings: strings are not sorted and distinct", [](T& t) { t.string_bytes[t.strings[1].offset] = '~'; }},
    {"strings: a string is not UTF-8", [](T& t) { t.string_bytes.back() = static_cast<char>(0xff); }},
    {"string_bytes: bytes follow the last string", [](T& t) { t.string_bytes.push_back('z'); }},
    {"ids: an unknown kind of id", [](T& t) { t.ids.back().kind = static_cast<IdKind>(9); }},
    {"ids: an unknown form of id", [](T& t) { t.ids.back().form = static_cast<IdForm>(2); }},
    {"ids: reserved bytes are not zero", [](T& t) { t.ids[0].reserved = 1; }},
    {"ids: a GUID has a text", [](T& t) { t.ids[0].text = 1; }},
    {"ids: a text id has a GUID", [](T& t) { id_of(t, IdKind::upn).key[3] = 1; }},
    {"ids: a string index is out of range", [](T& t) { id_of(t, IdKind::upn).text = kFar; }},
    {"ids: a text id is not in canonical form",
     [](T& t) {
       const StringRef text = t.strings[id_of(t, IdKind::upn).text];
       t.string_bytes[text.offset + text.length - 1] = 'E';
     }},
    {"ids: ids are not sorted and distinct", [](T& t) { std::swap(t.ids[0], t.ids[1]); }},
    {"ids: ids are not sorted and distinct", [](T& t) { t.ids.push_back(t.ids.back()); }},
    {"subjects: an unknown flag", [](T& t) { t.subjects[0].include.flags = 16; }},
    {"subjects: a list does not follow the one before it", [](T& t) { people(t).include.ids.first += 1; }},
    {"subjects: a list does not follow the one before it", [](T& t) { people(t).include.ids.count = kFar; }},
    {"subjects: a list does not follow the one before it",
     [](T& t) {
       first_where(t.subjects, [](const auto& s) { return s.exclude.ids.count == 0; }).exclude.ids.first = 1;
     }},
    {"subjects: a list of ids is out of range or not sorted and distinct",
     [](T& t) { swap_first_two(t, people(t).include.ids); }},
    {"subjects: a list of ids is out of range or not sorted and distinct",
     [](T& t) { t.indices[people(t).include.ids.first + people(t).include.ids.count - 1] = kFar; }},
    {"subjects: an id of a kind that is no subject",
     [](T& t) {
       const List list = people(t).include.ids;
       t.indices[list.first + list.count - 1] = index_of(t, IdKind::app);
     }},
    {"subjects: a run of guests does not follow the one before it", [](T& t) { people(t).include.guests.first = 1; }},
    {"guests: no subject set refers to the last guests",
     [](T& t) {
       t.guests.push_back({1, 1, {}});
     }},
    {"guests: no guest kind, or an unknown one", [](T& t) { t.guests[0].kinds = 0; }},
    {"guests: no guest kind, or an unknown one", [](T& t) { t.guests[0].kinds = 1U << 30U; }},
    {"guests: every_tenant is neither 0 nor 1", [](T& t) { t.guests[0].every_tenant = 2; }},
    {"guests: tenants beside every tenant", [](T& t) { guest_of_tenants(t).every_tenant = 1; }},
    {"guests: a list does not follow the one before it", [](T& t) { guest_of_tenants(t).tenants.first += 1; }},
    {"guests: a list of ids is out of range or not sorted and distinct",
     [](T& t) { swap_first_two(t, guest_of_tenants(t).tenants); }},
    {"guests: an id of a kind that is no tenant",
     [](T& t) { t.indices[guest_of_tenants(t).tenants.first] = index_of(t, IdKind::group); }},
    {"machines: an unknown flag", [](T& t) { t.machines[0].exclude.flags = 8; }},
    {"machines: a list does not follow the one before it",
     [](T& t) { t.machines[0].include.agent_filters.first += 1; }},
    {"machines: a list of ids is out of range or not sorted and distinct",
     [](T& t) { t.indices[t.machines[0].include.ids.first] = kFar; }},
    {"machines: an id of a kind that is no machine",
     [](T& t) { t.indices[t.machines[0].include.ids.first] = index_of(t, IdKind::tenant); }},
    {"machines: a list of filters is out of range, not sorted and distinct, or of another scope",
     [](T& t) { t.indices[t.machines[0].exclude.workload_filters.first] = kFar; }},
    {"machines: a list of filters is out of range, not sorted and distinct, or of another scope",
     [](T& t) { t.indices[t.machines[0].include.agent_filters.first] = 0; }},
    {"targets: a flag that is unknown or does not stand on this side", [](T& t) { t.targets[0].include.flags = 4; }},
    {"targets: a flag that is unknown or does not stand on this side",
     [](T& t) { t.targets[0].exclude.flags = kAllTargets; }},
    {"targets: a user action that is unknown or excluded", [](T& t) { t.targets[0].include.user_actions = 8; }},
    {"targets: a user action that is unknown or excluded", [](T& t) { t.targets[0].exclude.user_actions = 1; }},
    {"targets: an authentication context that is unknown or excluded",
     [](T& t) { t.targets[0].include.contexts[0] = 1; }},
    {"targets: an authentication context that is unknown or excluded",
     [](T& t) { t.targets[0].include.contexts[3] = 1U << 4U; }},
    {"targets: an authentication context that is unknown or excluded",
     [](T& t) { t.targets[0].exclude.contexts[0] = 2; }},
    {"targets: a list does not follow the one before it", [](T& t) { filtered_target(t).include.filters.first += 1; }},
    {"targets: a list of ids is out of range or not sorted and distinct",
     [](T& t) { t.indices[filtered_target(t).include.ids.first] = kFar; }},
    {"targets: an id of a kind that is no app",
     [](T& t) { t.indices[filtered_target(t).include.ids.first] = index_of(t, IdKind::role); }},
    {"targets: a list of filters is out of range, not sorted and distinct, or of another scope",
     [](T& t) { t.indices[filtered_target(t).include.filters.first] = 1; }},
});

}  // namespace

std::span<const BrokenRule> rules_of_sets() { return kRules; }

}  // namespace doorward::test
