// Any source of a directory (docs/directory.md) into the store. Must not know what became of it there.
#pragma once

#include <string>

#include "doorward/store/import.h"

namespace doorward {

/// Of which lists the last file that was read was a page that is followed by others.
struct OpenPages {
  bool users = false;
  bool groups = false;
  bool roles = false;

  bool any() const noexcept { return users || groups || roles; }
};

/// Reads `path`, or standard input for `-`, into `import`, up to and with StoreImport::finish(). Returns false and
/// sets `error` on the first fault.
bool import_directory(const std::string& path, StoreImport& import, OpenPages& pages, std::string& error);

}  // namespace doorward
