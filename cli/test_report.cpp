#include "test_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "xml_text.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;
using Verdict = TestResult::Verdict;

std::string_view word_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "fail";
    case Verdict::error:
      break;
  }
  return "error";
}

std::string_view shouted(Verdict verdict) {
  if (verdict == Verdict::pass) return "PASS ";
  return verdict == Verdict::fail ? "FAIL " : "ERROR";
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " and ") + part;
  return text;
}

/// Every line of `text` behind `indent`.
std::string indented(std::string_view text, std::string_view indent) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    result += fmt::format("{}{}\n", indent, text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return result;
}

}  // namespace

TestReport::TestReport(const SourceMap& sources, const std::vector<TestResult>& results, std::size_t proofs)
    : sources_(sources), results_(results), proofs_(proofs) {
  for (const TestResult& result : results) {
    if (result.verdict == Verdict::fail) ++failed_;
    if (result.verdict == Verdict::error) ++errors_;
  }
}

std::string TestReport::place(const TestResult& result) const {
  const Span& span = result.origin.span;
  return fmt::format("{}:{}", sources_.name(span.source), sources_.position(span.source, span.begin).line);
}

std::string TestReport::text() const {
  std::string out;
  for (const TestResult& result : results_) {
    out += fmt::format("{} {}\n", shouted(result.verdict), result.title);
    if (result.verdict == Verdict::pass) continue;
    out += fmt::format("      {}: {}\n", place(result), result.problem);
    if (!result.help.empty()) out += fmt::format("      help: {}\n", result.help);
    if (result.verdict == Verdict::error) continue;
    out += fmt::format("      expected: {}\n      decided:  {}\n", joined(result.expected), result.decided);
    out += indented(result.explanation, "      ");
  }
  if (results_.empty()) return out;
  const std::size_t passed = results_.size() - failed_ - errors_;
  out += fmt::format("{} test{}: {} passed, {} failed, {} in error\n", results_.size(), results_.size() == 1 ? "" : "s",
                     passed, failed_, errors_);
  return out;
}

std::string TestReport::json(const Json& coverage) const {
  Json tests = Json::array();
  for (const TestResult& result : results_) {
    const Span& span = result.origin.span;
    Json test{{"title", result.title},
              {"file", sources_.name(span.source)},
              {"line", sources_.position(span.source, span.begin).line},
              {"result", word_of(result.verdict)},
              {"expected", result.expected},
              {"decided", result.decided}};
    if (!result.problem.empty()) test["problem"] = result.problem;
    if (!result.help.empty()) test["help"] = result.help;
    if (!result.explanation.empty()) test["explanation"] = result.explanation;
    tests.push_back(std::move(test));
  }
  Json report{{"tests", std::move(tests)},
              {"passed", results_.size() - failed_ - errors_},
              {"failed", failed_},
              {"errors", errors_},
              {"proofsNotChecked", proofs_}};
  if (!coverage.is_null()) report["coverage"] = coverage;
  return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string TestReport::junit() const {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites>\n  <testsuite name=\"doorward\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
      results_.size(), failed_, errors_);
  for (const TestResult& result : results_) {
    const Span& span = result.origin.span;
    const std::string name(sources_.name(span.source));
    out += fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"",
                       xml_text(result.title, XmlSpace::literal), xml_text(name, XmlSpace::literal),
                       xml_text(name, XmlSpace::literal), sources_.position(span.source, span.begin).line);
    if (result.verdict == Verdict::pass) {
      out += "/>\n";
      continue;
    }
    const std::string_view element = result.verdict == Verdict::fail ? "failure" : "error";
    std::string body = result.help.empty() ? std::string() : "help: " + result.help + "\n";
    if (result.verdict == Verdict::fail) {
      body += fmt::format("expected: {}\ndecided: {}\n{}", joined(result.expected), result.decided, result.explanation);
    }
    out += fmt::format(">\n      <{} message=\"{}\">{}</{}>\n    </testcase>\n", element,
                       xml_text(result.problem, XmlSpace::literal), xml_text(body, XmlSpace::literal), element);
  }
  return out + "  </testsuite>\n</testsuites>\n";
}

}  // namespace doorward::cli
