// A program that knows the runtime alone: loads the module of examples/contoso and decides the commissioned
// sign-in with it. Exits 0 when every answer is right.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "doorward/runtime/evaluate.h"

namespace {

std::vector<std::byte> read(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::byte> bytes;
  for (std::istreambuf_iterator<char> at(file), end; at != end; ++at) bytes.push_back(static_cast<std::byte>(*at));
  return bytes;
}

doorward::SignIn contractor_for_procurement(std::uint8_t third_byte) {
  doorward::SignIn sign_in;
  sign_in.has_user = true;
  sign_in.user.id = "ac2d7e00-0000-4000-8000-000000000001";
  sign_in.user.guest = false;
  sign_in.user.has_groups = true;
  sign_in.user.groups.push_back("4f1c2d7e-0000-4000-8000-000000000001");
  sign_in.user.has_roles = true;
  sign_in.app = "6a1c2d7e-0000-4000-8000-0000000000a1";
  sign_in.client_app = doorward::ClientApp::browser;
  sign_in.ip = doorward::IpAddress{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 203, 0, third_byte, 9};
  sign_in.device.platform = doorward::Platform::windows;
  return sign_in;
}

int decide(const std::shared_ptr<const doorward::PolicySet>& set, std::uint8_t network, doorward::Outcome expected) {
  doorward::Scratch scratch(set);
  doorward::Decision decision;
  doorward::EvaluateOptions options;
  options.strict = false;
  doorward::evaluate(scratch, contractor_for_procurement(network), options, decision);
  if (decision.outcome == expected) return 0;
  std::fprintf(stderr, "203.0.%d.9: outcome %d, expected %d\n", network, static_cast<int>(decision.outcome),
               static_cast<int>(expected));
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::vector<std::byte> module = read(argv[1]);
  std::string error;
  const auto set = doorward::PolicySet::load(module, error);
  if (!set) {
    std::fprintf(stderr, "%s\n", error.c_str());
    return 1;
  }
  return decide(set, 112, doorward::Outcome::challenge) + decide(set, 113, doorward::Outcome::grant);
}
