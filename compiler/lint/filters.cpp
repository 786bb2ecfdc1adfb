// Device filters: whom they miss, and whom they exempt.
#include <array>

#include "policy_facts.h"
#include "scene.h"

namespace doorward::linting {
namespace {

using model::Expr;
using model::Filter;
using model::Policy;

constexpr auto kFreeTexts = std::to_array<DeviceAttribute>(
    {DeviceAttribute::display_name, DeviceAttribute::manufacturer, DeviceAttribute::model});

bool of_device(const Expr& expr) { return expr.comparison.attribute.scope == model::AttributeScope::device; }

std::string_view word_of(DeviceAttribute attribute) {
  return kDeviceAttributes[static_cast<std::size_t>(attribute)].ward;
}

template <class Take>
void each_filter(const Scene& scene, const Take& take) {
  for (const Policy& policy : scene.set.policies) {
    if (!active(policy)) continue;
    for (const Filter& filter : policy.device_filters) take(policy, filter);
  }
}

/// `is-compliant is false`, where `is not true` was meant.
const Expr* false_compliance(const Expr& rule) {
  const Expr* found = nullptr;
  each_comparison(rule, [&](const Expr& expr) {
    const model::Comparison& comparison = expr.comparison;
    const bool is_false = of_device(expr) && comparison.attribute.device == DeviceAttribute::is_compliant &&
                          comparison.op == CompareOp::eq && equals_ignoring_case(comparison.values.front(), "false");
    if (is_false) found = &expr;
  });
  return found;
}

/// Two `is not` of one attribute joined with `or`.
const Expr* always_true(const Expr& rule) {
  if (rule.kind == Expr::Kind::any_of) {
    for (std::size_t i = 0; i < rule.children.size(); ++i) {
      for (std::size_t j = i + 1; j < rule.children.size(); ++j) {
        const model::Comparison& a = rule.children[i].comparison;
        const model::Comparison& b = rule.children[j].comparison;
        const bool both = rule.children[i].kind == Expr::Kind::comparison &&
                          rule.children[j].kind == Expr::Kind::comparison && a.op == CompareOp::ne &&
                          b.op == CompareOp::ne && of_device(rule.children[i]) && of_device(rule.children[j]);
        if (both && a.attribute.device == b.attribute.device &&
            !equals_ignoring_case(a.values.front(), b.values.front()))
          return &rule.children[j];
      }
    }
  }
  for (const Expr& child : rule.children) {
    if (const Expr* found = always_true(child)) return found;
  }
  return nullptr;
}

/// The rule as Graph would write it, in characters: each comparison with its property, operator and value.
std::size_t length_of(const Expr& rule) {
  constexpr std::size_t joint = 5;    // ` -and`, ` -or`
  constexpr std::size_t quotes = 16;  // `device.`, the operator, quotes and blanks
  std::size_t length = 0;
  each_comparison(rule, [&](const Expr& expr) {
    length += quotes + joint;
    if (of_device(expr)) {
      length += kDeviceAttributes[static_cast<std::size_t>(expr.comparison.attribute.device)].graph.size();
    } else {
      length += expr.comparison.attribute.name.size();
    }
    for (const std::string& value : expr.comparison.values) length += value.size() + 3;
  });
  return length;
}

}  // namespace

void lint_filter_too_long(const Scene& scene) {
  constexpr std::size_t longest = 3072;
  each_filter(scene, [&](const Policy&, const Filter& filter) {
    const std::size_t length = filter.source_rule.empty() ? length_of(filter.rule) : filter.source_rule.size();
    if (length <= longest) return;
    scene.report<Code::filter_too_long>(filter.origin, length, longest).help = "split the policy";
  });
}

void lint_filter_misses_unregistered(const Scene& scene) {
  each_filter(scene, [&](const Policy& policy, const Filter& filter) {
    if (filter.mode != Filter::Mode::include || holds_unregistered(filter.rule)) return;
    const Expr* expr = false_compliance(filter.rule);
    if (expr == nullptr) return;
    scene.report<Code::filter_misses_unregistered>(filter.origin, label(policy), "is-compliant is false").help =
        "write `is-compliant is not true`";
  });
}

void lint_extension_attribute_unread(const Scene& scene) {
  each_filter(scene, [&](const Policy& policy, const Filter& filter) {
    const Expr* found = nullptr;
    bool state = false;
    each_comparison(filter.rule, [&](const Expr& expr) {
      if (!of_device(expr)) return;
      const DeviceAttribute attribute = expr.comparison.attribute.device;
      if (is_extension_attribute(attribute)) found = &expr;
      state = state || attribute == DeviceAttribute::is_compliant || attribute == DeviceAttribute::trust_type;
    });
    // A positive test of a value that only managed devices have asks for a managed device by itself.
    if (found == nullptr || state || !is_negative(found->comparison.op)) return;
    scene
        .report<Code::extension_attribute_unread>(filter.origin, label(policy),
                                                  word_of(found->comparison.attribute.device))
        .help = "test `is-compliant` or `trust-type` beside it";
  });
}

void lint_filter_of_free_text(const Scene& scene) {
  each_filter(scene, [&](const Policy& policy, const Filter& filter) {
    std::optional<DeviceAttribute> free;
    bool firm = false;
    each_comparison(filter.rule, [&](const Expr& expr) {
      if (!of_device(expr)) return;
      const DeviceAttribute attribute = expr.comparison.attribute.device;
      if (std::find(kFreeTexts.begin(), kFreeTexts.end(), attribute) == kFreeTexts.end()) {
        firm = true;
      } else {
        free = attribute;
      }
    });
    if (!free || firm) return;
    scene.report<Code::filter_of_free_text>(filter.origin, label(policy), word_of(*free)).help =
        "test `trust-type`, `is-compliant` or an extension attribute beside it";
  });
}

void lint_filter_exempts_unregistered(const Scene& scene) {
  each_filter(scene, [&](const Policy& policy, const Filter& filter) {
    if (filter.mode != Filter::Mode::exclude || !holds_unregistered(filter.rule)) return;
    if (!policy.block && !policy.grant) return;
    scene.report<Code::filter_exempts_unregistered>(filter.origin, label(policy)).help =
        "exclude by what is true of the devices that are exempt: `is`, not `is not`";
  });
}

void lint_filter_always_true(const Scene& scene) {
  each_filter(scene, [&](const Policy& policy, const Filter& filter) {
    const Expr* found = always_true(filter.rule);
    if (found == nullptr) return;
    scene.report<Code::filter_always_true>(filter.origin, label(policy), word_of(found->comparison.attribute.device))
        .help = "join them with `and`";
  });
}

}  // namespace doorward::linting
