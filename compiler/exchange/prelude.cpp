#include "exchange/prelude.h"

#include <array>
#include <deque>

#include "doorward/compiler/resolve.h"
#include "doorward/grammar/parse.h"
#include "doorward/vocabulary/vocabulary.h"
#include "exchange/condition_form.h"

namespace doorward::exchange {
namespace {

/// Names that the resolver knows beside the tables and the prelude; a test tries each.
constexpr auto kIntrinsicNames = std::to_array<std::string_view>(
    {"agent-resources", "agent-users", "trusted", "mfa-trusted-ips", "compliant-network"});

/// One policy for each adjective, so that the resolver says what the adjective means.
std::string policies_using(const std::deque<std::string>& adjectives) {
  std::string source;
  for (const std::string& adjective : adjectives) {
    source += "policy " + adjective + " \"\" everyone using " + adjective + " devices for all apps block\n";
  }
  return source;
}

}  // namespace

const Prelude& Prelude::instance() {
  static const Prelude kPrelude;
  return kPrelude;
}

Prelude::Prelude() {
  const auto take = [&](std::string_view name) {
    std::string lower(name);
    for (char& c : lower) c = ascii_lower(c);
    names_.insert(std::move(lower));
  };
  for (const auto rows : {vocabulary::roles(), vocabulary::apps(), vocabulary::strengths()}) {
    for (const auto& row : rows) take(row.name);
  }
  for (const auto& row : vocabulary::app_groups()) take(row.name);
  for (const FactRow& row : kClientApps) take(row.ward);
  for (const std::string_view name : kIntrinsicNames) take(name);

  SourceMap sources;
  DiagnosticSink sink;
  std::deque<std::string> devices;
  for (const vocabulary::WardFile& file : vocabulary::prelude()) {
    const SourceId id = sources.add(std::string(file.name), std::string(file.text));
    const ast::File tree = parse(sources, id, sink);
    for (const ast::Declaration& declaration : tree.declarations) {
      take(declaration.name.text);
      if (declaration.kind == ast::DeclarationKind::device) devices.emplace_back(declaration.name.text);
    }
  }
  const SourceId id = sources.add("adjectives", policies_using(devices));
  const ast::File tree = parse(sources, id, sink);
  const WardSource source{&tree, "adjectives", true};
  const model::PolicySet set = resolve(sources, {&source, 1}, {}, sink);
  for (const model::Policy& policy : set.policies) {
    adjectives_.try_emplace(condition_key(policy.device_filters.front().rule), policy.name);
  }
}

const std::string* Prelude::adjective(const model::Expr& condition) const {
  const auto found = adjectives_.find(condition_key(condition));
  return found == adjectives_.end() ? nullptr : &found->second;
}

}  // namespace doorward::exchange
