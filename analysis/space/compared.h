// The attributes that conditions compare, and for each the values that tell their comparisons apart. Must not know
// policies.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "doorward/analysis/space.h"
#include "doorward/compiler/model.h"

namespace doorward::analysis {

class Compared {
 public:
  /// Notes what `expr` compares of `scope`.
  void add(const model::Expr& expr, model::AttributeScope scope);
  /// Also tells apart whether the device is compliant, or how it is joined.
  void add(DeviceAttribute attribute) { noted_[{model::AttributeScope::device, std::string(), attribute}]; }

  bool empty() const { return noted_.empty(); }

  /// Each of `values` with each combination of attribute values, in its place; false when there are more than `most`,
  /// or when not all values that matter are known.
  bool cross(std::vector<SpaceValue>& values, std::size_t most) const;

 private:
  struct Key {
    model::AttributeScope scope{};
    std::string name;
    DeviceAttribute device{};
    auto operator<=>(const Key&) const = default;
  };
  struct Noted {
    std::set<std::string> values;
    bool ordered = false;  // compared by < and its kind
    bool parts = false;    // compared by what a text contains, begins or ends with
    bool presence = false;
  };

  static std::vector<SpaceValue> choices(const Key& key, const Noted& noted, bool& complete);
  static SpaceValue choice(const Key& key, const std::string& value, bool quote);

  std::map<Key, Noted> noted_;
};

}  // namespace doorward::analysis
