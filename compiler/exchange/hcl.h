// Blocks and arguments of Terraform's language, laid out as `terraform fmt` does. Must not know providers.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace doorward::exchange {

class HclBlock {
 public:
  /// Sets the argument at `path` (`conditions.users.included_users`), making the blocks on the way, in order of first use.
  void set(std::string_view path, std::string value);
  bool has(std::string_view path) const;
  std::string text(std::size_t indent) const;

 private:
  struct Part {
    std::string name;
    std::string value;                // of an argument
    std::unique_ptr<HclBlock> block;  // or a block
  };
  std::vector<Part> parts_;
};

std::string hcl_text(std::string_view text);
/// `["a", "b"]`, of values that are written already.
std::string hcl_list(const std::vector<std::string>& values, std::size_t indent);
/// `Head Office (Oslo)` as `head_office_oslo`.
std::string hcl_name(std::string_view text);

}  // namespace doorward::exchange
