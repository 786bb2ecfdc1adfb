// Who a policy is for: users, and workloads and agents (SEMANTICS.md §1 "users", "workloads", §8.4). In each some
// include hits and no exclude hits.
#pragma once

#include "doorward/compiler/model.h"
#include "reference/circumstances.h"

namespace doorward::reference {

/// An exception ends at 24:00 UTC of its day; an ended one is no exception.
bool lasts(const model::SubjectItem& item, std::int64_t now);

/// Whether the user is one of `items`, as the includes of a policy would have it; a workload is none of them.
bool is_one_of(const std::vector<model::SubjectItem>& items, const Circumstances& seen);

bool matches(const model::Subjects& subjects, const Circumstances& seen);
bool matches(const model::Machines& machines, const Circumstances& seen);

}  // namespace doorward::reference
