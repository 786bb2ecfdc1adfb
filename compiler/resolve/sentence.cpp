#include <array>
#include <span>

#include "resolve/resolution.h"

namespace doorward::resolving {
namespace {

/// The bits of `words`, all of one vocabulary; nothing after an error.
std::optional<Mask> resolve_mask(Resolution& r, const ast::List<ast::Name>& words, std::span<const FactRow> rows,
                                 std::string_view what) {
  Mask mask = 0;
  bool good = true;
  for (const ast::Name& word : words) {
    const FactRow* row = resolve_word(r, word, rows, what);
    good = good && row != nullptr;
    if (row != nullptr) mask |= Mask{1} << row->value;
  }
  if (!good) return std::nullopt;
  return mask;
}

bool resolve_running(Resolution& r, const ast::Running& phrase, model::Policy& policy) {
  const auto included = resolve_mask(r, phrase.platforms, kPlatforms, "a platform");
  const auto excluded = resolve_mask(r, phrase.except, kPlatforms, "a platform");
  if (!included || !excluded) return false;
  const Mask from = phrase.all ? kAllPlatforms : *included;
  policy.platforms = {from & ~*excluded, origin_of(phrase.span)};
  return true;
}

bool resolve_through(Resolution& r, const ast::Through& phrase, model::Policy& policy) {
  if (phrase.all) return true;
  Mask mask = 0;
  bool good = true;
  for (const ast::Name& name : phrase.clients) {
    const auto part = resolve_clients(r, name);
    good = good && part.has_value();
    mask |= part.value_or(0);
  }
  if (good) policy.clients = {mask, origin_of(phrase.span)};
  return good;
}

bool resolve_by(Resolution& r, const ast::By& phrase, model::Policy& policy) {
  const auto mask = resolve_mask(r, phrase.flows, kFlows, "an authentication flow");
  if (mask) policy.flows = {*mask, origin_of(phrase.span)};
  return mask.has_value();
}

std::optional<model::MaskCondition>& risk_of(model::Policy& policy, ast::RiskKind kind) {
  switch (kind) {
    case ast::RiskKind::sign_in:
      return policy.sign_in_risk;
    case ast::RiskKind::user:
      return policy.user_risk;
    case ast::RiskKind::insider:
      return policy.insider_risk;
    case ast::RiskKind::workload:
      return policy.service_principal_risk;
    case ast::RiskKind::agent:
      return policy.agent_risk;
  }
  return policy.sign_in_risk;
}

bool resolve_at(Resolution& r, const ast::At& phrase, model::Policy& policy) {
  const bool insider = phrase.kind == ast::RiskKind::insider;
  const auto mask = insider ? resolve_mask(r, phrase.levels, kInsiderRisks, "a level of insider risk")
                            : resolve_mask(r, phrase.levels, kRiskLevels, "a level of risk");
  if (mask) risk_of(policy, phrase.kind) = {*mask, origin_of(phrase.span)};
  return mask.has_value();
}

constexpr std::array<std::string_view, 5> kSubjectWords{"everyone", "nobody", "guests", "members", "agents"};
constexpr std::array<std::string_view, 1> kAllWord{"all"};

class PhraseResolver {
 public:
  PhraseResolver(Resolution& resolution, model::Policy& policy) : r_(resolution), policy_(policy) {}
  bool operator()(const ast::On& phrase) const {
    may_be_all(phrase.kind_word && phrase.networks.size() == 1);
    return resolve_on(r_, phrase, policy_);
  }
  bool operator()(const ast::Using& phrase) const {
    may_be_all(false);
    return resolve_using(r_, phrase, policy_);
  }
  bool operator()(const ast::Running& phrase) const {
    may_be_all(phrase.kind_word && phrase.platforms.size() == 1);
    return resolve_running(r_, phrase, policy_);
  }
  bool operator()(const ast::Through& phrase) const {
    may_be_all(phrase.kind_word && phrase.clients.size() == 1);
    return resolve_through(r_, phrase, policy_);
  }
  bool operator()(const ast::By& phrase) const {
    may_be_all(false);
    return resolve_by(r_, phrase, policy_);
  }
  bool operator()(const ast::At& phrase) const {
    may_be_all(false);
    return resolve_at(r_, phrase, policy_);
  }
  bool operator()(const ast::For& phrase) const {
    may_be_all(phrase.kind_word && phrase.items.size() == 1);
    return resolve_for(r_, phrase, policy_);
  }
  bool operator()(const ast::When& phrase) const {
    may_be_all(false);
    return resolve_when(r_, phrase, policy_);
  }

 private:
  /// Whether a misspelt `all` reads as the only noun before a kind word.
  void may_be_all(bool alone) const { r_.names.may_be(std::span(kAllWord).first(alone ? 1 : 0)); }

  Resolution& r_;
  model::Policy& policy_;
};

}  // namespace

const FactRow* resolve_word(Resolution& r, const ast::Word& word, std::span<const FactRow> rows,
                            std::string_view what) {
  if (const FactRow* row = find_ward(rows, word.text)) return row;
  std::vector<std::string_view> words;
  for (const FactRow& row : rows) {
    if (!row.ward.empty()) words.push_back(row.ward);
  }
  Diagnostic& diagnostic = r.sink.report<Code::unknown_word>(word.span, word.text, what);
  std::size_t edits = word.text.size();
  if (const std::string_view other = misspelt(word.text, r.names.instead(), edits); !other.empty()) {
    suggest(diagnostic, word, {other});
    return nullptr;
  }
  if (const auto near = near_words(word.text, words); !near.empty()) {
    suggest(diagnostic, word, near);
    return nullptr;
  }
  diagnostic.help = "write ";
  for (std::size_t i = 0; i < words.size(); ++i) {
    diagnostic.help += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + ('`' + std::string(words[i]) + '`');
  }
  return nullptr;
}

bool resolve_sentence(Resolution& r, const ast::Sentence& sentence, model::Policy& policy) {
  r.names.may_be(kSubjectWords);
  bool good = resolve_subject(r, sentence.subject, policy);
  for (const ast::Phrase& phrase : sentence.phrases) good = std::visit(PhraseResolver(r, policy), phrase) && good;
  return good;
}

}  // namespace doorward::resolving
