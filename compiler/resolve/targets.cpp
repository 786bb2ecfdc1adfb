
#include <algorithm>

#include "resolve/resolution.h"

namespace doorward::resolving {
namespace {

using Item = model::TargetItem;

/// Contexts that a message may offer where one was left out.
constexpr std::size_t kMostOffered = 8;

Item item_of(Item::Kind kind, const Span& span) {
  Item item;
  item.kind = kind;
  item.origin = origin_of(span);
  return item;
}

bool append_app(Resolution& r, const ast::App& app, std::vector<Item>& items) {
  if (app.where) {
    auto rule = resolve_condition(r, *app.where, model::AttributeScope::app);
    if (!rule) return false;
    Item item = item_of(Item::Kind::filter, app.span());
    item.rule.push_back(std::move(*rule));
    items.push_back(std::move(item));
    return true;
  }
  auto found = resolve_app_noun(r, app.name);
  if (!found) return false;
  for (Item& item : *found) items.push_back(std::move(item));
  return true;
}

bool append_action(Resolution& r, const ast::App& app, std::vector<Item>& items) {
  const FactRow* row = resolve_word(r, app.name, kUserActions, "a user action");
  if (row == nullptr) return false;
  Item item = item_of(Item::Kind::user_action, app.span());
  item.action = static_cast<UserAction>(row->value);
  items.push_back(std::move(item));
  return true;
}

bool append_context(Resolution& r, const ast::App& app, std::vector<Item>& items) {
  const auto id = resolve_id(r, app.name, Kind::context);
  if (!id) return false;
  Item item = item_of(Item::Kind::context, app.span());
  item.id = *id;
  items.push_back(std::move(item));
  return true;
}

bool append_target(Resolution& r, ast::For::Kind kind, const ast::App& app, std::vector<Item>& items) {
  if (kind == ast::For::Kind::actions) return append_action(r, app, items);
  if (kind == ast::For::Kind::contexts) return append_context(r, app, items);
  return append_app(r, app, items);
}

/// `for register-device or account-recovery`, `for c1`: all are actions, or contexts, and none an app.
bool kind_left_out(Resolution& r, const ast::List<ast::App>& items) {
  const auto all = [&items](auto is) { return std::all_of(items.begin(), items.end(), is); };
  const auto is_app = [&r](const ast::App& app) {
    return app.where != nullptr || r.names.peek(app.name.text, kind_bit(Kind::app)) != nullptr;
  };
  const bool several = items.size() > 1;
  if (std::any_of(items.begin(), items.end(), is_app)) return false;
  if (all([](const ast::App& app) { return find_ward(kUserActions, app.name.text) != nullptr; })) {
    return r.names.report_left_out(items.front().name, kind_bit(Kind::app), several ? "actions" : "action");
  }
  if (!all([&r](const ast::App& app) { return r.names.peek(app.name.text, kind_bit(Kind::context)) != nullptr; })) {
    return false;
  }
  r.names.stands_behind(several ? "contexts" : "context", Kind::context);
  const bool left_out = r.names.find(items.front().name, kind_bit(Kind::app)) == nullptr;
  r.names.stands_behind("", Kind::context);
  return left_out;
}

/// `for actions or account-recovery`, `for contexts or c2`: the noun behind the keyword was left out, so that the keyword
/// reads as an app.
bool noun_left_out(Resolution& r, const ast::List<ast::App>& items) {
  if (items.size() < 2 || items.front().where != nullptr) return false;
  const ast::Name& keyword = items.front().name;
  if (keyword.text == "actions") {
    std::vector<std::string_view> others;
    for (const FactRow& row : kUserActions) others.push_back(row.ward);
    for (std::size_t i = 1; i < items.size(); ++i) {
      const auto found = std::find(others.begin(), others.end(), std::string_view(items[i].name.text));
      if (found == others.end()) return false;
      others.erase(found);
    }
    return r.names.report_nothing_behind(keyword, kind_bit(Kind::app), "a user action", others);
  }
  if (keyword.text != "contexts") return false;
  std::vector<std::string_view> others;
  for (const Symbol* context : r.names.usual(kind_bit(Kind::context), kMostOffered)) others.push_back(context->name);
  for (std::size_t i = 1; i < items.size(); ++i) {
    const Symbol* context = r.names.peek(items[i].name.text, kind_bit(Kind::context));
    if (context == nullptr) return false;
    others.erase(std::remove(others.begin(), others.end(), context->name), others.end());
  }
  return r.names.report_nothing_behind(keyword, kind_bit(Kind::app), "an authentication context", others);
}

}  // namespace

bool resolve_for(Resolution& r, const ast::For& phrase, model::Policy& policy) {
  policy.targets.origin = origin_of(phrase.span);
  if (phrase.kind == ast::For::Kind::all_apps) {
    policy.targets.include.push_back(item_of(Item::Kind::all, phrase.span));
  } else if (phrase.kind == ast::For::Kind::no_apps) {
    policy.targets.include.push_back(item_of(Item::Kind::none, phrase.span));
  }
  bool good = true;
  if (phrase.kind == ast::For::Kind::apps && (kind_left_out(r, phrase.items) || noun_left_out(r, phrase.items))) {
    return false;
  }
  for (const ast::App& app : phrase.items) good = append_target(r, phrase.kind, app, policy.targets.include) && good;
  for (const ast::App& app : phrase.except) good = append_app(r, app, policy.targets.exclude) && good;
  return good;
}

}  // namespace doorward::resolving
