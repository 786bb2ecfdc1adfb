// Rules of the sections that say who and what for: strings, ids, subjects, guests, machines, targets.
#include <algorithm>

#include "doorward/facts/facts.h"
#include "utf8.h"
#include "verifier.h"

namespace doorward::bytecode {
namespace {

constexpr std::uint32_t kind_bit(IdKind kind) noexcept { return 1U << static_cast<std::uint32_t>(kind); }

constexpr std::uint32_t kSubjectKinds = kind_bit(IdKind::user) | kind_bit(IdKind::upn) | kind_bit(IdKind::group) |
                                        kind_bit(IdKind::role) | kind_bit(IdKind::agent_user);
constexpr std::uint32_t kMachineKinds = kind_bit(IdKind::workload) | kind_bit(IdKind::agent);
constexpr std::uint32_t kSubjectFlags = kEveryone | kGuestsOrExternal | kMembers | kAllAgentUsers;
constexpr std::uint32_t kMachineFlags = kOwnWorkloads | kAllAgents | kAnyMachine;
constexpr std::uint32_t kTargetFlags = kAllTargets | kAgentResources;
constexpr Mask kUserActionMask = (Mask{1} << kUserActions.size()) - 1;
// Bits 1…99 of four words: the contexts c1…c99.
constexpr std::array<std::uint32_t, 4> kContextBits{0xfffffffeU, 0xffffffffU, 0xffffffffU, 0x0000000fU};

/// True for the form in which two ids are equal exactly when their bytes are, and which is not a GUID.
bool is_canonical_text(std::string_view text) noexcept {
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) && !parse_guid(text);
}

bool comes_before(const IdEntry& a, const IdEntry& b) noexcept {
  if (a.kind != b.kind) return a.kind < b.kind;
  if (a.form != b.form) return a.form < b.form;
  return a.form == IdForm::guid ? a.key < b.key : a.text < b.text;
}

bool has_contexts_beyond(const std::array<std::uint32_t, 4>& contexts,
                         const std::array<std::uint32_t, 4>& allowed) noexcept {
  for (std::size_t i = 0; i < contexts.size(); ++i) {
    if ((contexts[i] & ~allowed[i]) != 0) return true;
  }
  return false;
}

}  // namespace

bool Verifier::check_strings() noexcept {
  std::uint64_t next = 0;
  std::string_view previous;
  if (view_.strings.empty()) return fail(Section::strings, "the empty string is missing");
  for (const StringRef& ref : view_.strings) {
    if (ref.offset != next || ref.length > view_.string_bytes.size() - next) {
      return fail(Section::strings, ref, "a string does not begin where the one before it ends");
    }
    const std::string_view text{view_.string_bytes.data() + ref.offset, ref.length};
    const bool first = &ref == view_.strings.data();
    if (first && !text.empty()) return fail(Section::strings, ref, "the first string is not empty");
    if (!first && !(previous < text)) return fail(Section::strings, ref, "strings are not sorted and distinct");
    if (!is_utf8(text)) return fail(Section::strings, ref, "a string is not UTF-8");
    previous = text;
    next += ref.length;
  }
  if (next != view_.string_bytes.size()) return fail(Section::string_bytes, "bytes follow the last string");
  return true;
}

bool Verifier::check_ids() noexcept {
  const IdEntry* previous = nullptr;
  for (const IdEntry& id : view_.ids) {
    if (id.kind > IdKind::agent) return fail(Section::ids, id, "an unknown kind of id");
    if (id.form > IdForm::text) return fail(Section::ids, id, "an unknown form of id");
    if (id.reserved != 0) return fail(Section::ids, id, "reserved bytes are not zero");
    if (id.form == IdForm::guid && id.text != 0) return fail(Section::ids, id, "a GUID has a text");
    if (id.form == IdForm::text) {
      if (id.key != std::array<std::uint8_t, 16>{}) return fail(Section::ids, id, "a text id has a GUID");
      if (!string_fits(id.text)) return fail(Section::ids, id, "a string index is out of range");
      if (!is_canonical_text(view_.string(id.text)))
        return fail(Section::ids, id, "a text id is not in canonical form");
    }
    if (previous != nullptr && !comes_before(*previous, id)) {
      return fail(Section::ids, id, "ids are not sorted and distinct");
    }
    previous = &id;
  }
  return true;
}

bool Verifier::id_kinds_fit(List list, std::uint32_t kinds) const noexcept {
  const auto ids = view_.list(list);
  return std::all_of(ids.begin(), ids.end(),
                     [&](std::uint32_t id) { return (kind_bit(view_.ids[id].kind) & kinds) != 0; });
}

bool Verifier::check_subjects() noexcept {
  for (const SubjectSet& set : view_.subjects) {
    if (!check_subject_side(set.include, set) || !check_subject_side(set.exclude, set)) return false;
  }
  if (!guests_.at_end()) return fail(Section::guests, "no subject set refers to the last guests");
  return true;
}

bool Verifier::check_subject_side(const SubjectSide& side, const SubjectSet& set) noexcept {
  if ((side.flags & ~kSubjectFlags) != 0) return fail(Section::subjects, set, "an unknown flag");
  if (!indices_.take(side.ids)) return fail(Section::subjects, set, "a list does not follow the one before it");
  if (!ascending_below(side.ids, view_.ids.size())) {
    return fail(Section::subjects, set, "a list of ids is out of range or not sorted and distinct");
  }
  if (!id_kinds_fit(side.ids, kSubjectKinds)) return fail(Section::subjects, set, "an id of a kind that is no subject");
  if (!guests_.take(side.guests))
    return fail(Section::subjects, set, "a run of guests does not follow the one before it");
  return true;
}

bool Verifier::check_guests() noexcept {
  for (const GuestItem& guest : view_.guests) {
    if (guest.kinds == 0 || (guest.kinds & ~kAllGuestKinds) != 0) {
      return fail(Section::guests, guest, "no guest kind, or an unknown one");
    }
    if (guest.every_tenant > 1) return fail(Section::guests, guest, "every_tenant is neither 0 nor 1");
    if (guest.every_tenant == 1 && guest.tenants.count != 0) {
      return fail(Section::guests, guest, "tenants beside every tenant");
    }
    if (!indices_.take(guest.tenants)) return fail(Section::guests, guest, "a list does not follow the one before it");
    if (!ascending_below(guest.tenants, view_.ids.size())) {
      return fail(Section::guests, guest, "a list of ids is out of range or not sorted and distinct");
    }
    if (!id_kinds_fit(guest.tenants, kind_bit(IdKind::tenant))) {
      return fail(Section::guests, guest, "an id of a kind that is no tenant");
    }
  }
  return true;
}

bool Verifier::check_machines() noexcept {
  for (const MachineSet& set : view_.machines) {
    if (!check_machine_side(set.include, set) || !check_machine_side(set.exclude, set)) return false;
  }
  return true;
}

bool Verifier::check_machine_side(const MachineSide& side, const MachineSet& set) noexcept {
  if ((side.flags & ~kMachineFlags) != 0) return fail(Section::machines, set, "an unknown flag");
  if (!indices_.take(side.ids) || !indices_.take(side.workload_filters) || !indices_.take(side.agent_filters)) {
    return fail(Section::machines, set, "a list does not follow the one before it");
  }
  if (!ascending_below(side.ids, view_.ids.size())) {
    return fail(Section::machines, set, "a list of ids is out of range or not sorted and distinct");
  }
  if (!id_kinds_fit(side.ids, kMachineKinds)) return fail(Section::machines, set, "an id of a kind that is no machine");
  if (!check_expression_list(side.workload_filters, Scope::workload) ||
      !check_expression_list(side.agent_filters, Scope::workload)) {
    return fail(Section::machines, set,
                "a list of filters is out of range, not sorted and distinct, or of another scope");
  }
  return true;
}

bool Verifier::check_targets() noexcept {
  for (const TargetSet& set : view_.targets) {
    if (!check_target_side(set.include, set) || !check_target_side(set.exclude, set)) return false;
  }
  return true;
}

bool Verifier::check_target_side(const TargetSide& side, const TargetSet& set) noexcept {
  const bool including = &side == &set.include;
  if ((side.flags & ~(including ? kTargetFlags : kAgentResources)) != 0) {
    return fail(Section::targets, set, "a flag that is unknown or does not stand on this side");
  }
  if ((side.user_actions & ~(including ? kUserActionMask : Mask{0})) != 0) {
    return fail(Section::targets, set, "a user action that is unknown or excluded");
  }
  if (has_contexts_beyond(side.contexts, including ? kContextBits : std::array<std::uint32_t, 4>{})) {
    return fail(Section::targets, set, "an authentication context that is unknown or excluded");
  }
  if (!indices_.take(side.ids) || !indices_.take(side.filters)) {
    return fail(Section::targets, set, "a list does not follow the one before it");
  }
  if (!ascending_below(side.ids, view_.ids.size())) {
    return fail(Section::targets, set, "a list of ids is out of range or not sorted and distinct");
  }
  if (!id_kinds_fit(side.ids, kind_bit(IdKind::app)))
    return fail(Section::targets, set, "an id of a kind that is no app");
  if (!check_expression_list(side.filters, Scope::app)) {
    return fail(Section::targets, set,
                "a list of filters is out of range, not sorted and distinct, or of another scope");
  }
  return true;
}

bool Verifier::check_expression_list(List list, Scope scope) const noexcept {
  if (!ascending_below(list, view_.expressions.size())) return false;
  const auto filters = view_.list(list);
  return std::all_of(filters.begin(), filters.end(), [&](std::uint32_t filter) {
    return view_.expressions[filter].scope == static_cast<std::uint32_t>(scope);
  });
}

}  // namespace doorward::bytecode
