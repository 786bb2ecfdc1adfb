#include "exchange/nouns.h"

#include <algorithm>

#include "doorward/vocabulary/vocabulary.h"
#include "exchange/prelude.h"
#include "exchange/words.h"

namespace doorward::exchange {
namespace {

struct KindWord {
  Kind kind;
  std::string_view word;
};
constexpr auto kWords = std::to_array<KindWord>({
#define DW_NOUN_KIND(kind, word, one, example) {Kind::kind, word},
#include "resolve/kinds.def"
#undef DW_NOUN_KIND
});

std::string word_of(Kind kind) {
  const auto row = std::find_if(kWords.begin(), kWords.end(), [&](const KindWord& w) { return w.kind == kind; });
  return std::string(row->word);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

/// People share one space of names, so that no sentence needs a kind word; every other kind has its own.
int space_of(Kind kind) {
  const bool person = kind == Kind::user || kind == Kind::group || kind == Kind::role || kind == Kind::agent;
  return person ? -1 : static_cast<int>(kind);
}

const vocabulary::NounRow* well_known(Kind kind, const model::Id& id) {
  if (kind == Kind::role) return vocabulary::find_id(vocabulary::roles(), id.key);
  if (kind == Kind::app) return vocabulary::find_id(vocabulary::apps(), id.key);
  return nullptr;
}

}  // namespace

Nouns::Nouns(const model::PolicySet& set, const NameMap& names, DiagnosticSink& sink)
    : set_(set), known_(names), sink_(sink) {
  count_roles();
  name_strengths();
  name_networks();
  declare_networks();
}

bool Nouns::is_guid(const model::Id& id, const model::Origin& use) {
  if (parse_guid(id.key)) return true;
  Diagnostic& found = sink_.report<Code::no_ward_phrase>(use.span, "the id `" + id.text + "`, which is no GUID");
  found.json_path = use.json_path;
  found.help = "write the id that Graph has for it, a GUID";
  return false;
}

std::string Nouns::unique(Kind kind, std::string name) {
  const std::string base = name;
  const auto is_free = [&] {
    const std::string folded = lower(name);
    return !Prelude::instance().is_taken(folded) && taken_.emplace(space_of(kind), folded).second;
  };
  for (int next = 2; !is_free(); ++next) name = base + '-' + std::to_string(next);
  return name;
}

Nouns::Called Nouns::called(Kind kind, const model::Id& id) const {
  if (const NameMap::Entry* entry = known_.find(id.key)) return {kebab(entry->name), entry->account};
  const auto own = set_.names.find({word_of(kind), id.key});
  if (own != set_.names.end()) return {kebab(own->second), {}};
  return {{}, "no name known"};
}

std::optional<std::string> Nouns::name_of(Kind kind, const model::Id& id, const model::Origin& use) {
  if (const auto* row = well_known(kind, id)) return std::string(row->name);
  const auto [place, fresh] = named_.try_emplace({kind, id.key});
  if (!fresh) return place->second;
  if (kind == Kind::context) {
    const NameMap::Entry* entry = known_.find(id.key);
    const auto own = set_.names.find({"context", id.key});
    const bool known = entry != nullptr || own != set_.names.end();
    const std::string text = entry != nullptr ? entry->name : known ? own->second : "authentication context " + id.key;
    declare(kind, id.key, {word_of(kind) + ' ' + id.key, quoted(text), known ? "" : "no name known"});
    place->second = id.key;
    return place->second;
  }
  if (kind != Kind::user || id.key.find('@') == std::string::npos) {
    if (!is_guid(id, use)) return std::nullopt;
  }
  Called one = called(kind, id);
  const bool starts_well = !one.name.empty() && (one.name.front() < '0' || one.name.front() > '9');
  if (!starts_well) {
    const std::string rest = one.name.empty() ? id.key.substr(0, id.key.find('-')) : one.name;
    one.name = word_of(kind) + '-' + rest;
  }
  const std::string name = unique(kind, one.name);
  const std::string written = written_name(name);
  declare(kind, name, {word_of(kind) + ' ' + written, id.key, one.comment});
  place->second = written;
  return place->second;
}

void Nouns::declare(Kind kind, const std::string& name, Declared declared) {
  declared_[kind].emplace(name, std::move(declared));
}

std::string Nouns::declarations() const {
  std::string out;
  for (const auto& [kind, nouns] : declared_) {
    constexpr std::size_t kWidest = 44;
    std::size_t width = 0;
    for (const auto& [name, noun] : nouns) {
      if (noun.head.size() <= kWidest) width = std::max(width, noun.head.size());
    }
    if (!out.empty()) out += '\n';
    for (const auto& [name, noun] : nouns) {
      const std::string gap(noun.head.size() < width ? width - noun.head.size() : 0, ' ');
      std::string line = wrapped(noun.head + gap + " = " + noun.value, 0);
      if (!noun.comment.empty()) line += "  # " + one_line(noun.comment);
      out += line + '\n';
    }
  }
  return out;
}

}  // namespace doorward::exchange
