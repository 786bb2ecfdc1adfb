// Whether what one policy says lies in what another says. Answers yes only where that is sure.
#pragma once

#include "doorward/compiler/model.h"

namespace doorward::linting {

/// Whether every user (app, address) that `in` stands for is one of `out`.
bool lies_in(const model::SubjectItem& in, const model::SubjectItem& out);
bool lies_in(const model::TargetItem& in, const model::TargetItem& out);
bool lies_in(const model::NetworkItem& in, const model::NetworkItem& out, const model::PolicySet& set);

/// Whether `outer` applies to every sign-in that `inner` applies to.
bool applies_wherever(const model::Policy& outer, const model::Policy& inner);

/// Whether who meets `outer` meets `inner` as well, session included.
bool demands_as_much(const model::Policy& outer, const model::Policy& inner);

}  // namespace doorward::linting
