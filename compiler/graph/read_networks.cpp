// conditions.locations: the networks of a policy; ids are looked up once every file is read.
#include "graph/readers.h"

namespace doorward::graph {
namespace {

using model::NetworkItem;
using Kind = NetworkItem::Kind;

void read_list(Reading& reading, const Place& list, bool exclude, model::NetworkCondition& condition,
               PendingPolicy& out) {
  std::vector<NetworkItem>& items = exclude ? condition.exclude : condition.include;
  for (const auto& [text, at] : texts_of(reading, list)) {
    NetworkItem item;
    item.origin = at.origin();
    if (equals_ignoring_case(text, "All")) {
      item.kind = Kind::all;
    } else if (equals_ignoring_case(text, "AllTrusted")) {
      item.kind = Kind::all_trusted;
    } else if (is_placeholder(text)) {
      read_id(reading, text, at);
      item.kind = Kind::anything;
    } else {
      item.kind = Kind::named;
      out.locations.push_back({exclude, items.size(), model::Id::of(text), at});
    }
    items.push_back(std::move(item));
  }
}

}  // namespace

void read_networks(Reading& reading, const Place& at, PendingPolicy& out) {
  const Fields fields(reading, Object::locations, at);
  const Place include = fields.get("includeLocations");
  const Place exclude = fields.get("excludeLocations");
  if (!include && !exclude && fields.unknown().empty()) return;
  model::NetworkCondition condition;
  condition.origin = at.origin();
  read_list(reading, include, false, condition, out);
  read_list(reading, exclude, true, condition, out);
  for (const Place& unknown : fields.unknown()) {
    NetworkItem item;
    item.kind = Kind::anything;
    item.origin = unknown.origin();
    condition.include.push_back(std::move(item));
  }
  if (condition.include.empty() && exclude) {
    reading.report<Code::exclude_without_include>(exclude, "excludeLocations").help = "include `All`";
    return;
  }
  if (!condition.include.empty()) out.policy.networks = std::move(condition);
}

}  // namespace doorward::graph
