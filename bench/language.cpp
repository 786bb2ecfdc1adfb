// How fast Ward is read: the parse alone, and the whole way from a file to a loaded, indexed set, for sets of growing
// size and for sources at the bounds. Times are processor time of this process, so that a busy machine disturbs less.
#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "doorward/compiler/compile.h"
#include "doorward/compiler/load.h"
#include "doorward/grammar/parse.h"
#include "doorward/runtime/policy_set.h"

namespace {

using doorward::DiagnosticSink;
using doorward::SourceMap;

constexpr int kRounds = 5;
// Memory that a virtual machine was not given yet takes longer to touch than to parse into: the first rounds get it.
constexpr int kParseRounds = 21;

/// What the names of measurements must contain.
std::string_view only;

bool wanted(std::string_view name) { return name.find(only) != std::string_view::npos; }

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// The median of several runs. Runs are numbered from 0, and what one returns is given back after its time is taken.
template <class Work>
double seconds_of(Work work, int rounds = kRounds) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const double begin = processor_seconds();
    [[maybe_unused]] const auto kept = work(i);
    times.push_back(processor_seconds() - begin);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

std::string guid(std::size_t number) { return fmt::format("4f1c2d7e-0000-4000-8000-{:012x}", number); }

std::string nouns(std::size_t groups, std::size_t apps) {
  std::string text = "trusted network hq = 203.0.113.0/24, 2001:db8:17::/48\n";
  for (std::size_t i = 0; i < groups; ++i) text += fmt::format("group g{} = {}\n", i, guid(i));
  for (std::size_t i = 0; i < apps; ++i) text += fmt::format("app a{} = {}\n", i, guid(i + 100000));
  return text;
}

/// Policies as people write them: bare sentences and headed ones, one phrase to five.
std::string policies(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t group = i * 7 % 500;
    const std::size_t app = i * 13 % 200;
    switch (i % 4) {
      case 0:
        text += fmt::format("g{} on untrusted networks using non-joined devices for a{} require mfa\n", group, app);
        break;
      case 1:
        text += fmt::format(
            "policy CA{0} \"Step up {0}\" as {1}\n  everyone except g{2}\n  through legacy clients\n  for all apps\n"
            "  block\n",
            i, guid(i + 200000), group);
        break;
      case 2:
        text += fmt::format(
            "report-only policy CA{0} \"Risk {0}\"\n  everyone except g{1} or g{2}\n  running windows or macos\n"
            "  at medium or high sign-in risk\n  for a{3}\n  require mfa and compliant-device with sign-in every 4 "
            "hours\n",
            i, group, (group + 1) % 500, app);
        break;
      default:
        text += fmt::format("g{}, g{} for a{} when user.department is \"D{}\" require mfa or compliant-device\n", group,
                            (group + 3) % 500, app, i % 40);
    }
  }
  return text;
}

void measure_parse(std::string_view name, const std::string& text) {
  if (!wanted(name)) return;
  struct Read {
    SourceMap sources;
    DiagnosticSink sink;
    doorward::ast::File file;
  };
  // The parser owns its text, as it comes from a file; copying it is not parsing.
  std::vector<std::string> copies(kParseRounds, text);
  const double seconds = seconds_of(
      [&](int round) {
        auto read = std::make_unique<Read>();
        const auto id = read->sources.add("bench.ward", std::move(copies[static_cast<std::size_t>(round)]));
        read->file = doorward::parse(read->sources, id, read->sink);
        return read;
      },
      kParseRounds);
  fmt::print("parse    {:<28} {:8.2f} MB {:9.1f} ms {:7.1f} MB/s\n", name, static_cast<double>(text.size()) / 1e6,
             seconds * 1e3, static_cast<double>(text.size()) / 1e6 / seconds);
}

/// From the file to a set that decides.
void measure_whole(std::size_t count, const std::string& folder) {
  if (!wanted(fmt::format("{} policies", count))) return;
  const std::string path = folder + "/bench.ward";
  const std::string text = nouns(500, 200) + policies(count);
  std::ofstream(path, std::ios::binary) << text;
  std::string fault;
  struct Whole {
    SourceMap sources;
    DiagnosticSink sink;
    doorward::LoadedSources loaded;
    std::vector<std::byte> module;
    std::shared_ptr<const doorward::PolicySet> set;
  };
  const double seconds = seconds_of([&](int) {
    auto whole = std::make_unique<Whole>();
    whole->loaded = doorward::load_sources({path}, {}, whole->sources, whole->sink);
    whole->module = doorward::compile(whole->loaded.set, whole->sources, {}, whole->sink);
    whole->set = doorward::PolicySet::load(whole->module, fault);
    if (whole->sink.has_errors() || !whole->set) fmt::print("faulty: {}\n", fault);
    return whole;
  });
  fmt::print("compile  {:>8} policies         {:8.2f} MB {:9.1f} ms {:7.1f} MB/s {:9.0f} policies/s\n", count,
             static_cast<double>(text.size()) / 1e6, seconds * 1e3, static_cast<double>(text.size()) / 1e6 / seconds,
             static_cast<double>(count) / seconds);
}

/// A source at a bound: it compiles, or it is refused with a message.
void measure_bound(std::string_view name, const std::string& text, const std::string& folder) {
  if (!wanted(name)) return;
  const std::string path = folder + "/bound.ward";
  std::ofstream(path, std::ios::binary) << text;
  std::string said = "compiled";
  const double seconds = seconds_of(
      [&](int) {
        SourceMap sources;
        DiagnosticSink sink;
        const auto loaded = doorward::load_sources({path}, {}, sources, sink);
        if (!sink.has_errors()) doorward::compile(loaded.set, sources, {}, sink);
        if (!sink.diagnostics().empty()) {
          const auto& first = sink.diagnostics().front();
          said = fmt::format("{}: {}", doorward::row_of(first.code).id, first.message);
        }
        return 0;
      },
      1);
  fmt::print("bound    {:<28} {:8.2f} MB {:9.1f} ms, peak {:.0f} MB: {}\n", name,
             static_cast<double>(text.size()) / 1e6, seconds * 1e3, peak_megabytes(), said);
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string many_addresses(std::string_view before, std::size_t count, std::string_view behind = "") {
  std::string text(before);
  for (std::size_t i = 0; i < count; ++i) {
    text += fmt::format("{}10.{}.{}.{}/32", i == 0 ? "" : ", ", i >> 16U, (i >> 8U) & 255U, i & 255U);
  }
  text += behind;
  return text + "\n";
}

std::string many_declarations(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += fmt::format("group g{} = {}\n", i, guid(i));
  return text;
}

void measure_bounds(const std::string& folder) {
  const std::string sentence = policies(1);
  measure_bound("50 MB of sentences", nouns(500, 200) + repeated(sentence, 50000000 / sentence.size()), folder);
  measure_bound("a million declarations", many_declarations(1000000), folder);
  measure_bound("100,000 addresses", many_addresses("network many = ", 100000), folder);
  measure_bound("100,000 in one sentence", many_addresses("everyone on ", 100000, " for all apps block"), folder);
  measure_bound("a million addresses", many_addresses("network many = ", 1000000), folder);
  measure_bound("a million parentheses", "everyone for all apps when " + std::string(1000000, '(') + "\n", folder);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 && argc != 3) {
    fmt::print(stderr,
               "usage: language FOLDER [NAME]\n  FOLDER: where sources are written, for example build/workload\n"
               "  NAME: only the measurements with this in their name\n");
    return 2;
  }
  if (argc == 3) only = argv[2];
  measure_parse("the commissioned sentence", repeated(policies(1), 200000));
  measure_parse("a policy of five phrases", repeated(policies(3).substr(policies(2).size()), 80000));
  measure_parse("declarations", many_declarations(300000));
  measure_parse("a mix", nouns(500, 200) + policies(100000));
  for (const std::size_t count : {1000U, 10000U, 100000U}) measure_whole(count, argv[1]);
  measure_bounds(argv[1]);
  return 0;
}
