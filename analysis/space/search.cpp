// The search over combinations: dimension by dimension, combinations that leave the same policies possible are one.
#include <algorithm>
#include <map>
#include <tuple>

#include "space/contents.h"

namespace doorward::analysis {
namespace {

struct Node {
  PolicyBits holds;
  PolicyBits atoms;
  std::uint32_t facts = 0;
  std::size_t parent = 0;
  const SpaceClass* taken = nullptr;
};

/// One layer of combinations, none of them twice, and none that a query for the fewest policies passes over.
class Layer {
 public:
  Layer(const Space::Contents& contents, const SpaceQuery& query) : contents_(contents), query_(query) {}

  /// False when it was left out for want of room.
  bool add(Node node) {
    if (!node.holds.contains(query_.required)) return true;
    if (query_.one_of.any() && !node.holds.intersects(query_.one_of)) return true;
    PolicyBits live(contents_.atom_count);
    for (std::size_t p = 0; p < contents_.policies && contents_.atom_count != 0; ++p) {
      if (node.holds.test(p)) live |= contents_.atoms_of[p];
    }
    node.atoms &= live;
    auto& alike = known_[{node.holds - query_.fewest, node.atoms, node.facts}];
    const PolicyBits few = node.holds & query_.fewest;
    for (const std::size_t other : alike) {
      const PolicyBits others = nodes_[other].holds & query_.fewest;
      if (others == few || (query_.fewest.any() && few.contains(others))) return true;
    }
    if (nodes_.size() == query_.most) return false;
    alike.push_back(nodes_.size());
    nodes_.push_back(std::move(node));
    return true;
  }

  std::vector<Node> take() { return std::move(nodes_); }

 private:
  const Space::Contents& contents_;
  const SpaceQuery& query_;
  std::vector<Node> nodes_;
  std::map<std::tuple<PolicyBits, PolicyBits, std::uint32_t>, std::vector<std::size_t>> known_;
};

}  // namespace

bool Space::search(const std::vector<SpaceDimension>& dimensions, const SpaceQuery& query,
                   const std::function<bool(const SpacePoint&)>& see) const {
  std::vector<std::vector<Node>> layers;
  layers.push_back({{query.relevant, PolicyBits(contents_->atom_count), 0, 0, nullptr}});
  bool complete = true;
  for (const SpaceDimension& dimension : dimensions) {
    Layer layer(*contents_, query);
    for (std::size_t n = 0; n < layers.back().size(); ++n) {
      const Node& from = layers.back()[n];
      const bool unseen = (from.facts & kDeviceUnseen) != 0 && !dimension.unseen.empty();
      for (const SpaceClass& one : unseen ? dimension.unseen : dimension.classes) {
        complete =
            layer.add({from.holds & one.holds, from.atoms | one.atoms, from.facts | one.facts, n, &one}) && complete;
      }
    }
    layers.push_back(layer.take());
  }
  for (const Node& last : layers.back()) {
    SpacePoint point;
    point.sign_in = neutral_sign_in();
    std::vector<const SpaceClass*> taken(dimensions.size());
    const Node* node = &last;
    for (std::size_t d = dimensions.size(); d-- > 0;) {
      taken[d] = node->taken;
      node = &layers[d][node->parent];
    }
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
      const SpaceValue& value = taken[d]->values.front();
      if (value.apply) value.apply(point.sign_in);
      point.values.push_back(&value);
      point.labels.push_back(dimensions[d].label);
    }
    if (!see(point)) break;
  }
  return complete;
}

std::string sentence_of(const SpacePoint& point) {
  std::string before;
  std::string target;
  for (std::size_t d = 0; d < point.values.size(); ++d) {
    const std::string& phrase = point.values[d]->phrase;
    if (phrase.empty()) continue;
    std::string& text = point.labels[d] == "targets" ? target : before;
    text += (text.empty() ? "" : " ") + phrase;
  }
  return target.empty() ? before : before + ' ' + target;
}

std::vector<std::string> givens_of(const SpacePoint& point) {
  std::vector<std::string> given;
  for (const SpaceValue* value : point.values) given.insert(given.end(), value->given.begin(), value->given.end());
  return given;
}

}  // namespace doorward::analysis
