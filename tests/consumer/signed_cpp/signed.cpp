// Takes a signed module and no other: `signed_cpp KEY SIGNED UNSIGNED`. Exits 0 when the first loads and the second is
// refused.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "doorward/runtime/policy_set.h"
#include "doorward/signature/signed_module.h"

namespace {

std::string read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  std::string error;
  const auto key = doorward::read_verify_key(read(argv[1]), error);
  if (!key) {
    std::cerr << error << '\n';
    return 1;
  }
  const doorward::SignatureRules rules{.key = *key, .set_name = "contoso", .now = 0, .last = {}};
  const std::string file = read(argv[2]);
  const auto found = doorward::check_signed_module(std::as_bytes(std::span(file)), rules);
  if (found.status != doorward::SignatureStatus::ok || !doorward::PolicySet::load(found.module, error)) {
    std::cerr << status_text(found.status) << ' ' << error << '\n';
    return 1;
  }
  const std::string other = read(argv[3]);
  const auto refused = doorward::check_signed_module(std::as_bytes(std::span(other)), rules);
  return refused.status == doorward::SignatureStatus::unsigned_module ? 0 : 1;
}
