// What a comparison may say of an attribute: which attribute a name means, which operators and values fit it.
// Knows device properties and their types; must not know nouns or policies.
#pragma once

#include <optional>

#include "doorward/compiler/model.h"
#include "doorward/grammar/ast.h"
#include "doorward/grammar/diagnostic.h"

namespace doorward::resolving {

/// The comparison `compare` over attributes of `scope`; over `user.`, `app.`, `workload.` and `device.` attributes
/// when there is none. Nothing after an error.
std::optional<model::Comparison> resolve_comparison(DiagnosticSink& sink, const ast::Comparison& comparison,
                                                    std::optional<model::AttributeScope> scope);

/// The minutes since midnight of `22:00`; `24:00` is the end of the day when `end` is set.
std::optional<std::uint16_t> minute_of(std::string_view text, bool end);

/// Whether the IANA database of this machine knows the time zone.
bool is_time_zone(std::string_view name);

}  // namespace doorward::resolving
