#include "space/classes.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace doorward::analysis {
namespace {

/// Kinds of people that are told apart at once.
constexpr std::size_t kMostPeople = 4096;
/// Values that are kept of a class, to be listed.
constexpr std::size_t kMostValues = 64;

using Key = std::tuple<PolicyBits, PolicyBits, std::uint32_t>;

/// Collects classes by what they make hold.
class Merging {
 public:
  Merging(const Space::Contents& contents, const SpaceQuery& query) : query_(query), atoms_(contents.atom_count) {
    for (std::size_t p = 0; p < contents.policies; ++p) {
      if (query.relevant.test(p)) atoms_ |= contents.atoms_of[p];
    }
  }

  void add(const SpaceValue& value, const PolicyBits& holds, const PolicyBits& atoms, std::uint32_t facts) {
    const PolicyBits relevant = holds & query_.relevant;
    if (!relevant.contains(query_.required)) return;
    if (query_.one_of.any() && !relevant.intersects(query_.one_of)) return;
    const PolicyBits told = atoms & atoms_;
    const auto [place, fresh] = known_.emplace(Key{relevant, told, facts}, classes_.size());
    if (fresh) classes_.push_back({{}, relevant, told, facts});
    SpaceClass& one = classes_[place->second];
    if (one.values.size() < kMostValues) one.values.push_back(value);
  }

  std::vector<SpaceClass> take() { return std::move(classes_); }

 private:
  const SpaceQuery& query_;
  PolicyBits atoms_;
  std::map<Key, std::size_t> known_;
  std::vector<SpaceClass> classes_;
};

/// Somebody, put together of parts.
struct Person {
  std::vector<std::size_t> parts;
  PolicyBits included;
  PolicyBits excluded;
  PolicyBits atoms;
  std::uint32_t facts = 0;
};

class People {
 public:
  People(const Space::Contents& contents, const SpaceQuery& query) : contents_(contents), query_(query) {}

  std::vector<Person> take(bool& complete) {
    for (std::size_t p = 0; p < contents_.parts.size(); ++p) {
      if (contents_.parts[p].kind == PersonPart::Kind::base) add_alone(p);
    }
    const std::size_t bases = people_.size();
    for (std::size_t p = 0; p < contents_.parts.size(); ++p) {
      if (contents_.parts[p].kind == PersonPart::Kind::identity) extend(p, bases);
    }
    const std::size_t known = people_.size();
    std::vector<std::size_t> memberships;
    for (std::size_t p = 0; p < contents_.parts.size(); ++p) {
      if (contents_.parts[p].kind == PersonPart::Kind::membership && tells(contents_.parts[p]))
        memberships.push_back(p);
    }
    // Those of one membership first, so that the plainest person stands for a class.
    for (const std::size_t p : memberships) extend(p, known);
    for (const std::size_t p : memberships) extend(p, people_.size());
    complete = complete && !overflow_;
    return std::move(people_);
  }

 private:
  /// A membership that only makes more of those policies apply that are to be as few as possible tells nothing.
  bool tells(const PersonPart& part) const {
    const PolicyBits included = part.included & query_.relevant;
    return part.atoms.any() || part.excluded.intersects(query_.relevant) || (included - query_.fewest).any();
  }

  void add_alone(std::size_t part) {
    const PolicyBits none(contents_.policies);
    insert({{}, none, none, PolicyBits(contents_.atom_count), 0}, part);
  }

  /// Also those who are the first `count` known and have `part`.
  void extend(std::size_t part, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      if (std::find(people_[i].parts.begin(), people_[i].parts.end(), part) != people_[i].parts.end()) continue;
      insert(people_[i], part);
    }
  }

  void insert(Person person, std::size_t part) {
    const PersonPart& added = contents_.parts[part];
    person.parts.push_back(part);
    person.included |= added.included & query_.relevant;
    person.excluded |= added.excluded & query_.relevant;
    person.atoms |= added.atoms;
    person.facts |= added.facts;
    if (known_.contains(std::tuple(person.included, person.excluded, person.atoms, person.facts))) return;
    if (people_.size() == kMostPeople) {
      overflow_ = true;
      return;
    }
    known_.emplace(person.included, person.excluded, person.atoms, person.facts);
    people_.push_back(std::move(person));
  }

  const Space::Contents& contents_;
  const SpaceQuery& query_;
  std::vector<Person> people_;
  std::set<std::tuple<PolicyBits, PolicyBits, PolicyBits, std::uint32_t>> known_;
  bool overflow_ = false;
};

/// The value of somebody who is of several parts. The last identity or, without one, the kind or a single membership
/// is the subject; the rest is given.
SpaceValue person_value(const Space::Contents& contents, const std::vector<std::size_t>& parts) {
  SpaceValue value;
  std::vector<std::function<void(SignIn&)>> applied;
  const bool member = parts.front() == 0;
  for (const std::size_t index : parts) {
    const PersonPart& part = contents.parts[index];
    applied.push_back(part.value.apply);
    if (part.kind == PersonPart::Kind::membership) {
      value.text += (value.text.empty() ? "" : " and ") + part.value.text;
      value.given.insert(value.given.end(), part.value.given.begin(), part.value.given.end());
      // A member in one group is that group's member.
      if (parts.size() == 2 && member) {
        value.phrase = part.value.phrase;
        value.given.clear();
      }
      continue;
    }
    if (part.kind == PersonPart::Kind::base && index == 0 && parts.size() > 1) {
      value.phrase = part.value.phrase;
      continue;
    }
    value.text += (value.text.empty() ? "" : ", ") + part.value.text;
    value.phrase = part.value.phrase;
  }
  if (parts.size() == 1 && member) value.text = "anybody else";
  value.apply = [applied](SignIn& s) {
    for (const auto& apply : applied) apply(s);
  };
  return value;
}

}  // namespace

SpaceDimension merged_classes(const Space::Contents& contents, const MeasuredDimension& dimension,
                              const SpaceQuery& query) {
  SpaceDimension merged;
  merged.label = dimension.label;
  Merging values(contents, query);
  for (const Measured& one : dimension.values) values.add(one.value, one.holds, one.atoms, one.facts);
  merged.classes = values.take();
  Merging unseen(contents, query);
  for (const Measured& one : dimension.unseen) unseen.add(one.value, one.holds, one.atoms, one.facts);
  merged.unseen = unseen.take();
  return merged;
}

SpaceDimension subject_classes(const Space::Contents& contents, const SpaceQuery& query, bool& complete) {
  SpaceDimension dimension;
  dimension.label = "users";
  Merging merging(contents, query);
  for (const Person& person : People(contents, query).take(complete)) {
    merging.add(person_value(contents, person.parts), person.included - person.excluded, person.atoms, person.facts);
  }
  for (const Measured& one : contents.machines) merging.add(one.value, one.holds, one.atoms, one.facts);
  dimension.classes = merging.take();
  return dimension;
}

}  // namespace doorward::analysis
