// Takes an item out of the list that it was written in, Ward or JSON. Must not know what lists mean.
#pragma once

#include <optional>
#include <string_view>

#include "doorward/compiler/model.h"
#include "doorward/grammar/diagnostic.h"

namespace doorward::linting {

/// The edit that takes out what stands at `item`, with the comma or the word beside it; nothing where it does not stand
/// between others in plain sight, so that taking it out would leave something else.
std::optional<Edit> take_out(const SourceMap& sources, const model::Origin& item);

}  // namespace doorward::linting
