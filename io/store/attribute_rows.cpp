#include "attribute_rows.h"

namespace doorward {

void AttributeTexts::add(std::string_view name, std::string_view value, bool collection) {
  values_.push_back({texts_.size(), collection});
  texts_.emplace_back(name);
  texts_.emplace_back(value);
}

void AttributeTexts::write_to(UserSignals& user) const {
  for (const Value& value : values_) {
    const std::string_view name = texts_[value.name];
    if (user.attributes.empty() || user.attributes.back().name != name) {
      Attribute attribute;
      attribute.name = name;
      attribute.collection = value.collection;
      user.attributes.push_back(std::move(attribute));
    }
    user.attributes.back().values.push_back(texts_[value.name + 1]);
  }
}

}  // namespace doorward
