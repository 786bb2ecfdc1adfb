// When two Graph policies say the same, as Graph itself would see it (the canonicalisation that its API applies, and
// what the reader documents): written over JSON alone, without the model that import and export share.
#pragma once

#include <string>

namespace doorward::tests {

/// Every policy in a JSON text (an object, a list, an object with `value`, a template), each in the one form that all
/// equal policies have, sorted, each once, as text.
std::string policies_in_one_form(const std::string& json_text);

}  // namespace doorward::tests
