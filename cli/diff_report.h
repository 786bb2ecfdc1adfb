// What a replay found, as text for people, JSON for programs and Markdown for a review. Must not know how it was found.
#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/analysis/replay.h"

namespace doorward::cli {

std::string diff_text(const ReplayReport& report);
std::string diff_json(const ReplayReport& report);
std::string diff_markdown(const ReplayReport& report);

/// What a replay saw, in a line: never that two sets mean the same.
std::string diff_headline(const ReplayReport& report);
/// `grant before, block now`.
std::string change_title(Outcome before, Outcome after);
/// `applies now for 3, demands otherwise for 1`.
std::string policy_change(const PolicyRow& row);

/// A user or group, as reports for people list them.
struct PartyLine {
  std::string party;
  PartyRow row;
};
/// So many are listed, and the others counted.
inline constexpr std::size_t kMostParties = 10;
/// Those with the most sign-ins that are demanded less first.
std::vector<PartyLine> party_lines(const std::map<std::string, PartyRow>& parties);

// What each policy does otherwise, alone: empty without any.
std::string policies_text(const ReplayReport& report);
std::string policies_markdown(const ReplayReport& report);
nlohmann::ordered_json policies_json(const ReplayReport& report);

/// A cell of a Markdown table: what would end it or start markup is escaped.
std::string markdown_cell(std::string_view text);

}  // namespace doorward::cli
