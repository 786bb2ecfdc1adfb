#include <algorithm>
#include <set>
#include <utility>

#include "doorward/compiler/address.h"
#include "doorward/vocabulary/vocabulary.h"
#include "resolve/resolution.h"

namespace doorward::resolving {
namespace {

using Item = model::NetworkItem;

Item named(std::uint32_t index, const Span& span) { return {Item::Kind::named, index, origin_of(span)}; }

std::uint32_t add_network(Resolution& r, model::Network network) {
  r.set.networks.push_back(std::move(network));
  return static_cast<std::uint32_t>(r.set.networks.size() - 1);
}

model::NetworkCondition only(Item item) {
  model::NetworkCondition condition;
  condition.origin = item.origin;
  condition.include.push_back(std::move(item));
  return condition;
}

std::uint32_t builtin_index(const Resolution& r, model::Network::Kind kind) {
  const auto found = std::find_if(r.set.networks.begin(), r.set.networks.end(),
                                  [&](const model::Network& network) { return network.kind == kind; });
  return static_cast<std::uint32_t>(found - r.set.networks.begin());
}

/// Each item once, in order.
void remove_repeats(std::vector<Item>& items) {
  std::set<std::pair<Item::Kind, std::uint32_t>> present;
  std::erase_if(items, [&](const Item& item) { return !present.emplace(item.kind, item.network).second; });
}

/// `part` as items of a union: a noun that only includes is spliced in, one that subtracts becomes a network of its
/// own.
std::vector<Item> as_items(Resolution& r, const model::NetworkCondition& part, std::string_view name,
                           const Span& span) {
  if (part.exclude.empty()) return part.include;
  const auto [place, added] = r.derived_networks.try_emplace(folded(name), 0);
  if (added) {
    model::Network network;
    network.name = name;
    network.kind = model::Network::Kind::composite;
    network.composite = part;
    network.origin = part.origin;
    place->second = add_network(r, std::move(network));
  }
  return {named(place->second, span)};
}

/// One word behind `on`, `except` or in a union: a noun, an address or a range.
std::optional<model::NetworkCondition> condition_of_word(Resolution& r, const ast::Word& word) {
  if (word.is_name()) {
    const auto* condition = resolve_network_noun(r, word);
    if (condition == nullptr) return std::nullopt;
    return *condition;
  }
  const auto range = resolve_range(r, word);
  if (!range) return std::nullopt;
  const std::string text = to_string(*range);
  const auto [place, added] = r.derived_networks.try_emplace(text, 0);
  if (added) {
    model::Network network;
    network.name = text;
    network.ranges.push_back(*range);
    network.origin = origin_of(word.span);
    place->second = add_network(r, std::move(network));
  }
  return only(named(place->second, word.span));
}

bool append_words(Resolution& r, const ast::List<ast::Word>& words, std::vector<Item>& items) {
  bool good = true;
  for (const ast::Word& word : words) {
    const auto part = condition_of_word(r, word);
    good = good && part.has_value();
    if (!part) continue;
    const std::vector<Item> found = as_items(r, *part, word.text, word.span);
    items.insert(items.end(), found.begin(), found.end());
  }
  remove_repeats(items);
  return good;
}

std::string country_code(const ast::Word& word) {
  std::string code(word.text);
  for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return code;
}

bool is_country_word(const ast::Word& word) { return !word.quoted() && vocabulary::is_country(country_code(word)); }

bool resolve_countries(Resolution& r, const ast::List<ast::Word>& words, std::vector<std::string>& codes) {
  bool good = true;
  for (const ast::Word& word : words) {
    const std::string code = country_code(word);
    if (!vocabulary::is_country(code)) {
      Diagnostic& diagnostic = r.sink.report<Code::unknown_country>(word.span, word.text);
      diagnostic.help = "write a code of two letters, for example `DK`";
      if (code == "UK") {
        diagnostic.help = "did you mean `GB`?";
        diagnostic.fixes.push_back({"write `GB`", {{word.span, "GB"}}, false});
      }
      good = false;
    } else if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
      codes.push_back(code);
    }
  }
  return good;
}

std::optional<model::NetworkCondition> simple_network(Resolution& r, const Symbol& symbol, const ast::Place& place) {
  model::Network network;
  network.name = symbol.name;
  network.origin = origin_of(symbol.declaration->span);
  network.trusted = symbol.declaration->trusted && place.kind == ast::Place::Kind::addresses;
  if (symbol.declaration->graph_id) network.graph_id = model::Id::of(symbol.declaration->graph_id->text);
  bool good = true;
  if (place.kind == ast::Place::Kind::countries) {
    network.kind = model::Network::Kind::countries;
    network.include_unknown_country = place.or_unknown;
    network.by_gps = place.by_gps;
    good = resolve_countries(r, place.words, network.countries);
  } else {
    for (const ast::Word& word : place.words) {
      const auto range = resolve_range(r, word);
      good = good && range.has_value();
      if (range) network.ranges.push_back(*range);
    }
  }
  if (!good) return std::nullopt;
  return only(named(add_network(r, std::move(network)), symbol.span));
}

std::optional<model::NetworkCondition> declared_network(Resolution& r, const Symbol& symbol) {
  const ast::Place& place = std::get<ast::Place>(symbol.declaration->value);
  const bool simple = place.kind == ast::Place::Kind::addresses || place.kind == ast::Place::Kind::countries;
  if (symbol.declaration->trusted && place.kind != ast::Place::Kind::addresses) {
    r.sink.report<Code::trusted_without_ranges>(symbol.span, symbol.name).help =
        "leave out `trusted`: only a network of addresses can be trusted";
  }
  if (simple) return simple_network(r, symbol, place);
  model::NetworkCondition condition;
  condition.origin = origin_of(symbol.declaration->span);
  if (place.kind == ast::Place::Kind::names) {
    const bool left_out = std::all_of(place.words.begin(), place.words.end(), is_country_word);
    if (left_out && r.names.report_left_out(place.words.front(), kind_bit(Kind::network), "countries")) {
      return std::nullopt;
    }
    if (!append_words(r, place.words, condition.include)) return std::nullopt;
    return condition;
  }
  condition.include.push_back({Item::Kind::all, 0, condition.origin});
  if (!append_words(r, place.words, condition.exclude)) return std::nullopt;
  return condition;
}

model::NetworkCondition builtin_network(const Resolution& r, const Symbol& symbol) {
  switch (symbol.intrinsic) {
    case Symbol::Intrinsic::mfa_trusted_ips:
      return only(named(builtin_index(r, model::Network::Kind::mfa_trusted), symbol.span));
    case Symbol::Intrinsic::compliant_network:
      return only(named(builtin_index(r, model::Network::Kind::compliant), symbol.span));
    case Symbol::Intrinsic::trusted:
    case Symbol::Intrinsic::none:
    case Symbol::Intrinsic::row:
    case Symbol::Intrinsic::agent_users:
    case Symbol::Intrinsic::app_group:
    case Symbol::Intrinsic::agent_resources:
    case Symbol::Intrinsic::client:
      break;
  }
  return only({Item::Kind::all_trusted, 0, origin_of(symbol.span)});
}

}  // namespace

std::optional<model::IpRange> resolve_range(Resolution& r, const ast::Word& word) {
  auto parsed = parse_range(word.text);
  if (!parsed) {
    r.sink.report<Code::bad_address>(word.span, word.text, "it cannot be read");
    return std::nullopt;
  }
  parsed->range.origin = origin_of(word.span);
  if (parsed->range.prefix == 0 || (parsed->range.prefix == 96 && word.text.find(':') == std::string_view::npos)) {
    r.sink.report<Code::range_of_everything>(word.span, word.text).help = "write `all networks`, or a longer prefix";
    return std::nullopt;
  }
  if (parsed->host_bits) {
    const std::string masked = to_string(parsed->range);
    Diagnostic& diagnostic = r.sink.report<Code::host_bits>(word.span, word.text, masked);
    diagnostic.fixes.push_back({"write `" + masked + '`', {{word.span, masked}}, true});
  }
  return parsed->range;
}

const model::NetworkCondition* network_of(Resolution& r, const Symbol& symbol, const Span& use) {
  return meaning_of(r, r.networks, symbol, use, [&]() -> std::optional<model::NetworkCondition> {
    if (symbol.declaration == nullptr) return builtin_network(r, symbol);
    return declared_network(r, symbol);
  });
}

const model::NetworkCondition* resolve_network_noun(Resolution& r, const ast::Name& name) {
  const Symbol* symbol = r.names.find(name, kind_bit(Kind::network));
  return symbol == nullptr ? nullptr : network_of(r, *symbol, name.span);
}

bool resolve_on(Resolution& r, const ast::On& on, model::Policy& policy) {
  model::NetworkCondition condition;
  bool good = true;
  if (on.all) {
    condition.include.push_back({Item::Kind::all, 0, origin_of(on.span)});
  } else if (on.networks.size() == 1) {
    // A noun that stands alone keeps its own exceptions, so that `on untrusted networks` is All without AllTrusted.
    const auto alone = condition_of_word(r, on.networks.front());
    good = alone.has_value();
    if (alone) condition = *alone;
  } else {
    good = append_words(r, on.networks, condition.include);
  }
  condition.origin = origin_of(on.span);
  good = append_words(r, on.except, condition.exclude) && good;
  for (Item& item : condition.include) item.origin = origin_of(on.span);
  policy.networks = std::move(condition);
  return good;
}

void add_builtin_parts(Resolution& r) {
  model::Network mfa;
  mfa.name = "mfa-trusted-ips";
  mfa.graph_id = model::Id::of(vocabulary::kMfaTrustedIpsId);
  mfa.kind = model::Network::Kind::mfa_trusted;
  mfa.builtin = true;
  add_network(r, std::move(mfa));
  model::Network compliant;
  compliant.name = "compliant-network";
  compliant.graph_id = model::Id::of(vocabulary::kCompliantNetworkId);
  compliant.kind = model::Network::Kind::compliant;
  compliant.builtin = true;
  add_network(r, std::move(compliant));
  for (const vocabulary::NounRow& row : vocabulary::strengths()) {
    model::Strength strength;
    strength.name = row.name;
    strength.graph_id = model::Id::of(row.id);
    strength.builtin = true;
    for (const auto& combination : vocabulary::strength_combinations()) {
      if (combination.strength == row.name) strength.combinations.push_back({combination.methods, false, {}, {}, {}});
    }
    r.set.strengths.push_back(std::move(strength));
  }
}

}  // namespace doorward::resolving
