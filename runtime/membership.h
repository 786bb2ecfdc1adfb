// Whether a bound request is in a set of subjects, machines or targets (SEMANTICS.md §1). In each: some include hits
// and no exclude hits.
#pragma once

#include "bound_request.h"
#include "set_image.h"

namespace doorward::runtime {

/// What a guest whose kind or home tenant is not known does to a list of guests: hit an include, miss an exclude.
enum class UnknownGuest : std::uint8_t { hits, misses };

/// `unknown` says what such a guest does to the includes: it misses the set of an exception that ends.
bool in_subjects(const SetImage& image, const bytecode::SubjectSet& set, const BoundRequest& request,
                 UnknownGuest unknown = UnknownGuest::hits) noexcept;
bool in_machines(const SetImage& image, const bytecode::MachineSet& set, const BoundRequest& request) noexcept;
bool in_targets(const SetImage& image, const bytecode::TargetSet& set, const BoundRequest& request) noexcept;

/// Whether a side's lists of guests hit the user.
bool hits_any_guests(const SetImage& image, const bytecode::SubjectSide& side, const BoundActor& actor,
                     UnknownGuest unknown) noexcept;

}  // namespace doorward::runtime
