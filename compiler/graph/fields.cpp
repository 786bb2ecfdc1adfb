#include "graph/fields.h"

#include <array>
#include <charconv>

#include "doorward/facts/guid.h"
#include "doorward/grammar/suggest.h"

namespace doorward::graph {
namespace {

enum class Use : std::uint8_t { read, annotation, refused };

struct FieldRow {
  Object object;
  std::string_view name;
  Use use;
  std::string_view reason;
};

constexpr auto kFields = std::to_array<FieldRow>({
#define DW_GRAPH_FIELD(object, name, use, reason) {Object::object, name, Use::use, reason},
#include "graph/fields.def"
#undef DW_GRAPH_FIELD
});

constexpr auto kFieldNames = std::to_array<std::string_view>({
#define DW_GRAPH_FIELD(object, name, use, reason) name,
#include "graph/fields.def"
#undef DW_GRAPH_FIELD
});

constexpr auto kObjectWords = std::to_array<std::string_view>({
#define DW_GRAPH_OBJECT(name, words) words,
#include "graph/objects.def"
#undef DW_GRAPH_OBJECT
});

/// What to do about a field, where that is not to remove it: it has another name here, or its loss changes the policy.
struct FieldHint {
  Object object;
  std::string_view name;
  std::string_view help;
};
constexpr auto kHints = std::to_array<FieldHint>({
    {Object::conditions, "agentContext",
     "without it the policy covers every session of agent users: keep it in the tenant, or decide the wider policy "
     "with --ignore-unknown"},
    {Object::session, "tokenProtection", "did you mean `secureSignInSession`?"},
    {Object::continuous_access, "isEnabled", "did you mean `mode`?"},
});

std::string_view hint_of(Object object, std::string_view name) noexcept {
  for (const FieldHint& row : kHints) {
    if (row.object == object && equals_ignoring_case(row.name, name)) return row.help;
  }
  return {};
}

const FieldRow* find_field(Object object, std::string_view name) noexcept {
  for (const FieldRow& row : kFields) {
    if (row.object == object && equals_ignoring_case(row.name, name)) return &row;
  }
  return nullptr;
}

void report_kind(Reading& reading, const Place& at, std::string_view expected) {
  reading.report<Code::wrong_json_type>(at, last_name(at.path), name_of(at.node->kind), expected);
}

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string_view last_name(std::string_view path) noexcept {
  const std::size_t dot = path.rfind('.');
  std::string_view name = dot == std::string_view::npos ? path : path.substr(dot + 1);
  return name.substr(0, name.find('['));
}

std::span<const std::string_view> fields_of(Object object) noexcept {
  std::size_t begin = 0;
  while (begin < kFields.size() && kFields[begin].object != object) ++begin;
  std::size_t end = begin;
  while (end < kFields.size() && kFields[end].object == object) ++end;
  return std::span(kFieldNames).subspan(begin, end - begin);
}

bool Reading::passes_over(const Place& at) {
  if (!options_.ignore_unknown) return false;
  passed_over_.push_back(at.path);
  return true;
}

Fields::Fields(Reading& reading, Object object, const Place& at) : reading_(reading), object_(object), at_(at) {
  if (!at_) return;
  if (at_.node->kind != JsonNode::Kind::object) {
    if (!says_nothing(*at_.node)) report_kind(reading_, at_, "an object");
    return;
  }
  for (const JsonMember& member : at_.node->members) check_member(member);
}

void Fields::check_member(const JsonMember& member) {
  if (is_annotation(member.name) || says_nothing(member.value)) return;
  const FieldRow* row = find_field(object_, member.name);
  const Place place = at_.member(member);
  const std::string_view object_words = kObjectWords[static_cast<std::size_t>(object_)];
  if (row != nullptr && row->use != Use::refused) {
    for (const auto& [earlier, name] : known_) {
      if (name != row->name) continue;
      Diagnostic& twice = reading_.sink().report<Code::json_duplicate_key>(member.name_span, member.name);
      twice.json_path = place.path;
      twice.help = "keep one of the two: the case of names does not count";
      return;
    }
    known_.emplace_back(&member, row->name);
    return;
  }
  unknown_.push_back(place);
  if (reading_.passes_over(place)) return;
  const std::string_view hint = hint_of(object_, member.name);
  if (row != nullptr) {
    Diagnostic& refused =
        reading_.sink().report<Code::unsupported_graph_field>(member.name_span, row->name, row->reason);
    refused.json_path = place.path;
    refused.help = hint.empty() ? "remove it, or decide without it with --ignore-unknown" : hint;
    return;
  }
  Diagnostic& unknown = reading_.sink().report<Code::unknown_graph_field>(member.name_span, member.name, object_words);
  unknown.json_path = place.path;
  if (!hint.empty()) {
    unknown.help = hint;
    return;
  }
  const std::string_view near = nearest(member.name, fields_of(object_));
  unknown.help = near.empty() ? "remove it, or pass over what is unknown with --ignore-unknown"
                              : "did you mean `" + std::string(near) + "`?";
}

Place Fields::get(std::string_view name) const {
  for (const auto& [member, known] : known_) {
    if (known == name) return at_.member(*member);
  }
  return {};
}

std::optional<std::string> text_of(Reading& reading, const Place& at) {
  if (!at) return std::nullopt;
  if (at.node->kind == JsonNode::Kind::text) return at.node->text;
  report_kind(reading, at, "text");
  return std::nullopt;
}

std::optional<bool> truth_of(Reading& reading, const Place& at) {
  if (!at) return std::nullopt;
  if (at.node->kind == JsonNode::Kind::boolean) return at.node->truth;
  report_kind(reading, at, "true or false");
  return std::nullopt;
}

std::optional<long> number_of(Reading& reading, const Place& at) {
  if (!at) return std::nullopt;
  if (at.node->kind == JsonNode::Kind::number) {
    const std::string& text = at.node->text;
    long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) return number;
  }
  report_kind(reading, at, "a whole number");
  return std::nullopt;
}

std::vector<std::pair<std::string, Place>> texts_of(Reading& reading, const Place& at) {
  std::vector<std::pair<std::string, Place>> texts;
  if (!at) return texts;
  const auto add = [&](const Place& place) {
    if (says_nothing(*place.node)) return;
    if (place.node->kind == JsonNode::Kind::text) {
      texts.emplace_back(place.node->text, place);
    } else {
      report_kind(reading, place, "text");
    }
  };
  if (at.node->kind == JsonNode::Kind::array) {
    for (std::size_t i = 0; i < at.node->items.size(); ++i) add(at.item(i));
  } else if (at.node->kind == JsonNode::Kind::text) {
    add(at);
  } else {
    report_kind(reading, at, "a list of texts");
  }
  return texts;
}

std::vector<std::pair<std::string, Place>> words_of(Reading& reading, const Place& at) {
  std::vector<std::pair<std::string, Place>> words;
  for (const auto& [text, place] : texts_of(reading, at)) {
    std::string_view rest = text;
    while (true) {
      const std::size_t comma = rest.find(',');
      const std::string_view word = trimmed(rest.substr(0, comma));
      if (!word.empty()) words.emplace_back(word, place);
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return words;
}

std::vector<Place> objects_of(Reading& reading, const Place& at) {
  std::vector<Place> objects;
  if (!at) return objects;
  if (at.node->kind != JsonNode::Kind::array) return {at};
  for (std::size_t i = 0; i < at.node->items.size(); ++i) {
    const Place item = at.item(i);
    if (says_nothing(*item.node)) continue;
    if (item.node->kind == JsonNode::Kind::object) {
      objects.push_back(item);
    } else {
      report_kind(reading, item, "an object");
    }
  }
  return objects;
}

void report_unknown_value(Reading& reading, const Place& at, std::string_view word, std::string_view field,
                          std::span<const std::string_view> known) {
  if (reading.passes_over(at)) return;
  Diagnostic& unknown = reading.report<Code::unknown_graph_value>(at, word, field);
  if (equals_ignoring_case(word, "unknownFutureValue")) {
    unknown.help = "Graph hid the value: export again with the header `Prefer: include-unknown-enum-members`";
    return;
  }
  const std::string_view near = nearest(word, known);
  if (!near.empty()) {
    unknown.help = "did you mean `" + std::string(near) + "`?";
    return;
  }
  unknown.help = "known values: ";
  bool first = true;
  for (const std::string_view candidate : known) {
    if (candidate.empty()) continue;  // a member that has no word in policies
    unknown.help += (first ? "`" : ", `") + std::string(candidate) + '`';
    first = false;
  }
}

}  // namespace doorward::graph
