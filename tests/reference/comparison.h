// One comparison of a device filter, an attribute filter or a `when` (SEMANTICS.md §1 "device filter", §8.6).
// Two-valued: on an absent attribute positive operators are false and negative ones true.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"
#include "reference/circumstances.h"

namespace doorward::reference {

/// What the sign-in says of an attribute; no value at all is an absent attribute.
struct AttributeValue {
  bool collection = false;
  std::vector<std::string> elements;
};

/// The attribute as a comparison may see it: nothing of a device that counts as unregistered, no extension
/// attribute of a device that is neither compliant nor hybrid-joined.
std::optional<AttributeValue> visible_value(const model::AttributeRef& attribute, const Circumstances& seen);

/// Whether the sign-in itself carries the attribute, visible or not.
bool carries(const model::AttributeRef& attribute, const SignIn& sign_in);

bool holds(const model::Comparison& comparison, const Circumstances& seen);

}  // namespace doorward::reference
