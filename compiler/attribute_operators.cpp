#include "attribute_operators.h"

namespace doorward {

bool graph_compares(AttributeType type, CompareOp op) noexcept {
  const CompareOp positive = positive_of(op);
  switch (type) {
    case AttributeType::text:
      return true;
    case AttributeType::boolean:
    case AttributeType::choice:
      return positive == CompareOp::eq;
    case AttributeType::guid:
      return positive == CompareOp::eq || positive == CompareOp::in;
    case AttributeType::collection:
      return positive == CompareOp::contains;
  }
  return false;
}

}  // namespace doorward
