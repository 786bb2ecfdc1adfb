// Deciding through the C interface, as a service in another language does: every sign-in is filled field by field into one
// handle, decided, and the decision read back. Must not include a header of the runtime beside doorward.h in what it times.
#pragma once

#include <doorward.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "contest.h"
#include "doorward/runtime/decision.h"
#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::bench {

/// A sign-in as such a service holds it: texts and numbers that the C interface takes. Views of what it was made from.
struct CSignIn {
  doorward_text user{}, app{}, country{};
  std::vector<doorward_text> groups, roles;
  std::vector<std::pair<doorward_device_attribute, doorward_text>> device;
  std::array<std::uint8_t, 16> ip{};
  int guest = -1, compliant = -1, client_app = -1, platform = -1, sign_in_risk = -1, user_risk = -1;  // -1: absent
};

template <auto Free>
struct Freed {
  template <class Handle>
  void operator()(Handle* handle) const {
    Free(handle);
  }
};

class CCalls {
 public:
  /// `sign_ins` must outlive this.
  CCalls(std::span<const std::byte> module, const std::vector<SignIn>& sign_ins);

  /// Decides the sign-in numbered `i` and says whether what C reads of it is `wanted`, a decision of `set`.
  bool same(std::size_t i, const PolicySet& set, const Decision& wanted);
  /// Binds the users and devices of the first `count` sign-ins.
  void bind_parts(std::size_t count);

  Side decide();
  Side decide_bound();

 private:
  void fill_request(const CSignIn& from);
  void fill_user(const CSignIn& from);
  void fill_device(const CSignIn& from);
  void read();

  std::vector<CSignIn> sign_ins_;
  std::unique_ptr<doorward_policy_set, Freed<doorward_policy_set_free>> set_;
  std::unique_ptr<doorward_evaluator, Freed<doorward_evaluator_free>> evaluator_;
  std::unique_ptr<doorward_sign_in, Freed<doorward_sign_in_free>> sign_in_;
  std::unique_ptr<doorward_decision, Freed<doorward_decision_free>> decision_;
  std::vector<std::unique_ptr<doorward_principal, Freed<doorward_principal_free>>> principals_;
  std::vector<std::unique_ptr<doorward_device, Freed<doorward_device_free>>> devices_;
  std::size_t read_ = 0;  // so that nothing that is read can be left out
};

}  // namespace doorward::bench
