#include "exchange/policy_names.h"

#include <map>
#include <set>

#include "exchange/words.h"

namespace doorward::exchange {
namespace {

constexpr std::size_t kLongestSlug = 48;

bool is_letter(char c) { return ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = ascii_lower(c);
  return out;
}

/// `CA001` at the start of `CA001-Global: …`: some letters, perhaps a hyphen, then a number.
std::string leading_code(std::string_view title) {
  constexpr std::size_t kMostLetters = 6;
  std::size_t at = 0;
  while (at < title.size() && is_letter(title[at])) ++at;
  if (at == 0 || at > kMostLetters) return {};
  if (at < title.size() && title[at] == '-') ++at;
  const std::size_t digits = at;
  while (at < title.size() && is_digit(title[at])) ++at;
  if (at - digits < 2) return {};
  const bool ends = at == title.size() || (!is_letter(title[at]) && title[at] != '_' && title[at] != '.');
  return ends ? std::string(title.substr(0, at)) : std::string();
}

std::string slug(std::string_view title) {
  std::string out = kebab(title);
  if (!out.empty() && is_digit(out.front())) out.insert(0, "policy-");
  if (out.size() <= kLongestSlug) return out;
  const std::size_t end = out.rfind('-', kLongestSlug);
  return out.substr(0, end == std::string::npos ? kLongestSlug : end);
}

/// A Ward id stays; a policy from Graph is named by its id or its display name instead, and where several without an id
/// share a display name, by that with the place, which stays too: decisions name it so.
bool has_ward_name(const model::Policy& policy) {
  if (policy.graph_id && policy.name == policy.graph_id->text) return false;
  return policy.name != policy.title;
}

/// Ward writes a GUID behind `as`; another id is the policy's name.
bool is_named_by_id(const model::Policy& policy) { return policy.graph_id && !parse_guid(policy.graph_id->text); }

}  // namespace

std::vector<std::string> policy_ids(const std::vector<model::Policy>& policies) {
  std::map<std::string, int> codes;
  for (const model::Policy& policy : policies) ++codes[folded(leading_code(policy.title))];
  std::set<std::string> taken;
  std::vector<std::string> ids;
  for (const model::Policy& policy : policies) {
    std::string base = leading_code(policy.title);
    if (codes[folded(base)] > 1) base.clear();
    if (base.empty()) base = slug(policy.title);
    if (base.empty() && policy.graph_id) base = "policy-" + policy.graph_id->key.substr(0, 8);
    if (base.empty()) base = "policy";
    if (has_ward_name(policy)) base = policy.name;
    if (is_named_by_id(policy)) base = policy.graph_id->text;
    std::string id = base;
    for (int next = 2; !taken.insert(folded(id)).second; ++next) id = base + '-' + std::to_string(next);
    ids.push_back(std::move(id));
  }
  return ids;
}

}  // namespace doorward::exchange
