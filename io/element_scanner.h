// Finds the records of a stream of JSON that is not one record a line: the elements of a list, bare or under `value`
// or `records`, and objects that spread over lines. Only brackets and strings are understood; whether a record is
// JSON is for its reader. Private to io.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace doorward {

class ElementScanner {
 public:
  enum class Event : std::uint8_t {
    none,         // the text is used up
    begin,        // a record begins at the last character
    record,       // the open record ends with the last character
    wrapper,      // the open record turned out to hold a list of records
    bad_element,  // an element of a list is no object
    bad_root,     // neither an object nor a list begins here
  };

  void reset() noexcept { *this = ElementScanner(); }
  /// Goes on at text[at] and leaves `at` behind the character of the event.
  Event next(std::string_view text, std::size_t& at);
  /// Nothing is open.
  bool idle() const noexcept { return depth_ == 0; }
  bool in_record() const noexcept { return in_record_; }
  bool in_string() const noexcept { return in_string_; }

 private:
  Event open(char bracket);
  Event close();
  Event other(char c);

  static constexpr std::size_t kNoList = SIZE_MAX;
  std::size_t depth_ = 0;
  std::size_t list_depth_ = kNoList;  // elements of the list are opened at this depth
  bool in_record_ = false;
  bool in_string_ = false;
  bool escaped_ = false;
  bool bad_element_ = false;  // reported, up to the next comma
  bool after_list_key_ = false;
  std::string word_;  // the last string of the root object, as far as a key could be
};

/// True when the first line of `text` that is not blank is an object that goes on behind it, or is broken off.
bool begins_open(std::string_view text);
/// True when what begins with `text` has to be scanned and cannot be read line by line. Of an object that is open at the
/// end of its line it needs the next line: one that was broken off stands alone, and the next begins an object.
bool begins_container(std::string_view text);
/// True when a line is a list, or an object that wraps one.
bool is_container_line(std::string_view text) noexcept;

}  // namespace doorward
