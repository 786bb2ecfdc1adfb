// A small decision service that compiles its own policies and takes them anew while it runs.
//
//   service POLICIES…
//
// A line of its input is `reload`, or a request `USER GROUP APP`; the answer is `grant`, `challenge mfa …` or
// `block POLICY …`. SIGHUP does as `reload` does. Policies that do not compile never replace those in force.
#include <csignal>
#include <ctime>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "doorward/compiler/compile.h"
#include "doorward/compiler/load.h"
#include "doorward/grammar/render.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/policy_set.h"
#include "doorward/runtime/policy_slot.h"

namespace {

using Policies = std::shared_ptr<const doorward::PolicySet>;

/// Compiles what lies at `paths`; null, and messages on standard error, when it cannot be trusted.
Policies compile_policies(const std::vector<std::string>& paths) {
  doorward::SourceMap sources;
  doorward::DiagnosticSink sink;
  const doorward::LoadedSources loaded = doorward::load_sources(paths, {}, sources, sink);
  std::vector<std::byte> module;
  if (!sink.has_errors()) module = doorward::compile(loaded.set, sources, {}, sink);
  if (sink.has_errors()) {
    for (const doorward::Diagnostic& diagnostic : sink.diagnostics()) std::cerr << render(sources, diagnostic, {});
    return nullptr;
  }
  std::string error;
  Policies policies = doorward::PolicySet::load(module, error);
  if (!policies) std::cerr << error << '\n';
  return policies;
}

/// What a request line says, with what a real service knows from its session and its directory. Views into `words`.
doorward::SignIn sign_in_of(const std::vector<std::string>& words) {
  doorward::SignIn sign_in;
  sign_in.has_user = true;
  sign_in.user.id = words[0];
  sign_in.user.guest = false;
  sign_in.user.guest_kinds = 0;
  sign_in.user.has_groups = true;
  sign_in.user.groups.push_back(words[1]);
  sign_in.user.has_roles = true;
  sign_in.user.agent = false;
  sign_in.app = words[2];
  sign_in.app_agent = false;
  sign_in.client_app = doorward::ClientApp::browser;
  sign_in.ip = doorward::IpAddress{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 198, 51, 100, 7};
  sign_in.device.platform = doorward::Platform::windows;
  sign_in.device.is_compliant = false;
  sign_in.device.properties[static_cast<std::size_t>(doorward::DeviceAttribute::trust_type)] = "Workplace";
  sign_in.flow = doorward::Flow::none;
  sign_in.sign_in_risk = doorward::RiskLevel::none;
  sign_in.user_risk = doorward::RiskLevel::none;
  sign_in.insider_risk = doorward::InsiderRisk::none;
  return sign_in;
}

void answer(const doorward::PolicySet& policies, const doorward::Decision& decision) {
  switch (decision.outcome) {
    case doorward::Outcome::grant:
      std::cout << "grant";
      break;
    case doorward::Outcome::challenge:
      std::cout << "challenge";
      for (const auto control : decision.next) std::cout << ' ' << policies.control(control);
      break;
    case doorward::Outcome::block:
      std::cout << "block";
      for (const auto policy : decision.blocked_by) std::cout << ' ' << policies.policy_name(policy);
      break;
  }
  std::cout << std::endl;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

volatile std::sig_atomic_t reload_wanted = 0;

void reload(doorward::PolicySlot& slot, const std::vector<std::string>& paths) {
  reload_wanted = 0;
  Policies fresh = compile_policies(paths);
  if (fresh && !slot.replace(std::move(fresh))) std::cerr << "out of memory\n";
}

void serve(Policies policies, const std::vector<std::string>& paths) {
  // One slot, and a reader and a decision for every thread.
  doorward::PolicySlot slot(std::move(policies));
  doorward::PolicyReader reader(slot);
  doorward::Decision decision;
  for (std::string line; std::getline(std::cin, line);) {
    if (reload_wanted != 0) reload(slot, paths);
    const std::vector<std::string> words = words_of(line);
    if (words.size() == 1 && words[0] == "reload") {
      reload(slot, paths);
      reader.refresh();
      std::cout << reader.set()->policy_count() << " policies in force" << std::endl;
    } else if (words.size() == 3) {
      doorward::EvaluateOptions options;
      options.now = std::time(nullptr);
      reader.evaluate(sign_in_of(words), options, decision);
      answer(*reader.set(), decision);
    } else {
      std::cout << "block: no request" << std::endl;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> paths(argv + 1, argv + argc);
  Policies policies = paths.empty() ? nullptr : compile_policies(paths);
  if (!policies) {
    std::cerr << "usage: service POLICIES…\n";
    return 1;
  }
  std::signal(SIGHUP, [](int) { reload_wanted = 1; });
  serve(std::move(policies), paths);
  return 0;
}
