#include "diff_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "doorward/analysis/demands.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string_view plural(std::uint64_t count) { return count == 1 ? "" : "s"; }

}  // namespace

std::string diff_headline(const ReplayReport& report) {
  const std::uint64_t all = report.sign_ins;
  if (report.changed == 0) return fmt::format("no difference in {} sign-in{}", all, plural(all));
  const std::string weaker = report.weaker == 0
                                 ? "none is demanded less"
                                 : fmt::format("{} {} demanded less", report.weaker, report.weaker == 1 ? "is" : "are");
  return fmt::format("{} of {} sign-in{} decided otherwise, {}", report.changed, all,
                     all == 1              ? " is"
                     : report.changed == 1 ? "s is"
                                           : "s are",
                     weaker);
}

std::string change_title(Outcome before, Outcome after) {
  if (before == after) return fmt::format("{}, with other demands", word_of(before));
  return fmt::format("{} before, {} now", word_of(before), word_of(after));
}

std::string policy_change(const PolicyRow& row) {
  std::string text;
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count != 0) text += fmt::format("{}{} for {}", text.empty() ? "" : ", ", what, count);
  };
  add(row.no_longer, "applies no longer");
  add(row.applies_now, "applies now");
  add(row.demands_otherwise, "demands otherwise");
  return text;
}

std::vector<PartyLine> party_lines(const std::map<std::string, PartyRow>& parties) {
  std::vector<PartyLine> lines;
  lines.reserve(parties.size());
  for (const auto& [party, row] : parties) lines.push_back({party, row});
  std::stable_sort(lines.begin(), lines.end(), [](const PartyLine& a, const PartyLine& b) {
    return std::tie(a.row.weaker, a.row.count) > std::tie(b.row.weaker, b.row.count);
  });
  lines.resize(std::min(lines.size(), kMostParties));
  return lines;
}

namespace {

std::string parties_text(std::string_view what, const std::map<std::string, PartyRow>& parties) {
  std::string out;
  for (const PartyLine& line : party_lines(parties)) {
    out += fmt::format("  {}: {} sign-in{}, {} demanded less, for example {}\n", line.party, line.row.count,
                       plural(line.row.count), line.row.weaker, line.row.example);
  }
  if (out.empty()) return out;
  if (parties.size() > kMostParties) out += fmt::format("  and {} others\n", parties.size() - kMostParties);
  return fmt::format("\nby {}\n{}", what, out);
}

std::string parties_markdown(std::string_view what, const std::map<std::string, PartyRow>& parties) {
  if (parties.empty()) return {};
  std::string out = fmt::format("\n| {} | sign-ins | demanded less | example |\n|---|--:|--:|---|\n", what);
  for (const PartyLine& line : party_lines(parties)) {
    out += fmt::format("| {} | {} | {} | {} |\n", markdown_cell(line.party), line.row.count, line.row.weaker,
                       markdown_cell(line.row.example));
  }
  if (parties.size() > kMostParties) out += fmt::format("\nand {} others\n", parties.size() - kMostParties);
  return out;
}

Json parties_json(std::string_view what, const std::map<std::string, PartyRow>& parties) {
  Json all = Json::array();
  for (const auto& [party, row] : parties) {
    all.push_back({{what, party}, {"count", row.count}, {"weaker", row.weaker}, {"example", row.example}});
  }
  return all;
}

}  // namespace

std::string markdown_cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      result += ' ';
      continue;
    }
    if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '[' || c == '@') result += '\\';
    result += c;
  }
  return result;
}

std::string diff_text(const ReplayReport& report) {
  std::string out = diff_headline(report) + "\n";
  for (const auto& [outcomes, row] : report.outcomes) {
    out +=
        fmt::format("\n{}: {} sign-in{}", change_title(outcomes.first, outcomes.second), row.count, plural(row.count));
    if (row.weaker != 0) out += fmt::format(", {} demanded less", row.weaker);
    out += fmt::format("\n  for example {}\n    before: {}\n    now:    {}\n", row.example.id, row.example.before,
                       row.example.after);
    if (!row.example.weaker.empty()) out += fmt::format("    weaker: {}\n", row.example.weaker);
  }
  return out + policies_text(report) + parties_text("user", report.users) + parties_text("group", report.groups);
}

std::string policies_text(const ReplayReport& report) {
  std::string out;
  if (!report.policies.empty()) out += "\nby policy\n";
  for (const auto& [policy, row] : report.policies) {
    out += fmt::format("  {} {}, for example {}\n", policy, policy_change(row), row.example);
  }
  return out;
}

std::string diff_json(const ReplayReport& report) {
  Json outcomes = Json::array();
  for (const auto& [pair, row] : report.outcomes) {
    outcomes.push_back({{"before", word_of(pair.first)},
                        {"after", word_of(pair.second)},
                        {"count", row.count},
                        {"weaker", row.weaker},
                        {"example",
                         {{"id", row.example.id},
                          {"line", row.example.line},
                          {"before", row.example.before},
                          {"after", row.example.after},
                          {"weaker", row.example.weaker}}}});
  }
  const Json all{{"signIns", report.sign_ins},
                 {"changed", report.changed},
                 {"weaker", report.weaker},
                 {"outcomes", std::move(outcomes)},
                 {"policies", policies_json(report)},
                 {"users", parties_json("user", report.users)},
                 {"groups", parties_json("group", report.groups)}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json policies_json(const ReplayReport& report) {
  Json policies = Json::array();
  for (const auto& [policy, row] : report.policies) {
    policies.push_back({{"policy", policy},
                        {"appliesNow", row.applies_now},
                        {"noLonger", row.no_longer},
                        {"demandsOtherwise", row.demands_otherwise},
                        {"example", row.example}});
  }
  return policies;
}

std::string diff_markdown(const ReplayReport& report) {
  std::string out = fmt::format("### Policy change: {}\n", diff_headline(report));
  if (report.changed == 0) return out;
  out += "\n| change | sign-ins | demanded less | example | before | now |\n|---|--:|--:|---|---|---|\n";
  for (const auto& [outcomes, row] : report.outcomes) {
    const std::string now =
        row.example.weaker.empty() ? row.example.after : fmt::format("{} ({})", row.example.after, row.example.weaker);
    out +=
        fmt::format("| {} | {} | {} | {} | {} | {} |\n", change_title(outcomes.first, outcomes.second), row.count,
                    row.weaker, markdown_cell(row.example.id), markdown_cell(row.example.before), markdown_cell(now));
  }
  return out + policies_markdown(report) + parties_markdown("user", report.users) +
         parties_markdown("group", report.groups);
}

std::string policies_markdown(const ReplayReport& report) {
  std::string out;
  if (!report.policies.empty()) out += "\n| policy | change | example |\n|---|---|---|\n";
  for (const auto& [policy, row] : report.policies) {
    out += fmt::format("| {} | {} | {} |\n", markdown_cell(policy), policy_change(row), markdown_cell(row.example));
  }
  return out;
}

}  // namespace doorward::cli
