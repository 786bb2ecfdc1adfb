#include "resolve/missing.h"

#include <algorithm>

namespace doorward::resolving {
namespace {

using Missing = MissingNoun::Kind;

constexpr std::size_t kOffered = 3;

KindSet kinds_of(Missing kind) {
  switch (kind) {
    case Missing::subject:
    case Missing::person:
      return kPersonKinds;
    case Missing::signed_in:
      return kind_bit(Kind::user);
    case Missing::machine:
      return kinds(Kind::workload, Kind::agent);
    case Missing::network:
      return kind_bit(Kind::network);
    case Missing::device:
      return kind_bit(Kind::device);
    case Missing::client:
      return kind_bit(Kind::clients);
    case Missing::app:
      return kind_bit(Kind::app);
    case Missing::context:
      return kind_bit(Kind::context);
    case Missing::tenant:
      return kind_bit(Kind::tenant);
  }
  return 0;
}

/// `everyone` and `all apps` are what is meant more often than any one noun; `all networks` is not.
bool yields(Missing kind) { return kind == Missing::subject || kind == Missing::app; }

/// What is most often meant where no other statement names one.
std::vector<std::string_view> common(Missing kind) {
  if (kind == Missing::network) return {"untrusted", "trusted"};
  if (kind == Missing::device) return {"non-joined", "unmanaged"};
  if (kind == Missing::client) return {"legacy", "browser"};
  return {};
}

std::vector<std::string> candidates(const Names& names, Missing kind) {
  std::vector<std::string> found;
  const auto add = [&found](std::string name) {
    const bool known = std::find(found.begin(), found.end(), name) != found.end();
    if (found.size() < kOffered && !known) found.push_back(std::move(name));
  };
  const auto usual = names.usual(kinds_of(kind), kOffered);
  for (const Symbol* symbol : usual) {
    if (symbol->uses != 0) add(written(symbol->name));
  }
  for (const std::string_view word : common(kind)) add(std::string(word));
  for (const Symbol* symbol : usual) add(written(symbol->name));
  return found;
}

}  // namespace

void offer_missing_nouns(const Names& names, DiagnosticSink& sink) {
  for (Diagnostic& diagnostic : sink.diagnostics()) {
    if (!diagnostic.missing) continue;
    const MissingNoun& missing = *diagnostic.missing;
    std::vector<Fix> fixes;
    for (const std::string& name : candidates(names, missing.kind)) {
      fixes.push_back({"write `" + name + '`', {{missing.at, missing.behind ? ' ' + name : name + ' '}}, false, true});
    }
    auto place = yields(missing.kind) ? diagnostic.fixes.end() : diagnostic.fixes.begin();
    diagnostic.fixes.insert(place, fixes.begin(), fixes.end());
  }
}

}  // namespace doorward::resolving
