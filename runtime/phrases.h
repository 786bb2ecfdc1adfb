// Words for explanations: what a policy wants and what a sign-in carries, in short English with the names that the
// module keeps, or ids where it keeps none. Allocates freely; must stay out of the decision path.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bound_request.h"
#include "doorward/facts/facts.h"
#include "doorward/runtime/sign_in.h"
#include "set_image.h"

namespace doorward::runtime {

/// Joins as English does: `a, b or c`. Long lists end in `or N more`.
std::string join_or(const std::vector<std::string>& parts);
std::string quoted(std::string_view text);

// phrases_wanted.cpp: the operands of a policy.
std::string name_of_id(const SetImage& image, std::uint32_t id);
std::string wanted_subjects(const SetImage& image, const bytecode::SubjectSet& set);
std::string wanted_machines(const SetImage& image, const bytecode::MachineSet& set);
std::string wanted_targets(const SetImage& image, const bytecode::TargetSet& set);
std::string wanted_networks(const SetImage& image, const bytecode::NetworkSet& set);
/// The words of the members in `mask`; `unknown` for those that have none, such as an absent client app.
std::string wanted_members(std::span<const FactRow> rows, Mask mask);

// phrases_code.cpp: residual expressions.
/// What each test of `dimension` in the code demands: the words of the source, or else the expression written out.
std::string wanted_expressions(const SetImage& image, bytecode::List code, Dimension dimension);
/// The values of the attributes that the tests of `dimension` read.
std::string found_attributes(const SetImage& image, bytecode::List code, Dimension dimension,
                             const BoundRequest& request);

// phrases_found.cpp: the sign-in.
std::string found_actor(const SignIn& sign_in);
std::string found_target(const SetImage& image, const SignIn& sign_in);
std::string found_network(const SignIn& sign_in);
std::string format_address(const IpAddress& address);
std::string format_time(std::int64_t unix_seconds);

}  // namespace doorward::runtime
