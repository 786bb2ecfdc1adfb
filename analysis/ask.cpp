#include "doorward/analysis/ask.h"

#include <algorithm>
#include <map>

#include "doorward/analysis/demands.h"
#include "doorward/analysis/space.h"
#include "doorward/runtime/evaluate.h"
#include "sentence.h"
#include "space/decision_table.h"

namespace doorward::analysis {
namespace {

/// Combinations that are decided one by one, so that the conditions of outcomes can be said.
constexpr std::size_t kMostCombinations = 200'000;

class Asking {
 public:
  explicit Asking(const Asked& asked)
      : asked_(asked),
        model_(with_sentence(asked.model, asked.tests, *asked.tests.question)),
        space_(std::make_shared<Space>(std::vector<const model::PolicySet*>{&model_},
                                       SpaceOptions{.now = asked.now, .user_states = states(asked)})),
        fits_(model_),
        scratch_(asked.set) {}

  Answer run();

 private:
  /// States are asked about where a set speaks of them; a directory says which one a user has who is named.
  static bool states(const Asked& asked) {
    if (!states_matter(asked.model, *asked.tests.question)) return false;
    const auto& items = asked.tests.question->users->include;
    return !asked.complete || !std::all_of(items.begin(), items.end(), [](const model::SubjectItem& item) {
      return item.kind == model::SubjectItem::Kind::user || item.kind == model::SubjectItem::Kind::upn;
    });
  }

  SpaceQuery query();
  std::uint32_t decide(const SpacePoint& point, Answer& answer);
  SpacePoint point_of(const std::vector<std::size_t>& values) const;
  void tabulate(Answer& answer);
  AnswerWay way_of(const TableBox& box) const;

  const Asked& asked_;
  model::PolicySet model_;
  std::shared_ptr<Space> space_;
  SentenceFits fits_;
  Scratch scratch_;
  Decision decision_;
  std::map<std::string, std::uint32_t> known_;
  std::shared_ptr<std::vector<SpaceDimension>> dimensions_ = std::make_shared<std::vector<SpaceDimension>>();
};

/// Everything that may apply beside the question.
SpaceQuery Asking::query() {
  SpaceQuery query = space_->everything();
  for (std::size_t p = 0; p + 1 < model_.policies.size(); ++p) {
    if (model_.policies[p].state != model::PolicyState::enabled) query.relevant.reset(p);
  }
  query.required.set(model_.policies.size() - 1);
  bool complete = true;
  PolicyBits possible = query.relevant;
  for (const SpaceDimension& dimension : space_->dimensions(query, complete)) {
    PolicyBits some(space_->policy_count());
    for (const auto* classes : {&dimension.classes, &dimension.unseen}) {
      for (const SpaceClass& one : *classes) some |= one.holds;
    }
    possible &= some;
  }
  query.relevant = possible | query.required;
  return query;
}

std::uint32_t Asking::decide(const SpacePoint& point, Answer& answer) {
  SignIn sign_in = point.sign_in;
  const std::int64_t now = sign_in.time.value_or(asked_.now);
  if (asked_.complete && sign_in.has_user) {
    // What the space made up of a user whom a directory holds is not theirs.
    SignIn looked_up = sign_in;
    looked_up.user = {};
    looked_up.user.id = sign_in.user.id;
    looked_up.user.upn = sign_in.user.upn;
    if (asked_.complete(looked_up)) sign_in = looked_up;
  }
  if (!fits_.fits(sign_in, now)) return DecisionTable::kNone;
  evaluate(scratch_, sign_in, {.now = now, .strict = false}, decision_);
  const std::string text = outcome_text(*asked_.set, decision_);
  const auto [place, fresh] = known_.emplace(text, answer.outcomes.size());
  if (!fresh) return place->second;
  AnswerOutcome outcome;
  outcome.outcome = decision_.outcome;
  outcome.text = text;
  for (const std::uint32_t policy : decision_.applied) {
    outcome.policies.emplace_back(asked_.set->policy_name(policy));
  }
  outcome.sentence = sentence_of(point);
  outcome.given = givens_of(point);
  outcome.example = sign_in;
  answer.outcomes.push_back(std::move(outcome));
  return place->second;
}

SpacePoint Asking::point_of(const std::vector<std::size_t>& values) const {
  SpacePoint point;
  point.sign_in = space_->neutral();
  for (std::size_t d = 0; d < values.size(); ++d) {
    const SpaceValue& value = (*dimensions_)[d].classes[values[d]].values.front();
    if (value.apply) value.apply(point.sign_in);
    point.values.push_back(&value);
    point.labels.emplace_back((*dimensions_)[d].label);
  }
  return point;
}

AnswerWay Asking::way_of(const TableBox& box) const {
  AnswerWay way;
  for (std::size_t d = 0; d < box.values.size(); ++d) {
    const SpaceDimension& dimension = (*dimensions_)[d];
    if (box.values[d].size() == dimension.classes.size()) continue;
    AnswerCondition condition{dimension.label, {}, box.values[d].size() * 2 > dimension.classes.size()};
    for (std::size_t c = 0; c < dimension.classes.size(); ++c) {
      const bool in = std::find(box.values[d].begin(), box.values[d].end(), c) != box.values[d].end();
      if (in == condition.negated) continue;
      for (const SpaceValue& value : dimension.classes[c].values) {
        auto& values = condition.values;
        if (std::find(values.begin(), values.end(), value.text) == values.end()) values.push_back(value.text);
      }
    }
    way.push_back(std::move(condition));
  }
  return way;
}

void Asking::tabulate(Answer& answer) {
  std::vector<std::size_t> sizes;
  for (const SpaceDimension& dimension : *dimensions_) sizes.push_back(dimension.classes.size());
  DecisionTable table(sizes);
  for (std::size_t i = 0; i < table.size(); ++i) table.set(i, decide(point_of(table.values_of(i)), answer));
  for (const TableBox& box : table.boxes()) answer.outcomes[box.result].ways.push_back(way_of(box));
}

Answer Asking::run() {
  Answer answer;
  const SpaceQuery asked = query();
  *dimensions_ = space_->dimensions(asked, answer.complete);
  answer.storage = dimensions_;
  std::size_t combinations = 1;
  for (const SpaceDimension& dimension : *dimensions_) {
    if (dimension.classes.empty()) return answer;
    combinations = std::min(combinations, kMostCombinations + 1) * dimension.classes.size();
  }
  if (combinations <= kMostCombinations) {
    tabulate(answer);
  } else {
    const bool searched = space_->search(*dimensions_, asked, [&](const SpacePoint& point) {
      decide(point, answer);
      return true;
    });
    answer.complete = answer.complete && searched;
  }
  std::stable_sort(answer.outcomes.begin(), answer.outcomes.end(),
                   [](const AnswerOutcome& a, const AnswerOutcome& b) { return a.outcome > b.outcome; });
  return answer;
}

}  // namespace

Answer ask(const Asked& asked) {
  Asking asking(asked);
  return asking.run();
}

}  // namespace doorward::analysis
