// Doorward beside the peers: writes the answers that they must give, or decides as often as each line of standard input
// asks for and says how long that took.
// usage: contestant FOLDER SIZE SIGN-INS answers|fresh|bound, FOLDER written by workload.py
#include <fmt/format.h>

#include <ctime>
#include <iostream>
#include <set>

#include "match.h"

namespace doorward::bench {
namespace {

constexpr EvaluateOptions kOptions{.now = 1795512600, .strict = false};

/// One policy set and its sign-ins, as both kinds of caller have them: with nothing kept between decisions, and with
/// each user and device bound once.
class Contestant {
 public:
  Contestant(const std::string& folder, const std::string& size, std::size_t count)
      : directory_(read_directory(folder)),
        sign_ins_(read_sign_ins(folder, *directory_, count)),
        set_(load_set(folder + "/policies_" + size + ".json")),
        scratch_(set_) {}

  void bind() {
    for (const SignIn& sign_in : sign_ins_.list) {
      principals_.emplace_back(std::make_shared<const Principal>(sign_in.user), *set_);
      devices_.emplace_back(std::make_shared<const Device>(sign_in.device), *set_);
    }
  }

  void decide(std::size_t i) {
    if (principals_.empty()) {
      evaluate(scratch_, sign_ins_.list[i], kOptions, decision_);
    } else {
      evaluate(scratch_, principals_[i], devices_[i], sign_ins_.list[i], kOptions, decision_);
    }
  }

  std::size_t count() const { return sign_ins_.list.size(); }

  /// `block` when some policy blocks, else the clauses that are demanded, each once, in the order of their words.
  std::string answer(std::size_t i) {
    decide(i);
    if (!decision_.blocked_by.empty()) return "block";
    std::set<std::string> clauses;
    for (const Clause& clause : decision_.require) {
      const auto word = set_->clause_is_any(clause.policy) ? " or " : " and ";
      std::string text;
      for (const std::uint32_t control : set_->controls(clause.policy)) {
        text += (text.empty() ? "" : word) + std::string(set_->control(control));
      }
      clauses.insert(text);
    }
    return clauses.empty() ? "grant" : fmt::format("{}", fmt::join(clauses, "; "));
  }

 private:
  std::unique_ptr<const Directory> directory_;
  SignIns sign_ins_;
  std::shared_ptr<const PolicySet> set_;
  Scratch scratch_;
  std::vector<BoundPrincipal> principals_;
  std::vector<BoundDevice> devices_;
  Decision decision_;
};

std::int64_t processor_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

void serve(Contestant& contestant) {
  fmt::print("verified {}\n", contestant.count());
  std::fflush(stdout);
  std::size_t first = 0;
  std::size_t count = 0;
  while (std::cin >> first >> count) {
    const std::int64_t start = processor_nanoseconds();
    for (std::size_t i = first; i < first + count; ++i) contestant.decide(i % contestant.count());
    fmt::print("{}\n", processor_nanoseconds() - start);
    std::fflush(stdout);
  }
}

void run(const std::vector<std::string>& words) {
  Contestant contestant(words[1], words[2], std::stoul(words[3]));
  if (words[4] == "answers") {
    for (std::size_t i = 0; i < contestant.count(); ++i) fmt::print("{}\n", contestant.answer(i));
    return;
  }
  if (words[4] == "bound") contestant.bind();
  serve(contestant);
}

}  // namespace
}  // namespace doorward::bench

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: contestant FOLDER SIZE SIGN-INS answers|fresh|bound\n");
    return 2;
  }
  doorward::bench::run({argv, argv + argc});
  return 0;
}
