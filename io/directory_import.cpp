#include "doorward/io/directory_import.h"

#include "directory_sources.h"
#include "doorward/io/line_stream.h"

namespace doorward {
namespace {

class ImportSink final : public DirectorySink {
 public:
  explicit ImportSink(StoreImport& import) : import_(import) {}

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

 private:
  StoreImport& import_;
};

}  // namespace

bool import_directory(const std::string& path, StoreImport& import, std::string& error) {
  ImportSink sink(import);
  if (is_store_file(path)) return read_directory_store(path, sink, error) && import.finish();
  std::string text;
  if (!read_whole(path, text, error)) return false;
  const std::size_t size = text.size();
  text.append(LineStream::kPadding, ' ');
  return read_directory(std::string_view(text).substr(0, size), path, sink, error) && import.finish();
}

}  // namespace doorward
