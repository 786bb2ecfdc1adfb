// The space of sign-ins as policies see it: for each dimension the classes of values that no policy tells apart, each
// with values that stand for it, and a search over their product. A class is found by asking the runtime which
// policies' conditions hold for a value, so that nothing here has a second opinion on what a condition means. What is
// found is a concrete sign-in, which the caller decides anew with the loaded set before it says anything. Where the
// search meets its bound, or a condition compares in a way of which the values are not all known, it says so.
//
// The space holds sign-ins for one resource (an app, an action or a context), or for several apps where that is asked
// for, with every signal stated. Must not know decisions, tests or how anything is printed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "doorward/analysis/policy_bits.h"
#include "doorward/compiler/model.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::analysis {

/// One value of a dimension.
struct SpaceValue {
  std::string text;    // in lists of values: `browser`, `198.51.100.250`, `in contractors`
  std::string phrase;  // as a phrase of a sentence, a subject first of all; empty when a sentence has nothing to say
  std::vector<std::string> also;   // other phrases that hold for it
  std::vector<std::string> given;  // as facts that a test gives: `user in contractors`
  std::function<void(SignIn&)> apply;
};

/// What a class decides beside which policies apply.
enum SpaceFacts : std::uint32_t {
  kUnpromptable = 1U << 0U,        // a legacy client, a workload or an agent's user
  kDeviceUnseen = 1U << 1U,        // a legacy client or device-code flow: the device says nothing
  kCompliantDevice = 1U << 2U,     // the device is, and some policy demands it
  kHybridJoinedDevice = 1U << 3U,  // the device is, and some policy demands it
  kApprovedApp = 1U << 4U,         // the app is, and some policy demands it
  kProtectedApp = 1U << 5U,        // the app is, and some policy demands it
  kMfaTrusted = 1U << 6U,          // the address is an MFA trusted IP, and states are part of the space
  kFirstStateFact = 1U << 8U,      // from here on the user state by its number
};

/// Values that no policy tells apart. The first stands for all.
struct SpaceClass {
  std::vector<SpaceValue> values;
  PolicyBits holds;  // policies whose condition holds, and those that have none in this dimension
  PolicyBits atoms;  // comparisons of `when` that hold
  std::uint32_t facts = 0;
};

struct SpaceDimension {
  std::string label;  // as decisions call it: `clientApp`, `network`
  std::vector<SpaceClass> classes;
  /// Of the device dimension: what it is where the device says nothing (kDeviceUnseen).
  std::vector<SpaceClass> unseen;
};

struct SpaceOptions {
  std::int64_t now = 0;      // decision time, Unix seconds, unless a policy has times
  bool user_states = false;  // per-user MFA states are part of the space
  bool audiences = false;    // so are requests for several apps, which policies that except one of them pass over
};

/// Which part of a space is asked for.
struct SpaceQuery {
  PolicyBits relevant;        // the others are not told apart
  PolicyBits required;        // all of these may apply
  PolicyBits one_of;          // one of these may apply, unless empty
  PolicyBits fewest;          // sign-ins to which a superset of these applies, all else equal, are passed over
  std::size_t most = 20'000;  // combinations that are kept at once
};

/// One combination, with the values that it is made of, which live as long as the dimensions.
struct SpacePoint {
  SignIn sign_in;  // `time`, where it has one, is to be its decision time
  std::vector<const SpaceValue*> values;
  std::vector<std::string_view> labels;  // of their dimensions
};

class Space {
 public:
  /// `sides` are the policies of one or more sets; the policies of all are numbered through. Disabled policies never
  /// apply. Nothing is kept of the arguments.
  Space(const std::vector<const model::PolicySet*>& sides, const SpaceOptions& options);
  ~Space();
  Space(const Space&) = delete;
  Space& operator=(const Space&) = delete;

  std::size_t policy_count() const;
  /// The number of policy `index` of the model `side`.
  std::size_t number(std::size_t side, std::size_t index) const;
  /// A query about everything.
  SpaceQuery everything() const;

  /// The dimensions as `query` tells values apart, the subject first, dimensions of one class left out. `complete` is
  /// set to false when there are more classes than are told apart.
  std::vector<SpaceDimension> dimensions(const SpaceQuery& query, bool& complete) const;

  /// Calls `see` for each combination of `dimensions` that policies tell apart, until it returns false. Returns false
  /// when combinations were left out because there are too many.
  bool search(const std::vector<SpaceDimension>& dimensions, const SpaceQuery& query,
              const std::function<bool(const SpacePoint&)>& see) const;

  /// The policies that are about this user, whatever else they ask. Not for several threads at once.
  PolicyBits subject_holds(const UserSignals& user) const;

  /// Nouns of phrases that no source declares, each with the declaration that it needs.
  const std::map<std::string, std::string>& undeclared_nouns() const;

  /// A sign-in with every signal stated, without groups, from nowhere in particular: where combinations begin.
  SignIn neutral() const;

  struct Contents;  // private to analysis/space

 private:
  std::unique_ptr<Contents> contents_;
};

/// `members on 198.51.100.7 for procurement`: a point as a sentence, in Ward.
std::string sentence_of(const SpacePoint& point);
/// What a test has to give beside the sentence, one fact each.
std::vector<std::string> givens_of(const SpacePoint& point);

}  // namespace doorward::analysis
