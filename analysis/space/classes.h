// The classes of a dimension under a query: values that make the same relevant policies possible are one. Must not know
// how they are combined.
#pragma once

#include "space/contents.h"

namespace doorward::analysis {

SpaceDimension merged_classes(const Space::Contents& contents, const MeasuredDimension& dimension,
                              const SpaceQuery& query);

/// People put together of their parts, and workloads. `complete` is set to false when there are too many.
SpaceDimension subject_classes(const Space::Contents& contents, const SpaceQuery& query, bool& complete);

}  // namespace doorward::analysis
