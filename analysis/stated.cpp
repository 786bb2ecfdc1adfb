#include "stated.h"

#include <algorithm>
#include <bit>

namespace doorward::analysis {
namespace {

using Person = model::SubjectItem::Kind;

/// Who a person is, is closed: they belong to what the test says, and to nothing else.
constexpr SignalMask kPersonSignals = signal_bit(Signal::user_agent) | signal_bit(Signal::user_groups) |
                                      signal_bit(Signal::user_guest_kind) | signal_bit(Signal::user_home_tenant) |
                                      signal_bit(Signal::user_id) | signal_bit(Signal::user_roles) |
                                      signal_bit(Signal::user_type) | signal_bit(Signal::user_upn);
constexpr SignalMask kTargetSignals = signal_bit(Signal::app) | signal_bit(Signal::app_agent);

class Reading {
 public:
  Reading(const model::Test& test, const CompleteUser& complete, Stated& stated)
      : test_(test), complete_(complete), stated_(stated), sign_in_(stated.sign_in) {}

  void read() {
    read_actor();
    if (complete_ && sign_in_.has_user) look_up(sign_in_.user);
    read_target();
    for (const model::Expr& expr : test_.given) read_given(expr);
    if (test_.sentence.when) read_given(*test_.sentence.when);
    for (const model::NamedControl& control : test_.done) {
      sign_in_.satisfied.push_back(control.text);
      if (!control.strength.empty()) sign_in_.strengths.push_back(control.strength);
    }
  }

 private:
  void refuse(std::string problem, std::string help) {
    if (!stated_.problem.empty()) return;
    stated_.problem = std::move(problem);
    stated_.help = std::move(help);
  }

  void read_actor() {
    if (test_.sentence.machines) return read_machine(*test_.sentence.machines);
    sign_in_.has_user = true;
    sign_in_.user.has_groups = true;
    sign_in_.user.has_roles = true;
    sign_in_.user.guest = false;
    sign_in_.user.guest_kinds = 0;
    sign_in_.user.agent = false;
    stated_.signals |= kPersonSignals;
    for (const model::SubjectItem& item : test_.sentence.users->include) read_person(item);
    const auto& items = test_.sentence.users->include;
    const auto is_user = [](const model::SubjectItem& item) {
      return item.kind == Person::user || item.kind == Person::upn;
    };
    // A user who is declared by UPN and id is two items.
    const bool one = items.size() == 1 || (items.size() == 2 && std::all_of(items.begin(), items.end(), is_user));
    if (!one) refuse("the subject is more than one person", "name one user: `alice for procurement …`");
  }

  /// Who the user is, is closed here too: what the directory leaves open is nothing.
  void look_up(UserSignals& user) {
    if (user.id.empty() && user.upn.empty()) return;
    UserSignals known;
    known.id = user.id;
    known.upn = user.upn;
    if (!complete_(known)) {
      const std::string name(user.upn.empty() ? user.id : user.upn);
      return refuse("the user `" + name + "` is not in the directory", "name a user of it, or a group");
    }
    known.has_groups = true;
    known.has_roles = true;
    if (!known.guest) known.guest = false;
    if (!known.guest_kinds) known.guest_kinds = 0;
    if (!known.agent) known.agent = user.agent;
    user = std::move(known);
  }

  void read_machine(const model::Machines& machines) {
    sign_in_.has_workload = true;
    if (machines.include.size() != 1 || !machines.workload_filters.empty() || !machines.agent_filters.empty()) {
      refuse("the subject is more than one workload", "name one: `workloads payroll-daemon for …`");
      return;
    }
    const model::MachineItem& item = machines.include.front();
    const bool agent = item.kind == model::MachineItem::Kind::agent;
    if (!agent && item.kind != model::MachineItem::Kind::workload) {
      refuse("the subject is more than one workload", "name one: `workloads payroll-daemon for …`");
    }
    sign_in_.workload.id = item.id.text;
    sign_in_.workload.agent = agent;
    sign_in_.workload.own_tenant = true;
    stated_.signals |= signal_bit(Signal::workload_own_tenant);
  }

  /// Both as the subject (`contractors for …` is somebody who is in contractors and in nothing else) and as given.
  void read_person(const model::SubjectItem& item) {
    UserSignals& user = sign_in_.user;
    switch (item.kind) {
      case Person::user:
      case Person::agent_user:
        user.id = item.id.text;
        user.agent = item.kind == Person::agent_user;
        return;
      case Person::upn:
        user.upn = item.id.text;
        return;
      case Person::group:
        user.groups.push_back(item.id.text);
        return;
      case Person::role:
        user.roles.push_back(item.id.text);
        return;
      case Person::members:
        user.guest = false;
        return;
      case Person::guests_or_external:
        user.guest = true;
        user.guest_kinds = bit(GuestKind::b2b_collaboration_guest);
        return;
      case Person::guests:
        return read_guest(item);
      case Person::all_agent_users:
        user.agent = true;
        return;
      case Person::everyone:
      case Person::nobody:
      case Person::anything:
        break;
    }
    refuse("the subject is no single person", "name one user: `alice for procurement …`");
  }

  void read_guest(const model::SubjectItem& item) {
    sign_in_.user.guest = true;
    sign_in_.user.guest_kinds = item.guest_kinds;
    if (std::popcount(item.guest_kinds) != 1) {
      refuse("the guest may be of several kinds", "name one: `b2b-collaboration guests of fabrikam`");
    }
    if (!item.tenants) return;
    if (item.tenants->size() != 1) refuse("the guest may be of several tenants", "name one tenant behind `of`");
    if (!item.tenants->empty()) sign_in_.user.home_tenant = item.tenants->front().text;
  }

  void read_target() {
    using Target = model::TargetItem::Kind;
    const auto& items = test_.sentence.targets.include;
    stated_.signals |= kTargetSignals;
    if (items.size() != 1) return refuse_target();
    const model::TargetItem& item = items.front();
    if (item.kind == Target::app) {
      sign_in_.app = item.id.text;
    } else if (item.kind == Target::user_action) {
      sign_in_.user_action = item.action;
    } else if (item.kind == Target::context) {
      read_context(item.id.text);
    } else {
      refuse_target();
    }
  }

  void refuse_target() { refuse("the test names no single app", "name one: `for procurement`"); }

  void read_context(std::string_view text) {
    unsigned number = 0;
    for (const char c : text.substr(std::min<std::size_t>(1, text.size()))) {
      if (c < '0' || c > '9' || number > 99) return refuse_target();
      number = number * 10 + static_cast<unsigned>(c - '0');
    }
    if (number == 0 || number > 99) return refuse_target();
    sign_in_.auth_context = static_cast<std::uint8_t>(number);
  }

  void read_given(const model::Expr& expr) {
    switch (expr.kind) {
      case model::Expr::Kind::all_of:
        for (const model::Expr& child : expr.children) read_given(child);
        return;
      case model::Expr::Kind::member:
        if (expr.members.size() != 1) {
          refuse("`given` names several groups of which one is enough", "name the group or role itself");
        }
        for (const model::SubjectItem& item : expr.members) read_person(item);
        return;
      case model::Expr::Kind::comparison:
        return read_fact(expr.comparison);
      case model::Expr::Kind::constant:
      case model::Expr::Kind::any_of:
      case model::Expr::Kind::negation:
      case model::Expr::Kind::time:
        break;
    }
    refuse("a condition of the test is no fact", "state facts: `user.department is \"HR\"`");
  }

  void read_fact(const model::Comparison& fact) {
    const bool one = fact.values.size() == 1 && (fact.op == CompareOp::eq || fact.op == CompareOp::in);
    if (!one) return refuse("a condition of the test is no fact", "state facts: `user.department is \"HR\"`");
    const std::string& value = fact.values.front();
    switch (fact.attribute.scope) {
      case model::AttributeScope::device:
        return read_device(fact.attribute.device, value);
      case model::AttributeScope::user:
        if (!read_state(fact.attribute.name, value)) add("user", fact.attribute.name, value, sign_in_.user.attributes);
        return;
      case model::AttributeScope::app:
        return add("app", fact.attribute.name, value, sign_in_.app_attributes);
      case model::AttributeScope::workload:
        return add("workload", fact.attribute.name, value, sign_in_.workload.attributes);
    }
  }

  void read_device(DeviceAttribute attribute, const std::string& value) {
    stated_.signals |= signal_bit(attribute);
    if (attribute == DeviceAttribute::is_compliant) {
      sign_in_.device.is_compliant = value == "true";
    } else {
      sign_in_.device.properties[static_cast<std::size_t>(attribute)] = value;
    }
  }

  /// What the directory keeps for per-user MFA has names of its own.
  bool read_state(std::string_view name, const std::string& value) {
    if (equals_ignoring_case(name, "mfa-state")) {
      const FactRow* row = find_graph(kUserStates, value);
      if (row == nullptr) {
        refuse("`" + value + "` is no MFA state", "write `\"disabled\"`, `\"enabled\"` or `\"enforced\"`");
        return true;
      }
      sign_in_.user.mfa_state = static_cast<UserState>(row->value);
      return true;
    }
    if (equals_ignoring_case(name, "mfa-registered")) {
      sign_in_.user.mfa_registered = value == "true";
      return true;
    }
    if (!equals_ignoring_case(name, "has-app-password")) return false;
    sign_in_.user.has_app_password = value == "true";
    return true;
  }

  template <class Attributes>
  void add(std::string_view whose, const std::string& name, const std::string& value, Attributes& attributes) {
    const bool fresh = stated_.attributes.insert(std::string(whose) + ".attributes." + name).second;
    for (Attribute& known : attributes) {
      if (!equals_ignoring_case(known.name, name)) continue;
      if (fresh) {
        // The directory's.
        known.values.clear();
        known.values.push_back(value);
        known.collection = false;
        return;
      }
      known.values.push_back(value);
      known.collection = true;
      return;
    }
    Attribute attribute;
    attribute.name = name;
    attribute.values.push_back(value);
    attributes.push_back(std::move(attribute));
  }

  const model::Test& test_;
  const CompleteUser& complete_;
  Stated& stated_;
  SignIn& sign_in_;
};

}  // namespace

void state(const model::Test& test, const CompleteUser& complete, Stated& stated) {
  Reading(test, complete, stated).read();
}

}  // namespace doorward::analysis
