#include "space/ward_names.h"

#include "doorward/grammar/format.h"
#include "doorward/vocabulary/vocabulary.h"

namespace doorward::analysis {

std::string written(std::string_view name) { return is_bare_name(name) ? std::string(name) : doorward::quoted(name); }

WardNames::WardNames(const std::vector<const model::PolicySet*>& sides) {
  for (const model::PolicySet* side : sides) known_.insert(side->names.begin(), side->names.end());
}

std::string WardNames::name(std::string_view kind, const model::Id& id) {
  const auto known = known_.find({std::string(kind), id.key});
  if (known != known_.end()) return written(known->second);
  const vocabulary::NounRow* row = nullptr;
  if (kind == "role") row = vocabulary::find_id(vocabulary::roles(), id.text);
  if (kind == "app") row = vocabulary::find_id(vocabulary::apps(), id.text);
  if (row != nullptr) return std::string(row->name);
  return declared(kind, std::string(kind) + '-' + id.key.substr(0, 8), id.text);
}

std::string WardNames::declared(std::string_view kind, const std::string& name, std::string_view id) {
  std::string free = written(name);
  const std::string value = std::string(kind) + ' ';
  for (int n = 2;; ++n) {
    const std::string text = value + free + " = " + std::string(id);
    const auto [place, fresh] = undeclared_.emplace(free, text);
    if (fresh || place->second == text) return free;
    free = written(name + '-' + std::to_string(n));
  }
}

}  // namespace doorward::analysis
