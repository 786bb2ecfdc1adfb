#include "c_calls.h"

#include <string_view>

#include "match.h"

namespace doorward::bench {
namespace {

constexpr std::int64_t kNow = 1795512600;

doorward_text text_of(std::string_view text) { return {text.data(), text.size()}; }

template <class T>
int number_of(const std::optional<T>& value) {
  return value ? static_cast<int>(*value) : -1;
}

CSignIn from(const SignIn& sign_in) {
  CSignIn out;
  out.user = text_of(sign_in.user.id);
  out.app = text_of(sign_in.app);
  out.country = {sign_in.country.data(), sign_in.country[0] == 0 ? 0U : 2U};
  for (const std::string_view group : sign_in.user.groups) out.groups.push_back(text_of(group));
  for (const std::string_view role : sign_in.user.roles) out.roles.push_back(text_of(role));
  for (std::size_t a = 0; a < sign_in.device.properties.size(); ++a) {
    const std::string_view value = sign_in.device.properties[a];
    if (!value.empty()) out.device.emplace_back(static_cast<doorward_device_attribute>(a), text_of(value));
  }
  out.ip = sign_in.ip.value();
  out.guest = number_of(sign_in.user.guest);
  out.compliant = number_of(sign_in.device.is_compliant);
  out.client_app = number_of(sign_in.client_app);
  out.platform = number_of(sign_in.device.platform);
  out.sign_in_risk = number_of(sign_in.sign_in_risk);
  out.user_risk = number_of(sign_in.user_risk);
  return out;
}

void expect(doorward_status status) {
  if (status != DOORWARD_OK) give_up(doorward_status_text(status));
}

template <class Owner, class... Arguments>
void create(Owner& owner, doorward_status (*make)(Arguments...), auto... arguments) {
  typename Owner::pointer made = nullptr;
  expect(make(arguments..., &made));
  owner.reset(made);
}

bool same_names(const doorward_decision* decision, doorward_list list, const PolicySet& set,
                const std::vector<std::uint32_t>& wanted) {
  if (doorward_decision_list_size(decision, list) != wanted.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    doorward_text name{};
    expect(doorward_decision_list_item(decision, list, i, &name));
    if (std::string_view(name.data, name.size) != set.policy_name(wanted[i])) return false;
  }
  return true;
}

bool same_clauses(const doorward_decision* decision, const PolicySet& set, const std::vector<Clause>& wanted) {
  if (doorward_decision_clauses(decision) != wanted.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    doorward_clause clause{};
    expect(doorward_decision_clause(decision, i, &clause));
    if (std::string_view(clause.policy.data, clause.policy.size) != set.policy_name(wanted[i].policy) ||
        clause.status != static_cast<doorward_clause_status>(wanted[i].status)) {
      return false;
    }
    for (std::size_t c = 0; c < clause.controls; ++c) {
      doorward_control control{};
      expect(doorward_decision_clause_control(decision, i, c, &control));
      if (control.met == ((wanted[i].unmet >> c & 1U) != 0)) return false;
    }
  }
  return true;
}

}  // namespace

CCalls::CCalls(std::span<const std::byte> module, const std::vector<SignIn>& sign_ins) {
  for (const SignIn& sign_in : sign_ins) sign_ins_.push_back(from(sign_in));
  doorward_policy_set* set = nullptr;
  expect(doorward_policy_set_load(module.data(), module.size(), &set, nullptr, 0));
  set_.reset(set);
  create(evaluator_, doorward_evaluator_create, set_.get());
  create(sign_in_, doorward_sign_in_create);
  create(decision_, doorward_decision_create);
  expect(doorward_evaluator_set_strict(evaluator_.get(), false));
}

void CCalls::fill_request(const CSignIn& from) {
  doorward_sign_in* const to = sign_in_.get();
  doorward_sign_in_clear(to);
  doorward_sign_in_set_app(to, from.app);
  doorward_sign_in_set_ip(to, from.ip.data(), from.ip.size());
  doorward_sign_in_set_country(to, from.country);
  if (from.client_app >= 0) doorward_sign_in_set_client_app(to, from.client_app);
  if (from.sign_in_risk >= 0) doorward_sign_in_set_sign_in_risk(to, from.sign_in_risk);
  if (from.user_risk >= 0) doorward_sign_in_set_user_risk(to, from.user_risk);
}

void CCalls::fill_user(const CSignIn& from) {
  doorward_sign_in* const to = sign_in_.get();
  doorward_sign_in_set_user(to, from.user);
  doorward_sign_in_set_user_groups(to, from.groups.data(), from.groups.size());
  doorward_sign_in_set_user_roles(to, from.roles.data(), from.roles.size());
  if (from.guest >= 0) doorward_sign_in_set_user_guest(to, from.guest == 1);
}

void CCalls::fill_device(const CSignIn& from) {
  doorward_sign_in* const to = sign_in_.get();
  if (from.platform >= 0) doorward_sign_in_set_platform(to, from.platform);
  if (from.compliant >= 0) doorward_sign_in_set_device_compliant(to, from.compliant == 1);
  for (const auto& [attribute, value] : from.device) doorward_sign_in_set_device_text(to, attribute, value);
}

void CCalls::read() {
  const doorward_decision* const decision = decision_.get();
  read_ += static_cast<std::size_t>(doorward_decision_outcome(decision));
  const std::size_t prompts = doorward_decision_list_size(decision, DOORWARD_LIST_NEXT);
  for (std::size_t i = 0; i < prompts; ++i) {
    doorward_text control{};
    doorward_decision_list_item(decision, DOORWARD_LIST_NEXT, i, &control);
    read_ += control.size;
  }
}

bool CCalls::same(std::size_t i, const PolicySet& set, const Decision& wanted) {
  decide()(i, 1);
  const doorward_decision* const decision = decision_.get();
  return doorward_decision_outcome(decision) == static_cast<doorward_outcome>(wanted.outcome) &&
         same_names(decision, DOORWARD_LIST_APPLIED, set, wanted.applied) &&
         same_names(decision, DOORWARD_LIST_BLOCKED_BY, set, wanted.blocked_by) &&
         same_clauses(decision, set, wanted.require);
}

void CCalls::bind_parts(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    doorward_sign_in_clear(sign_in_.get());
    fill_user(sign_ins_[i]);
    fill_device(sign_ins_[i]);
    create(principals_.emplace_back(), doorward_principal_create, set_.get(), sign_in_.get());
    create(devices_.emplace_back(), doorward_device_create, set_.get(), sign_in_.get());
  }
}

Side CCalls::decide() {
  return [this](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) {
      fill_request(sign_ins_[i]);
      fill_user(sign_ins_[i]);
      fill_device(sign_ins_[i]);
      expect(doorward_decide(evaluator_.get(), sign_in_.get(), kNow, decision_.get()));
      read();
    }
  };
}

Side CCalls::decide_bound() {
  return [this](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) {
      fill_request(sign_ins_[i]);
      expect(doorward_decide_bound(evaluator_.get(), principals_[i].get(), devices_[i].get(), sign_in_.get(), kNow,
                                   decision_.get()));
      read();
    }
  };
}

}  // namespace doorward::bench
