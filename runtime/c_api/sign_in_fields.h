// How a setter of the C interface changes a sign-in: checked, copied, and spoiling the sign-in when it fails.
#pragma once

#include <span>

#include "c_api/handles.h"

namespace doorward::c_api {

/// Runs `body` on the sign-in and answers its status. A failure is remembered: a sign-in that lacks what its caller
/// meant to say must not be decided.
template <class Body>
doorward_status change(doorward_sign_in* sign_in, Body body) noexcept {
  if (sign_in == nullptr) return DOORWARD_NULL_ARGUMENT;
  const doorward_status status = guarded([&]() -> doorward_status { return body(sign_in->fields); });
  if (sign_in->fault == DOORWARD_OK) sign_in->fault = status;
  return status;
}

/// The same for a field that any value fits.
template <class Field, class Value>
doorward_status assign(doorward_sign_in* sign_in, Field field, Value value) noexcept {
  return change(sign_in, [&](SignIn& fields) -> doorward_status {
    field(fields) = value;
    return DOORWARD_OK;
  });
}

/// The same for a member of the closed vocabulary `rows`.
template <class Enum, class Field>
doorward_status assign_member(doorward_sign_in* sign_in, std::span<const FactRow> rows, std::int32_t value,
                              Field field) noexcept {
  return change(sign_in, [&](SignIn& fields) -> doorward_status {
    for (const FactRow& row : rows) {
      if (static_cast<std::int64_t>(row.value) != value) continue;
      field(fields) = static_cast<Enum>(value);
      return DOORWARD_OK;
    }
    return DOORWARD_BAD_VALUE;
  });
}

inline bool is_text(doorward_text text) noexcept { return text.size == 0 || text.data != nullptr; }

/// The same for a copied text.
template <class Field>
doorward_status assign_text(doorward_sign_in* sign_in, doorward_text text, Field field) noexcept {
  return change(sign_in, [&](SignIn& fields) -> doorward_status {
    if (!is_text(text)) return DOORWARD_NULL_ARGUMENT;
    field(fields) = sign_in->texts.keep({text.data, text.size});
    return DOORWARD_OK;
  });
}

/// Replaces `list` by copies of `texts`.
template <class List>
doorward_status copy_texts(TextStore& store, const doorward_text* texts, std::size_t count, List& list) {
  list.clear();
  if (count == 0) return DOORWARD_OK;
  if (texts == nullptr) return DOORWARD_NULL_ARGUMENT;
  for (const doorward_text& text : std::span(texts, count)) {
    if (!is_text(text)) return DOORWARD_NULL_ARGUMENT;
    list.push_back(store.keep({text.data, text.size}));
  }
  return DOORWARD_OK;
}

/// The same as assign_text for a list of texts.
template <class Field>
doorward_status assign_texts(doorward_sign_in* sign_in, const doorward_text* texts, std::size_t count,
                             Field field) noexcept {
  return change(sign_in, [&](SignIn& fields) { return copy_texts(sign_in->texts, texts, count, field(fields)); });
}

/// Appends an attribute to the list that `field` names.
template <class Field>
doorward_status add_attribute(doorward_sign_in* sign_in, doorward_text name, const doorward_text* values,
                              std::size_t count, bool is_list, Field field) noexcept {
  return change(sign_in, [&](SignIn& fields) -> doorward_status {
    if (!is_text(name)) return DOORWARD_NULL_ARGUMENT;
    if (name.size == 0) return DOORWARD_BAD_VALUE;
    auto& attributes = field(fields);
    attributes.emplace_back();
    attributes.back().name = sign_in->texts.keep({name.data, name.size});
    attributes.back().collection = is_list;
    return copy_texts(sign_in->texts, values, count, attributes.back().values);
  });
}

}  // namespace doorward::c_api
