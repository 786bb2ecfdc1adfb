#include "doorward/analysis/suggest_tests.h"

#include <algorithm>
#include <deque>
#include <optional>

#include "doorward/analysis/demands.h"
#include "doorward/analysis/space.h"
#include "doorward/grammar/format.h"
#include "doorward/runtime/evaluate.h"

namespace doorward::analysis {
namespace {

/// The dimension of a point that holds the values of a condition.
std::string_view label_of(Dimension dimension) {
  if (dimension == Dimension::workloads) return "users";
  return kDimensions[static_cast<std::size_t>(dimension)].label;
}

/// Whether source can say the control without a name for an id.
bool is_plain(const std::string& control) { return find_ward(kControls, control) != nullptr; }

/// `require mfa` where words alone say it, else the outcome.
std::string expectation_of(const PolicySet& set, const Decision& decision) {
  if (decision.outcome == Outcome::block || !decision.blocked_by.empty()) return "expect block";
  const Demands demands = demands_of(set, decision);
  std::string text;
  for (const std::string& clause : demands.unmet) {
    std::string said;
    for (std::size_t begin = 0; begin < clause.size();) {
      const std::size_t end = std::min(clause.find(" or ", begin), clause.size());
      const std::string control = clause.substr(begin, end - begin);
      if (!is_plain(control)) return "expect " + std::string(word_of(decision.outcome));
      said += (said.empty() ? "" : " or ") + control;
      begin = end == clause.size() ? end : end + 4;
    }
    text += (text.empty() ? "" : "\n  ") + std::string("expect require ") + said;
  }
  return text.empty() ? "expect " + std::string(word_of(decision.outcome)) : text;
}

class Suggesting {
 public:
  Suggesting(const ComparedSet& policies, std::int64_t now)
      : policies_(policies), now_(now), space_({&policies.model}, {.now = now}), scratch_(policies.set) {
    everything_ = space_.everything();
    everything_.most = kMost;
    for (std::size_t p = 0; p < policies.model.policies.size(); ++p) {
      if (policies.model.policies[p].state == model::PolicyState::disabled) everything_.relevant.reset(p);
    }
    bool complete = true;
    all_ = space_.dimensions(everything_, complete);
  }

  TestSuggestions run(const Coverage& coverage) {
    for (const PolicyCoverage& policy : coverage.policies()) cover(policy);
    for (const Outcome outcome : {Outcome::grant, Outcome::challenge, Outcome::block}) {
      if (coverage.outcome_possible(outcome) && coverage.outcome_count(outcome) == 0) cover(outcome);
    }
    found_.declarations = space_.undeclared_nouns();
    return std::move(found_);
  }

 private:
  /// One example of each thing to cover is enough.
  static constexpr std::size_t kMost = 256;

  /// A sign-in to which the policy applies, and as few others as may be.
  bool applying(std::size_t policy, std::vector<SpaceDimension>& dimensions, SpacePoint& point) {
    SpaceQuery query = everything_;
    query.required.set(policy);
    query.fewest = query.relevant - query.required;
    bool complete = true;
    dimensions = space_.dimensions(query, complete);
    bool found = false;
    space_.search(dimensions, query, [&](const SpacePoint& one) {
      point = one;
      evaluate_at(point);
      found = applies(policy);
      return !found;
    });
    return found;
  }

  void evaluate_at(const SpacePoint& point) {
    evaluate(scratch_, point.sign_in, {.now = point.sign_in.time.value_or(now_), .strict = false}, decision_);
  }

  bool applies(std::size_t policy) const {
    const auto number = static_cast<std::uint32_t>(policy);
    const auto& reported = decision_.report_only;
    return std::find(decision_.applied.begin(), decision_.applied.end(), number) != decision_.applied.end() ||
           std::any_of(reported.begin(), reported.end(), [&](const ReportOnly& one) { return one.policy == number; });
  }

  void cover(const PolicyCoverage& policy) {
    const std::string name(policies_.set->policy_name(static_cast<std::uint32_t>(policy.policy)));
    const bool all_seen = std::all_of(policy.conditions.begin(), policy.conditions.end(),
                                      [](const ConditionCoverage& one) { return one.held != 0 && one.failed != 0; });
    if (policy.applied != 0 && all_seen) return;
    std::vector<SpaceDimension> dimensions;
    SpacePoint point;
    const bool found = applying(policy.policy, dimensions, point);
    const bool held = std::all_of(policy.conditions.begin(), policy.conditions.end(),
                                  [](const ConditionCoverage& one) { return one.held != 0; });
    if (!found) {
      found_.without.push_back(name + " applies");
      return;
    }
    if (policy.applied == 0 || !held) suggest(name + " applies", point);
    for (const ConditionCoverage& condition : policy.conditions) {
      if (condition.failed == 0) cover_failing(name, policy.policy, condition.dimension, point);
    }
  }

  /// The same sign-in with another value in one dimension, for which the policy's condition does not hold.
  void cover_failing(const std::string& name, std::size_t policy, Dimension dimension, const SpacePoint& applying) {
    const std::string_view label = label_of(dimension);
    const std::string title = name + " does not apply for its " + std::string(label);
    for (const SpaceDimension& values : all_) {
      if (values.label != label) continue;
      for (const SpaceClass& one : values.classes) {
        if (one.holds.test(policy)) continue;
        const SpacePoint point = replaced(applying, label, one.values.front());
        evaluate_at(point);
        if (applies(policy)) continue;
        suggest(title, point);
        return;
      }
    }
    found_.without.push_back(title);
  }

  SpacePoint replaced(const SpacePoint& from, std::string_view label, const SpaceValue& value) const {
    SpacePoint point;
    point.sign_in = space_.neutral();
    bool placed = false;
    for (std::size_t d = 0; d < from.values.size(); ++d) {
      const bool here = from.labels[d] == label;
      placed = placed || here;
      point.values.push_back(here ? &value : from.values[d]);
      point.labels.push_back(from.labels[d]);
    }
    if (!placed) {
      point.values.push_back(&value);
      point.labels.push_back(label);
    }
    for (const SpaceValue* one : point.values) {
      if (one->apply) one->apply(point.sign_in);
    }
    return point;
  }

  void cover(Outcome outcome) {
    bool found = false;
    space_.search(all_, everything_, [&](const SpacePoint& point) {
      evaluate_at(point);
      found = decision_.outcome == outcome;
      if (found) suggest("a sign-in with the outcome " + std::string(word_of(outcome)), point);
      return !found;
    });
    if (!found) found_.without.push_back("the outcome " + std::string(word_of(outcome)));
  }

  /// Writes the test, once with each way to say where from and on what device.
  void suggest(const std::string& title, const SpacePoint& point) {
    evaluate_at(point);
    TestSuggestion& suggestion = found_.tests.emplace_back();
    suggestion.title = title;
    suggestion.tests.push_back(test_text(title, point));
    // Networks and devices may be said in several ways; a test takes no word for what is absent.
    std::vector<SpacePoint> points{point};
    std::deque<SpaceValue> said;
    for (std::size_t d = 0; d < point.values.size(); ++d) {
      const std::size_t count = points.size();
      for (const std::string& phrase : other_phrases(point.labels[d], *point.values[d])) {
        said.push_back(*point.values[d]);
        said.back().phrase = phrase;
        for (std::size_t p = 0; p < count; ++p) {
          points.push_back(points[p]);
          points.back().values[d] = &said.back();
        }
      }
    }
    for (std::size_t p = 1; p < points.size(); ++p) suggestion.tests.push_back(test_text(title, points[p]));
  }

  static std::vector<std::string> other_phrases(std::string_view label, const SpaceValue& value) {
    std::vector<std::string> phrases = value.also;
    if (label == "network") {
      phrases.insert(phrases.end(), {"on trusted networks", "on untrusted networks", "on all networks"});
    }
    if (label == "device") {
      phrases.insert(phrases.end(),
                     {"using non-joined devices", "using unmanaged devices", "using non-compliant devices",
                      "using joined devices", "using compliant devices", ""});
    }
    return phrases;
  }

  std::string test_text(const std::string& title, const SpacePoint& point) const {
    std::string sentence = sentence_of(point);
    if (sentence.find(" for ") == std::string::npos) sentence += " for " + other_app();
    const bool subject =
        std::any_of(point.labels.begin(), point.labels.end(), [](std::string_view label) { return label == "users"; });
    std::string text = "test " + doorward::quoted(title) + "\n  " + (subject ? sentence : "members " + sentence) + '\n';
    for (const std::string& given : givens_of(point)) text += "  given " + given + '\n';
    return text + "  " + expectation_of(*policies_.set, decision_) + '\n';
  }

  /// An app for sentences to which it makes no difference.
  std::string other_app() const {
    for (const auto& [noun, declaration] : space_.undeclared_nouns()) {
      if (declaration.starts_with("app ")) return noun;
    }
    return "office-365-exchange-online";
  }

  const ComparedSet& policies_;
  std::int64_t now_;
  Space space_;
  Scratch scratch_;
  Decision decision_;
  SpaceQuery everything_;
  std::vector<SpaceDimension> all_;
  TestSuggestions found_;
};

}  // namespace

TestSuggestions suggest_tests(const ComparedSet& policies, const Coverage& coverage, std::int64_t now) {
  return Suggesting(policies, now).run(coverage);
}

}  // namespace doorward::analysis
