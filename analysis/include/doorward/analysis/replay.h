// Replays sign-ins on two policy sets and reports what changes: never more than the sign-ins that were replayed. Must
// not know where sign-ins come from or how the report is printed.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "doorward/runtime/decision.h"
#include "doorward/runtime/evaluate.h"

namespace doorward {

/// One sign-in that is decided otherwise.
struct ReplayExample {
  std::string id;
  std::uint64_t line = 0;
  std::string before;  // `challenge, requires mfa`
  std::string after;
  std::string weaker;  // why the new set is weaker: `granted without mfa`; empty when it is not
};

struct ReplayRow {
  std::uint64_t count = 0;
  std::uint64_t weaker = 0;
  ReplayExample example;  // the first, or the first that is weaker
};

/// How the part of one policy in the sign-ins that are decided otherwise changes.
struct PolicyRow {
  std::uint64_t applies_now = 0;
  std::uint64_t no_longer = 0;
  std::uint64_t demands_otherwise = 0;
  std::string example;  // id of a sign-in
};

/// Sign-ins of one user, or of the members of one group, that are decided otherwise.
struct PartyRow {
  std::uint64_t count = 0;
  std::uint64_t weaker = 0;
  std::string example;  // id of a sign-in, of one that is demanded less where there is one
};

struct ReplayReport {
  std::uint64_t sign_ins = 0;
  std::uint64_t changed = 0;
  std::uint64_t weaker = 0;
  std::map<std::pair<Outcome, Outcome>, ReplayRow> outcomes;  // before and after; equal: other demands or session
  std::map<std::string, PolicyRow> policies;
  std::map<std::string, PartyRow> users;   // by user principal name, else by id
  std::map<std::string, PartyRow> groups;  // by id
};

class Replay {
 public:
  Replay(std::shared_ptr<const PolicySet> before, std::shared_ptr<const PolicySet> after);
  ~Replay();
  Replay(const Replay&) = delete;
  Replay& operator=(const Replay&) = delete;

  /// Decides `sign_in` by both sets, not strictly, and counts what differs. `line` is where it was read. Returns what
  /// differs, nothing when nothing does.
  std::optional<ReplayExample> add(const SignIn& sign_in, std::uint64_t line, const EvaluateOptions& options);

  const ReplayReport& report() const { return report_; }

 private:
  struct State;
  std::unique_ptr<State> state_;
  ReplayReport report_;
};

}  // namespace doorward
