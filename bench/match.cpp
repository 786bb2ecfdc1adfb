#include "match.h"

#include <fmt/format.h>
#include <sched.h>

#include "doorward/compiler/compile.h"
#include "doorward/compiler/load.h"
#include "doorward/io/record_stream.h"

namespace doorward::bench {
namespace {

EvaluateOptions options_for(Evaluation evaluation) {
  return {.now = 1795512600, .strict = false, .evaluation = evaluation};
}

bool same_clause(const PolicySet& set, const Clause& clause, const yardstick::Clause& wanted) {
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
  return unmet == wanted.unmet;
}

bool same(const PolicySet& set, const Decision& ours, const yardstick::Answer& answer) {
  constexpr std::array kOutcomes{Outcome::grant, Outcome::challenge, Outcome::block};
  if (ours.outcome != kOutcomes[answer.outcome] || ours.applied != answer.applied ||
      ours.blocked_by != answer.blocked_by || ours.require.size() != answer.clauses.size() ||
      (ours.next.empty()) != (answer.next == 0)) {
    return false;
  }
  for (std::size_t i = 0; i < ours.require.size(); ++i) {
    if (!same_clause(set, ours.require[i], answer.clauses[i])) return false;
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

}  // namespace

void give_up(const std::string& why) {
  fmt::print(stderr, "bench: {}\n", why);
  std::exit(2);
}

std::vector<std::byte> compile_module(const std::string& path) {
  SourceMap sources;
  DiagnosticSink sink;
  const LoadedSources loaded = load_sources({path}, {}, sources, sink);
  if (sink.has_errors()) give_up(path + " has errors");
  return compile(loaded.set, sources, {}, sink);
}

std::shared_ptr<const PolicySet> load_set(const std::string& path) {
  std::string error;
  auto set = PolicySet::load(compile_module(path), error);
  if (!set) give_up(error);
  return set;
}

std::unique_ptr<const Directory> read_directory(const std::string& folder) {
  std::string error;
  auto directory = Directory::read_file(folder + "/directory.json", error);
  if (!directory) give_up(error);
  return directory;
}

void pin_to_one_core() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(0, &one);
  sched_setaffinity(0, sizeof one, &one);
}

SignIns read_sign_ins(const std::string& folder, const Directory& directory, std::size_t count) {
  SignIns out;
  std::string error;
  const auto stream = RecordStream::open(folder + "/signins.ndjson", error);
  if (!stream) give_up(error);
  SignInReader reader;
  Record record;
  SignIn sign_in;
  while (out.list.size() < count && stream->next(record)) {
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

Match::Match(const std::string& folder, std::uint32_t size, const SignIns& sign_ins, const Directory& directory)
    : work_(yardstick::read_workload(folder, size, sign_ins.list.size())),
      scan_(work_),
      bound_(work_),
      request_reader_(work_),
      line_writer_(work_),
      set_(load_set(fmt::format("{}/policies_{}.json", folder, size))),
      scratch_(set_),
      c_calls_(compile_module(fmt::format("{}/policies_{}.json", folder, size)), sign_ins.list),
      eval_program_(folder, size, sign_ins.lines),
      writer_(set_),
      sign_ins_(sign_ins),
      directory_(directory) {}

void Match::verify() {
  const std::vector<std::string> printed = eval_program_.decisions();
  if (printed.size() != sign_ins_.lines.size()) give_up("`doorward eval` does not answer each line");
  for (std::size_t i = 0; i < sign_ins_.list.size(); ++i) {
    const auto check = [&](std::string_view how) {
      if (!same(*set_, decision_, answer_)) give_up(fmt::format("sign-in {}: {} and the naive scan differ", i, how));
    };
    const SignIn& sign_in = sign_ins_.list[i];
    scan_.decide(work_.requests[i], answer_);
    evaluate(scratch_, sign_in, options_for(Evaluation::interpreter), decision_);
    check("the interpreter");
    const BoundPrincipal principal(std::make_shared<const Principal>(sign_in.user), *set_);
    const BoundDevice device(std::make_shared<const Device>(sign_in.device), *set_);
    evaluate(scratch_, principal, device, sign_in, options_for(Evaluation::index), decision_);
    check("the index with user and device bound");
    evaluate(scratch_, sign_in, options_for(Evaluation::index), decision_);
    check("the index");
    if (!c_calls_.same(i, *set_, decision_)) give_up(fmt::format("sign-in {}: C reads another decision", i));
    bind(i);
    bound_.decide(work_.requests[i], user_, device_, answer_);
    check("the bound");
    const std::string_view line = bound_line(i);
    if (our_line(i) != line || printed[i] != line) give_up(fmt::format("sign-in {}: the lines of the bound differ", i));
  }
}

void Match::bind(std::size_t i) {
  const yardstick::Request& request = work_.requests[i];
  bound_.bind_user(request.user, user_);
  const bool known = request.device != ~0U && !yardstick::is_legacy(request.client);
  bound_.bind_device(known ? &work_.devices[request.device] : nullptr, device_);
}

void Match::bind_parts(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    bind(i);
    users_.push_back(user_);
    devices_.push_back(device_);
    principals_.emplace_back(std::make_shared<const Principal>(sign_ins_.list[i].user), *set_);
    bound_devices_.emplace_back(std::make_shared<const Device>(sign_ins_.list[i].device), *set_);
  }
  c_calls_.bind_parts(count);
}

std::string_view Match::our_line(std::size_t i) {
  const std::string& line = sign_ins_.lines[i];
  if (!reader_.read(line, sign_in_, line.capacity())) give_up(std::string(reader_.error()));
  directory_.fill(sign_in_);
  evaluate(scratch_, sign_in_, options_for(Evaluation::index), decision_);
  return writer_.write(sign_in_.id, decision_);
}

std::string_view Match::bound_line(std::size_t i) {
  const std::string& line = sign_ins_.lines[i];
  std::string_view id;
  request_reader_.read(line, line.capacity(), request_, id);
  bound_.bind_user(request_.user, user_);
  const bool known = request_.device != ~0U && !yardstick::is_legacy(request_.client);
  bound_.bind_device(known ? &work_.devices[request_.device] : nullptr, device_);
  bound_.decide(request_, user_, device_, answer_);
  return line_writer_.write(id, answer_);
}

Side Match::ours(Evaluation evaluation) {
  return [this, options = options_for(evaluation)](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) evaluate(scratch_, sign_ins_.list[i], options, decision_);
  };
}

Side Match::ours_with_user() {
  return [this, options = options_for(Evaluation::index)](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i)
      evaluate(scratch_, principals_[i], sign_ins_.list[i], options, decision_);
  };
}

Side Match::ours_cached() {
  return [this, options = options_for(Evaluation::index)](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i)
      evaluate(scratch_, principals_[i], bound_devices_[i], sign_ins_.list[i], options, decision_);
  };
}

Side Match::ours_cached_outcome() {
  EvaluateOptions options = options_for(Evaluation::index);
  options.detail = Detail::outcome;
  return [this, options](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i)
      evaluate(scratch_, principals_[i], bound_devices_[i], sign_ins_.list[i], options, decision_);
  };
}

Side Match::ours_lines() {
  return [this](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) our_line(i);
  };
}

Side Match::ours_in_c() { return c_calls_.decide(); }

Side Match::ours_in_c_cached() { return c_calls_.decide_bound(); }

Side Match::bound() {
  return [this](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) {
      bind(i);
      bound_.decide(work_.requests[i], user_, device_, answer_);
    }
  };
}

Side Match::bound_cached() {
  return [this](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i)
      bound_.decide(work_.requests[i], users_[i], devices_[i], answer_);
  };
}

Side Match::bound_lines() {
  return [this](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) bound_line(i);
  };
}

Side Match::scan() {
  return [this](std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) scan_.decide(work_.requests[i], answer_);
  };
}

}  // namespace doorward::bench
