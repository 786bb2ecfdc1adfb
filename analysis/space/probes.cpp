#include "space/probes.h"

#include <fmt/format.h>

#include "doorward/compiler/compile.h"

namespace doorward::analysis {

model::Policy ProbeSet::open() {
  model::Policy policy;
  policy.users.emplace();
  policy.users->include.emplace_back().kind = model::SubjectItem::Kind::everyone;
  policy.targets.include.emplace_back().kind = model::TargetItem::Kind::all;
  policy.block = true;
  return policy;
}

void ProbeSet::add(std::size_t number, model::Policy probe) {
  // Sets are sorted by name, so that the rank of a probe is its place in `numbers_`.
  probe.name = fmt::format("{:08}", numbers_.size());
  numbers_.push_back(number);
  set_.policies.push_back(std::move(probe));
}

void ProbeSet::compile() {
  if (numbers_.empty()) return;
  set_.networks = side_->networks;
  set_.settings = side_->settings;
  // A stripped module speaks of no sources.
  const SourceMap sources;
  DiagnosticSink sink;
  std::string error;
  const auto module = doorward::compile(set_, sources, {.strip = true}, sink);
  auto loaded = PolicySet::load(module, error);
  ok_ = loaded != nullptr;
  if (loaded) scratch_.emplace(std::move(loaded));
  set_ = {};
}

void ProbeSet::ask(const SignIn& sign_in, std::int64_t now, PolicyBits& bits) {
  if (!scratch_) return;
  evaluate(*scratch_, sign_in, {.now = now, .strict = false}, decision_);
  for (const std::uint32_t rank : decision_.applied) bits.set(numbers_[rank]);
}

}  // namespace doorward::analysis
