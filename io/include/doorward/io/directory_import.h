// Any source of a directory (docs/directory.md) into the store. Must not know what became of it there.
#pragma once

#include <string>

#include "doorward/store/import.h"

namespace doorward {

/// Reads `path`, or standard input for `-`, into `import`, up to and with StoreImport::finish(). Returns false and
/// sets `error` on the first fault.
bool import_directory(const std::string& path, StoreImport& import, std::string& error);

}  // namespace doorward
