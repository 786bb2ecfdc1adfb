// Sign-ins to which a policy seems to apply, put together from what it says, without a search: the plainest first. A
// thousand policies are asked about in the time that one search takes. Must not know decisions: whether the policy does
// apply is asked of the runtime.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "doorward/analysis/space.h"
#include "space/ward_names.h"

namespace doorward::analysis {

/// A sign-in, and the sentence that says it. Texts are of the model and of `storage`.
struct PlainSignIn {
  SignIn sign_in;
  std::string sentence;
  std::shared_ptr<const void> storage;
};

class PlainSignIns {
 public:
  /// `set` outlives this.
  explicit PlainSignIns(const model::PolicySet& set);

  /// What `policy` seems to ask for, up to a bound; none where it asks for what is not looked for here (`when`).
  std::vector<PlainSignIn> of(const model::Policy& policy);

  /// `plain` changed so that `policy` still seems to apply and `others` apply less: the user is also in what they
  /// exclude, the request is also for apps that they except, or says another word where they ask for one.
  std::vector<PlainSignIn> beside(const PlainSignIn& plain, const model::Policy& policy,
                                  const std::vector<const model::Policy*>& others);

 private:
  using Values = std::vector<SpaceValue>;

  Values who(const model::Policy& policy);
  Values what_for(const model::Policy& policy);
  Values where(const model::Policy& policy);
  void add_place(const model::NetworkItem& item, Values& values) const;
  PlainSignIn outside(const PlainSignIn& plain, const model::Policy& policy,
                      const std::vector<const model::Policy*>& others);

  const model::PolicySet& set_;
  WardNames names_;
};

}  // namespace doorward::analysis
