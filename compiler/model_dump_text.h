// Texts of the parts of a model, shared by the files of model_dump.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/compiler/model.h"

namespace doorward::dumping {

std::string joined(const std::vector<std::string>& parts, std::string_view separator);
std::string quoted(std::string_view text);
std::string mask_text(Mask mask, std::span<const FactRow> rows);
std::string item_text(const model::SubjectItem& item);
std::string item_text(const model::MachineItem& item);
std::string item_text(const model::TargetItem& item);
std::string network_items(const std::vector<model::NetworkItem>& items, const model::PolicySet& set);

/// `include except exclude`; an empty `exclude` is left out.
std::string sides(const std::string& include, const std::string& exclude);

template <class Items>
std::string items_text(const Items& items) {
  std::vector<std::string> parts;
  for (const auto& item : items) parts.push_back(item_text(item));
  return joined(parts, ", ");
}

}  // namespace doorward::dumping
