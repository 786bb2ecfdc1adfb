#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "graph/json_fault.h"
#include "graph/json_tree.h"

namespace doorward::graph {
namespace {

namespace od = simdjson::ondemand;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, SourceId file, DiagnosticSink& sink)
      : text_(text), padded_(text), file_(file), sink_(sink) {}

  std::optional<JsonNode> build() {
    if (const auto error = parser_.iterate(padded_).get(document_)) return refuse(error);
    iterating_ = true;
    od::value root;
    if (const auto error = document_.get_value().get(root)) return refuse(error);
    JsonNode node;
    if (!read(root, node, 1)) return std::nullopt;
    const char* rest = nullptr;
    if (document_.current_location().get(rest) == simdjson::SUCCESS) return refuse(simdjson::TRAILING_CONTENT);
    if (faulty_) return std::nullopt;
    return node;
  }

 private:
  std::nullopt_t refuse(simdjson::error_code error) {
    report(error, here());
    return std::nullopt;
  }
  bool failed(simdjson::error_code error) { return failed(error, error == simdjson::SUCCESS ? 0 : here()); }
  bool failed(simdjson::error_code error, std::size_t at) {
    if (error != simdjson::SUCCESS) report(error, at);
    return error != simdjson::SUCCESS;
  }

  std::uint32_t offset_of(const char* at) const {
    const auto offset = static_cast<std::size_t>(at - padded_.data());
    return static_cast<std::uint32_t>(std::min(offset, text_.size()));
  }
  // Where the parser stands: the next token, or the end of the text.
  std::uint32_t here() {
    const char* at = nullptr;
    if (!iterating_ || document_.current_location().get(at) != simdjson::SUCCESS) at = padded_.data() + text_.size();
    return offset_of(at);
  }
  // The end of the token before the parser's place.
  std::uint32_t end_of_last() {
    std::uint32_t at = here();
    while (at > 0 && is_blank(text_[at - 1])) --at;
    return at;
  }

  void report(simdjson::error_code error, std::size_t at);
  bool read(od::value value, JsonNode& out, int depth);
  bool read_object(od::value value, JsonNode& out, int depth);
  bool read_array(od::value value, JsonNode& out, int depth);
  bool read_scalar(od::value value, od::json_type type, JsonNode& out);
  void check_twice(const JsonNode& object);

  std::string_view text_;
  simdjson::padded_string padded_;
  SourceId file_;
  DiagnosticSink& sink_;
  od::parser parser_;
  od::document document_;
  bool iterating_ = false;  // the document may be asked where it stands
  bool faulty_ = false;
};

void TreeBuilder::report(simdjson::error_code error, std::size_t at) {
  std::string_view what = "a value, a comma or a closing bracket is expected here";
  if (error == simdjson::EMPTY) {
    what = "the file is empty";
  } else if (error == simdjson::UNCLOSED_STRING) {
    at = find_unclosed_string(text_);
    what = "this string is never closed";
  } else if (error == simdjson::UNESCAPED_CHARS) {
    at = find_control_character(text_);
    what = "a control character in a string must be escaped";
  } else if (error == simdjson::UTF8_ERROR) {
    at = find_broken_utf8(text_);
    what = "this byte is not UTF-8";
  } else if (error == simdjson::INCOMPLETE_ARRAY_OR_OBJECT || at >= text_.size()) {
    at = find_unclosed_bracket(text_);
    what = "this bracket is never closed";
  } else if (error == simdjson::STRING_ERROR) {
    what = "this string has an escape that JSON does not know";
  } else if (error == simdjson::NUMBER_ERROR) {
    what = "this number is not written as JSON writes numbers";
  } else if (error == simdjson::TRAILING_CONTENT) {
    what = "text follows after the end of the JSON";
  } else if (error == simdjson::SCALAR_DOCUMENT_AS_VALUE) {
    at = 0;
    what = "a policy file holds an object or a list";
  }
  const std::size_t begin = std::min(at, text_.size());
  const std::size_t end = std::min(begin + 1, text_.size());
  sink_.report<Code::json_syntax>({file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, what);
}

bool TreeBuilder::read(od::value value, JsonNode& out, int depth) {
  std::string_view token = value.raw_json_token();
  while (!token.empty() && is_blank(token.back())) token.remove_suffix(1);
  out.span = {file_, offset_of(token.data()), offset_of(token.data() + token.size())};
  od::json_type type{};
  if (failed(value.type().get(type))) return false;
  const bool nests = type == od::json_type::object || type == od::json_type::array;
  if (!nests) return read_scalar(value, type, out);
  if (depth > kMaxJsonDepth) {
    sink_.report<Code::json_too_deep>(out.span, kMaxJsonDepth);
    return false;
  }
  const bool read_all = type == od::json_type::object ? read_object(value, out, depth) : read_array(value, out, depth);
  if (read_all) out.span.end = end_of_last();
  return read_all;
}

bool TreeBuilder::read_object(od::value value, JsonNode& out, int depth) {
  out.kind = JsonNode::Kind::object;
  od::object object;
  if (failed(value.get_object().get(object))) return false;
  for (auto result : object) {
    od::field field;
    if (failed(std::move(result).get(field))) return false;
    JsonMember member;
    const std::uint32_t key_begin = offset_of(field.key().raw()) - 1;
    std::string_view name;
    if (failed(field.unescaped_key().get(name))) return false;
    member.name = name;
    std::size_t key_end = key_begin + 1;
    while (key_end < text_.size() && text_[key_end] != '"') key_end += text_[key_end] == '\\' ? 2 : 1;
    member.name_span = {file_, key_begin, static_cast<std::uint32_t>(std::min(key_end + 1, text_.size()))};
    if (!read(field.value(), member.value, depth + 1)) return false;
    out.members.push_back(std::move(member));
  }
  check_twice(out);
  return true;
}

bool TreeBuilder::read_array(od::value value, JsonNode& out, int depth) {
  out.kind = JsonNode::Kind::array;
  od::array array;
  if (failed(value.get_array().get(array))) return false;
  for (auto result : array) {
    od::value item;
    if (failed(result.get(item))) return false;
    if (!read(item, out.items.emplace_back(), depth + 1)) return false;
  }
  return true;
}

bool TreeBuilder::read_scalar(od::value value, od::json_type type, JsonNode& out) {
  const std::size_t at = out.span.begin;
  if (type == od::json_type::string) {
    out.kind = JsonNode::Kind::text;
    std::string_view text;
    if (failed(value.get_string().get(text), at)) return false;
    out.text = text;
    return true;
  }
  if (type == od::json_type::boolean) {
    out.kind = JsonNode::Kind::boolean;
    return !failed(value.get_bool().get(out.truth), at);
  }
  if (type == od::json_type::number) {
    out.kind = JsonNode::Kind::number;
    out.text = text_.substr(out.span.begin, out.span.end - out.span.begin);
    od::number number;
    return !failed(value.get_number().get(number), at);
  }
  bool null = false;
  return !failed(value.is_null().get(null), at) && (null || !failed(simdjson::N_ATOM_ERROR, at));
}

void TreeBuilder::check_twice(const JsonNode& object) {
  std::vector<const JsonMember*> members;
  for (const JsonMember& member : object.members) members.push_back(&member);
  std::stable_sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  for (std::size_t i = 1; i < members.size(); ++i) {
    if (members[i]->name != members[i - 1]->name) continue;
    faulty_ = true;
    Diagnostic& twice = sink_.report<Code::json_duplicate_key>(members[i]->name_span, members[i]->name);
    twice.notes.push_back({members[i - 1]->name_span, "first written here"});
    twice.help = "keep one of the two: readers of JSON differ in which one they take";
  }
}

}  // namespace

std::optional<JsonNode> read_json(const SourceMap& sources, SourceId file, DiagnosticSink& sink) {
  return TreeBuilder(sources.text(file), file, sink).build();
}

}  // namespace doorward::graph
