#include "doorward/compiler/source_files.h"

#include <algorithm>
#include <cstring>

#include "doorward/bytecode/envelope.h"
#include "doorward/bytecode/format.h"
#include "doorward/facts/guid.h"

namespace doorward {
namespace {

namespace fs = std::filesystem;

bool is_source(const fs::path& file) {
  return is_ward_file(file) || equals_ignoring_case(file.extension().string(), ".json");
}

bool is_hidden(const fs::path& file) { return file.filename().string().starts_with('.'); }

}  // namespace

std::vector<fs::path> sources_below(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> found;
  auto entry = fs::recursive_directory_iterator(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    if (is_hidden(entry->path())) {
      if (entry->is_directory(ignored)) entry.disable_recursion_pending();
    } else if (is_source(entry->path()) && entry->is_regular_file(ignored)) {
      found.push_back(entry->path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool is_ward_file(const fs::path& file) { return equals_ignoring_case(file.extension().string(), ".ward"); }

bool begins_as_module(std::string_view bytes) noexcept {
  constexpr auto& magic = bytecode::kMagic;
  if (bytecode::has_envelope(std::as_bytes(std::span(bytes)))) return true;
  return bytes.size() >= magic.size() && std::memcmp(bytes.data(), magic.data(), magic.size()) == 0;
}

}  // namespace doorward
