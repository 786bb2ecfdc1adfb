// Subjects and phrases.
#include "build.h"

namespace doorward::words {

Builder::Index Builder::child(Index parent, Node kind) const {
  for (Index c = parent + 1; c < end(parent); c = next(c)) {
    if (node(c).kind == kind) return c;
  }
  return parent;
}

Span Builder::span(std::size_t first, std::size_t last) const {
  return {source_, statement_->words[first].begin, statement_->words[last - 1].end};
}

ast::List<ast::Name> Builder::names(std::size_t first, std::size_t last) {
  std::size_t count = 0;
  for (std::size_t i = first; i < last; ++i) count += is_name(code(i)) ? 1U : 0U;
  ast::Name* found = memory_->room<ast::Name>(count);
  ast::Name* name = found;
  for (std::size_t i = first; i < last; ++i) {
    if (is_name(code(i))) new (name++) ast::Name(word(i));
  }
  return {found, count};
}

ast::List<ast::Name> Builder::children_names(Index parent, Node kind) {
  return gather<ast::Name>(parent, kind, [this](Index c) { return word(node(c).first); });
}

ast::List<ast::Word> Builder::every_second_word(std::size_t first, std::size_t last) {
  const std::size_t count = (last - first + 1) / 2;
  ast::Word* found = memory_->room<ast::Word>(count);
  for (std::size_t i = 0; i < count; ++i) new (found + i) ast::Word(word(first + 2 * i));
  return {found, count};
}

ast::Sentence Builder::sentence(Index n) {
  ast::Sentence sentence;
  sentence.span = span(n);
  sentence.subject = subject(n);
  const auto is_phrase = [this](Index c) { return node(c).kind >= Node::on && node(c).kind <= Node::when; };
  std::size_t count = 0;
  for (Index c = n + 1; c < end(n); c = next(c)) count += is_phrase(c) ? 1U : 0U;
  ast::Phrase* phrases = memory_->room<ast::Phrase>(count);
  ast::Phrase* item = phrases;
  for (Index c = n + 1; c < end(n); c = next(c)) {
    if (is_phrase(c)) new (item++) ast::Phrase(phrase(c));
  }
  sentence.phrases = {phrases, count};
  return sentence;
}

ast::Subject Builder::subject(Index n) {
  ast::Subject subject;
  subject.kind = ast::Subject::Kind::people;
  std::uint32_t last = node(n).first + 1;
  for (Index c = n + 1; c < end(n) && node(c).kind < Node::on; c = next(c)) {
    const Node kind = node(c).kind;
    if (kind == Node::everyone) subject.kind = ast::Subject::Kind::everyone;
    if (kind == Node::nobody) subject.kind = ast::Subject::Kind::nobody;
    if (kind == Node::machine) subject.kind = ast::Subject::Kind::machines;
    last = node(c).last;
  }
  subject.people = gather<ast::Person>(n, Node::person, [this](Index c) { return person(c); });
  subject.except = gather<ast::Exempt>(n, Node::exempt, [this](Index c) { return exempt(c); });
  subject.machines = gather<ast::Machine>(n, Node::machine, [this](Index c) { return machine(c); });
  subject.span = span(node(n).first, last);
  return subject;
}

ast::Person Builder::person(Index n) {
  ast::Person person;
  person.span = span(n);
  const std::size_t first = node(n).first;
  if (has(n, Node::guests)) {
    person.guests = memory_->keep(guests(child(n, Node::guests), person.kind));
    return person;
  }
  person.kind = code(first) == kUpn ? ast::Person::Kind::upn : ast::Person::Kind::name;
  person.name = word(first);
  if (node(n).last - first == 2) {
    const Code kind = code(first + 1);
    person.kind_word = ast::KindWord::role;
    if (one_of<kUser, kUsers>(kind)) person.kind_word = ast::KindWord::user;
    if (one_of<kGroup, kGroups>(kind)) person.kind_word = ast::KindWord::group;
  }
  return person;
}

ast::Guests Builder::guests(Index n, ast::Person::Kind& kind) {
  ast::Guests said;
  std::size_t i = node(n).first;
  if (!one_of<kGuests, kMembers>(code(i))) said.kind = keep_word(i++);
  kind = code(i) == kGuests ? ast::Person::Kind::guests : ast::Person::Kind::members;
  const Index tenants = child(n, Node::tenants);
  if (tenants == n) return said;
  const TreeNode& of = node(tenants);
  if (code(of.first + 1) == kAll) {
    said.tenants = ast::Guests::Tenants::all;
    return said;
  }
  said.tenants = ast::Guests::Tenants::listed;
  const bool bracketed = code(of.first + 1) == kOpenBracket;
  said.tenant_list =
      bracketed ? every_second_word(of.first + 2, of.last - 1) : every_second_word(of.first + 1, of.last);
  return said;
}

ast::Exempt Builder::exempt(Index n) {
  ast::Exempt exempt;
  exempt.span = span(n);
  exempt.person = person(n + 1);
  std::size_t i = node(n + 1).last;
  if (i < node(n).last && code(i) == kUntil) {
    exempt.until = keep_word(i + 1);
    i += 2;
  }
  if (i < node(n).last && code(i) == kBecause) exempt.because = keep_word(i + 1);
  return exempt;
}

ast::Machine Builder::machine(Index n) {
  using Kind = ast::Machine::Kind;
  ast::Machine machine;
  machine.span = span(n);
  const Code first = code(node(n).first);
  const Index but = child(n, Node::machine_except);
  const std::size_t last = but == n ? node(n).last : node(but).first;
  if (one_of<kOwn, kAll>(first)) {
    machine.kind = first == kOwn ? Kind::own_workloads : Kind::all_agents;
  } else {
    const Index where = child(n, Node::any_or_all);
    if (where != n) {
      machine.where = keep_expr(where);
    } else {
      machine.names = names(node(n).first + 1, last);
    }
    const bool selects = machine.where || !machine.names.empty();
    machine.kind = first == kWorkloads ? Kind::workloads : selects ? Kind::agents : Kind::all_agents;
  }
  if (but != n) machine_except(but, machine);
  return machine;
}

void Builder::machine_except(Index n, ast::Machine& machine) {
  const Index where = child(n, Node::any_or_all);
  if (where != n) {
    machine.except_where = keep_expr(where);
  } else {
    machine.except = names(node(n).first, node(n).last);
  }
}

}  // namespace doorward::words
