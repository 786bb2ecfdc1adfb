#include "coverage_report.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "doorward/analysis/demands.h"
#include "xml_text.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;
using analysis::ConditionCoverage;
using analysis::Coverage;
using analysis::PolicyCoverage;
using analysis::Share;

constexpr auto kOutcomes = std::to_array<Outcome>({Outcome::grant, Outcome::challenge, Outcome::block});

std::string_view label_of(const ConditionCoverage& condition) {
  return kDimensions[static_cast<std::size_t>(condition.dimension)].label;
}

std::uint32_t number_of(const PolicyCoverage& policy) { return static_cast<std::uint32_t>(policy.policy); }

std::string share_text(const Share& share) { return fmt::format("{} of {}", share.seen, share.all); }

Json share_json(const Share& share) { return {{"seen", share.seen}, {"all", share.all}}; }

/// What is missing, in words; empty when nothing is.
std::string missing_text(const PolicyCoverage& policy) {
  std::string text = policy.applied == 0 ? "never applies" : "";
  for (const ConditionCoverage& condition : policy.conditions) {
    const bool never = condition.held == 0;
    if (!never && condition.failed != 0) continue;
    text +=
        fmt::format("{}{} {}", text.empty() ? "" : ", ", label_of(condition), never ? "never holds" : "never fails");
  }
  return text;
}

std::string outcomes_missing(const Coverage& coverage) {
  std::string text;
  for (const Outcome outcome : kOutcomes) {
    if (!coverage.outcome_possible(outcome) || coverage.outcome_count(outcome) != 0) continue;
    text += (text.empty() ? "" : ", ") + std::string(word_of(outcome));
  }
  return text;
}

std::string lcov_of(const PolicySet& set, const std::vector<const PolicyCoverage*>& policies) {
  std::string functions;
  std::string counts;
  std::string branches;
  std::string lines;
  std::size_t hit = 0;
  std::size_t branch_count = 0;
  std::size_t branch_hit = 0;
  for (const PolicyCoverage* policy : policies) {
    const PolicyPlace place = set.policy_place(number_of(*policy));
    const std::string_view name = set.policy_name(number_of(*policy));
    hit += policy->applied != 0 ? 1 : 0;
    functions += fmt::format("FN:{},{}\n", place.line, name);
    counts += fmt::format("FNDA:{},{}\n", policy->applied, name);
    lines += fmt::format("DA:{},{}\n", place.line, policy->applied);
    for (std::size_t c = 0; c < policy->conditions.size(); ++c) {
      const ConditionCoverage& condition = policy->conditions[c];
      branches += fmt::format("BRDA:{},{},0,{}\nBRDA:{},{},1,{}\n", place.line, c, condition.held, place.line, c,
                              condition.failed);
      branch_count += 2;
      branch_hit += (condition.held != 0 ? 1U : 0U) + (condition.failed != 0 ? 1U : 0U);
    }
  }
  return functions + counts + fmt::format("FNF:{}\nFNH:{}\n", policies.size(), hit) + branches +
         fmt::format("BRF:{}\nBRH:{}\n", branch_count, branch_hit) + lines +
         fmt::format("LF:{}\nLH:{}\nend_of_record\n", policies.size(), hit);
}

std::string html_row(const PolicySet& set, const PolicyCoverage& policy) {
  const PolicyPlace place = set.policy_place(number_of(policy));
  std::string conditions;
  for (const ConditionCoverage& condition : policy.conditions) {
    const bool good = condition.held != 0 && condition.failed != 0;
    conditions += fmt::format("<li class=\"{}\">{}: holds {}, fails {}</li>", good ? "yes" : "no", label_of(condition),
                              condition.held, condition.failed);
  }
  return fmt::format("<tr><td>{}</td><td>{}:{}</td><td class=\"{}\">{}</td><td><ul>{}</ul></td></tr>\n",
                     xml_text(set.policy_name(number_of(policy)), XmlSpace::literal),
                     xml_text(place.file, XmlSpace::literal), place.line, policy.applied != 0 ? "yes" : "no",
                     policy.applied, conditions);
}

}  // namespace

std::string coverage_text(const PolicySet& set, const Coverage& coverage) {
  std::string out = fmt::format("coverage {} %: policies {}, conditions {}, outcomes {}\n", coverage.percent(),
                                share_text(coverage.policy_share()), share_text(coverage.condition_share()),
                                share_text(coverage.outcome_share()));
  for (const PolicyCoverage& policy : coverage.policies()) {
    const std::string missing = missing_text(policy);
    if (!missing.empty()) out += fmt::format("  {}: {}\n", set.policy_name(number_of(policy)), missing);
  }
  const std::string outcomes = outcomes_missing(coverage);
  return outcomes.empty() ? out : out + fmt::format("  outcomes never seen: {}\n", outcomes);
}

Json coverage_json(const PolicySet& set, const Coverage& coverage) {
  Json policies = Json::array();
  for (const PolicyCoverage& policy : coverage.policies()) {
    Json conditions = Json::array();
    for (const ConditionCoverage& condition : policy.conditions) {
      conditions.push_back(
          {{"dimension", label_of(condition)}, {"held", condition.held}, {"failed", condition.failed}});
    }
    policies.push_back({{"policy", set.policy_name(number_of(policy))},
                        {"applied", policy.applied},
                        {"conditions", std::move(conditions)}});
  }
  Json outcomes = Json::object();
  for (const Outcome outcome : kOutcomes) {
    if (coverage.outcome_possible(outcome)) outcomes[std::string(word_of(outcome))] = coverage.outcome_count(outcome);
  }
  return {{"percent", coverage.percent()},
          {"policies", share_json(coverage.policy_share())},
          {"conditions", share_json(coverage.condition_share())},
          {"outcomes", share_json(coverage.outcome_share())},
          {"byPolicy", std::move(policies)},
          {"byOutcome", std::move(outcomes)}};
}

std::string coverage_lcov(const PolicySet& set, const Coverage& coverage) {
  std::map<std::string, std::vector<const PolicyCoverage*>> by_file;
  for (const PolicyCoverage& policy : coverage.policies()) {
    by_file[std::string(set.policy_place(number_of(policy)).file)].push_back(&policy);
  }
  std::string out;
  for (const auto& [file, policies] : by_file) {
    out += fmt::format("TN:doorward\nSF:{}\n", file) + lcov_of(set, policies);
  }
  return out;
}

std::string coverage_html(const PolicySet& set, const Coverage& coverage) {
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Coverage of policies</title>\n"
      "<style>body{{font-family:sans-serif}}table{{border-collapse:collapse}}td,th{{border:1px solid #999;padding:4px;"
      "text-align:left;vertical-align:top}}ul{{margin:0;padding-left:1.2em}}.yes{{color:#060}}.no{{color:#a00;"
      "font-weight:bold}}</style>\n</head>\n<body>\n<h1>Coverage {} %</h1>\n"
      "<p>Policies {}, conditions {}, outcomes {}.</p>\n"
      "<table>\n<tr><th>policy</th><th>where</th><th>applied</th><th>conditions</th></tr>\n",
      coverage.percent(), share_text(coverage.policy_share()), share_text(coverage.condition_share()),
      share_text(coverage.outcome_share()));
  for (const PolicyCoverage& policy : coverage.policies()) out += html_row(set, policy);
  out += "</table>\n<table>\n<tr><th>outcome</th><th>sign-ins</th></tr>\n";
  for (const Outcome outcome : kOutcomes) {
    if (!coverage.outcome_possible(outcome)) continue;
    const std::uint64_t count = coverage.outcome_count(outcome);
    out += fmt::format("<tr><td>{}</td><td class=\"{}\">{}</td></tr>\n", word_of(outcome), count != 0 ? "yes" : "no",
                       count);
  }
  return out + "</table>\n</body>\n</html>\n";
}

}  // namespace doorward::cli
