#include "emitter.h"

namespace doorward::backend {

void Emitter::emit_comparisons() {
  for (std::uint32_t i = 0; i < ir_.comparisons.size(); ++i) {
    const IrComparison& comparison = ir_.comparisons[i];
    Indices values;
    values.reserve(comparison.values.size());
    for (const StringIndex value : comparison.values) values.push_back(string(value));
    out_.comparisons.push_back({comparison.scope, static_cast<std::uint8_t>(comparison.op), comparison.attribute,
                                string(comparison.name), list(std::move(values), nullptr)});
  }
}

void Emitter::emit_windows() {
  for (std::uint32_t i = 0; i < ir_.windows.size(); ++i) {
    const IrWindow& window = ir_.windows[i];
    out_.windows.push_back({window.days, window.start_minute, window.end_minute, window.zone});
  }
  for (const IrZone& zone : ir_.zones) {
    out_.zones.push_back({string(zone.name), zone.offset, run_of(out_.transitions, zone.transitions)});
  }
}

void Emitter::emit_strengths() {
  for (const IrStrength& strength : ir_.strengths) {
    out_.strengths.push_back({string(strength.id), string(strength.key),
                              run_of(out_.combinations, strength.combinations),
                              strength.builtin_mfa ? bytecode::kBuiltinMfa : 0});
  }
}

void Emitter::emit_controls() {
  for (const std::uint32_t index : control_order_) {
    const IrControl& control = ir_.controls[index];
    out_.controls.push_back({string(control.shown), static_cast<std::uint32_t>(control.kind), control.strength});
  }
}

void Emitter::emit_sessions() {
  for (std::uint32_t i = 0; i < ir_.sessions.size(); ++i) {
    const IrSession& session = ir_.sessions[i];
    out_.sessions.push_back({session.primary_hours, session.secondary_hours, session.persistent_browser,
                             session.cloud_app_security, session.continuous_access, session.flags,
                             string(session.filtering_profile)});
  }
}

}  // namespace doorward::backend
