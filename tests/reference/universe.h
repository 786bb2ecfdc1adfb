// The small worlds of ids and words that generated policies and sign-ins share, so that they meet. A thing has
// several spellings that must be read as one. Must not know how policies and sign-ins are put together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reference/random.h"

namespace doorward::reference::universe {

/// One thing in all the ways in which it may be written. The first is how policies write it.
using Spellings = std::vector<std::string>;

const std::vector<Spellings>& users();
const std::vector<Spellings>& upns();
const std::vector<Spellings>& groups();
const std::vector<Spellings>& roles();
const std::vector<Spellings>& tenants();
const std::vector<Spellings>& workloads();
/// Some are members of the published app groups.
const std::vector<Spellings>& apps();
const std::vector<Spellings>& contexts();
const std::vector<Spellings>& terms();
const std::vector<Spellings>& customs();
const std::vector<Spellings>& profiles();
const std::vector<Spellings>& guid_values();
const std::vector<Spellings>& attribute_names();

/// Values of texts, versions, booleans and trust types alike.
const std::vector<std::string>& words();
const std::vector<std::string>& addresses();
const std::vector<std::string>& ranges();
const std::vector<std::string>& countries();
const std::vector<std::string>& zones();
/// Decision times, many of them close to changes of the clocks and ends of days.
const std::vector<std::int64_t>& times();

/// How a policy writes the thing.
std::string_view policy_spelling(const std::vector<Spellings>& things, Random& random);
/// How a sign-in may write it: any spelling, and now and then a thing that no policy knows.
std::string_view any_spelling(const std::vector<Spellings>& things, Random& random);

}  // namespace doorward::reference::universe
