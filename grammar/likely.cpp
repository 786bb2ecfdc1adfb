// Which of several words that would each mend a statement a person most likely left out: what stands around it says so.
#include <algorithm>
#include <array>

#include "case.h"
#include "doorward/facts/facts.h"

namespace doorward::words {
namespace {

using Options = std::vector<Code>;

bool has(const Options& options, Code code) { return std::find(options.begin(), options.end(), code) != options.end(); }

template <class Likely>
void put_first(Options& options, Likely likely) {
  std::stable_partition(options.begin(), options.end(), likely);
}

const DeviceAttributeRow* device_attribute(std::string_view word) {
  const auto* found = std::find_if(kDeviceAttributes.begin(), kDeviceAttributes.end(),
                                   [word](const auto& row) { return equals_ignoring_case(row.ward, word); });
  return found == kDeviceAttributes.end() ? nullptr : found;
}

// `agents at high risk`: each kind of subject has a risk of its own.
void order_risks(const Case& c, Options& options) {
  for (const Code usual : {kInsider, kUser, kSignIn}) put_first(options, [usual](Code code) { return code == usual; });
  const Code first = c.code(0) == kAll ? c.code(1) : c.code(0);
  if (first == kAgents) put_first(options, [](Code code) { return code == kAgent; });
  if (one_of<kWorkloads, kOwn>(first)) put_first(options, [](Code code) { return code == kWorkload; });
  const FactRow* level = find_ward(kInsiderRisks, c.word(c.at() - 1));
  const bool insider = level != nullptr && find_ward(kRiskLevels, level->ward) == nullptr;
  if (insider) put_first(options, [](Code code) { return code == kInsider; });
}

void order_comparisons(const Case& c, Options& options) {
  const Code next = c.code(c.at());
  const bool ordered = one_of<kNumber, kVersion, kTimeOfDay>(next);
  std::erase_if(options, [&](Code code) {
    const bool order = one_of<kLess, kLessEqual, kGreater, kGreaterEqual>(code);
    return (order && !ordered) || (next == kPresent && code != kIs);
  });
  if (has(options, kContains)) return;  // in order already
  put_first(options, [](Code code) { return code == kIs; });
  if (next != kPresent && equals_ignoring_case(c.word(c.at() - 1), "user")) {
    put_first(options, [](Code code) { return code == kIn; });
  }
}

// `every 1 hour`, `every 4 hours`
void keep_number(const Case& c, Options& options) {
  const bool one = c.word(c.at() - 1) == "1";
  std::erase_if(options, [one](Code code) { return one ? one_of<kHours, kDays>(code) : one_of<kHour, kDay>(code); });
}

}  // namespace

void likelier_first(const Case& c, std::vector<Code>& options) {
  if (c.at() == 0 || c.ended()) return;
  if (c.code(c.at()) == kRisk) order_risks(c, options);
  if (has(options, kIs)) order_comparisons(c, options);
  if (c.code(c.at() - 1) == kNumber && (has(options, kDays) || has(options, kDay))) keep_number(c, options);
}

std::vector<Code> comparing_words(const Case& c) {
  const std::size_t at = c.at();
  if (at == 0) return {};
  const DeviceAttributeRow* attribute = device_attribute(c.word(at - 1));
  const bool literal = !is_name(c.code(at)) || c.code(at) == kString;
  if (!literal && attribute == nullptr) return {};
  Options options{kIs};
  if (c.code(at) == kString && c.mends_inserting(at, kContains)) options.push_back(kContains);
  const bool list = attribute != nullptr && attribute->type == AttributeType::collection;
  if (list) put_first(options, [](Code code) { return code == kContains; });
  return options;
}

bool compare_one_attribute(const Case& c, std::size_t at) {
  std::size_t before = at;
  while (before > 0 && !one_of<kAnd, kOr, kWhen, kWhere, kGiven, kEquals, kUsing>(c.code(before - 1))) --before;
  const auto attribute = [&c](std::size_t i) {
    while (one_of<kNot, kOpen>(c.code(i))) ++i;
    return i;
  };
  const auto is_a_value = [&c](std::size_t i) { return c.code(i + 1) == kIs && c.code(i + 2) != kNot; };
  const std::size_t one = attribute(before);
  const std::size_t other = attribute(at);
  return is_a_value(one) && is_a_value(other) && equals_ignoring_case(c.word(one), c.word(other));
}

}  // namespace doorward::words
