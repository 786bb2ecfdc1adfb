// The sign-in that a test states outright: who, for what, what was done and what is given. Circumstances that a phrase
// only narrows down (`on untrusted networks`) are left to circumstances.h.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "doorward/compiler/tests.h"
#include "doorward/runtime/sign_in.h"

namespace doorward::analysis {

/// A sign-in and the texts that it views.
struct Stated {
  SignIn sign_in;
  SignalMask signals = 0;            // stated: nothing is assumed of them
  std::set<std::string> attributes;  // stated open attributes: `user.attributes.department`
  std::string problem;               // not empty: the test names no single sign-in
  std::string help;
  std::deque<std::string> texts;

  std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
};

/// Fills in what is known of the user whose id or UPN is given; false for one who is not known.
using CompleteUser = std::function<bool(UserSignals&)>;

/// Reads the sign-in into `stated`, which is fresh. Named users are completed by `complete`, if there is one; what the
/// test gives then stands beside it, or for what it says otherwise.
void state(const model::Test& test, const CompleteUser& complete, Stated& stated);

}  // namespace doorward::analysis
