#include "doorward/io/directory_import.h"

#include "directory_sources.h"

namespace doorward {
namespace {

class ImportSink final : public DirectorySink {
 public:
  ImportSink(StoreImport& import, OpenPages& pages) : import_(import), pages_(pages) {}

  bool add_user(const UserSignals& user, std::string& error) override { return import_.add_user(user, error); }
  void add_group(std::string_view id, std::string_view name, const std::vector<std::string_view>* members) override {
    import_.add_holder(HolderKind::group, id, name, members);
  }
  void add_role(std::string_view id, std::string_view name, const std::vector<std::string_view>* members) override {
    import_.add_holder(HolderKind::role, id, name, members);
  }
  void add_nesting(std::string_view id, std::string_view parent) override { import_.add_nesting(id, parent); }
  void groups_are_known() override { import_.list_is_complete(HolderKind::group); }
  void roles_are_known() override { import_.list_is_complete(HolderKind::role); }
  void lists(DirectorySection section, bool goes_on) override {
    bool& open = section == DirectorySection::users    ? pages_.users
                 : section == DirectorySection::groups ? pages_.groups
                                                       : pages_.roles;
    open = goes_on;
  }

 private:
  StoreImport& import_;
  OpenPages& pages_;
};

}  // namespace

bool import_directory(const std::string& path, StoreImport& import, OpenPages& pages, std::string& error) {
  ImportSink sink(import, pages);
  return read_directory_file(path, sink, error) && import.finish();
}

}  // namespace doorward
