#include "doorward/grammar/diagnostic.h"

#include <array>

#include "doorward/facts/guid.h"

namespace doorward {
namespace {

constexpr auto kRows = std::to_array<CodeRow>({
#define DW_DIAGNOSTIC(id, name, severity, text) {Code::name, #id, #name, Severity::severity, text},
#include "doorward/grammar/diagnostics.def"
#undef DW_DIAGNOSTIC
});

}  // namespace

std::span<const CodeRow> diagnostic_codes() noexcept { return kRows; }

const CodeRow* find_code(std::string_view id) noexcept {
  for (const CodeRow& row : kRows) {
    if (equals_ignoring_case(row.id, id)) return &row;
  }
  return nullptr;
}

}  // namespace doorward
