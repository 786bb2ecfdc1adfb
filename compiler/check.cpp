#include "check.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "doorward/compiler/address.h"
#include "doorward/compiler/model_dump.h"
#include "slot_table.h"

namespace doorward {
namespace {

Diagnostic& at(Diagnostic& diagnostic, const model::Origin& origin) {
  diagnostic.json_path = origin.json_path;
  return diagnostic;
}

void check_effect(const model::Policy& policy, DiagnosticSink& sink) {
  if (policy.machines && policy.grant && !policy.block) {
    at(sink.report<Code::machines_only_blocked>(policy.grant->origin.span, policy.name), policy.grant->origin).help =
        "write `block`: nobody is there to be asked";
  }
}

/// Which ids were seen. An id that occurs again with the same content is passed over, with other content reported.
/// Contents are written out only then.
class SeenIds {
 public:
  /// `content` gives the content of what has the id, by its position.
  using Content = std::function<std::string(std::size_t)>;
  SeenIds(std::string_view what, Content content, DiagnosticSink& sink)
      : what_(what), content_(std::move(content)), sink_(sink) {}

  /// `origin` lives as long as this.
  bool is_new(std::string key, std::string_view shown, std::size_t position, const model::Origin& origin) {
    const std::uint64_t hash = std::hash<std::string>{}(key);
    const auto found = slots_.find(hash, [&](std::uint32_t index) { return seen_[index].key == key; });
    if (!found) {
      slots_.add(hash, static_cast<std::uint32_t>(seen_.size()));
      seen_.push_back({std::move(key), position, &origin});
      return true;
    }
    const Seen& first = seen_[*found];
    if (content_(first.position) == content_(position)) return false;
    Diagnostic& diagnostic = at(sink_.report<Code::same_id>(origin.span, what_, shown), origin);
    diagnostic.notes.push_back({first.origin->span, "first used here"});
    diagnostic.help = "give one of the two another id, or leave one out";
    return false;
  }

 private:
  struct Seen {
    std::string key;
    std::size_t position;
    const model::Origin* origin;
  };
  std::string_view what_;
  Content content_;
  DiagnosticSink& sink_;
  std::vector<Seen> seen_;
  SlotTable slots_;  // of `seen_`
};

void check_policy_ids(model::PolicySet& set, DiagnosticSink& sink) {
  const auto content = [&set](std::size_t i) { return dump(set.policies[i], set); };
  SeenIds names("policy", content, sink);
  SeenIds ids("policy", content, sink);
  std::vector<bool> fresh(set.policies.size(), true);
  for (std::size_t i = 0; i < set.policies.size(); ++i) {
    const model::Policy& policy = set.policies[i];
    if (policy.graph_id) fresh[i] = ids.is_new(policy.graph_id->key, policy.graph_id->text, i, policy.origin);
    fresh[i] = fresh[i] && names.is_new(canonical_id(policy.name), policy.name, i, policy.origin);
  }
  std::size_t i = 0;
  std::erase_if(set.policies, [&](const model::Policy&) { return !fresh[i++]; });
}

void check_ids(const model::PolicySet& set, DiagnosticSink& sink) {
  SeenIds networks(
      "network", [&set](std::size_t i) { return dump(set.networks[i], set); }, sink);
  for (std::size_t i = 0; i < set.networks.size(); ++i) {
    const model::Network& network = set.networks[i];
    if (network.graph_id) networks.is_new(network.graph_id->key, network.graph_id->text, i, network.origin);
  }
  SeenIds strengths(
      "strength", [&set](std::size_t i) { return dump(set.strengths[i]); }, sink);
  for (std::size_t i = 0; i < set.strengths.size(); ++i) {
    const model::Strength& strength = set.strengths[i];
    if (strength.graph_id) strengths.is_new(strength.graph_id->key, strength.graph_id->text, i, strength.origin);
  }
}

/// Ranges are equal or nested or apart, so one sweep in address order with the last open range finds all overlaps.
void check_trusted_ranges(const model::PolicySet& set, DiagnosticSink& sink) {
  std::vector<const model::IpRange*> ranges;
  for (const model::Network& network : set.networks) {
    if (!network.trusted || network.kind != model::Network::Kind::ranges) continue;
    for (const model::IpRange& range : network.ranges) ranges.push_back(&range);
  }
  std::stable_sort(ranges.begin(), ranges.end(), [](const model::IpRange* a, const model::IpRange* b) {
    return std::tie(a->first, a->prefix) < std::tie(b->first, b->prefix);
  });
  const model::IpRange* open = nullptr;
  for (const model::IpRange* range : ranges) {
    if (open == nullptr || !contains(*open, *range)) {
      open = range;
      continue;
    }
    Diagnostic& diagnostic = at(
        sink.report<Code::overlapping_trusted>(range->origin.span, to_string(*range), to_string(*open)), range->origin);
    diagnostic.notes.push_back({open->origin.span, "it lies in this range"});
    diagnostic.help = "leave one of the two out";
  }
}

}  // namespace

void check(model::PolicySet& set, DiagnosticSink& sink) {
  for (const model::Policy& policy : set.policies) check_effect(policy, sink);
  check_policy_ids(set, sink);
  check_ids(set, sink);
  check_trusted_ranges(set, sink);
}

}  // namespace doorward
