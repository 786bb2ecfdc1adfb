#include "load_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>

#include "doorward/compiler/source_files.h"
#include "doorward/grammar/parse.h"
#include "doorward/grammar/suggest.h"
#include "doorward/vocabulary/vocabulary.h"

namespace doorward {
namespace {

namespace fs = std::filesystem;

/// A chain of `use` this long is a mistake, and must not exhaust the stack.
constexpr std::size_t kMaxUseDepth = 64;

bool is_below(const fs::path& file, const fs::path& root) {
  const auto [root_end, ignored] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
  return root_end == root.end();
}

/// All of `stream`; `size` is what it is thought to hold, and what is no file may hold more.
void read_all(std::istream& stream, std::size_t size, std::string& text) {
  text.resize(size);
  stream.read(text.data(), static_cast<std::streamsize>(size));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (stream) text.append(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  if (stream.eof()) stream.clear(std::ios::eofbit);  // shorter than it was thought to be, which is no fault
}

std::string joined(const std::string& folder, const std::string& rest) {
  return folder.ends_with('/') ? folder + rest : folder + '/' + rest;
}

}  // namespace

void FileLoader::cannot_read(const std::string& shown, const std::string& why) {
  const SourceId id = sources_.add(shown, {});
  sink_.report<Code::cannot_read>(Span{id, 0, 0}, shown, why).help = "check the path and who may read it";
}

void FileLoader::load(const std::string& path) {
  std::error_code error;
  if (path == "-") {
    std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
    const fs::path here = fs::current_path(error);
    add_text({here / "stdin", here, "stdin", "stdin", GraphFileOrigin::named}, std::move(text));
    return;
  }
  // A pipe, such as bash's `<(…)`, has no place in a folder, and no path but this one.
  if (const auto kind = fs::status(path, error).type();
      kind == fs::file_type::fifo || kind == fs::file_type::character) {
    const fs::path here = fs::current_path(error);
    return load_file({path, here, fs::path(path).filename().string(), path, GraphFileOrigin::named});
  }
  const fs::path file = fs::canonical(path, error);
  if (error) {
    cannot_read(path, error.message());
  } else if (fs::is_directory(file, error)) {
    load_folder(path);
  } else {
    load_file({file, file.parent_path(), file.filename().string(), path, GraphFileOrigin::named});
  }
}

void FileLoader::load_beside(const std::string& path) {
  std::error_code error;
  const fs::path root = fs::canonical(path, error);
  if (error) return cannot_read(path, error.message());
  if (!fs::is_directory(root, error)) {
    return load_file({root, root.parent_path(), root.filename().string(), path, GraphFileOrigin::beside});
  }
  const std::vector<fs::path> found = sources_below(root, error);
  if (error) return cannot_read(path, error.message());
  for (const fs::path& file : found) {
    const bool json = equals_ignoring_case(file.extension().string(), ".json");
    const std::string below = file.lexically_relative(root).generic_string();
    if (json) load_file({file, root, below, joined(path, below), GraphFileOrigin::beside});
  }
}

void FileLoader::load_folder(const std::string& path) {
  std::error_code error;
  const fs::path root = fs::canonical(path, error);
  const std::vector<fs::path> found = sources_below(root, error);
  if (error) {
    cannot_read(path, error.message());
    return;
  }
  if (found.empty()) {
    const SourceId id = sources_.add(path, {});
    sink_.report<Code::no_policies_found>(Span{id, 0, 0}, path).help = "name the folder that holds the policies";
  }
  for (const fs::path& file : found) {
    const std::string below = file.lexically_relative(root).generic_string();
    const fs::path real = fs::canonical(file, error);
    if (error) {
      cannot_read(joined(path, below), error.message());
    } else {
      load_file({real, root, below, joined(path, below), GraphFileOrigin::in_folder});
    }
  }
}

bool FileLoader::read(const Place& place, std::string& text) {
  std::error_code error;
  const auto size = fs::file_size(place.file, error);
  if (!error && size > kMaxSourceBytes) {
    const SourceId id = sources_.add(place.shown, {});
    sink_.report<Code::source_too_large>(Span{id, 0, 0}, place.shown, kMaxSourceBytes).help =
        "split it into several files";
    return false;
  }
  errno = 0;
  std::ifstream stream(place.file, std::ios::binary);
  if (stream) read_all(stream, error ? 0 : size, text);
  if (stream && !stream.bad()) return true;
  cannot_read(place.shown, errno == 0 ? "it cannot be opened" : std::strerror(errno));
  return false;
}

void FileLoader::load_file(const Place& place) {
  const auto [entry, fresh] = files_.try_emplace(place.file, Progress::reading);
  if (!fresh) return;
  std::string text;
  if (read(place, text)) add_text(place, std::move(text));
  files_[place.file] = Progress::read;
}

void FileLoader::add_text(const Place& place, std::string text) {
  const bool module = begins_as_module(text);
  const SourceId id = sources_.add(place.shown, module ? std::string() : std::move(text));
  if (module) {
    sink_.report<Code::compiled_module>(Span{id, 0, 0}, place.shown).help = "name the files that it was compiled from";
    return;
  }
  order_.push_back(id);
  if (looks_like_json(sources_.text(id)) || equals_ignoring_case(place.file.extension().string(), ".json")) {
    graph_.push_back({id, place.below, place.shown, place.origin});
    return;
  }
  const bool in_root = place.below.find('/') == std::string::npos;
  ward_.push_back({parse(sources_, id, sink_), place.below, place.shown, in_root});
  follow_uses(place, ward_.back().tree);
}

void FileLoader::follow_uses(const Place& place, const ast::File& tree) {
  ++use_depth_;
  for (const ast::Include& include : tree.includes) follow(place, include);
  --use_depth_;
}

void FileLoader::follow(const Place& place, const ast::Include& include) {
  const std::string path(include.path.text);
  std::error_code error;
  const fs::path file = fs::weakly_canonical(place.file.parent_path() / path, error);
  std::error_code absent;
  const bool here = !error && fs::is_regular_file(file, absent);
  if (!here && path.starts_with(vocabulary::kTemplatesFolder)) return use_template(include);
  if (error || !is_below(file, place.root)) {
    sink_.report<Code::include_outside_root>(include.path.span, path).help =
        "move the file below the folder of the policies";
    return;
  }
  if (!here) {
    sink_.report<Code::include_not_found>(include.path.span, path).help = "write the path from the folder of this file";
    return;
  }
  const auto known = files_.find(file);
  if (known != files_.end() && known->second == Progress::read) return;
  if (known != files_.end() || use_depth_ > kMaxUseDepth) {
    sink_.report<Code::include_cycle>(include.path.span, path).help = "leave out one `use` of the circle";
    return;
  }
  const std::size_t slash = place.shown.rfind('/');
  const std::string folder = slash == std::string::npos ? std::string() : place.shown.substr(0, slash + 1);
  const std::string below = file.lexically_relative(place.root).generic_string();
  load_file({file, place.root, below, folder + path, GraphFileOrigin::named});
}

/// A template is the same file wherever it is used from; one of the policy root with the same path comes before it.
void FileLoader::use_template(const ast::Include& include) {
  const std::string path(include.path.text);
  const std::string_view name = std::string_view(path).substr(vocabulary::kTemplatesFolder.size());
  const auto templates = vocabulary::templates();
  const auto found = std::find_if(templates.begin(), templates.end(),
                                  [&](const vocabulary::WardFile& file) { return file.name == name; });
  if (found == templates.end()) {
    std::vector<std::string_view> names;
    for (const vocabulary::WardFile& file : templates) names.push_back(file.name);
    std::string_view near = nearest(name, names);
    if (near.empty()) near = "block-legacy-authentication.ward";
    sink_.report<Code::include_not_found>(include.path.span, path).help =
        "name one of the templates, such as `" + std::string(vocabulary::kTemplatesFolder) + std::string(near) + '`';
    return;
  }
  if (!files_.try_emplace(path, Progress::read).second) return;
  add_text({path, fs::path(path).parent_path(), std::string(name), path, GraphFileOrigin::named},
           std::string(found->text));
}

std::vector<WardSource> FileLoader::ward() const {
  std::map<std::string, std::size_t> uses;
  const auto stem = [](const std::string& path) { return fs::path(path).replace_extension().generic_string(); };
  for (const WardFile& file : ward_) ++uses[stem(file.below)];
  std::vector<WardSource> all;
  for (const WardFile& file : ward_) {
    // Two files of one name, from different folders on the command line, are told apart by their paths.
    const std::string below = stem(file.below);
    all.push_back({&file.tree, uses[below] == 1 ? below : stem(file.shown), file.in_root});
  }
  return all;
}

std::vector<GraphSource> FileLoader::graph() const {
  std::map<std::string, std::size_t> uses;
  for (const GraphFile& file : graph_) ++uses[file.below];
  std::vector<GraphSource> all;
  for (const GraphFile& file : graph_) {
    all.push_back({file.source, uses[file.below] == 1 ? file.below : file.shown, file.origin});
  }
  return all;
}

}  // namespace doorward
