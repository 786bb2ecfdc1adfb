// Versions, statuses and policy sets of the C interface.
#include <algorithm>
#include <cstring>
#include <span>
#include <string>

#include "c_api/handles.h"

using doorward::c_api::text_of;

namespace {

static_assert(DOORWARD_POLICY_ENABLED == static_cast<int>(doorward::PolicyState::enabled));
static_assert(DOORWARD_POLICY_REPORT_ONLY == static_cast<int>(doorward::PolicyState::report_only));
static_assert(DOORWARD_POLICY_DISABLED == static_cast<int>(doorward::PolicyState::disabled));

doorward_status status_of(doorward::LoadStatus status) noexcept {
  switch (status) {
    case doorward::LoadStatus::ok:
      return DOORWARD_OK;
    case doorward::LoadStatus::bad_module:
      return DOORWARD_BAD_MODULE;
    case doorward::LoadStatus::out_of_memory:
      return DOORWARD_OUT_OF_MEMORY;
    case doorward::LoadStatus::internal:
      break;
  }
  return DOORWARD_INTERNAL;
}

void write_message(std::string_view text, char* message, std::size_t size) noexcept {
  if (message == nullptr || size == 0) return;
  const std::size_t length = std::min(text.size(), size - 1);
  if (length != 0) std::memcpy(message, text.data(), length);
  message[length] = '\0';
}

}  // namespace

uint32_t doorward_abi_version() noexcept { return DOORWARD_ABI_VERSION; }

doorward_status doorward_check_abi(uint32_t abi_version) noexcept {
  return abi_version == DOORWARD_ABI_VERSION ? DOORWARD_OK : DOORWARD_OTHER_ABI;
}

const char* doorward_version() noexcept { return DOORWARD_VERSION; }

const char* doorward_status_text(doorward_status status) noexcept {
  switch (status) {
#define DW_STATUS(name, value, text) \
  case value:                        \
    return text;
#include "doorward/runtime/c/statuses.def"
#undef DW_STATUS
    default:
      return "unknown status";
  }
}

doorward_text doorward_text_of(const char* text) noexcept { return {text, text == nullptr ? 0 : std::strlen(text)}; }

doorward_status doorward_policy_set_load(const void* module, size_t size, doorward_policy_set** out, char* message,
                                         size_t message_size) noexcept {
  write_message({}, message, message_size);
  if (out != nullptr) *out = nullptr;
  if (out == nullptr || module == nullptr || (message == nullptr && message_size != 0)) return DOORWARD_NULL_ARGUMENT;
  return doorward::c_api::guarded([&]() -> doorward_status {
    auto handle = std::make_unique<doorward_policy_set>();
    std::string error;
    auto status = doorward::LoadStatus::internal;
    handle->set = doorward::PolicySet::load({static_cast<const std::byte*>(module), size}, status, error);
    if (!handle->set) {
      write_message(error, message, message_size);
      return status_of(status);
    }
    *out = handle.release();
    return DOORWARD_OK;
  });
}

void doorward_policy_set_free(doorward_policy_set* set) noexcept { delete set; }

size_t doorward_policy_set_size(const doorward_policy_set* set) noexcept {
  return set == nullptr ? 0 : set->set->policy_count();
}

doorward_status doorward_policy_set_policy(const doorward_policy_set* set, size_t index,
                                           doorward_policy* out) noexcept {
  if (set == nullptr || out == nullptr) return DOORWARD_NULL_ARGUMENT;
  if (index >= set->set->policy_count()) return DOORWARD_BAD_INDEX;
  const auto policy = static_cast<std::uint32_t>(index);
  out->name = text_of(set->set->policy_name(policy));
  out->graph_id = text_of(set->set->policy_graph_id(policy));
  out->title = text_of(set->set->policy_title(policy));
  out->state = static_cast<doorward_policy_state>(set->set->policy_state(policy));
  out->blocks = set->set->policy_blocks(policy);
  return DOORWARD_OK;
}
