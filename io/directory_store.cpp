// The SQLite store as a source of a directory.
#include <fstream>

#include "directory_sources.h"
#include "doorward/store/contents.h"

namespace doorward {
namespace {

constexpr std::string_view kBeginning{"SQLite format 3\0", 16};

class StoreReader {
 public:
  StoreReader(StoreContents& contents, DirectorySink& sink) : contents_(contents), sink_(sink) {}

  bool read(std::string& error) {
    if (contents_.list_is_complete(HolderKind::group)) sink_.groups_are_known();
    if (contents_.list_is_complete(HolderKind::role)) sink_.roles_are_known();
    UserSignals user;
    while (contents_.next_user(user)) {
      if (!sink_.add_user(user, error)) return false;
    }
    // Members of one holder follow each other.
    std::string id;
    HolderKind kind{};
    std::vector<std::string> members;
    StoredMember member;
    while (contents_.next_member(member)) {
      if (member.holder != id || member.kind != kind) {
        flush(kind, id, members);
        id = member.holder;
        kind = member.kind;
      }
      members.emplace_back(member.member);
    }
    flush(kind, id, members);
    error = contents_.error();
    return error.empty();
  }

 private:
  void flush(HolderKind kind, const std::string& id, std::vector<std::string>& members) {
    if (members.empty()) return;
    const std::vector<std::string_view> views(members.begin(), members.end());
    kind == HolderKind::group ? sink_.add_group(id, {}, &views) : sink_.add_role(id, {}, &views);
    members.clear();
  }

  StoreContents& contents_;
  DirectorySink& sink_;
};

}  // namespace

bool is_store_file(const std::string& path) {
  char beginning[kBeginning.size()]{};
  std::ifstream file(path, std::ios::binary);
  return file.read(beginning, sizeof beginning) && std::string_view(beginning, sizeof beginning) == kBeginning;
}

bool read_directory_store(const std::string& path, DirectorySink& sink, std::string& error) {
  const auto store = Store::open(path, StoreAccess::read, error);
  if (!store) return false;
  StoreContents contents(*store);
  return StoreReader(contents, sink).read(error);
}

}  // namespace doorward
