// What a space holds once it is built: for each dimension all its values with what they make hold, and the parts that
// people are made of. Must not know queries.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "doorward/analysis/space.h"
#include "space/probes.h"
#include "space/ward_names.h"

namespace doorward::analysis {

/// A value with its answers.
struct Measured {
  SpaceValue value;
  PolicyBits holds;
  PolicyBits atoms;
  std::uint32_t facts = 0;
};

struct MeasuredDimension {
  std::string label;
  std::vector<Measured> values;
  std::vector<Measured> unseen;  // devices only
};

/// A part of who somebody is: being of a kind, having an id, belonging to a group or a role.
struct PersonPart {
  enum class Kind : std::uint8_t { base, identity, membership };
  Kind kind = Kind::base;
  SpaceValue value;
  std::uint32_t facts = 0;
  PolicyBits included;  // policies whose includes it is among
  PolicyBits excluded;
  PolicyBits atoms;
};

struct Space::Contents {
  std::size_t policies = 0;
  std::size_t atom_count = 0;
  std::vector<std::size_t> first_of_side;
  std::vector<PolicyBits> atoms_of;  // by policy: what its `when` compares
  std::vector<PersonPart> parts;
  std::vector<ProbeSet> who;  // by side, the users of every policy
  std::vector<Measured> machines;
  std::vector<MeasuredDimension> dimensions;
  std::int64_t now = 0;
  bool complete = true;
  WardNames names;
};

/// Where combinations begin (Space::neutral).
SignIn neutral_sign_in();

}  // namespace doorward::analysis
