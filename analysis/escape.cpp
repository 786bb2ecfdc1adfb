#include "escape.h"

#include <algorithm>

#include "part_of_set.h"

namespace doorward::analysis {

Escape EscapeSearch::find(const EscapeQuery& query) {
  std::vector<std::size_t> stopping;
  Escape escape;
  while (stopping.size() <= query.policies) {
    std::optional<std::size_t> more;
    escape = find_beside(query, stopping, more);
    if (!more) {
      escape.policies = std::move(stopping);
      return escape;
    }
    stopping.push_back(*more);
  }
  escape.kind = Escape::Kind::undecided;
  return escape;
}

/// Tells apart what `stopping` tell apart. `more` is another policy where they let in a sign-in that it stops.
Escape EscapeSearch::find_beside(const EscapeQuery& query, const std::vector<std::size_t>& stopping,
                                 std::optional<std::size_t>& more) {
  struct Kept {
    std::shared_ptr<Space> space;
    std::vector<SpaceDimension> dimensions;
  };
  const auto kept = std::make_shared<Kept>();
  std::vector<std::size_t> taken = stopping;
  if (query.beside && std::find(taken.begin(), taken.end(), *query.beside) == taken.end()) {
    taken.push_back(*query.beside);
  }
  const auto place = [&taken](std::size_t policy) {
    return static_cast<std::size_t>(std::find(taken.begin(), taken.end(), policy) - taken.begin());
  };
  if (query.sentence) taken.push_back(*query.sentence);
  model::PolicySet part = part_of(policies_.model, taken);
  if (!query.sentence) part.policies.push_back(query.who);
  kept->space = std::make_shared<Space>(
      std::vector<const model::PolicySet*>{&part},
      SpaceOptions{.now = now_, .user_states = query.user_states, .audiences = query.audiences});
  SpaceQuery asked = kept->space->everything();
  asked.required.set(part.policies.size() - 1);
  if (query.beside) asked.required.set(place(*query.beside));
  asked.fewest = asked.relevant - asked.required;
  asked.most = query.combinations;
  bool complete = true;
  kept->dimensions = kept->space->dimensions(asked, complete);
  for (SpaceDimension& dimension : kept->dimensions) {
    // The first value is that of somebody from nowhere in particular with a device that nobody knows.
    if (query.fixed && query.fixed(dimension.label) && dimension.classes.size() > 1) dimension.classes.resize(1);
  }
  Escape escape;
  bool found = false;
  std::vector<std::size_t> stop;
  const bool searched = kept->space->search(kept->dimensions, asked, [&](const SpacePoint& point) {
    evaluate(scratch_, point.sign_in, {.now = point.sign_in.time.value_or(now_), .strict = false}, decision_);
    stop.clear();
    query.stopping(decision_, stop);
    if (stop.empty() && query.counts && !query.counts(point, decision_)) return true;
    found = stop.empty();
    if (escape.sentence.empty() || found) {
      escape.sentence = sentence_of(point);
      escape.given = givens_of(point);
      escape.example = point.sign_in;
      escape.storage = kept;
    }
    const bool known =
        std::any_of(stop.begin(), stop.end(), [&](std::size_t policy) { return place(policy) < taken.size(); });
    if (!found && !known) more = stop.front();
    return !found && !more;
  });
  if (found) {
    escape.kind = Escape::Kind::found;
  } else if (!complete || !searched) {
    escape.kind = Escape::Kind::undecided;
  }
  return escape;
}

}  // namespace doorward::analysis
