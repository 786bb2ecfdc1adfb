// One size of the workload: everything that the runtime and the yardsticks need to decide it, made before any clock
// runs, and the ways in which each side decides. Must not know how they are measured.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bit_parallel.h"
#include "c_calls.h"
#include "contest.h"
#include "doorward/io/decision_writer.h"
#include "doorward/io/directory.h"
#include "doorward/io/sign_in_reader.h"
#include "doorward/runtime/device.h"
#include "doorward/runtime/evaluate.h"
#include "eval_program.h"
#include "line_writer.h"
#include "naive_scan.h"
#include "request_reader.h"

namespace doorward::bench {

[[noreturn]] void give_up(const std::string& why);

/// Sign-ins whose texts outlive their reader.
struct SignIns {
  std::deque<std::string> texts;
  std::vector<SignIn> list;
  std::vector<std::string> lines;  // readable SignInReader::kPadding bytes beyond their end

  std::string_view keep(std::string_view text) { return text.empty() ? text : texts.emplace_back(text); }
};

/// FOLDER/directory.json.
std::unique_ptr<const Directory> read_directory(const std::string& folder);
/// Keeps the calling thread on one core, so that no move between cores is measured.
void pin_to_one_core();
/// The first `count` lines of FOLDER/signins.ndjson.
SignIns read_sign_ins(const std::string& folder, const Directory& directory, std::size_t count);
std::vector<std::byte> compile_module(const std::string& path);
/// The same, loaded.
std::shared_ptr<const PolicySet> load_set(const std::string& path);

class Match {
 public:
  /// `sign_ins` and `directory` must outlive the match.
  Match(const std::string& folder, std::uint32_t size, const SignIns& sign_ins, const Directory& directory);

  /// Compares every decision of both engines, with parts bound and without, of the C interface, and every line, also those
  /// that `doorward eval` prints, with the yardsticks'. A difference ends the program.
  void verify();

  /// Binds the users and devices of the first `count` sign-ins on both sides.
  void bind_parts(std::size_t count);

  // The sides. Those named `cached` decide with the parts that bind_parts bound.
  Side ours(Evaluation evaluation);
  Side ours_with_user();
  Side ours_cached();
  Side ours_cached_outcome();
  Side ours_lines();
  Side ours_in_c();
  Side ours_in_c_cached();
  Side bound();
  Side bound_cached();
  Side bound_lines();
  Side scan();

  const EvalProgram& eval_program() const { return eval_program_; }

 private:
  void bind(std::size_t i);
  std::string_view our_line(std::size_t i);
  std::string_view bound_line(std::size_t i);

  yardstick::Workload work_;
  yardstick::NaiveScan scan_;
  yardstick::BitParallel bound_;
  yardstick::RequestReader request_reader_;
  yardstick::LineWriter line_writer_;
  std::shared_ptr<const PolicySet> set_;
  Scratch scratch_;
  CCalls c_calls_;
  EvalProgram eval_program_;
  SignInReader reader_;
  DecisionWriter writer_;
  const SignIns& sign_ins_;
  const Directory& directory_;
  std::vector<yardstick::Row> users_, devices_;
  std::vector<BoundPrincipal> principals_;
  std::vector<BoundDevice> bound_devices_;
  yardstick::Answer answer_;
  yardstick::Request request_;
  yardstick::Row user_, device_;
  Decision decision_;
  SignIn sign_in_;
};

}  // namespace doorward::bench
