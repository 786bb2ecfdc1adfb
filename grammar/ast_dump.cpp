#include "doorward/grammar/ast_dump.h"

#include <fmt/format.h>

#include <array>

#include "session_words.h"

namespace doorward {
namespace {

using namespace ast;

constexpr std::array<std::string_view, 10> kShapes{"name", "string", "guid",   "date",    "time",
                                                   "ip",   "cidr",   "number", "version", "upn"};
constexpr std::array<std::string_view, 4> kKindWords{"", " users", " groups", " roles"};
constexpr std::array<std::string_view, 4> kMachines{"own workloads", "workloads", "all agents", "agents"};
constexpr std::array<std::string_view, 4> kSubjects{"everyone", "nobody", "people", "machines"};
constexpr std::array<std::string_view, 4> kUsingModes{"are", "all-except", "where", "except-where"};
constexpr std::array<std::string_view, 5> kRisks{"sign-in", "user", "insider", "workload", "agent"};
constexpr std::array<std::string_view, 5> kTargets{"all apps", "no apps", "apps", "actions", "contexts"};
constexpr std::array<std::string_view, 4> kControlKinds{"", "strength ", "terms ", "custom "};
constexpr std::array<std::string_view, 5> kPlaces{"addresses", "countries", "not", "all networks except", "networks"};
constexpr std::array<std::string_view, 16> kDeclarations{
    "user",   "group",   "app",    "role",    "workload", "agent",  "tenant",   "terms",
    "custom", "profile", "people", "clients", "network",  "device", "strength", "context"};
constexpr std::array<std::string_view, 3> kStates{"enabled", "report-only", "disabled"};
constexpr std::array<std::string_view, 3> kClaims{"blocked", "granted", "require"};
constexpr std::array<std::string_view, 4> kOutcomes{"grant", "block", "challenge", "require"};
constexpr std::array<std::string_view, 3> kPrecedences{"takes precedence", "overrides policies", "is ignored"};

template <class Enum, std::size_t N>
std::string_view named(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

std::string shown(const Word& word) {
  if (word.shape == Shape::name) return std::string(word.text);
  if (word.shape == Shape::string) return fmt::format("\"{}\"", word.text);
  return fmt::format("{}:{}", named(kShapes, word.shape), word.text);
}

std::string shown(const List<Word>& words) {
  std::string text;
  for (const Word& word : words) text += (text.empty() ? "" : ", ") + shown(word);
  return text;
}

class Dump {
 public:
  std::string take() { return std::move(out_); }

  template <class... Args>
  void line(fmt::format_string<Args...> text, Args&&... args) {
    out_.append(depth_ * 2, ' ');
    out_ += fmt::format(text, std::forward<Args>(args)...) + '\n';
  }
  template <class Body>
  void below(Body body) {
    ++depth_;
    body();
    --depth_;
  }

  void write(const Expr& expr) {
    using Kind = Expr::Kind;
    switch (expr.kind) {
      case Kind::adjective:
        line("{}", shown(expr.adjective));
        return;
      case Kind::comparison:
        write(*expr.comparison);
        return;
      case Kind::any_of:
        line("any of");
        break;
      case Kind::all_of:
        line("all of");
        break;
      case Kind::negation:
        line("not");
        break;
    }
    below([&] {
      for (const Expr& part : expr.children) write(part);
    });
  }

  void write(const Comparison& c) {
    const std::string values = shown(c.values);
    const std::string_view op =
        c.form == Comparison::Form::between ? "is between" : kCompareOps[static_cast<std::size_t>(c.op)].ward;
    line("{} {}{}{}", shown(c.attribute), op, values.empty() ? "" : " ", values);
  }

  std::string person(const Person& p) {
    using Kind = Person::Kind;
    if (p.kind == Kind::name || p.kind == Kind::upn) return shown(p.name) + std::string(named(kKindWords, p.kind_word));
    std::string text = p.guests->kind ? shown(*p.guests->kind) + " " : "";
    text += p.kind == Kind::guests ? "guests" : "members";
    if (p.guests->tenants == Guests::Tenants::all) text += " of all tenants";
    if (p.guests->tenants == Guests::Tenants::listed) text += " of [" + shown(p.guests->tenant_list) + "]";
    return text;
  }

  void write(const Machine& m) {
    line("machine {}{}{}", named(kMachines, m.kind), m.names.empty() ? "" : " ", shown(m.names));
    below([&] {
      if (m.where) labelled("where", *m.where);
      if (!m.except.empty()) line("except {}", shown(m.except));
      if (m.except_where) labelled("except where", *m.except_where);
    });
  }

  void labelled(std::string_view label, const Expr& expr) {
    line("{}", label);
    below([&] { write(expr); });
  }

  void write(const Subject& s) {
    line("subject {}", named(kSubjects, s.kind));
    below([&] {
      for (const Person& p : s.people) line("person {}", person(p));
      for (const Machine& m : s.machines) write(m);
      for (const Exempt& e : s.except) {
        line("except {}{}{}", person(e.person), e.until ? " until " + std::string(e.until->text) : "",
             e.because ? " because " + shown(*e.because) : "");
      }
    });
  }

  void write(const On& p) { list("on", p.all, p.networks, p.except); }
  void write(const Running& p) { list("running", p.all, p.platforms, p.except); }
  void write(const Through& p) { list("through", p.all, p.clients, {}); }
  void write(const By& p) { list("by", false, p.flows, {}); }
  void write(const At& p) { line("at {} risk: {}", named(kRisks, p.kind), shown(p.levels)); }
  void write(const When& p) { labelled("when", *p.condition); }
  void write(const Using& p) { labelled(fmt::format("using {}", named(kUsingModes, p.mode)), *p.filter); }
  void write(const For& p) {
    line("for {}", named(kTargets, p.kind));
    below([&] {
      for (const App& app : p.items) write("item", app);
      for (const App& app : p.except) write("except", app);
    });
  }
  void write(std::string_view label, const App& app) {
    if (app.where) {
      labelled(fmt::format("{} where", label), *app.where);
    } else {
      line("{} {}", label, shown(app.name));
    }
  }

  void list(std::string_view label, bool all, const List<Word>& items, const List<Word>& except) {
    line("{} {}{}{}", label, all ? "all" : shown(items), except.empty() ? "" : " except ", shown(except));
  }

  void write(const Sentence& s) {
    write(s.subject);
    for (const Phrase& phrase : s.phrases) {
      std::visit([&](const auto& p) { write(p); }, phrase);
    }
  }

  std::string control(const Control& c) { return std::string(named(kControlKinds, c.kind)) + shown(c.name); }
  std::string controls(const Controls& c) {
    std::string text;
    for (const Control& item : c.items) text += (text.empty() ? "" : c.any ? " or " : " and ") + control(item);
    return text;
  }

  void write(const SessionControl& s) {
    std::string rest;
    if (s.every_time) rest = " time";
    if (s.number) rest = fmt::format(" {} {}", s.number->text, s.days ? "days" : "hours");
    if (s.kind == SessionControl::Kind::filtering_profile) rest = " " + shown(*s.profile);
    line("with {}{}", named(kSessionWords, s.kind), rest);
  }

  void write(const Effect& e) {
    if (e.block) line("block");
    if (e.controls) line("require {}", controls(*e.controls));
    for (const SessionControl& s : e.session) write(s);
  }

  void write(const Policy& p) {
    if (p.head) {
      const PolicyHead& h = *p.head;
      line("policy {} {} {}", shown(h.id), named(kStates, h.state), shown(h.title));
      below([&] {
        if (h.graph_id) line("as {}", h.graph_id->text);
        if (h.template_id) line("template {}", h.template_id->text);
        if (h.note) line("note {}", shown(*h.note));
      });
    } else {
      line("policy");
    }
    below([&] {
      write(p.sentence);
      write(p.effect);
    });
  }

  void write(const Proof& p) {
    line("proof");
    below([&] {
      write(p.sentence);
      line("{} {}{}", p.claim.always ? "always" : "never", named(kClaims, p.claim.kind),
           p.claim.control ? " " + control(*p.claim.control) : "");
    });
  }

  void write(const Test& t) {
    line("test{}", t.title ? " " + shown(*t.title) : "");
    below([&] {
      write(t.sentence);
      for (const Control& c : t.done) line("done {}", control(c));
      for (const Expr& e : t.given) labelled("given", e);
      for (const Expect& e : t.expects) {
        line("expect {}{}{}", e.at_least ? "at least " : "", named(kOutcomes, e.outcome),
             e.controls ? " " + controls(*e.controls) : "");
        for (const SessionControl& s : e.session) below([&] { write(s); });
      }
    });
  }

  void write(const Declaration& d) {
    line("{}{} {}{}", d.trusted ? "trusted " : "", named(kDeclarations, d.kind), shown(d.name),
         d.graph_id ? " as " + std::string(d.graph_id->text) : "");
    below([&] { std::visit([&](const auto& value) { write_value(value); }, d.value); });
  }
  void write_value(const Word& word) { line("{}", shown(word)); }
  void write_value(const List<Word>& words) { line("{}", shown(words)); }
  void write_value(const Expr& expr) { write(expr); }
  void write_value(const List<Person>& people) {
    for (const Person& p : people) line("person {}", person(p));
  }
  void write_value(const Place& p) {
    line("{} {}{}{}", named(kPlaces, p.kind), shown(p.words), p.or_unknown ? " or unknown" : "",
         p.by_gps ? " by gps" : "");
  }
  void write_value(const List<Combination>& combinations) {
    for (const Combination& c : combinations) {
      std::string methods;
      for (const Word& m : c.methods) methods += (methods.empty() ? "" : " + ") + shown(m);
      line("{}", methods);
      if (c.where) below([&] { labelled("where", *c.where); });
    }
  }

  void write(const Settings& s) {
    line("settings");
    below([&] {
      if (!s.trusted_ips.empty()) line("trusted ips {}", shown(s.trusted_ips));
      if (s.remember_days) line("remember {} days", s.remember_days->text);
      if (s.app_passwords_allowed) line("app passwords {}", *s.app_passwords_allowed ? "allowed" : "not allowed");
      if (s.precedence) line("user state {}", named(kPrecedences, *s.precedence));
    });
  }

  void write(const File& file) {
    for (const StatementRef& ref : file.order) {
      switch (ref.kind) {
        case StatementKind::edition:
          line("ward {}", file.editions[ref.index].number.text);
          break;
        case StatementKind::include:
          line("use {}", shown(file.includes[ref.index].path));
          break;
        case StatementKind::settings:
          write(file.settings[ref.index]);
          break;
        case StatementKind::declaration:
          write(file.declarations[ref.index]);
          break;
        case StatementKind::policy:
          write(file.policies[ref.index]);
          break;
        case StatementKind::proof:
          write(file.proofs[ref.index]);
          break;
        case StatementKind::test:
          write(file.tests[ref.index]);
          break;
      }
    }
  }

 private:
  std::string out_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string dump(const File& file) {
  Dump dump;
  dump.write(file);
  return dump.take();
}

std::string dump(const Sentence& sentence) {
  Dump dump;
  dump.write(sentence);
  return dump.take();
}

}  // namespace doorward
