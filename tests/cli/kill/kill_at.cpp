// Preloaded into the tool: kills it, as `kill -9` does, in front of the call number KILL_AT among those that change
// files. So a test can end it at every point at which a file could be half written.
#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

extern char* program_invocation_short_name;

namespace {

void step() {
  static long left = [] {
    const char* const at = std::getenv("KILL_AT");
    return at != nullptr && std::strcmp(program_invocation_short_name, "doorward") == 0 ? std::atol(at) : 0;
  }();
  if (left > 0 && --left == 0) kill(getpid(), SIGKILL);
}

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

#define DW_KILL_AT(result, name, parameters, ...)                \
  extern "C" result name parameters {                            \
    static const auto kReal = next<result(*) parameters>(#name); \
    step();                                                      \
    return kReal(__VA_ARGS__);                                   \
  }
DW_KILL_AT(ssize_t, write, (int file, const void* bytes, size_t size), file, bytes, size)
DW_KILL_AT(ssize_t, pwrite64, (int file, const void* bytes, size_t size, off64_t at), file, bytes, size, at)
DW_KILL_AT(int, fsync, (int file), file)
DW_KILL_AT(int, fdatasync, (int file), file)
DW_KILL_AT(int, rename, (const char* from, const char* to), from, to)
DW_KILL_AT(int, mkstemp, (char* name), name)
DW_KILL_AT(int, mkstemp64, (char* name), name)
DW_KILL_AT(int, fchmod, (int file, mode_t mode), file, mode)
DW_KILL_AT(int, ftruncate64, (int file, off64_t size), file, size)
DW_KILL_AT(int, unlink, (const char* name), name)
