// The sign-in that a test states outright: who, for what, what was done and what is given. Circumstances that a phrase
// only narrows down (`on untrusted networks`) are left to circumstances.h.
#pragma once

#include <deque>
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

/// Reads the sign-in into `stated`, which is fresh.
void state(const model::Test& test, Stated& stated);

}  // namespace doorward::analysis
