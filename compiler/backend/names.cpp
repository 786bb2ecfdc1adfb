#include "names.h"

#include "doorward/vocabulary/vocabulary.h"

namespace doorward::backend {
namespace {

/// The kinds under which PolicySet::names keeps an id of this kind.
std::string kind_name(bytecode::IdKind kind) {
  switch (kind) {
    case bytecode::IdKind::user:
    case bytecode::IdKind::upn:
    case bytecode::IdKind::agent_user:
      return "user";
    case bytecode::IdKind::group:
      return "group";
    case bytecode::IdKind::role:
      return "role";
    case bytecode::IdKind::app:
      return "app";
    case bytecode::IdKind::tenant:
      return "tenant";
    case bytecode::IdKind::workload:
      return "workload";
    case bytecode::IdKind::agent:
      return "agent";
  }
  return {};
}

std::string_view well_known_name(bytecode::IdKind kind, const std::string& key) {
  const vocabulary::NounRow* row = nullptr;
  if (kind == bytecode::IdKind::role) row = vocabulary::find_id(vocabulary::roles(), key);
  if (kind == bytecode::IdKind::app) row = vocabulary::find_id(vocabulary::apps(), key);
  return row == nullptr ? std::string_view{} : row->name;
}

}  // namespace

std::vector<StringIndex> names_of_ids(const model::PolicySet& set, Ir& ir) {
  std::vector<StringIndex> names(ir.ids.size());
  for (std::uint32_t i = 0; i < ir.ids.size(); ++i) {
    const IrId& id = ir.ids[i];
    const std::string key = id.form == bytecode::IdForm::guid ? to_string(Guid{id.key}) : ir.strings[id.text];
    const auto found = set.names.find({kind_name(id.kind), key});
    names[i] = ir.strings.intern(found != set.names.end() ? found->second : well_known_name(id.kind, key));
  }
  return names;
}

}  // namespace doorward::backend
