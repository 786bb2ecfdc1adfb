#include "doorward/runtime/policy_set.h"

#include <atomic>
#include <cstring>
#include <new>

#include "doorward/bytecode/envelope.h"
#include "log.h"
#include "set_image.h"

namespace doorward {
namespace {

/// Copies, verifies and derives the tables. An empty answer is success.
std::string fill(SetImage& image, std::span<const std::byte> bytes) {
  if (bytes.size() > bytecode::kMaxModuleSize) return "the module is above the size limit";
  static std::atomic<std::uint64_t> loads{0};
  image.generation = ++loads;
  image.storage.resize((bytes.size() + 7) / 8);
  if (!bytes.empty()) std::memcpy(image.storage.data(), bytes.data(), bytes.size());
  const auto copy = std::as_bytes(std::span(image.storage)).first(bytes.size());
  if (const bytecode::VerifyResult result = bytecode::verify(copy); !result) return describe(result);
  image.module = bytecode::ModuleView(copy);
  image.ids.build(image.module);
  image.networks.build(image.module);
  image.attributes.build(image.module);
  if (!image.strengths.build(image.module)) return "the module has too many strengths and combinations of methods";
  image.controls.build(image.module, image.strengths);
  runtime::DecodedPolicies decoded = decode_policies(image.module, image.networks, image.attributes);
  image.policies = std::move(decoded.policies);
  image.demands = std::move(decoded.demands);
  image.clauses = std::move(decoded.clauses);
  image.tested_slots = std::move(decoded.tested_slots);
  image.subject_tests = std::move(decoded.subject_tests);
  for (std::uint32_t p = 0; p < image.policies.size(); ++p) {
    const runtime::DecodedPolicy& policy = image.policies[p];
    if (policy.approximated && policy.state != bytecode::State::disabled) image.approximated.push_back(p);
  }
  image.index.build(image);
  return {};
}

}  // namespace

PolicySet::PolicySet() : image_(std::make_unique<SetImage>()) {}
PolicySet::~PolicySet() = default;

std::shared_ptr<const PolicySet> PolicySet::load(std::span<const std::byte> module, std::string& error) noexcept {
  LoadStatus status{};
  return load(module, status, error);
}

std::shared_ptr<const PolicySet> PolicySet::load(std::span<const std::byte> module, LoadStatus& status,
                                                 std::string& error) noexcept {
  try {
    error.clear();
    std::shared_ptr<PolicySet> set(new PolicySet());
    error = fill(*set->image_, bytecode::behind_envelope(module));
    status = error.empty() ? LoadStatus::ok : LoadStatus::bad_module;
    if (status == LoadStatus::ok) {
      runtime::say(LogLevel::info, "loaded a policy set: %zu policies, %zu bytes", set->policy_count(), module.size());
      return set;
    }
    runtime::say(LogLevel::warning, "refused a module: %s", error.c_str());
    return nullptr;
  } catch (const std::bad_alloc&) {
    status = LoadStatus::out_of_memory;
    // Short enough to need no allocation.
    error = "out of memory";
  } catch (...) {
    status = LoadStatus::internal;
    error = "internal fault";
  }
  runtime::say(LogLevel::error, "could not load a module: %s", error.c_str());
  return nullptr;
}

std::size_t PolicySet::policy_count() const noexcept { return image_->policies.size(); }

std::string_view PolicySet::policy_name(std::uint32_t policy) const noexcept {
  return image_->module.string(image_->module.policies[policy].name);
}

std::string_view PolicySet::policy_graph_id(std::uint32_t policy) const noexcept {
  return image_->module.string(image_->module.policies[policy].graph_id);
}

std::string_view PolicySet::policy_title(std::uint32_t policy) const noexcept {
  return image_->module.string(image_->module.policies[policy].title);
}

PolicyState PolicySet::policy_state(std::uint32_t policy) const noexcept {
  switch (image_->policies[policy].state) {
    case bytecode::State::enabled:
      return PolicyState::enabled;
    case bytecode::State::report_only:
      return PolicyState::report_only;
    case bytecode::State::disabled:
      break;
  }
  return PolicyState::disabled;
}

bool PolicySet::policy_blocks(std::uint32_t policy) const noexcept { return image_->demands[policy].blocks; }

PolicyPlace PolicySet::policy_place(std::uint32_t policy) const noexcept {
  const bytecode::ModuleView& module = image_->module;
  if (policy >= module.debug_policies.size()) return {};
  const bytecode::DebugPolicy& place = module.debug_policies[policy];
  return {module.string(place.file), place.line, place.column, module.string(place.text)};
}

std::span<const std::uint32_t> PolicySet::controls(std::uint32_t policy) const noexcept {
  const std::uint32_t clause = image_->demands[policy].clause;
  if (clause == runtime::kNotConfigured) return {};
  return image_->clauses[clause].controls;
}

bool PolicySet::clause_is_any(std::uint32_t policy) const noexcept {
  const std::uint32_t clause = image_->demands[policy].clause;
  return clause == runtime::kNotConfigured || image_->clauses[clause].any;
}

std::string_view PolicySet::control(std::uint32_t control) const noexcept {
  const bytecode::ModuleView& module = image_->module;
  if (control < module.controls.size()) return module.string(module.controls[control].shown);
  return kControls[static_cast<std::size_t>(ControlKind::mfa)].graph;
}

std::string_view PolicySet::string(std::uint32_t string) const noexcept {
  const std::size_t count = image_->module.strings.size();
  return string < count ? image_->module.string(string)
                        : std::string_view(image_->attributes.path(static_cast<std::uint32_t>(string - count)));
}

}  // namespace doorward
