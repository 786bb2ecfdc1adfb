#include "part_of_set.h"

#include <algorithm>
#include <string_view>

namespace doorward::analysis {
namespace {

class Part {
 public:
  explicit Part(const model::PolicySet& set) : set_(set), used_(set.networks.size()) {}

  model::PolicySet take(const std::vector<std::size_t>& policies) {
    model::PolicySet part;
    for (const std::size_t index : policies) {
      const model::Policy& policy = part.policies.emplace_back(set_.policies[index]);
      if (policy.networks) use(*policy.networks);
      if (policy.when) name(*policy.when, part);
      name(policy, part);
    }
    std::vector<std::uint32_t> moved(set_.networks.size());
    for (std::size_t n = 0; n < set_.networks.size(); ++n) {
      if (!used_[n]) continue;
      moved[n] = static_cast<std::uint32_t>(part.networks.size());
      move(part.networks.emplace_back(set_.networks[n]).composite, moved);
    }
    for (model::Policy& policy : part.policies) {
      if (policy.networks) move(*policy.networks, moved);
    }
    part.strengths = set_.strengths;
    part.settings = set_.settings;
    return part;
  }

 private:
  static void move(model::NetworkCondition& condition, const std::vector<std::uint32_t>& moved) {
    for (auto* items : {&condition.include, &condition.exclude}) {
      for (model::NetworkItem& item : *items) {
        if (item.kind == model::NetworkItem::Kind::named) item.network = moved[item.network];
      }
    }
  }

  void use(const model::NetworkCondition& condition) {
    for (const auto* items : {&condition.include, &condition.exclude}) {
      for (const model::NetworkItem& item : *items) {
        if (item.kind == model::NetworkItem::Kind::named) use(item.network);
        for (std::size_t n = 0; item.kind == model::NetworkItem::Kind::all_trusted && n < used_.size(); ++n) {
          if (set_.networks[n].trusted || set_.networks[n].kind == model::Network::Kind::mfa_trusted) use(n);
        }
      }
    }
  }
  void use(std::size_t network) {
    if (used_[network]) return;
    used_[network] = true;
    use(set_.networks[network].composite);
  }

  void name(std::string_view kind, const model::Id& id, model::PolicySet& part) const {
    const auto known = set_.names.find({std::string(kind), id.key});
    if (known != set_.names.end()) part.names.insert(*known);
  }
  void name(const std::vector<model::SubjectItem>& items, model::PolicySet& part) const {
    for (const model::SubjectItem& item : items) {
      for (const std::string_view kind : {"user", "group", "role", "agent"}) name(kind, item.id, part);
      for (std::size_t t = 0; item.tenants && t < item.tenants->size(); ++t) name("tenant", (*item.tenants)[t], part);
    }
  }
  void name(const model::Expr& expr, model::PolicySet& part) const {
    name(expr.members, part);
    for (const model::Expr& child : expr.children) name(child, part);
  }
  void name(const model::Policy& policy, model::PolicySet& part) const {
    if (policy.users) {
      name(policy.users->include, part);
      name(policy.users->exclude, part);
    }
    for (const auto* items : {&policy.targets.include, &policy.targets.exclude}) {
      for (const model::TargetItem& item : *items) name("app", item.id, part);
    }
    if (!policy.machines) return;
    for (const auto* items : {&policy.machines->include, &policy.machines->exclude}) {
      for (const model::MachineItem& item : *items) {
        for (const std::string_view kind : {"workload", "agent"}) name(kind, item.id, part);
      }
    }
  }

  const model::PolicySet& set_;
  std::vector<bool> used_;
};

}  // namespace

model::PolicySet part_of(const model::PolicySet& set, const std::vector<std::size_t>& policies) {
  return Part(set).take(policies);
}

}  // namespace doorward::analysis
