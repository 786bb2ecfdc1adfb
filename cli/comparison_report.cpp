#include "comparison_report.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "diff_report.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string kinds_text(std::uint64_t count) {
  return fmt::format("{} kind{} of sign-ins", count, count == 1 ? "" : "s");
}

}  // namespace

std::string comparison_headline(const analysis::Comparison& comparison) {
  const ReplayReport& report = comparison.report;
  if (report.changed == 0) {
    return comparison.complete ? "no sign-in is decided otherwise"
                               : "no difference was found, and not every kind of sign-in was looked at";
  }
  std::string text =
      fmt::format("{} {} decided otherwise, ", kinds_text(report.changed), report.changed == 1 ? "is" : "are");
  text += report.weaker == 0 ? "none is demanded less"
                             : fmt::format("{} {} demanded less", report.weaker, report.weaker == 1 ? "is" : "are");
  return comparison.complete ? text : text + "; not every kind was looked at";
}

std::string comparison_text(const analysis::Comparison& comparison) {
  std::string out = comparison_headline(comparison) + "\n";
  for (const analysis::Difference& difference : comparison.differences) {
    const ReplayExample& example = difference.example;
    out += fmt::format("\n{}, for example\n  {}\n    before: {}\n    now:    {}\n", kinds_text(difference.kinds),
                       example.id, example.before, example.after);
    if (!example.weaker.empty()) out += fmt::format("    weaker: {}\n", example.weaker);
  }
  return out + policies_text(comparison.report);
}

std::string comparison_markdown(const analysis::Comparison& comparison) {
  std::string out = fmt::format("### Policy change: {}\n", comparison_headline(comparison));
  if (comparison.differences.empty()) return out;
  out += "\n| for example | before | now | demanded less |\n|---|---|---|---|\n";
  for (const analysis::Difference& difference : comparison.differences) {
    const ReplayExample& example = difference.example;
    out += fmt::format("| {} | {} | {} | {} |\n", markdown_cell(example.id), markdown_cell(example.before),
                       markdown_cell(example.after), markdown_cell(example.weaker));
  }
  return out + policies_markdown(comparison.report);
}

std::string comparison_json(const analysis::Comparison& comparison,
                            const std::map<std::string, std::string>& sign_ins) {
  Json differences = Json::array();
  for (const analysis::Difference& difference : comparison.differences) {
    const ReplayExample& example = difference.example;
    Json one{{"kinds", difference.kinds},
             {"sentence", example.id},
             {"before", example.before},
             {"after", example.after},
             {"weaker", example.weaker}};
    const auto sign_in = sign_ins.find(example.id);
    if (sign_in != sign_ins.end()) one["signIn"] = Json::parse(sign_in->second, nullptr, false);
    differences.push_back(std::move(one));
  }
  const Json all{{"complete", comparison.complete},
                 {"changed", comparison.report.changed},
                 {"weaker", comparison.report.weaker},
                 {"differences", std::move(differences)},
                 {"policies", policies_json(comparison.report)}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace doorward::cli
