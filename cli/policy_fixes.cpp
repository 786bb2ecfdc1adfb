#include "policy_fixes.h"

#include <algorithm>
#include <map>

namespace doorward::cli {
namespace {

/// Of several fixes nobody has chosen one, unless it keeps every decision.
const Fix* fix_of(const Diagnostic& diagnostic, bool unsafe) {
  const auto& fixes = diagnostic.fixes;
  const auto safe =
      std::find_if(fixes.begin(), fixes.end(), [](const Fix& fix) { return fix.safe && !fix.edits.empty(); });
  if (safe != fixes.end()) return &*safe;
  const bool certain = fixes.size() == 1 && !fixes.front().guess && !fixes.front().edits.empty();
  return unsafe && certain ? &fixes.front() : nullptr;
}

bool touch(const Edit& a, const Edit& b) {
  if (a.span.source != b.span.source) return false;
  if (a.span == b.span) return true;
  return a.span.begin < b.span.end && b.span.begin < a.span.end;
}

bool touch_any(const Fix& fix, const std::vector<const Edit*>& taken) {
  return std::any_of(fix.edits.begin(), fix.edits.end(), [&](const Edit& edit) {
    return std::any_of(taken.begin(), taken.end(), [&](const Edit* each) { return touch(edit, *each); });
  });
}

std::string edited(std::string_view text, std::vector<const Edit*> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const Edit* a, const Edit* b) { return a->span.begin < b->span.begin; });
  std::string out;
  std::size_t at = 0;
  for (const Edit* edit : edits) {
    out += text.substr(at, edit->span.begin - at);
    out += edit->text;
    at = edit->span.end;
  }
  out += text.substr(at);
  return out;
}

}  // namespace

std::vector<FixedSource> apply_fixes(const Sources& sources, bool unsafe) {
  std::vector<const Edit*> taken;
  std::map<SourceId, std::size_t> counts;
  for (const Diagnostic& diagnostic : sources.sink.diagnostics()) {
    const Fix* fix = fix_of(diagnostic, unsafe);
    if (fix == nullptr || touch_any(*fix, taken)) continue;
    for (const Edit& edit : fix->edits) taken.push_back(&edit);
    ++counts[fix->edits.front().span.source];
  }
  std::vector<FixedSource> fixed;
  for (const auto& [source, count] : counts) {
    std::vector<const Edit*> edits;
    std::copy_if(taken.begin(), taken.end(), std::back_inserter(edits),
                 [&, id = source](const Edit* edit) { return edit->span.source == id; });
    fixed.push_back({source, edited(sources.map.text(source), std::move(edits)), count});
  }
  return fixed;
}

}  // namespace doorward::cli
