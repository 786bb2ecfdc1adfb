#include "bit_parallel.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace doorward::yardstick {
namespace {

constexpr std::size_t kBlockWords = 8;  // 512 bits

void join(Row& into, const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) into[i] |= row[i];
}

void drop(Row& into, const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) into[i] &= ~row[i];
}

std::size_t context_of(std::uint32_t client, std::uint32_t platform, std::uint32_t sign_in, std::uint32_t user) {
  return ((client * 6 + platform) * 4 + sign_in) * 4 + user;
}

}  // namespace

BitParallel::BitParallel(const Workload& work) : work_(work) {
  place_policies();
  fill_subjects();
  fill_targets_and_context();
  fill_networks();
  fill_rules();
}

Row BitParallel::row(bool value) const { return Row(words_, value ? ~std::uint64_t{0} : 0); }

void BitParallel::put(Row& row, std::uint32_t policy, bool value) const {
  const std::uint64_t bit = std::uint64_t{1} << (bit_of_[policy] % 64);
  if (value) {
    row[bit_of_[policy] / 64] |= bit;
  } else {
    row[bit_of_[policy] / 64] &= ~bit;
  }
}

void BitParallel::place_policies() {
  std::map<std::tuple<bool, bool, std::uint8_t>, std::vector<std::uint32_t>> by_clause;
  for (std::uint32_t i = 0; i < work_.policies.size(); ++i) {
    const Policy& policy = work_.policies[i];
    by_clause[{!policy.block, policy.any, policy.controls}].push_back(i);
  }
  bit_of_.resize(work_.policies.size());
  group_of_.resize(work_.policies.size());
  for (const auto& [clause, policies] : by_clause) {
    Group group{!std::get<0>(clause), std::get<1>(clause), std::get<2>(clause), words_, 0};
    const std::size_t blocks = (policies.size() + kBlockWords * 64 - 1) / (kBlockWords * 64);
    words_ += blocks * kBlockWords;
    group.end_word = words_;
    policy_at_.resize(words_ * 64, ~0U);
    for (std::size_t i = 0; i < policies.size(); ++i) {
      bit_of_[policies[i]] = group.first_word * 64 + i;
      group_of_[policies[i]] = static_cast<std::uint8_t>(groups_.size());
      policy_at_[group.first_word * 64 + i] = policies[i];
    }
    groups_.push_back(group);
  }
  verdicts_.resize(groups_.size());
  applied_.assign((work_.policies.size() + 63) / 64, 0);
}

void BitParallel::fill_subjects() {
  everyone_ = row(false);
  includes_.resize(work_.ids);
  excludes_.resize(work_.ids);
  const auto add = [&](std::vector<Row>& rows, std::uint32_t id, std::uint32_t policy) {
    if (rows[id].empty()) rows[id] = row(false);
    put(rows[id], policy, true);
  };
  for (std::uint32_t i = 0; i < work_.policies.size(); ++i) {
    if (work_.policies[i].everyone) put(everyone_, i, true);
    for (const std::uint32_t id : work_.policies[i].include) add(includes_, id, i);
    for (const std::uint32_t id : work_.policies[i].exclude) add(excludes_, id, i);
  }
}

void BitParallel::fill_targets_and_context() {
  apps_.assign(work_.apps, row(false));
  contexts_.assign(4 * 6 * 4 * 4, row(false));
  for (std::uint32_t i = 0; i < work_.policies.size(); ++i) {
    const Policy& policy = work_.policies[i];
    for (std::uint32_t app = 0; app < work_.apps; ++app) {
      if (policy.all_apps) put(apps_[app], i, true);
    }
    for (const std::uint32_t app : policy.apps) put(apps_[app], i, true);
    for (const std::uint32_t app : policy.exclude_apps) put(apps_[app], i, false);
    for (std::uint32_t client = 0; client < 4; ++client) {
      for (std::uint32_t platform = 0; platform < 6; ++platform) {
        if ((policy.clients >> client & policy.platforms >> platform & 1U) == 0) continue;
        for (std::uint32_t risks = 0; risks < 16; ++risks) {
          if ((policy.sign_in_risk >> (risks / 4) & policy.user_risk >> (risks % 4) & 1U) == 0) continue;
          put(contexts_[context_of(client, platform, risks / 4, risks % 4)], i, true);
        }
      }
    }
  }
}

void BitParallel::fill_networks() {
  std::set<std::uint32_t> starts{0};
  for (const Range& range : work_.ranges) {
    starts.insert(range.first);
    const std::uint64_t end = std::uint64_t{range.first} + (std::uint64_t{1} << (32 - range.prefix));
    if (end <= 0xffffffffU) starts.insert(static_cast<std::uint32_t>(end));
  }
  class_starts_.assign(starts.begin(), starts.end());
  std::map<std::vector<bool>, std::uint32_t> classes;
  std::vector<std::vector<bool>> members;
  for (const std::uint32_t start : class_starts_) {
    std::vector<bool> inside(work_.trusted.size(), false);
    for (const Range& range : work_.ranges) {
      if ((start ^ range.first) >> (32 - range.prefix) == 0) inside[range.location] = true;
    }
    const auto [at, is_new] = classes.emplace(inside, static_cast<std::uint32_t>(members.size()));
    if (is_new) members.push_back(inside);
    interval_class_.push_back(at->second);
  }
  top_.resize(65537);
  for (std::uint32_t high = 0; high <= 65536; ++high) {
    const auto at = std::upper_bound(class_starts_.begin(), class_starts_.end(),
                                     std::min<std::uint64_t>(std::uint64_t{high} << 16U, 0xffffffffU));
    top_[high] = static_cast<std::uint32_t>(at - class_starts_.begin()) - 1;
  }
  ip_in_.assign(members.size(), row(false));
  ip_out_.assign(members.size(), row(false));
  country_in_.assign(work_.countries, row(false));
  country_out_.assign(work_.countries, row(false));
  const auto hits = [&](const NetworkSide& side, const std::vector<bool>& inside) {
    for (std::size_t i = 0; i < inside.size(); ++i) {
      if (side.trusted && inside[i] && work_.trusted[i]) return true;
    }
    return std::any_of(side.ip_locations.begin(), side.ip_locations.end(), [&](std::uint32_t l) { return inside[l]; });
  };
  const auto country_rows = [&](const NetworkSide& side, std::vector<Row>& rows, std::uint32_t policy) {
    for (const std::uint32_t location : side.countries) {
      for (const std::uint32_t country : work_.country_lists[location]) put(rows[country], policy, true);
    }
  };
  for (std::uint32_t i = 0; i < work_.policies.size(); ++i) {
    const Policy& policy = work_.policies[i];
    for (std::size_t c = 0; c < members.size(); ++c) {
      const bool in = !policy.has_network || policy.include_networks.all || hits(policy.include_networks, members[c]);
      put(ip_in_[c], i, in);
      put(ip_out_[c], i, policy.has_network && hits(policy.exclude_networks, members[c]));
    }
    country_rows(policy.include_networks, country_in_, i);
    country_rows(policy.exclude_networks, country_out_, i);
  }
}

void BitParallel::fill_rules() {
  rules_.assign(work_.rules.size(), {row(false), row(false)});
  tests_.fill(row(false));
  for (std::uint32_t i = 0; i < work_.policies.size(); ++i) {
    const Policy& policy = work_.policies[i];
    if (policy.rule < 0) continue;
    const auto rule = static_cast<std::size_t>(policy.rule);
    put(policy.exclude_rule ? rules_[rule].unless_true : rules_[rule].unless_false, i, true);
    for (std::size_t a = 0; a < kAttributes; ++a) {
      if ((work_.rules[rule].tested >> a & 1U) != 0) put(tests_[a], i, true);
    }
  }
}

std::uint32_t BitParallel::class_of(std::uint32_t ip) const {
  std::uint32_t at = top_[ip >> 16U];
  const std::uint32_t end = top_[(ip >> 16U) + 1];
  while (at < end && class_starts_[at + 1] <= ip) ++at;
  return interval_class_[at];
}

void BitParallel::bind_user(std::uint32_t user, Row& out) const {
  out = everyone_;
  for (const std::uint32_t id : work_.users[user]) {
    if (!includes_[id].empty()) join(out, includes_[id]);
  }
  for (const std::uint32_t id : work_.users[user]) {
    if (!excludes_[id].empty()) drop(out, excludes_[id]);
  }
}

void BitParallel::bind_device(const Device* device, Row& out) const {
  out.assign(words_, ~std::uint64_t{0});
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    drop(out, holds(work_.rules[i], device) ? rules_[i].unless_true : rules_[i].unless_false);
  }
}

void BitParallel::decide(const Request& request, const Row& user, const Row& device, Answer& answer) {
  answer.clear();
  const bool legacy = is_legacy(request.client);
  const Device* facts = request.device == ~0U || legacy ? nullptr : &work_.devices[request.device];
  std::uint8_t met = 0;
  if (facts != nullptr && facts->compliant) met |= kCompliantDevice;
  if (facts != nullptr && facts->hybrid) met |= kHybridDevice;
  const std::uint32_t ip_class = class_of(request.ip);
  const Row& app = apps_[request.app];
  const Row& context = contexts_[context_of(request.client, request.platform, request.sign_in_risk, request.user_risk)];
  const Row& ip_in = ip_in_[ip_class];
  const Row& ip_out = ip_out_[ip_class];
  const Row& country_in = country_in_[request.country];
  const Row& country_out = country_out_[request.country];
  const std::uint8_t absent = legacy ? 0 : absent_attributes(facts);
  bool failed = false;
  bool pending = false;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    const Clause verdict = verdicts_[g] = clause_of(0, group.any, group.controls, met, legacy);
    bool applies = false;
    for (std::size_t w = group.first_word; w < group.end_word; ++w) {
      std::uint64_t bits =
          user[w] & device[w] & app[w] & context[w] & (ip_in[w] | country_in[w]) & ~(ip_out[w] | country_out[w]);
      for (std::size_t a = 0; a < kAttributes && absent != 0; ++a) {
        if ((absent >> a & 1U) != 0 && (tests_[a][w] & ~bits) != 0)
          answer.assumed |= static_cast<std::uint8_t>(1U << a);
      }
      applies = applies || bits != 0;
      for (; bits != 0; bits &= bits - 1) {
        const std::uint32_t policy = policy_at_[w * 64 + static_cast<std::size_t>(std::countr_zero(bits))];
        applied_[policy / 64] |= std::uint64_t{1} << (policy % 64);
      }
    }
    if (!applies) continue;
    failed = failed || group.block || verdict.status == Status::failed;
    pending = pending || (!group.block && verdict.status == Status::pending);
  }
  list(answer);
  answer.outcome = failed ? 2 : pending ? 1 : 0;
  answer.next = answer.outcome == 1 ? kMfa : 0;
}

void BitParallel::list(Answer& answer) {
  for (std::size_t w = 0; w < applied_.size(); ++w) {
    for (std::uint64_t bits = std::exchange(applied_[w], 0); bits != 0; bits &= bits - 1) {
      const auto policy = static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
      answer.applied.push_back(policy);
      const std::size_t group = group_of_[policy];
      if (groups_[group].block) {
        answer.blocked_by.push_back(policy);
      } else {
        answer.clauses.push_back({policy, verdicts_[group].status, verdicts_[group].unmet});
      }
    }
  }
}

}  // namespace doorward::yardstick
