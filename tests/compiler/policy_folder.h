// A policy set made of texts: written to a folder of its own, loaded, and shown as messages and model.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "doorward/compiler/load.h"

namespace doorward::test {

/// A folder that lives as long as this.
class PolicyFolder {
 public:
  explicit PolicyFolder(const std::map<std::string, std::string>& files);
  PolicyFolder(const PolicyFolder&) = delete;
  PolicyFolder& operator=(const PolicyFolder&) = delete;
  ~PolicyFolder();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Loaded {
  SourceMap sources;
  DiagnosticSink sink;
  LoadedSources loaded;

  /// All messages as a person sees them, without the folder's own path.
  std::string messages() const;
  /// `E2001 E2010`: the codes in order, notes left out.
  std::string codes() const;

  std::string folder;
};

/// Loads `paths`, relative to the folder; the folder itself by default.
Loaded load(const PolicyFolder& folder, const std::vector<std::string>& paths = {});
/// Loads one Ward source, `policies.ward`.
Loaded load_ward(const std::string& text);

std::string read_text(const std::filesystem::path& path);

}  // namespace doorward::test
