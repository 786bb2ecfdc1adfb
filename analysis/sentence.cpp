#include "sentence.h"

#include "doorward/compiler/compile.h"

namespace doorward::analysis {

model::PolicySet with_sentence(const model::PolicySet& set, const model::Tests& tests, const model::Policy& sentence) {
  model::PolicySet result = set;
  const auto offset = static_cast<std::uint32_t>(result.networks.size());
  const auto move_behind = [&](model::NetworkCondition& condition) {
    for (auto* items : {&condition.include, &condition.exclude}) {
      for (model::NetworkItem& item : *items) item.network += offset;
    }
  };
  for (model::Network network : tests.networks) {
    move_behind(network.composite);
    result.networks.push_back(std::move(network));
  }
  model::Policy& last = result.policies.emplace_back(sentence);
  if (last.networks) move_behind(*last.networks);
  if (last.targets.include.empty()) last.targets.include.emplace_back().kind = model::TargetItem::Kind::all;
  last.name = "question";
  last.block = true;
  return result;
}

SentenceFits::SentenceFits(const model::PolicySet& model) {
  model::PolicySet alone = model;
  alone.policies.erase(alone.policies.begin(), alone.policies.end() - 1);
  DiagnosticSink sink;
  std::string error;
  const auto module = compile(alone, SourceMap(), {.strip = true}, sink);
  if (auto set = PolicySet::load(module, error)) scratch_.emplace(std::move(set));
}

bool SentenceFits::fits(const SignIn& sign_in, std::int64_t now) {
  if (!scratch_) return false;
  evaluate(*scratch_, sign_in, {.now = now, .strict = false}, decision_);
  return !decision_.applied.empty();
}

bool states_matter(const model::PolicySet& set, const model::Policy& sentence) {
  return sentence.users && set.settings && set.settings->precedence != Precedence::state_ignored;
}

}  // namespace doorward::analysis
