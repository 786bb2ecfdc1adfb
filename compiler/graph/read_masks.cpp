// The conditions whose values are members of a small vocabulary: client apps, platforms, risks, flows.
#include <array>

#include "graph/readers.h"

namespace doorward::graph {
namespace {

constexpr auto kClientWords = std::to_array<std::string_view>({
    "all",
#define DW_CLIENT_APP(name, value, graph, ward, legacy) graph,
#include "doorward/facts/client_apps.def"
#undef DW_CLIENT_APP
});
constexpr auto kPlatformWords = std::to_array<std::string_view>({
    "all",
#define DW_PLATFORM(name, value, graph, ward) graph,
#include "doorward/facts/platforms.def"
#undef DW_PLATFORM
});
constexpr auto kRiskWords = std::to_array<std::string_view>({
#define DW_RISK_LEVEL(name, value, graph, ward) graph,
#include "doorward/facts/risk_levels.def"
#undef DW_RISK_LEVEL
});
constexpr auto kInsiderWords = std::to_array<std::string_view>({
#define DW_INSIDER_RISK(name, value, graph, ward) graph,
#include "doorward/facts/insider_risk_levels.def"
#undef DW_INSIDER_RISK
});
constexpr auto kFlowWords = std::to_array<std::string_view>({
#define DW_FLOW(name, value, graph, ward) graph,
#include "doorward/facts/flows.def"
#undef DW_FLOW
});

// Words that Graph has since replaced (ENTRA.md §3.5).
struct OldWord {
  std::string_view old;
  std::string_view word;
};
constexpr auto kOldClients = std::to_array<OldWord>({
    {"modern", "mobileAppsAndDesktopClients"},
    {"easUnsupported", "exchangeActiveSync"},
});

// A vocabulary of Graph, and the members that a policy may list although no sign-in ever has them.
struct Vocabulary {
  std::string_view field;
  std::span<const FactRow> rows;
  std::span<const std::string_view> words;
  Mask never;
};

const Vocabulary kClients{"clientAppTypes", kClientApps, kClientWords, bit(ClientApp::eas_supported)};
const Vocabulary kFlowVocabulary{"transferMethods", kFlows, kFlowWords, bit(Flow::none)};

Vocabulary risk(std::string_view field) { return {field, kRiskLevels, kRiskWords, bit(RiskLevel::hidden)}; }

// The listed members. Nothing when the condition is not configured, or lists a word that was passed over: an
// unknown condition matches. `all` sets `everything`.
std::optional<model::MaskCondition> read_mask(Reading& reading, const Vocabulary& vocabulary, const Place& at,
                                              bool& everything) {
  if (!at) return std::nullopt;
  model::MaskCondition condition;
  condition.origin = at.origin();
  bool unknown = false;
  bool any = false;
  for (const auto& [word, place] : words_of(reading, at)) {
    any = true;
    if (vocabulary.words.front() == "all" && equals_ignoring_case(word, "all")) {
      everything = true;
      continue;
    }
    const FactRow* row = find_graph(vocabulary.rows, word);
    for (const OldWord& old : kOldClients) {
      if (row == nullptr && equals_ignoring_case(old.old, word)) row = find_graph(vocabulary.rows, old.word);
    }
    if (row == nullptr) {
      report_unknown_value(reading, place, word, vocabulary.field, vocabulary.words);
      unknown = true;
      continue;
    }
    const Mask member = Mask{1} << row->value;
    if ((member & vocabulary.never) != 0) {
      reading.report<Code::value_never_matches>(place, word, vocabulary.field).help = "leave it out";
    }
    condition.mask |= member & ~vocabulary.never;
  }
  if (unknown || !any) return std::nullopt;
  return condition;
}

std::optional<model::MaskCondition> read_mask(Reading& reading, const Vocabulary& vocabulary, const Place& at) {
  bool everything = false;
  const auto condition = read_mask(reading, vocabulary, at, everything);
  return everything ? std::nullopt : condition;
}

void read_platforms(Reading& reading, const Place& at, model::Policy& out) {
  const Fields fields(reading, Object::platforms, at);
  const Vocabulary vocabulary{"includePlatforms", kPlatforms, kPlatformWords, 0};
  const Vocabulary excluded{"excludePlatforms", kPlatforms, kPlatformWords, 0};
  const Place include_at = fields.get("includePlatforms");
  const Place exclude_at = fields.get("excludePlatforms");
  if (!include_at && !exclude_at) return;
  bool all = false;
  bool exclude_all = false;
  auto include = read_mask(reading, vocabulary, include_at, all);
  const auto exclude = read_mask(reading, excluded, exclude_at, exclude_all);
  if (!include_at) {
    reading.report<Code::exclude_without_include>(exclude_at, "excludePlatforms").help = "include `all`";
    return;
  }
  if (!include) include = model::MaskCondition{kAllPlatforms, include_at.origin()};
  if (all) include->mask = kAllPlatforms;
  if (exclude) include->mask &= ~exclude->mask;
  if (exclude_all) include->mask = 0;
  if (include->mask == 0) {
    reading.report<Code::never_applies>(exclude_at ? exclude_at : include_at, "every included platform is excluded")
        .help = "exclude fewer platforms";
  }
  out.platforms = include;
}

}  // namespace

void read_masks(Reading& reading, const Fields& conditions, model::Policy& out) {
  out.clients = read_mask(reading, kClients, conditions.get("clientAppTypes"));
  read_platforms(reading, conditions.get("platforms"), out);
  const auto read_risk = [&](std::string_view field) { return read_mask(reading, risk(field), conditions.get(field)); };
  out.sign_in_risk = read_risk("signInRiskLevels");
  out.user_risk = read_risk("userRiskLevels");
  out.service_principal_risk = read_risk("servicePrincipalRiskLevels");
  out.agent_risk = read_risk("agentIdRiskLevels");
  const Vocabulary insider{"insiderRiskLevels", kInsiderRisks, kInsiderWords, 0};
  out.insider_risk = read_mask(reading, insider, conditions.get("insiderRiskLevels"));
  const Fields flows(reading, Object::flows, conditions.get("authenticationFlows"));
  out.flows = read_mask(reading, kFlowVocabulary, flows.get("transferMethods"));
}

}  // namespace doorward::graph
