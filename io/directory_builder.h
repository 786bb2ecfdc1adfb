// Collects users, groups and roles from any source of a directory, in any order, and resolves memberships at the
// end. Private to io.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "directory_image.h"
#include "directory_resolver.h"
#include "directory_sink.h"

namespace doorward {

class DirectoryBuilder final : public DirectorySink {
 public:
  DirectoryBuilder();
  ~DirectoryBuilder() override;
  DirectoryBuilder(const DirectoryBuilder&) = delete;
  DirectoryBuilder& operator=(const DirectoryBuilder&) = delete;

  bool add_user(const UserSignals& user, std::string& error) override;
  void add_group(std::string_view id, std::string_view name, const std::vector<std::string_view>* members) override;
  void add_role(std::string_view id, std::string_view name, const std::vector<std::string_view>* members) override;
  void add_nesting(std::string_view id, std::string_view parent) override;
  void groups_are_known() override { edges_.groups_known = true; }
  void roles_are_known() override { edges_.roles_known = true; }

  /// Null with `error` set when the directory is beyond what can be held.
  std::unique_ptr<const Directory> finish(std::string& error);

 private:
  void add_attributes(const UserSignals& user, DirectoryUser& row);
  std::uint32_t share(std::string_view text);
  bool place_user(std::uint32_t number, bool upn, std::string& error);
  void grow_index(std::vector<std::uint32_t>& index, bool upn);

  std::unique_ptr<DirectoryImage> image_;
  DirectoryEdges edges_;
};

}  // namespace doorward
