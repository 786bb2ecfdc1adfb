// How the runtime stands to the yardsticks, as ratios of one run. usage: ratios FOLDER, written by workload.py.
// Every decision is compared with the naive scan's before anything is timed; a difference ends the run.
#include <fmt/format.h>
#include <sched.h>

#include <cstdio>
#include <deque>
#include <optional>

#include "bit_parallel.h"
#include "contest.h"
#include "doorward/compiler/compile.h"
#include "doorward/compiler/load.h"
#include "doorward/io/decision_writer.h"
#include "doorward/io/directory.h"
#include "doorward/io/record_stream.h"
#include "doorward/io/sign_in_reader.h"
#include "doorward/runtime/evaluate.h"
#include "doorward/runtime/principal.h"
#include "naive_scan.h"

namespace doorward::bench {
namespace {

constexpr std::size_t kSignIns = 20000;
constexpr EvaluateOptions kByIndex{.now = 1795512600, .strict = false, .evaluation = Evaluation::index};
constexpr EvaluateOptions kByInterpreter{.now = 1795512600, .strict = false, .evaluation = Evaluation::interpreter};

[[noreturn]] void give_up(const std::string& why) {
  fmt::print(stderr, "ratios: {}\n", why);
  std::exit(2);
}

/// Sign-ins whose texts outlive their reader.
struct SignIns {
  std::deque<std::string> texts;
  std::vector<SignIn> list;
  std::vector<std::string> lines;

  std::string_view keep(std::string_view text) { return text.empty() ? text : texts.emplace_back(text); }
};

SignIns read_sign_ins(const std::string& folder, const Directory& directory) {
  SignIns out;
  std::string error;
  const auto stream = RecordStream::open(folder + "/signins.ndjson", error);
  if (!stream) give_up(error);
  SignInReader reader;
  Record record;
  SignIn sign_in;
  while (out.list.size() < kSignIns && stream->next(record)) {
    if (!reader.read(record.text, sign_in, record.readable)) give_up(std::string(reader.error()));
    sign_in.id = out.keep(sign_in.id);
    sign_in.user.id = out.keep(sign_in.user.id);
    sign_in.app = out.keep(sign_in.app);
    for (std::string_view& property : sign_in.device.properties) property = out.keep(property);
    directory.fill(sign_in);
    out.list.push_back(sign_in);
    out.lines.push_back(std::string(record.text));
    out.lines.back().reserve(record.text.size() + SignInReader::kPadding);
  }
  return out;
}

std::shared_ptr<const PolicySet> load_set(const std::string& path) {
  SourceMap sources;
  DiagnosticSink sink;
  const LoadedSources loaded = load_sources({path}, {}, sources, sink);
  if (sink.has_errors()) give_up(path + " has errors");
  std::string error;
  auto set = PolicySet::load(compile(loaded.set, sources, {}, sink), error);
  if (!set) give_up(error);
  return set;
}

bool same(const PolicySet& set, const Decision& ours, const yardstick::Answer& answer) {
  constexpr std::array kOutcomes{Outcome::grant, Outcome::challenge, Outcome::block};
  if (ours.outcome != kOutcomes[answer.outcome] || ours.applied != answer.applied ||
      ours.blocked_by != answer.blocked_by || ours.require.size() != answer.clauses.size() ||
      (ours.next.empty()) != (answer.next == 0)) {
    return false;
  }
  for (std::size_t i = 0; i < ours.require.size(); ++i) {
    const Clause& clause = ours.require[i];
    const yardstick::Clause& wanted = answer.clauses[i];
    if (clause.policy != wanted.policy || static_cast<int>(clause.status) != static_cast<int>(wanted.status))
      return false;
    std::uint8_t unmet = 0;
    for (std::size_t c = 0; c < set.controls(clause.policy).size(); ++c) {
      if ((clause.unmet >> c & 1U) == 0) continue;
      const std::string_view name = set.control(set.controls(clause.policy)[c]);
      unmet |= name == "mfa"               ? yardstick::kMfa
               : name == "compliantDevice" ? yardstick::kCompliantDevice
                                           : yardstick::kHybridDevice;
    }
    if (unmet != wanted.unmet) return false;
  }
  constexpr std::array kAttributes{DeviceAttribute::is_compliant,          DeviceAttribute::trust_type,
                                   DeviceAttribute::extension_attribute_1, DeviceAttribute::model,
                                   DeviceAttribute::manufacturer,          DeviceAttribute::operating_system};
  SignalMask assumed = 0;
  for (std::size_t a = 0; a < kAttributes.size(); ++a) {
    if ((answer.assumed >> a & 1U) != 0) assumed |= signal_bit(kAttributes[a]);
  }
  return assumed == ours.assumed;
}

/// One size of the workload: everything both sides need, made before the clock runs.
class Match {
 public:
  Match(const std::string& folder, std::uint32_t size, const SignIns& sign_ins)
      : work_(yardstick::read_workload(folder, size)),
        scan_(work_),
        bound_(work_),
        set_(load_set(fmt::format("{}/policies_{}.json", folder, size))),
        scratch_(set_),
        sign_ins_(sign_ins) {}

  void verify() {
    for (std::size_t i = 0; i < sign_ins_.list.size(); ++i) {
      scan_.decide(work_.requests[i], answer_);
      for (const EvaluateOptions& options : {kByIndex, kByInterpreter}) {
        evaluate(scratch_, sign_ins_.list[i], options, decision_);
        if (!same(*set_, decision_, answer_))
          give_up(fmt::format("sign-in {}: the runtime and the naive scan differ", i));
      }
      bind(i);
      const yardstick::Answer first = answer_;
      bound_.decide(work_.requests[i], user_, device_, answer_);
      if (first.applied != answer_.applied || first.outcome != answer_.outcome) give_up("the yardsticks differ");
    }
  }

  Ratio cached(std::size_t count) {
    std::vector<yardstick::Row> users(count);
    std::vector<yardstick::Row> devices(count);
    std::vector<BoundPrincipal> principals;
    for (std::size_t i = 0; i < count; ++i) {
      bind(i);
      users[i] = user_;
      devices[i] = device_;
      principals.emplace_back(std::make_shared<const Principal>(sign_ins_.list[i].user), *set_);
    }
    return contest(
        count,
        [&] {
          for (std::size_t i = 0; i < count; ++i)
            evaluate(scratch_, principals[i], sign_ins_.list[i], kByIndex, decision_);
        },
        [&] {
          for (std::size_t i = 0; i < count; ++i) bound_.decide(work_.requests[i], users[i], devices[i], answer_);
        });
  }

  Ratio uncached(std::size_t count) {
    return contest(
        count,
        [&] {
          for (std::size_t i = 0; i < count; ++i) evaluate(scratch_, sign_ins_.list[i], kByIndex, decision_);
        },
        [&] {
          for (std::size_t i = 0; i < count; ++i) {
            bind(i);
            bound_.decide(work_.requests[i], user_, device_, answer_);
          }
        });
  }

  Ratio plain(std::size_t count) {
    return contest(
        count,
        [&] {
          for (std::size_t i = 0; i < count; ++i) evaluate(scratch_, sign_ins_.list[i], kByInterpreter, decision_);
        },
        [&] {
          for (std::size_t i = 0; i < count; ++i) scan_.decide(work_.requests[i], answer_);
        });
  }

  /// JSON line in, decision line out, against the naive scan of records that were never text.
  Ratio lines(std::size_t count, const Directory& directory) {
    SignInReader reader;
    DecisionWriter writer(set_);
    SignIn sign_in;
    std::size_t bytes = 0;
    return contest(
        count,
        [&] {
          for (std::size_t i = 0; i < count; ++i) {
            const std::string& line = sign_ins_.lines[i];
            if (!reader.read(line, sign_in, line.capacity())) give_up(std::string(reader.error()));
            directory.fill(sign_in);
            evaluate(scratch_, sign_in, kByIndex, decision_);
            bytes += writer.write(sign_in.id, decision_).size();
          }
        },
        [&] {
          for (std::size_t i = 0; i < count; ++i) scan_.decide(work_.requests[i], answer_);
        });
  }

 private:
  void bind(std::size_t i) {
    const yardstick::Request& request = work_.requests[i];
    bound_.bind_user(request.user, user_);
    const bool known = request.device != ~0U && !yardstick::is_legacy(request.client);
    bound_.bind_device(known ? &work_.devices[request.device] : nullptr, device_);
  }

  yardstick::Workload work_;
  yardstick::NaiveScan scan_;
  yardstick::BitParallel bound_;
  std::shared_ptr<const PolicySet> set_;
  Scratch scratch_;
  const SignIns& sign_ins_;
  yardstick::Answer answer_;
  yardstick::Row user_;
  yardstick::Row device_;
  Decision decision_;
};

void print(std::uint32_t size, std::string_view what, const Ratio& ratio) {
  fmt::print("{:>6}  {:<44} {:6.2f}  [{:.2f}, {:.2f}]  {:9.0f} ns {:9.0f} ns\n", size, what, ratio.median,
             ratio.smallest, ratio.largest, ratio.ours_ns, ratio.yardstick_ns);
  std::fflush(stdout);
}

void run(const std::string& folder) {
  std::string error;
  const auto directory = Directory::read_file(folder + "/directory.json", error);
  if (!directory) give_up(error);
  const SignIns sign_ins = read_sign_ins(folder, *directory);
  fmt::print("{:>6}  {:<44} {:>6}  {:<13} {:>12} {:>12}\n", "", "ours / yardstick", "ratio", "[min, max]", "ours",
             "yardstick");
  for (const std::uint32_t size : {10U, 100U, 1000U, 10000U}) {
    Match match(folder, size, sign_ins);
    match.verify();
    const std::size_t count = size >= 10000 ? 2000 : sign_ins.list.size();
    print(size, "index, user bound / bit-parallel, cached", match.cached(count));
    print(size, "index / bit-parallel, nothing cached", match.uncached(count));
    print(size, "interpreter / naive scan", match.plain(count));
    print(size, "JSON line to decision line / naive scan", match.lines(count, *directory));
  }
}

}  // namespace
}  // namespace doorward::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: ratios FOLDER (written by bench/workload.py)\n");
    return 2;
  }
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(0, &one);
  sched_setaffinity(0, sizeof one, &one);
  doorward::bench::run(argv[1]);
  return 0;
}
