#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "doorward/compiler/graph_writer.h"
#include "exchange/graph_parts.h"
#include "exchange/split.h"

namespace doorward {
namespace exchange {
namespace {

constexpr std::int64_t kSecondsADay = 86400;

/// An id for what Graph has not seen yet, always the same for the same name. Graph gives its own when the object is
/// created.
std::string made_id(std::string_view kind, std::string_view name) {
  Guid guid;
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto mix = [&](std::string_view text) {
    for (const char c : text) {
      hash ^= static_cast<unsigned char>(ascii_lower(c));
      hash *= 0x100000001b3U;
    }
  };
  for (std::size_t half = 0; half < 2; ++half) {
    mix(kind);
    mix(name);
    for (std::size_t i = 0; i < 8; ++i) {
      guid.bytes[half * 8 + i] = static_cast<std::uint8_t>(hash >> (i * 8));
    }
  }
  guid.bytes[6] = static_cast<std::uint8_t>((guid.bytes[6] & 0x0fU) | 0x80U);
  guid.bytes[8] = static_cast<std::uint8_t>((guid.bytes[8] & 0x3fU) | 0x80U);
  return to_string(guid);
}

}  // namespace

model::Policy GraphExport::standing(const model::Policy& policy) {
  model::Policy standing = policy;
  if (!standing.users) return standing;
  std::erase_if(standing.users->exclude, [&](model::SubjectItem& item) {
    if (!item.until) return false;
    if (now_ >= (std::int64_t{*item.until} + 1) * kSecondsADay) return true;
    if (!expiry_ || *item.until < expiry_->day) expiry_ = Expiry{*item.until, policy.name, item.origin};
    item.until.reset();
    return false;
  });
  return standing;
}

void GraphExport::report_expiry() {
  if (!expiry_) return;
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(expiry_->day))};
  const std::string text = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  report<Code::export_expires>(expiry_->origin, text, expiry_->policy);
}

std::string GraphExport::network_id(std::uint32_t index) {
  const model::Network& network = set_.networks[index];
  const std::string id = network.graph_id ? network.graph_id->key : made_id("network", network.name);
  const bool first = networks_.insert(index).second;
  if (first && !network.graph_id) report<Code::graph_id_made>(network.origin, network.name, id);
  return id;
}

void GraphExport::refer_to_trusted() {
  for (std::uint32_t i = 0; i < set_.networks.size(); ++i) {
    if (set_.networks[i].trusted) networks_.insert(i);
  }
}

std::string GraphExport::strength_id(std::uint32_t index) {
  const model::Strength& strength = set_.strengths[index];
  const std::string id = strength.graph_id ? strength.graph_id->key : made_id("strength", strength.name);
  const bool first = strengths_.insert(index).second;
  if (first && !strength.graph_id) report<Code::graph_id_made>(strength.origin, strength.name, id);
  return id;
}

namespace {

bool is_wanted(const model::Policy& policy, const GraphWriteOptions& options) {
  if (!options.policies) return true;
  return std::any_of(options.policies->begin(), options.policies->end(), [&](const std::string& name) {
    return equals_ignoring_case(name, policy.name) || (policy.graph_id && canonical_id(name) == policy.graph_id->key);
  });
}

/// The policy as JSON, and whether Graph can say it; what it refers to counts only in `out`.
std::optional<Json> tried(const GraphExport& out, const model::Policy& policy, std::int64_t now) {
  DiagnosticSink unsaid;
  GraphExport trial(out.set(), now, unsaid);
  Json json = policy_json(trial, policy);
  if (unsaid.has_errors()) return std::nullopt;
  return json;
}

/// The policy in one, or the parts that it takes; its own faults are reported where there are none.
std::vector<model::Policy> sayable_parts(GraphExport& out, const model::Policy& policy,
                                         const GraphWriteOptions& options) {
  if (tried(out, policy, options.now)) return {policy};
  const RuleLength length = [&](const model::Expr& rule) -> std::size_t {
    DiagnosticSink unsaid;
    GraphExport trial(out.set(), options.now, unsaid);
    const std::string text = filter_json(trial, policy, rule, model::Filter::Mode::include)["rule"];
    return text.size();
  };
  std::vector<model::Policy> parts = split_for_graph(out.set(), policy, length);
  const bool sayable = std::all_of(
      parts.begin(), parts.end(), [&](const model::Policy& part) { return tried(out, part, options.now).has_value(); });
  if (sayable && (parts.size() == 1 || options.split)) {
    if (parts.size() == 1) return parts;
    std::string titles;
    for (const model::Policy& part : parts) titles += (titles.empty() ? "`" : ", `") + part.title + '`';
    out.report<Code::policy_split>(policy.origin, policy.name, parts.size(), titles);
    return parts;
  }
  const std::size_t before = out.sink().diagnostics().size();
  policy_json(out, policy);
  if (!sayable) return {};
  for (std::size_t i = before; i < out.sink().diagnostics().size(); ++i) {
    Diagnostic& fault = out.sink().diagnostics()[i];
    if (fault.severity != Severity::error) continue;
    fault.help = fmt::format("`--split` writes it as {} policies that together decide the same", parts.size());
  }
  return {};
}

}  // namespace
}  // namespace exchange

std::string write_graph(const model::PolicySet& set, const GraphWriteOptions& options, DiagnosticSink& sink) {
  const std::size_t errors = sink.errors();
  exchange::GraphExport out(set, options.now, sink);
  std::vector<exchange::Json> policies;
  std::vector<exchange::Written> sources;
  for (const model::Policy& policy : set.policies) {
    if (!exchange::is_wanted(policy, options)) continue;
    for (const model::Policy& part : exchange::sayable_parts(out, out.standing(policy), options)) {
      policies.push_back(exchange::policy_json(out, part));
      sources.push_back({policy.name, policy.origin});
    }
  }
  exchange::Json all = exchange::Json::array();
  std::vector<exchange::Written> written;
  for (const std::uint32_t index : out.networks()) {
    const model::Network& network = set.networks[index];
    if (network.builtin || network.kind == model::Network::Kind::mfa_trusted) continue;
    all.push_back(exchange::location_json(out, index));
    written.push_back({network.name, network.origin});
  }
  for (const std::uint32_t index : out.strengths()) {
    if (set.strengths[index].builtin) continue;
    all.push_back(exchange::strength_json(out, index));
    written.push_back({set.strengths[index].name, set.strengths[index].origin});
  }
  for (exchange::Json& policy : policies) all.push_back(std::move(policy));
  written.insert(written.end(), sources.begin(), sources.end());
  if (sink.errors() == errors) exchange::report_refusals(out, all, written);
  if (sink.errors() != errors) return {};
  out.report_expiry();
  return all.dump(2, ' ', false, exchange::Json::error_handler_t::replace) + '\n';
}

}  // namespace doorward
