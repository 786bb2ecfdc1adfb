#include "eval_program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <span>

#include "match.h"

namespace doorward::bench {
namespace {

constexpr std::size_t kRepeats = 10;
constexpr std::size_t kRounds = 9;

void write_lines(const std::string& path, std::span<const std::string> lines, std::size_t repeats) {
  std::ofstream file(path);
  for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
    for (const std::string& line : lines) file << line << '\n';
  }
  if (!file.flush()) give_up("cannot write " + path);
}

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

EvalProgram::EvalProgram(std::string folder, std::uint32_t size, const std::vector<std::string>& lines)
    : folder_(std::move(folder)),
      module_(fmt::format("{}/policies_{}.dwm", folder_, size)),
      one_(folder_ + "/eval_one.ndjson"),
      once_(folder_ + "/eval_once.ndjson"),
      often_(folder_ + "/eval_often.ndjson"),
      count_(lines.size()) {
  const auto module = compile_module(fmt::format("{}/policies_{}.json", folder_, size));
  std::ofstream(module_, std::ios::binary)
      .write(reinterpret_cast<const char*>(module.data()), static_cast<std::streamsize>(module.size()));
  write_lines(one_, std::span(lines).first(1), 1);
  write_lines(once_, lines, 1);
  write_lines(often_, lines, kRepeats);
}

double EvalProgram::seconds(const std::string& sign_ins, const std::string& out) const {
  std::array<std::string, 10> words{
      DOORWARD_PROGRAM, "eval", "--policies",          module_, "--directory", folder_ + "/directory.json", "--signins",
      sign_ins,         "--at", "2026-11-24T12:00:00Z"};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files{};
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  pid_t process = 0;
  const int failed = posix_spawn(&process, DOORWARD_PROGRAM, &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  int status = 0;
  rusage usage{};
  if (failed != 0 || wait4(process, &status, 0, &usage) != process || status != 0) give_up("`doorward eval` failed");
  return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

std::vector<std::string> EvalProgram::decisions() const {
  const std::string path = folder_ + "/eval_decisions.ndjson";
  seconds(once_, path);
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line + '\n');
  return lines;
}

Ratio EvalProgram::contest(const Side& yardstick) const {
  std::vector<double> our_times;
  std::vector<double> their_times;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const bool ours_last = round % 2 == 0;
    if (ours_last) their_times.push_back(nanoseconds(yardstick, 0, count_));
    const double start = seconds(one_, "/dev/null");
    const double deciding = seconds(often_, "/dev/null") - start;
    our_times.push_back(deciding * 1e9 / static_cast<double>(count_ * kRepeats - 1));
    if (!ours_last) their_times.push_back(nanoseconds(yardstick, 0, count_));
  }
  return ratio_of(our_times, their_times);
}

}  // namespace doorward::bench
