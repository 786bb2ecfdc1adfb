// Which files a policy set consists of, and their bytes: folders are searched, `use` is followed, and every file is
// read once. Knows files and syntax trees; must not know what they mean.
#pragma once

#include <deque>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "doorward/compiler/graph_reader.h"
#include "doorward/compiler/resolve.h"
#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward {

/// A Graph JSON file, and how it came to be read.
struct GraphSource {
  SourceId source = 0;
  std::string name;  // where policies are told apart by their files
  GraphFileOrigin origin = GraphFileOrigin::named;
};

class FileLoader {
 public:
  FileLoader(SourceMap& sources, DiagnosticSink& sink) : sources_(sources), sink_(sink) {}

  /// Reads a file, every `.ward` and `.json` file below a folder, or standard input for `-`.
  void load(const std::string& path);
  /// Reads a JSON file, or every one below a folder, of what policies refer to.
  void load_beside(const std::string& path);

  const std::vector<SourceId>& order() const { return order_; }
  /// The Ward sources with the names that their bare sentences take; valid while the loader lives.
  std::vector<WardSource> ward() const;
  std::vector<GraphSource> graph() const;

 private:
  enum class Progress : std::uint8_t { reading, read };
  struct Place {
    std::filesystem::path file;  // absolute, as the file system names it
    std::filesystem::path root;  // the folder that `use` may not leave
    std::string below;           // its path below the policy set, by which policies are named
    std::string shown;           // what messages call it
    GraphFileOrigin origin = GraphFileOrigin::named;
  };
  struct WardFile {
    ast::File tree;
    std::string below;
    std::string shown;
    bool in_root = true;
  };
  struct GraphFile {
    SourceId source = 0;
    std::string below;
    std::string shown;
    GraphFileOrigin origin = GraphFileOrigin::named;
  };

  void load_folder(const std::string& path);
  void load_file(const Place& place);
  void add_text(const Place& place, std::string text);
  void follow_uses(const Place& place, const ast::File& tree);
  void follow(const Place& place, const ast::Include& include);
  void use_template(const ast::Include& include);
  bool read(const Place& place, std::string& text);
  void cannot_read(const std::string& shown, const std::string& why);

  SourceMap& sources_;
  DiagnosticSink& sink_;
  std::vector<SourceId> order_;
  std::deque<WardFile> ward_;
  std::vector<GraphFile> graph_;
  std::map<std::filesystem::path, Progress> files_;
  std::size_t use_depth_ = 0;
};

}  // namespace doorward
