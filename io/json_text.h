// JSON that is written from front to back into one growing buffer. Commas stand by themselves: whatever follows a value
// in an object or a list is separated from it. Private to io. Must not know what is written.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace doorward {

class JsonText {
 public:
  void clear() noexcept { size_ = 0; }
  /// Holds until the next change.
  std::string_view view() const noexcept { return {bytes_.data(), size_}; }

  void open_object() { begin('{'); }
  void close_object() { put('}'); }
  void open_list() { begin('['); }
  void close_list() { put(']'); }

  /// `name` needs no escapes.
  void key(std::string_view name) {
    char* at = room(name.size() + 4);
    at = separate(at);
    *at++ = '"';
    at = copy(name, at);
    *at++ = '"';
    *at++ = ':';
    finish(at);
  }
  /// A value, or the rest of one, that is JSON already.
  void raw(std::string_view json) {
    char* at = room(json.size() + 1);
    finish(copy(json, separate(at)));
  }
  /// Bytes as they are.
  void tail(std::string_view json) { finish(copy(json, room(json.size()))); }
  /// A string.
  void text(std::string_view value);
  /// A string that needs no escapes, as the words of closed vocabularies.
  void word(std::string_view value) {
    char* at = separate(room(value.size() + 3));
    *at++ = '"';
    at = copy(value, at);
    *at++ = '"';
    finish(at);
  }
  void flag(bool value) { raw(value ? "true" : "false"); }
  void number(std::uint64_t value) { raw(std::to_string(value)); }
  void text_member(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }
  void word_member(std::string_view name, std::string_view value) {
    key(name);
    word(value);
  }

 private:
  /// Where to write at most `bytes` more; `finish` says where they ended.
  char* room(std::size_t bytes) {
    if (bytes_.size() - size_ < bytes) bytes_.resize((size_ + bytes) * 2);
    return bytes_.data() + size_;
  }
  void finish(const char* end) noexcept { size_ = static_cast<std::size_t>(end - bytes_.data()); }
  static char* copy(std::string_view text, char* at) noexcept {
    if (!text.empty()) std::memcpy(at, text.data(), text.size());
    return at + text.size();
  }
  char* separate(char* at) const noexcept {
    const char last = size_ == 0 ? '[' : bytes_[size_ - 1];
    if (last != '[' && last != '{' && last != ':') *at++ = ',';
    return at;
  }
  void begin(char bracket) {
    char* at = separate(room(2));
    *at++ = bracket;
    finish(at);
  }
  void put(char c) {
    *room(1) = c;
    ++size_;
  }

  std::string bytes_;  // as much as was ever needed
  std::size_t size_ = 0;
};

/// `text` as a JSON string, quotes included.
std::string json_string(std::string_view text);

}  // namespace doorward
