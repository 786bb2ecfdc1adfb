#include <algorithm>
#include <chrono>
#include <iterator>

#include "doorward/compiler/model.h"
#include "resolve/foreign_names.h"
#include "resolve/resolution.h"

namespace doorward::resolving {
namespace {

KindSet wanted_kinds(ast::KindWord word) {
  switch (word) {
    case ast::KindWord::none:
      return kPersonKinds;
    case ast::KindWord::user:
      return kinds(Kind::user, Kind::people, Kind::agent);
    case ast::KindWord::group:
      return kind_bit(Kind::group);
    case ast::KindWord::role:
      return kind_bit(Kind::role);
  }
  return kPersonKinds;
}

bool resolve_tenants(Resolution& r, const ast::Person& person, model::SubjectItem& item) {
  if (person.guests->tenants != ast::Guests::Tenants::listed) return true;
  bool good = true;
  std::vector<model::Id> tenants;
  for (const ast::Word& word : person.guests->tenant_list) {
    if (equals_ignoring_case(word.text, "tenants") && !word.quoted() &&
        r.names.report_left_out(word, kind_bit(Kind::tenant), "all")) {
      return false;
    }
    if (word.shape == ast::Shape::guid) {
      tenants.push_back(model::Id::of(word.text));
      continue;
    }
    const auto id = resolve_id(r, word, Kind::tenant);
    good = good && id.has_value();
    if (id) tenants.push_back(*id);
  }
  item.tenants = std::move(tenants);
  return good;
}

/// The kinds that `[GUESTKIND] guests` or `[GUESTKIND] members` names; the whole text is the row's Ward word.
std::optional<Mask> guest_kinds(Resolution& r, const ast::Person& person) {
  const std::string noun = person.kind == ast::Person::Kind::guests ? "guests" : "members";
  if (person.guests->kind == nullptr) {
    if (noun == "guests") return kAllGuestKinds;
    r.sink.report<Code::unknown_guest_kind>(person.span, "members").help =
        "write `b2b-collaboration members` before `of`";
    return std::nullopt;
  }
  const std::string text = std::string(person.guests->kind->text) + ' ' + noun;
  if (const FactRow* row = find_ward(kGuestKinds, text)) return Mask{1} << row->value;
  std::vector<std::string_view> all;
  for (const FactRow& row : kGuestKinds) all.push_back(row.ward);
  Diagnostic& diagnostic = r.sink.report<Code::unknown_guest_kind>(person.guests->kind->span, text);
  diagnostic.help = "there are ";
  for (std::size_t i = 0; i < all.size(); ++i) {
    diagnostic.help += (i == 0 ? "" : i + 1 == all.size() ? " and " : ", ") + ('`' + std::string(all[i]) + '`');
  }
  return std::nullopt;
}

std::optional<std::vector<model::SubjectItem>> resolve_guests(Resolution& r, const ast::Person& person) {
  model::SubjectItem item;
  item.origin = origin_of(person.span);
  const bool plain = person.guests->kind == nullptr && person.guests->tenants == ast::Guests::Tenants::unsaid;
  if (plain) {
    item.kind = person.kind == ast::Person::Kind::guests ? model::SubjectItem::Kind::guests_or_external
                                                         : model::SubjectItem::Kind::members;
    return std::vector{item};
  }
  item.kind = model::SubjectItem::Kind::guests;
  const auto kinds = guest_kinds(r, person);
  const bool tenants = resolve_tenants(r, person, item);
  if (!kinds || !tenants) return std::nullopt;
  item.guest_kinds = *kinds;
  return std::vector{item};
}

/// The days since 1970-01-01 of `2027-01-31`; nothing when the calendar has no such day.
std::optional<model::Day> day_of(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(at, length)) value = value * 10 + (c - '0');
    return value;
  };
  const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                         std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                         std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  if (!date.ok()) return std::nullopt;
  return static_cast<model::Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

bool resolve_exempt(Resolution& r, const ast::Exempt& exempt, std::vector<model::SubjectItem>& excluded) {
  bool good = true;
  std::optional<model::Day> until;
  if (exempt.until) {
    until = day_of(exempt.until->text);
    if (!until) {
      r.sink.report<Code::bad_date>(exempt.until->span, exempt.until->text);
      good = false;
    }
  }
  auto items = resolve_person(r, exempt.person);
  if (!items) return false;
  for (model::SubjectItem& item : *items) {
    item.until = until;
    if (exempt.because) item.because = exempt.because->text;
    excluded.push_back(std::move(item));
  }
  return good;
}

bool resolve_machine_names(Resolution& r, const ast::List<ast::Name>& names, bool agents,
                           std::vector<model::MachineItem>& items) {
  bool good = true;
  for (const ast::Name& name : names) {
    const auto id = resolve_id(r, name, agents ? Kind::agent : Kind::workload);
    good = good && id.has_value();
    if (!id) continue;
    model::MachineItem item;
    item.kind = agents ? model::MachineItem::Kind::agent : model::MachineItem::Kind::workload;
    item.id = *id;
    item.origin = origin_of(name.span);
    items.push_back(std::move(item));
  }
  return good;
}

bool resolve_machine_filter(Resolution& r, const ast::Expr* where, model::Filter::Mode mode,
                            std::vector<model::Filter>& filters) {
  if (where == nullptr) return true;
  auto rule = resolve_condition(r, *where, model::AttributeScope::workload);
  if (!rule) return false;
  filters.push_back({mode, std::move(*rule), {}, origin_of(where->span)});
  return true;
}

bool resolve_machine(Resolution& r, const ast::Machine& machine, model::Machines& machines) {
  const bool agents = machine.kind == ast::Machine::Kind::agents || machine.kind == ast::Machine::Kind::all_agents;
  const bool whole =
      machine.kind == ast::Machine::Kind::own_workloads || machine.kind == ast::Machine::Kind::all_agents;
  if (whole) {
    model::MachineItem item;
    item.kind = agents ? model::MachineItem::Kind::all_agents : model::MachineItem::Kind::own_workloads;
    item.origin = origin_of(machine.span);
    machines.include.push_back(std::move(item));
  }
  auto& filters = agents ? machines.agent_filters : machines.workload_filters;
  bool good = resolve_machine_names(r, machine.names, agents, machines.include);
  good = resolve_machine_filter(r, machine.where, model::Filter::Mode::include, filters) && good;
  good = resolve_machine_names(r, machine.except, agents, machines.exclude) && good;
  return resolve_machine_filter(r, machine.except_where, model::Filter::Mode::exclude, filters) && good;
}

/// `own except daemon`, `own at high workload risk`: a group may be called so, and there is none.
bool left_out_workloads(Resolution& r, const ast::Subject& subject) {
  const ast::Name& own = subject.people.front().name;
  if (r.names.peek(own.text, kPersonKinds) != nullptr) return false;
  Diagnostic& diagnostic = r.sink.report<Code::unknown_name>(own.span, own.text, one_of(kPersonKinds));
  diagnostic.help = "write `own workloads`";
  diagnostic.fixes.push_back({diagnostic.help, {{{own.span.source, own.span.end, own.span.end}, " workloads"}}, false});
  return true;
}

}  // namespace

std::optional<std::vector<model::SubjectItem>> resolve_person(Resolution& r, const ast::Person& person) {
  switch (person.kind) {
    case ast::Person::Kind::name: {
      const std::string_view guests = foreign_name(Foreign::guest, person.name.text);
      if (!guests.empty() && r.names.report_instead(person.name, kPersonKinds, person.span, guests))
        return std::nullopt;
      const Symbol* symbol = r.names.find(person.name, wanted_kinds(person.kind_word));
      const auto* found = symbol == nullptr ? nullptr : people_of(r, *symbol, person.name.span);
      if (found == nullptr) return std::nullopt;
      std::vector<model::SubjectItem> items = *found;
      for (model::SubjectItem& item : items) item.origin = origin_of(person.span);
      return items;
    }
    case ast::Person::Kind::upn: {
      model::SubjectItem item;
      item.kind = model::SubjectItem::Kind::upn;
      item.id = model::Id::of(person.name.text);
      item.origin = origin_of(person.span);
      return std::vector{item};
    }
    case ast::Person::Kind::guests:
    case ast::Person::Kind::members:
      return resolve_guests(r, person);
  }
  return std::nullopt;
}

bool resolve_subject(Resolution& r, const ast::Subject& subject, model::Policy& policy) {
  bool good = true;
  if (subject.kind == ast::Subject::Kind::machines) {
    policy.machines.emplace().origin = origin_of(subject.span);
    for (const ast::Machine& machine : subject.machines) good = resolve_machine(r, machine, *policy.machines) && good;
    return good;
  }
  model::Subjects& users = policy.users.emplace();
  users.origin = origin_of(subject.span);
  if (subject.kind != ast::Subject::Kind::people) {
    model::SubjectItem item;
    item.kind = subject.kind == ast::Subject::Kind::everyone ? model::SubjectItem::Kind::everyone
                                                             : model::SubjectItem::Kind::nobody;
    item.origin = origin_of(subject.span);
    users.include.push_back(std::move(item));
  }
  const bool alone = subject.people.size() == 1;
  if (alone && equals_ignoring_case(subject.people.front().name.text, "own") && left_out_workloads(r, subject)) {
    return false;
  }
  if (alone && subject.people.front().kind == ast::Person::Kind::name) {
    const ast::Person& person = subject.people.front();
    const std::string_view everyone = foreign_name(Foreign::everyone, person.name.text);
    if (!everyone.empty() && r.names.report_instead(person.name, kPersonKinds, person.span, everyone)) return false;
  }
  r.names.stands_behind(alone ? "workloads" : "", Kind::workload);
  for (const ast::Person& person : subject.people) {
    auto items = resolve_person(r, person);
    good = good && items.has_value();
    if (items) std::move(items->begin(), items->end(), std::back_inserter(users.include));
  }
  r.names.stands_behind("", Kind::workload);
  for (const ast::Exempt& exempt : subject.except) good = resolve_exempt(r, exempt, users.exclude) && good;
  return good;
}

}  // namespace doorward::resolving
