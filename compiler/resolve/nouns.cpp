#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "doorward/facts/guid.h"
#include "doorward/vocabulary/vocabulary.h"
#include "resolve/resolution.h"

namespace doorward::resolving {
namespace {

using Intrinsic = Symbol::Intrinsic;

void remember(Resolution& r, const Symbol& symbol, const model::Id& id) {
  r.set.names.emplace(std::pair(std::string(row_of(symbol.kind).word), id.key), std::string(symbol.name));
}

auto person_key(const model::SubjectItem& item) {
  std::vector<std::string> tenants;
  if (item.tenants) {
    for (const model::Id& tenant : *item.tenants) tenants.push_back(tenant.key);
  }
  return std::tuple(item.kind, item.id.key, item.guest_kinds, item.tenants.has_value(), tenants);
}

auto target_key(const model::TargetItem& item) { return std::tuple(item.kind, item.id.key); }

/// Collects items, each once, so that unions of unions stay as small as what they name.
template <class Item, auto key>
class Distinct {
 public:
  void add(const std::vector<Item>& items) {
    for (const Item& item : items) {
      if (present_.insert(key(item)).second) items_.push_back(item);
    }
  }
  std::vector<Item> take() { return std::move(items_); }

 private:
  std::set<decltype(key(std::declval<const Item&>()))> present_;
  std::vector<Item> items_;
};

model::SubjectItem person(model::SubjectItem::Kind kind, std::string_view id, const Span& span) {
  model::SubjectItem item;
  item.kind = kind;
  item.id = model::Id::of(id);
  item.origin = origin_of(span);
  return item;
}

model::SubjectItem::Kind person_kind(Kind kind) {
  switch (kind) {
    case Kind::group:
      return model::SubjectItem::Kind::group;
    case Kind::role:
      return model::SubjectItem::Kind::role;
    case Kind::agent:
      return model::SubjectItem::Kind::agent_user;
    case Kind::user:
    case Kind::app:
    case Kind::workload:
    case Kind::tenant:
    case Kind::terms:
    case Kind::custom:
    case Kind::profile:
    case Kind::people:
    case Kind::clients:
    case Kind::network:
    case Kind::device:
    case Kind::strength:
    case Kind::context:
      break;
  }
  return model::SubjectItem::Kind::user;
}

std::vector<model::SubjectItem> user_items(Resolution& r, const Symbol& symbol) {
  const ast::Word& word = std::get<ast::Word>(symbol.declaration->value);
  std::vector<model::SubjectItem> items;
  if (symbol.declaration->graph_id) {
    items.push_back(person(model::SubjectItem::Kind::user, symbol.declaration->graph_id->text, symbol.span));
  }
  const bool guid = word.shape == ast::Shape::guid;
  items.push_back(
      person(guid ? model::SubjectItem::Kind::user : model::SubjectItem::Kind::upn, word.text, symbol.span));
  for (const model::SubjectItem& item : items) remember(r, symbol, item.id);
  return items;
}

/// `group contractors = "4f1c…"`: in quotes the id reads as the name of another noun.
bool report_quoted_id(Resolution& r, const ast::List<ast::Name>& names, KindSet wanted) {
  if (names.size() != 1 || !names.front().quoted() || !parse_guid(names.front().text)) return false;
  if (!r.names.report_instead(names.front(), wanted, names.front().span, names.front().text)) return false;
  r.sink.diagnostics().back().help += ", without quotes";
  return true;
}

std::optional<std::vector<model::SubjectItem>> people_items(Resolution& r, const Symbol& symbol) {
  const ast::Declaration& declaration = *symbol.declaration;
  Distinct<model::SubjectItem, person_key> items;
  bool good = true;
  if (const auto* persons = std::get_if<ast::List<ast::Person>>(&declaration.value)) {
    for (const ast::Person& one : *persons) {
      const auto part = resolve_person(r, one);
      good = good && part.has_value();
      if (part) items.add(*part);
    }
  } else if (const auto* names = std::get_if<ast::List<ast::Name>>(&declaration.value)) {
    if (report_quoted_id(r, *names, kind_bit(symbol.kind))) return std::nullopt;
    for (const ast::Name& name : *names) {
      const Symbol* member = r.names.find(name, kind_bit(symbol.kind));
      const auto* part = member == nullptr ? nullptr : people_of(r, *member, name.span);
      good = good && part != nullptr;
      if (part != nullptr) items.add(*part);
    }
  } else {
    auto item = person(person_kind(symbol.kind), std::get<ast::Word>(declaration.value).text, symbol.span);
    remember(r, symbol, item.id);
    items.add({std::move(item)});
  }
  if (!good) return std::nullopt;
  return items.take();
}

std::optional<std::vector<model::TargetItem>> app_items(Resolution& r, const Symbol& symbol) {
  if (const auto* names = std::get_if<ast::List<ast::Name>>(&symbol.declaration->value)) {
    if (report_quoted_id(r, *names, kind_bit(Kind::app))) return std::nullopt;
    Distinct<model::TargetItem, target_key> items;
    bool good = true;
    for (const ast::Name& name : *names) {
      const Symbol* member = r.names.find(name, kind_bit(Kind::app));
      const auto* part = member == nullptr ? nullptr : apps_of(r, *member, name.span);
      good = good && part != nullptr;
      if (part != nullptr) items.add(*part);
    }
    if (!good) return std::nullopt;
    return items.take();
  }
  model::TargetItem item;
  item.kind = model::TargetItem::Kind::app;
  item.id = model::Id::of(std::get<ast::Word>(symbol.declaration->value).text);
  item.origin = origin_of(symbol.span);
  remember(r, symbol, item.id);
  return std::vector{std::move(item)};
}

std::vector<model::TargetItem> builtin_app(Resolution& r, const Symbol& symbol) {
  model::TargetItem item;
  item.id = model::Id::of(symbol.id);
  item.kind = model::TargetItem::Kind::app;
  if (symbol.intrinsic == Intrinsic::app_group) item.kind = model::TargetItem::Kind::app_group;
  if (symbol.intrinsic == Intrinsic::agent_resources) item.kind = model::TargetItem::Kind::agent_resources;
  if (symbol.intrinsic == Intrinsic::row) remember(r, symbol, item.id);
  return {std::move(item)};
}

}  // namespace

const std::vector<model::SubjectItem>* people_of(Resolution& r, const Symbol& symbol, const Span& use) {
  return meaning_of(r, r.people, symbol, use, [&]() -> std::optional<std::vector<model::SubjectItem>> {
    if (symbol.intrinsic == Intrinsic::agent_users) {
      return std::vector{person(model::SubjectItem::Kind::all_agent_users, {}, symbol.span)};
    }
    if (symbol.intrinsic == Intrinsic::row) {
      auto item = person(person_kind(symbol.kind), symbol.id, symbol.span);
      remember(r, symbol, item.id);
      return std::vector{std::move(item)};
    }
    if (symbol.kind == Kind::user) return user_items(r, symbol);
    return people_items(r, symbol);
  });
}

const std::vector<model::TargetItem>* apps_of(Resolution& r, const Symbol& symbol, const Span& use) {
  return meaning_of(r, r.apps, symbol, use, [&]() -> std::optional<std::vector<model::TargetItem>> {
    if (symbol.declaration == nullptr) return builtin_app(r, symbol);
    return app_items(r, symbol);
  });
}

std::optional<std::vector<model::TargetItem>> resolve_app_noun(Resolution& r, const ast::Name& name) {
  const Symbol* symbol = r.names.find(name, kind_bit(Kind::app));
  const auto* found = symbol == nullptr ? nullptr : apps_of(r, *symbol, name.span);
  if (found == nullptr) return std::nullopt;
  std::vector<model::TargetItem> items = *found;
  for (model::TargetItem& item : items) item.origin = origin_of(name.span);
  return items;
}

const Mask* clients_of(Resolution& r, const Symbol& symbol, const Span& use) {
  return meaning_of(r, r.clients, symbol, use, [&]() -> std::optional<Mask> {
    if (symbol.declaration == nullptr) return symbol.mask;
    Mask mask = 0;
    bool good = true;
    for (const ast::Name& name : std::get<ast::List<ast::Name>>(symbol.declaration->value)) {
      const auto part = resolve_clients(r, name);
      good = good && part.has_value();
      mask |= part.value_or(0);
    }
    if (!good) return std::nullopt;
    return mask;
  });
}

std::optional<Mask> resolve_clients(Resolution& r, const ast::Name& name) {
  const Symbol* symbol = r.names.find(name, kind_bit(Kind::clients));
  const Mask* mask = symbol == nullptr ? nullptr : clients_of(r, *symbol, name.span);
  if (mask == nullptr) return std::nullopt;
  return *mask;
}

std::optional<model::Id> resolve_id(Resolution& r, const ast::Name& name, Kind kind) {
  const Symbol* symbol = r.names.find(name, kind_bit(kind));
  if (symbol == nullptr) return std::nullopt;
  if (kind == Kind::context) return model::Id::of(symbol->name);
  auto id = model::Id::of(std::get<ast::Word>(symbol->declaration->value).text);
  remember(r, *symbol, id);
  return id;
}

void report_cycle(Resolution& r, const Symbol& symbol, const Span& use) {
  Diagnostic& diagnostic = r.sink.report<Code::declared_by_itself>(use, row_of(symbol.kind).word, symbol.name);
  diagnostic.notes.push_back({symbol.span, "declared here"});
  diagnostic.help = "take `" + written(symbol.name) + "` out of what it is made of";
}

void report_depth(Resolution& r, const Symbol& symbol, const Span& use) {
  r.sink.report<Code::nouns_too_deep>(use, symbol.name, kMaxNounDepth).help =
      "name the nouns at the end of the chain directly";
}

}  // namespace doorward::resolving
