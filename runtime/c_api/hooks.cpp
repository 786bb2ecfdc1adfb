// The hooks of the C interface: where lines go and where memory comes from.
#include "c_api/hooks.h"

#include "doorward/runtime/log.h"

namespace {

static_assert(DOORWARD_LOG_INFO == static_cast<int>(doorward::LogLevel::info));
static_assert(DOORWARD_LOG_WARNING == static_cast<int>(doorward::LogLevel::warning));
static_assert(DOORWARD_LOG_ERROR == static_cast<int>(doorward::LogLevel::error));

doorward_log c_log{nullptr, nullptr};

void pass_on(void* log, doorward::LogLevel level, const char* line) {
  const auto& to = *static_cast<const doorward_log*>(log);
  to.write(to.context, static_cast<doorward_log_level>(level), line);
}

}  // namespace

doorward_status doorward_set_log(const doorward_log* log) noexcept {
  doorward::set_log(nullptr, nullptr);
  if (log == nullptr) return DOORWARD_OK;
  if (log->write == nullptr) return DOORWARD_NULL_ARGUMENT;
  c_log = *log;
  doorward::set_log(pass_on, &c_log);
  return DOORWARD_OK;
}

doorward_status doorward_set_allocator(const doorward_allocator* allocator) noexcept {
  if (allocator == nullptr || allocator->allocate == nullptr || allocator->release == nullptr) {
    return DOORWARD_NULL_ARGUMENT;
  }
  if (&doorward::c_api::use_allocator == nullptr) return DOORWARD_UNSUPPORTED;
  return doorward::c_api::use_allocator(*allocator) ? DOORWARD_OK : DOORWARD_TOO_LATE;
}
