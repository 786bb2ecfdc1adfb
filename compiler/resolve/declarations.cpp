#include <charconv>

#include "resolve/resolution.h"

namespace doorward::resolving {
namespace {

/// Graph knows the contexts `c1` to `c99`.
void check_context(Resolution& r, const Symbol& symbol) {
  constexpr int kMostContexts = 99;
  const std::string_view name = symbol.name;
  int number = 0;
  bool good = name.size() > 1 && ascii_lower(name.front()) == 'c' && name[1] != '0';
  if (good) {
    const auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
    good = error == std::errc() && end == name.data() + name.size() && number >= 1 && number <= kMostContexts;
  }
  if (!good) {
    r.sink.report<Code::not_a_context>(symbol.span, name).help =
        "name it `c1` to `c99`, as Entra does, and say in the text what it is for";
    r.names.misnamed_context(symbol);
    return;
  }
  r.set.names.emplace(std::pair(std::string("context"), folded(name)),
                      std::string(std::get<ast::Word>(symbol.declaration->value).text));
}

void resolve_declaration(Resolution& r, const Symbol& symbol) {
  switch (symbol.kind) {
    case Kind::user:
    case Kind::group:
    case Kind::role:
    case Kind::people:
    case Kind::agent:
      people_of(r, symbol, symbol.span);
      return;
    case Kind::app:
      apps_of(r, symbol, symbol.span);
      return;
    case Kind::clients:
      clients_of(r, symbol, symbol.span);
      return;
    case Kind::network:
      network_of(r, symbol, symbol.span);
      return;
    case Kind::device:
      device_of(r, symbol, symbol.span);
      return;
    case Kind::strength:
      strength_of(r, symbol, symbol.span);
      return;
    case Kind::context:
      check_context(r, symbol);
      return;
    case Kind::workload:
    case Kind::tenant:
    case Kind::terms:
    case Kind::custom:
    case Kind::profile: {
      const auto id = model::Id::of(std::get<ast::Word>(symbol.declaration->value).text);
      r.set.names.emplace(std::pair(std::string(row_of(symbol.kind).word), id.key), std::string(symbol.name));
      return;
    }
  }
}

}  // namespace

void resolve_declarations(Resolution& r, const std::vector<const Symbol*>& declared) {
  for (const Symbol* symbol : declared) {
    r.names.begin_statement();
    resolve_declaration(r, *symbol);
  }
}

}  // namespace doorward::resolving
