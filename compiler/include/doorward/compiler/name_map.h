// What ids are called: display names from exports of the directory (groups, users, applications, service principals,
// named locations …), for writing Ward that names things. Must not know policies.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace doorward {

class NameMap {
 public:
  struct Entry {
    std::string name;     // as the directory displays it
    std::string account;  // the user principal name, when it has one
  };

  /// Reads JSON as Graph exports it: an object with `id` (or `appId`) and `displayName`, a list of them, an object
  /// with `value`; or one object that maps ids to names. Other objects say nothing. False with `error` set when the
  /// text is not JSON.
  bool add_json(std::string_view text, std::string& error);
  /// The first name of an id stays.
  void add(std::string_view id, Entry entry);

  /// nullptr when nothing is known of the id.
  const Entry* find(std::string_view id) const;
  std::size_t size() const { return entries_.size(); }

 private:
  std::map<std::string, Entry, std::less<>> entries_;  // by canonical_id
};

}  // namespace doorward
