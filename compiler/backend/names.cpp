#include "names.h"

#include <array>
#include <optional>
#include <string_view>

#include "doorward/vocabulary/vocabulary.h"

namespace doorward::backend {
namespace {

struct KindWord {
  std::string_view word;  // as PolicySet::names has it
  bytecode::IdKind kind;
};
constexpr auto kKindWords = std::to_array<KindWord>({
    {"user", bytecode::IdKind::user},
    {"user", bytecode::IdKind::upn},
    {"user", bytecode::IdKind::agent_user},
    {"group", bytecode::IdKind::group},
    {"role", bytecode::IdKind::role},
    {"app", bytecode::IdKind::app},
    {"tenant", bytecode::IdKind::tenant},
    {"workload", bytecode::IdKind::workload},
    {"agent", bytecode::IdKind::agent},
});

std::optional<std::uint32_t> find_id(const Ir& ir, bytecode::IdKind kind, std::string_view key) {
  IrId id;
  id.kind = kind;
  if (const auto guid = parse_guid(key)) {
    id.form = bytecode::IdForm::guid;
    id.key = guid->bytes;
  } else {
    const auto text = ir.strings.find(key);
    if (!text) return std::nullopt;
    id.form = bytecode::IdForm::text;
    id.text = *text;
  }
  return ir.ids.find(id);
}

}  // namespace

std::vector<StringIndex> names_of_ids(const model::PolicySet& set, Ir& ir) {
  std::vector<StringIndex> names(ir.ids.size());
  const auto name = [&](bytecode::IdKind kind, std::string_view key, std::string_view text) {
    if (const auto id = find_id(ir, kind, key)) names[*id] = ir.strings.intern(text);
  };
  for (const vocabulary::NounRow& row : vocabulary::roles()) name(bytecode::IdKind::role, row.id, row.name);
  for (const vocabulary::NounRow& row : vocabulary::apps()) name(bytecode::IdKind::app, row.id, row.name);
  for (const auto& [kind_and_key, text] : set.names) {
    for (const KindWord& row : kKindWords) {
      if (row.word == kind_and_key.first) name(row.kind, kind_and_key.second, text);
    }
  }
  return names;
}

}  // namespace doorward::backend
