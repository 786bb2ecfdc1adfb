// Any bytes as the JSON of a sign-in: read or refused with one line, the same in place and from a copy; what is read is
// decided alike by both engines, with several sets.
#include <vector>

#include "doorward/io/sign_in_reader.h"
#include "engines.h"
#include "engines_agree.h"
#include "holds.h"
#include "reference/generate.h"

namespace {

using doorward::fuzz::must;

constexpr std::int64_t kNow = 1795600000;

std::vector<doorward::fuzz::BothEngines>& all_engines() {
  static std::vector<doorward::fuzz::BothEngines> engines = [] {
    constexpr std::uint64_t kSets = 4;
    std::vector<doorward::fuzz::BothEngines> made;
    for (std::uint64_t seed = 0; seed < kSets; ++seed) {
      doorward::reference::Random random(seed);
      const doorward::differential::Engines loaded(doorward::reference::random_set(random));
      must(loaded.fault().empty(), "a generated set loads", loaded.fault());
      made.emplace_back(loaded.loaded());
    }
    return made;
  }();
  return engines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* bytes, std::size_t size) {
  static doorward::SignInReader reader;
  static doorward::SignInReader in_place;
  const std::string_view record(reinterpret_cast<const char*>(bytes), size);
  doorward::SignIn sign_in;
  const bool read = reader.read(record, sign_in);
  std::vector<char> padded(record.begin(), record.end());
  padded.resize(size + doorward::SignInReader::kPadding + 1, '\n');
  doorward::SignIn again;
  must(in_place.read({padded.data(), size}, again, padded.size()) == read, "a record reads in place as it does copied",
       reader.error());
  if (!read) {
    must(!reader.error().empty() && reader.error().find('\n') == std::string_view::npos, "a refusal is one line",
         reader.error());
    return 0;
  }
  for (doorward::fuzz::BothEngines& engines : all_engines()) {
    must(engines.decide(sign_in, kNow, false) == engines.decide(again, kNow, false),
         "a record that was read in place is decided as its copy");
    engines.decide(sign_in, kNow, true);
  }
  return 0;
}
