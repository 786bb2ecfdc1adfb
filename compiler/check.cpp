#include "check.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "doorward/compiler/address.h"
#include "doorward/compiler/model_dump.h"

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

/// Whether `key` is new. If it is not, the same content is passed over and other content reported.
class SeenIds {
 public:
  SeenIds(std::string_view what, DiagnosticSink& sink) : what_(what), sink_(sink) {}

  bool is_new(const std::string& key, std::string_view shown, std::string content, const model::Origin& origin) {
    const auto place = seen_.find(key);
    if (place == seen_.end()) {
      seen_.emplace(key, Seen{std::move(content), origin});
      return true;
    }
    if (place->second.content == content) return false;
    Diagnostic& diagnostic = at(sink_.report<Code::same_id>(origin.span, what_, shown), origin);
    diagnostic.notes.push_back({place->second.origin.span, "first used here"});
    diagnostic.help = "give one of the two another id, or leave one out";
    return false;
  }

 private:
  struct Seen {
    std::string content;
    model::Origin origin;
  };
  std::string_view what_;
  DiagnosticSink& sink_;
  std::unordered_map<std::string, Seen> seen_;
};

std::string content_of(const model::Policy& policy, const model::PolicySet& set) { return dump(policy, set); }

void check_policy_ids(model::PolicySet& set, DiagnosticSink& sink) {
  SeenIds names("policy", sink);
  SeenIds ids("policy", sink);
  std::erase_if(set.policies, [&](const model::Policy& policy) {
    const std::string content = content_of(policy, set);
    bool fresh = true;
    if (policy.graph_id) fresh = ids.is_new(policy.graph_id->key, policy.graph_id->text, content, policy.origin);
    return !fresh || !names.is_new(canonical_id(policy.name), policy.name, content, policy.origin);
  });
}

void check_ids(const model::PolicySet& set, DiagnosticSink& sink) {
  SeenIds networks("network", sink);
  for (const model::Network& network : set.networks) {
    if (network.graph_id) {
      networks.is_new(network.graph_id->key, network.graph_id->text, dump(network, set), network.origin);
    }
  }
  SeenIds strengths("strength", sink);
  for (const model::Strength& strength : set.strengths) {
    if (strength.graph_id) {
      strengths.is_new(strength.graph_id->key, strength.graph_id->text, dump(strength), strength.origin);
    }
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
