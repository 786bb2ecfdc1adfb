// Any bytes as a policy source: read from a file as the tool does, so that Ward, JSON and modules are told apart. What
// has no errors compiles to a module that loads, and keeps its meaning when it is formatted.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "doorward/compiler/compile.h"
#include "doorward/compiler/load.h"
#include "doorward/grammar/format.h"
#include "doorward/grammar/render.h"
#include "doorward/runtime/policy_set.h"
#include "holds.h"

namespace {

using doorward::fuzz::must;

/// A folder of this process, so that `use` reaches nothing else. In memory where the system has such a place.
const std::filesystem::path& folder() {
  static const std::filesystem::path kFolder = [] {
    const std::filesystem::path memory = "/dev/shm";
    const auto base = std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
    std::filesystem::path own = base / ("doorward-fuzz-" + std::to_string(getpid()));
    std::filesystem::create_directories(own);
    return own;
  }();
  return kFolder;
}

struct Compiled {
  bool sound = false;
  std::vector<std::byte> module;
};

Compiled compile_text(std::string_view text) {
  const std::string path = (folder() / "input.ward").string();
  std::ofstream(path, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
  doorward::SourceMap sources;
  doorward::DiagnosticSink sink;
  const doorward::LoadedSources loaded = doorward::load_sources({path}, {}, sources, sink);
  Compiled compiled;
  if (!sink.has_errors()) {
    compiled.module = doorward::compile(loaded.set, sources, {.strip = true}, sink);
    compiled.sound = !sink.has_errors();
  }
  for (const doorward::Diagnostic& diagnostic : sink.diagnostics()) doorward::render(sources, diagnostic);
  return compiled;
}

std::optional<std::string> formatted(std::string_view text) {
  doorward::SourceMap sources;
  doorward::DiagnosticSink sink;
  return doorward::format(sources, sources.add("input.ward", std::string(text)), sink);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const Compiled compiled = compile_text(text);
  if (!compiled.sound) return 0;
  std::string error;
  must(doorward::PolicySet::load(compiled.module, error) != nullptr, "what compiles loads", error);
  const auto canonical = formatted(text);
  if (!canonical) return 0;  // JSON
  must(formatted(*canonical) == canonical, "formatting what is formatted changes nothing", *canonical);
  must(compile_text(*canonical).module == compiled.module, "formatting keeps the meaning", *canonical);
  return 0;
}
