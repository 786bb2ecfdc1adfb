#include "log.h"

#include <array>
#include <atomic>
#include <cstdarg>
#include <cstdio>

namespace doorward {
namespace {

std::atomic<LogFunction> log_function{nullptr};
std::atomic<void*> log_context{nullptr};

}  // namespace

void set_log(LogFunction write, void* context) noexcept {
  log_function.store(nullptr);
  log_context.store(context);
  log_function.store(write);
}

void runtime::say(LogLevel level, const char* format, ...) noexcept {
  const LogFunction write = log_function.load();
  if (write == nullptr) return;
  std::array<char, 256> line{};
  std::va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(line.data(), line.size(), format, arguments);
  va_end(arguments);
  write(log_context.load(), level, line.data());
}

}  // namespace doorward
