// Subjects, phrases and effects.
#include <algorithm>
#include <array>

#include "doorward/facts/facts.h"
#include "doorward/grammar/format.h"
#include "writer.h"

namespace doorward::writing {
namespace {

void add(Words& out, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) out.emplace_back(word);
}

std::uint32_t begin_of(const ast::Phrase& phrase) {
  return std::visit([](const auto& said) { return said.span.begin; }, phrase);
}

}  // namespace

Pieces Writer::sentence(const ast::Sentence& sentence) const {
  Pieces pieces = subject(sentence.subject);
  std::vector<const ast::Phrase*> ordered;
  for (const ast::Phrase& phrase : sentence.phrases) ordered.push_back(&phrase);
  // The order of the variant is the order of the language reference.
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const ast::Phrase* a, const ast::Phrase* b) { return a->index() < b->index(); });
  bool at_before = false;
  for (const ast::Phrase* phrase : ordered) {
    const bool at = std::holds_alternative<ast::At>(*phrase);
    pieces.push_back(this->phrase(*phrase, at && at_before));
    at_before = at_before || at;
  }
  return pieces;
}

Pieces Writer::subject(const ast::Subject& subject) const {
  using Kind = ast::Subject::Kind;
  Pieces pieces{{{}, subject.span.begin, false}};
  Words& out = pieces.front().words;
  if (subject.kind == Kind::everyone) out.emplace_back("everyone");
  if (subject.kind == Kind::nobody) out.emplace_back("nobody");
  for (std::size_t i = 0; i < subject.people.size(); ++i) {
    const bool last = i + 1 == subject.people.size();
    if (i > 0 && !last) out.back() += ',';
    if (i > 0 && last) out.emplace_back("or");
    person(subject.people[i], out);
  }
  for (std::size_t i = 0; i < subject.machines.size(); ++i) {
    if (i > 0) out.emplace_back("or");
    machine(subject.machines[i], out);
  }
  // An exception that ends has a line of its own.
  for (std::size_t i = 0; i < subject.except.size(); ++i) {
    const ast::Exempt& one = subject.except[i];
    const bool ends = one.until || one.because;
    if (ends || pieces.back().alone) pieces.push_back({{}, one.span.begin, ends});
    Words& into = pieces.back().words;
    into.emplace_back(i == 0 ? "except" : "or");
    exempt(one, into);
  }
  return pieces;
}

void Writer::person(const ast::Person& person, Words& out) const {
  using Kind = ast::Person::Kind;
  constexpr std::array<std::string_view, 4> kKinds{"", "user", "group", "role"};
  if (person.kind == Kind::guests || person.kind == Kind::members) {
    guests(person, out);
    return;
  }
  out.push_back(text(person.name));
  if (person.kind_word != ast::KindWord::none) out.emplace_back(kKinds[static_cast<std::size_t>(person.kind_word)]);
}

void Writer::guests(const ast::Person& person, Words& out) const {
  using Tenants = ast::Guests::Tenants;
  const ast::Guests& guests = *person.guests;
  if (guests.kind != nullptr) {
    std::string kind(guests.kind->text);
    std::transform(kind.begin(), kind.end(), kind.begin(), ascii_lower);
    out.push_back(std::move(kind));
  }
  out.emplace_back(person.kind == ast::Person::Kind::guests ? "guests" : "members");
  if (guests.tenants == Tenants::unsaid) return;
  out.emplace_back("of");
  if (guests.tenants == Tenants::all) {
    add(out, {"all", "tenants"});
    return;
  }
  const std::size_t first = out.size();
  list(guests.tenant_list, Separator::commas, out);
  if (guests.tenant_list.size() < 2) return;
  out[first].insert(0, 1, '[');
  out.back() += ']';
}

void Writer::exempt(const ast::Exempt& exempt, Words& out) const {
  person(exempt.person, out);
  if (exempt.until) add(out, {"until", exempt.until->text});
  if (exempt.because) add(out, {"because", text(*exempt.because)});
}

void Writer::machine(const ast::Machine& machine, Words& out) const {
  using Kind = ast::Machine::Kind;
  if (machine.kind == Kind::own_workloads) add(out, {"own", "workloads"});
  if (machine.kind == Kind::workloads) out.emplace_back("workloads");
  if (machine.kind == Kind::all_agents || machine.kind == Kind::agents) out.emplace_back("agents");
  if (machine.where) out.emplace_back("where");
  if (machine.where) term(*machine.where, false, out);
  list(machine.names, Separator::commas, out);
  if (machine.except_where) add(out, {"except", "where"});
  if (machine.except_where) term(*machine.except_where, false, out);
  if (!machine.except.empty()) out.emplace_back("except");
  list(machine.except, Separator::ors, out);
}

Piece Writer::phrase(const ast::Phrase& phrase, bool further_at) const {
  Piece piece{{}, begin_of(phrase), false};
  if (further_at) piece.words.emplace_back("and");
  std::visit([&](const auto& said) { write(said, piece.words); }, phrase);
  return piece;
}

void Writer::write(const ast::On& on, Words& out) const {
  out.emplace_back("on");
  if (on.all) add(out, {"all", "networks"});
  list(on.networks, Separator::mixed, out);
  if (on.kind_word) out.emplace_back("networks");
  if (!on.except.empty()) out.emplace_back("except");
  list(on.except, Separator::ors, out);
}

void Writer::write(const ast::Using& using_devices, Words& out) const {
  using Mode = ast::Using::Mode;
  out.emplace_back("using");
  if (using_devices.mode == Mode::all_except) add(out, {"all", "devices", "except"});
  if (using_devices.mode == Mode::where) add(out, {"devices", "where"});
  if (using_devices.mode == Mode::except_where) add(out, {"devices", "except", "where"});
  term(*using_devices.filter, false, out);
  if (using_devices.kind_word) out.emplace_back("devices");
}

void Writer::write(const ast::Running& running, Words& out) const {
  out.emplace_back("running");
  if (running.all) add(out, {"all", "platforms"});
  list(running.platforms, Separator::mixed, out);
  if (running.kind_word) out.emplace_back("platforms");
  if (!running.except.empty()) out.emplace_back("except");
  list(running.except, Separator::ors, out);
}

void Writer::write(const ast::Through& through, Words& out) const {
  out.emplace_back("through");
  if (through.all) add(out, {"all", "clients"});
  list(through.clients, Separator::mixed, out);
  if (through.kind_word) out.emplace_back("clients");
}

void Writer::write(const ast::By& by, Words& out) const {
  out.emplace_back("by");
  list(by.flows, Separator::mixed, out);
  out.emplace_back("flow");
}

void Writer::write(const ast::At& at, Words& out) const {
  constexpr std::array<std::string_view, 5> kKinds{"sign-in", "user", "insider", "workload", "agent"};
  out.emplace_back("at");
  list(at.levels, Separator::mixed, out);
  add(out, {kKinds[static_cast<std::size_t>(at.kind)], "risk"});
}

void Writer::write(const ast::For& target, Words& out) const {
  using Kind = ast::For::Kind;
  out.emplace_back("for");
  if (target.kind == Kind::all_apps) add(out, {"all", "apps"});
  if (target.kind == Kind::no_apps) add(out, {"no", "apps"});
  const bool one = target.items.size() == 1;
  if (target.kind == Kind::actions) out.emplace_back(one ? "action" : "actions");
  if (target.kind == Kind::contexts) out.emplace_back(one ? "context" : "contexts");
  apps(target.items, true, out);
  if (target.kind == Kind::apps && target.kind_word) out.emplace_back("apps");
  if (!target.except.empty()) out.emplace_back("except");
  apps(target.except, false, out);
}

void Writer::apps(const ast::List<ast::App>& apps, bool with_commas, Words& out) const {
  for (std::size_t i = 0; i < apps.size(); ++i) {
    const bool comma = with_commas && i > 0 && i + 1 < apps.size();
    if (comma) out.back() += ',';
    if (i > 0 && !comma) out.emplace_back("or");
    if (apps[i].where) {
      add(out, {"apps", "where"});
      term(*apps[i].where, false, out);
    } else {
      out.push_back(text(apps[i].name));
    }
  }
}

void Writer::write(const ast::When& when, Words& out) const {
  out.emplace_back("when");
  term(*when.condition, false, out);
}

}  // namespace doorward::writing
