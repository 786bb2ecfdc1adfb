#include "proof_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "doorward/io/sign_in_writer.h"
#include "example_text.h"
#include "xml_text.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;
using analysis::ProofResult;
using Verdict = ProofResult::Verdict;

struct VerdictRow {
  Verdict verdict;
  std::string_view word;
  std::string_view shouted;
};
constexpr VerdictRow kVerdicts[] = {{Verdict::proved, "proved", "PROVED   "},
                                    {Verdict::refuted, "refuted", "REFUTED  "},
                                    {Verdict::undecided, "undecided", "UNDECIDED"},
                                    {Verdict::empty, "empty", "EMPTY    "}};

const VerdictRow& row_of(Verdict verdict) {
  return *std::find_if(std::begin(kVerdicts), std::end(kVerdicts),
                       [verdict](const VerdictRow& row) { return row.verdict == verdict; });
}

/// Why a claim is not proved, in one line; empty for one that is.
std::string reason_of(const ProofResult& result) {
  switch (result.verdict) {
    case Verdict::proved:
      return {};
    case Verdict::refuted:
      return "a sign-in breaks it: " + result.result;
    case Verdict::undecided:
      return "not every kind of sign-in could be looked at, and none that was breaks it";
    case Verdict::empty:
      break;
  }
  return "no sign-in fits the sentence, so it claims nothing";
}

}  // namespace

ProofReport::ProofReport(const SourceMap& sources, const std::vector<model::Proof>& proofs,
                         const std::vector<ProofResult>& results)
    : sources_(sources), proofs_(proofs), results_(results) {}

std::size_t ProofReport::count(Verdict verdict) const {
  return static_cast<std::size_t>(std::count_if(
      results_.begin(), results_.end(), [verdict](const ProofResult& result) { return result.verdict == verdict; }));
}

std::string ProofReport::name(std::size_t i) const { return std::string(sources_.name(proofs_[i].origin.span.source)); }

std::size_t ProofReport::line(std::size_t i) const {
  const Span& span = proofs_[i].origin.span;
  return sources_.position(span.source, span.begin).line;
}

std::string ProofReport::text() const {
  std::string out;
  for (std::size_t i = 0; i < results_.size(); ++i) {
    const ProofResult& result = results_[i];
    out += fmt::format("{} {}\n", row_of(result.verdict).shouted, proofs_[i].text);
    if (result.verdict == Verdict::proved) continue;
    out += fmt::format("          {}:{}: {}\n", name(i), line(i), reason_of(result));
    if (result.verdict != Verdict::refuted) continue;
    out += fmt::format("          sign-in:  {}\n", example_text(result.sentence, result.given));
    const std::string policies = result.policies.empty() ? "none apply" : joined(result.policies, ", ");
    out += fmt::format("          policies: {}\n          as JSON:  {}\n", policies, sign_in_json(result.example));
  }
  if (results_.empty()) return out;
  out += fmt::format("{} proof{}:", results_.size(), results_.size() == 1 ? "" : "s");
  std::string counts;
  for (const VerdictRow& row : kVerdicts) {
    const std::size_t some = count(row.verdict);
    if (some != 0) counts += fmt::format("{} {} {}", counts.empty() ? "" : ",", some, row.word);
  }
  return out + counts + '\n';
}

std::string ProofReport::json() const {
  Json proofs = Json::array();
  for (std::size_t i = 0; i < results_.size(); ++i) {
    const ProofResult& result = results_[i];
    Json proof{
        {"claim", proofs_[i].text}, {"file", name(i)}, {"line", line(i)}, {"verdict", row_of(result.verdict).word}};
    if (result.verdict != Verdict::proved) proof["reason"] = reason_of(result);
    if (result.verdict == Verdict::refuted) {
      proof["result"] = result.result;
      proof["policies"] = result.policies;
      proof["example"] = example_text(result.sentence, result.given);
      proof["signIn"] = Json::parse(sign_in_json(result.example), nullptr, false);
    }
    proofs.push_back(std::move(proof));
  }
  Json report{{"proofs", std::move(proofs)}};
  for (const VerdictRow& row : kVerdicts) report[std::string(row.word)] = count(row.verdict);
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string ProofReport::junit() const {
  const std::size_t errors = count(Verdict::undecided) + count(Verdict::empty);
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites>\n  <testsuite name=\"doorward prove\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
      results_.size(), count(Verdict::refuted), errors);
  for (std::size_t i = 0; i < results_.size(); ++i) {
    const ProofResult& result = results_[i];
    const std::string file = xml_text(name(i), XmlSpace::literal);
    out += fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"",
                       xml_text(proofs_[i].text, XmlSpace::literal), file, file, line(i));
    if (result.verdict == Verdict::proved) {
      out += "/>\n";
      continue;
    }
    const std::string_view element = result.verdict == Verdict::refuted ? "failure" : "error";
    out += fmt::format(">\n      <{0} message=\"{1}\">{2}</{0}>\n    </testcase>\n", element,
                       xml_text(reason_of(result), XmlSpace::literal),
                       xml_text(example_text(result.sentence, result.given), XmlSpace::literal));
  }
  return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace doorward::cli
