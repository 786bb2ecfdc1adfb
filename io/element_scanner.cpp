#include "element_scanner.h"

#include <algorithm>
#include <array>

namespace doorward {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kMaxKey = 16;
constexpr auto kListKeys = std::to_array<std::string_view>({"value", "records"});
constexpr auto kWrapperStarts = std::to_array<std::string_view>({"\"value\"", "\"records\"", "\"@odata.context\""});

bool is_list_key(std::string_view key) noexcept {
  for (const std::string_view known : kListKeys) {
    if (key == known) return true;
  }
  return false;
}

/// Whether JSON goes on from `line` to `next`, as far as a character tells. A line of its own begins with its bracket.
bool goes_on(std::string_view line, std::string_view next) {
  const std::size_t last = line.find_last_not_of(kBlanks);
  const std::size_t first = next.find_first_not_of(kBlanks);
  if (last == std::string_view::npos || first == std::string_view::npos) return false;
  constexpr std::string_view kNeverFirst = "\"}],:";
  if (kNeverFirst.find(next[first]) != std::string_view::npos) return true;
  const bool wants_value = line[last] == ',' || line[last] == ':' || line[last] == '[';
  return first != 0 && wants_value;
}

}  // namespace

ElementScanner::Event ElementScanner::open(char bracket) {
  const std::size_t depth = depth_++;
  const bool list_key = after_list_key_;
  after_list_key_ = false;
  if (depth == 0) {
    if (bracket == '[') {
      list_depth_ = 1;
      return Event::none;
    }
    in_record_ = true;
    return Event::begin;
  }
  if (depth == 1 && list_depth_ == kNoList && list_key && bracket == '[') {
    list_depth_ = 2;
    in_record_ = false;
    return Event::wrapper;
  }
  if (depth != list_depth_) return Event::none;
  if (bracket == '{') {
    in_record_ = true;
    return Event::begin;
  }
  return other(bracket);
}

ElementScanner::Event ElementScanner::close() {
  if (depth_ == 0) return other(']');
  --depth_;
  if (depth_ + 1 == list_depth_) list_depth_ = kNoList - 1;  // the list is over, and there is no other
  const bool ends = in_record_ && (depth_ == list_depth_ || depth_ == 0);
  if (depth_ == 0) list_depth_ = kNoList;
  if (!ends) return Event::none;
  in_record_ = false;
  return Event::record;
}

ElementScanner::Event ElementScanner::other(char c) {
  if (c == ',') bad_element_ = false;
  if (kBlanks.find(c) != std::string_view::npos || c == ',') return Event::none;
  if (depth_ == 1 && c == ':' && list_depth_ == kNoList) after_list_key_ = is_list_key(word_);
  if (depth_ == 0) return Event::bad_root;
  const std::size_t element_depth = c == '[' ? depth_ - 1 : depth_;
  if (element_depth != list_depth_ || bad_element_) return Event::none;
  bad_element_ = true;
  return Event::bad_element;
}

ElementScanner::Event ElementScanner::next(std::string_view text, std::size_t& at) {
  while (at < text.size()) {
    const char c = text[at++];
    if (in_string_) {
      if (escaped_)
        escaped_ = false;
      else if (c == '\\')
        escaped_ = true;
      else if (c == '"')
        in_string_ = false;
      else if (depth_ == 1 && word_.size() < kMaxKey)
        word_ += c;
      continue;
    }
    Event event = Event::none;
    if (c == '"') {
      after_list_key_ = false;
      word_.clear();
      event = other(c);
      in_string_ = event != Event::bad_root;
    } else if (c == '{' || c == '[') {
      event = open(c);
    } else if (c == '}' || c == ']') {
      event = close();
    } else {
      event = other(c);
    }
    if (event != Event::none) return event;
  }
  return Event::none;
}

bool is_container_line(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return false;
  if (text[first] == '[') return true;
  if (text[first] != '{') return false;
  text.remove_prefix(first + 1);
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  for (const std::string_view start : kWrapperStarts) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

bool begins_open(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos || text[first] != '{') return false;
  const std::string_view line = text.substr(first, text.find('\n', first) - first);
  ElementScanner scanner;
  for (std::size_t at = 0; at < line.size();) scanner.next(line, at);
  return !scanner.idle() && !scanner.in_string();
}

bool begins_container(std::string_view text) {
  if (is_container_line(text)) return true;
  if (!begins_open(text)) return false;
  text.remove_prefix(text.find_first_not_of(kBlanks));
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  const std::string_view line = text.substr(0, end);
  // A bracket alone on its line is no record that was broken off.
  if (line.find_last_not_of(kBlanks) == 0) return true;
  return goes_on(line, text.substr(std::min(text.find_first_not_of("\r\n", end), text.size())));
}

}  // namespace doorward
