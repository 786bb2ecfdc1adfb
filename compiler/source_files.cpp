#include "doorward/compiler/source_files.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <set>

#include "doorward/bytecode/envelope.h"
#include "doorward/bytecode/format.h"
#include "doorward/facts/guid.h"

namespace doorward {
namespace {

namespace fs = std::filesystem;

bool is_source(const fs::path& file) {
  return is_ward_file(file) || equals_ignoring_case(file.extension().string(), ".json");
}

bool is_hidden(const fs::path& name) { return name.native().starts_with('.'); }

/// Where versions of the policies are kept, and not the policies.
bool is_version_store(const fs::path& name) { return name == ".git" || name == ".hg" || name == ".svn"; }

/// What editors and archivers put beside a file `x.ward`: Emacs' lock `.#x.ward`, the attributes `._x.ward` of macOS.
bool is_beside_a_file(const fs::path& name) {
  return name.native().starts_with(".#") || name.native().starts_with("._");
}

/// Finds what is below a folder by the plainest name that it has: folders before links to folders before hidden ones.
class SourceSearch {
 public:
  explicit SourceSearch(std::error_code& error) : error_(error) {}

  std::vector<fs::path> run(const fs::path& folder) {
    visit({folder, false});
    while (!error_ && !(linked_.empty() && hidden_.empty())) {
      std::deque<Folder>& next = linked_.empty() ? hidden_ : linked_;
      const Folder from = next.front();
      next.pop_front();
      visit(from);
    }
    std::sort(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  struct Folder {
    fs::path path;
    bool hidden;  // it, or a folder that it was reached by
  };

  /// A folder that was seen by another name holds nothing new, and one that holds itself would never end.
  void visit(const Folder& folder) {
    const fs::path real = fs::canonical(folder.path, error_);
    if (error_ || !seen_folders_.insert(real).second) return;
    std::vector<fs::directory_entry> entries;
    for (auto entry = fs::directory_iterator(real, error_); !error_ && entry != fs::directory_iterator();
         entry.increment(error_)) {
      entries.push_back(*entry);
    }
    std::sort(entries.begin(), entries.end());
    for (const fs::directory_entry& entry : entries) {
      if (error_) return;
      take(folder, entry);
    }
  }

  void take(const Folder& folder, const fs::directory_entry& entry) {
    std::error_code gone;
    const fs::path name = entry.path().filename();
    const Folder below{folder.path / name, folder.hidden || is_hidden(name)};
    if (entry.is_directory(gone)) {
      if (is_version_store(name)) return;
      if (is_hidden(name)) {
        hidden_.push_back(below);
      } else if (entry.is_symlink(gone)) {
        linked_.push_back(below);
      } else {
        visit(below);
      }
      return;
    }
    // A link to nothing is told by who reads it.
    const bool is_file = entry.is_regular_file(gone) || (entry.is_symlink(gone) && !entry.exists(gone));
    if (!is_file || !(below.hidden ? is_ward_file(name) && !is_beside_a_file(name) : is_source(name))) return;
    const fs::path real = fs::canonical(entry.path(), gone);
    if (gone || seen_files_.insert(real).second) found_.push_back(below.path);
  }

  std::error_code& error_;
  std::vector<fs::path> found_;
  std::set<fs::path> seen_folders_;
  std::set<fs::path> seen_files_;
  std::deque<Folder> linked_;
  std::deque<Folder> hidden_;
};

}  // namespace

std::vector<fs::path> sources_below(const fs::path& folder, std::error_code& error) {
  return SourceSearch(error).run(folder);
}

bool is_ward_file(const fs::path& file) { return equals_ignoring_case(file.extension().string(), ".ward"); }

bool begins_as_module(std::string_view bytes) noexcept {
  constexpr auto& magic = bytecode::kMagic;
  if (bytecode::has_envelope(std::as_bytes(std::span(bytes)))) return true;
  return bytes.size() >= magic.size() && std::memcmp(bytes.data(), magic.data(), magic.size()) == 0;
}

}  // namespace doorward
