#include "reference/local_time.h"

#include <cstdlib>
#include <ctime>
#include <map>
#include <utility>

namespace doorward::reference {
namespace {

LocalTime ask_the_system(const std::string& zone, std::int64_t now) {
  setenv("TZ", (":" + zone).c_str(), 1);
  tzset();
  const std::time_t seconds = now;
  std::tm fields{};
  localtime_r(&seconds, &fields);
  return {static_cast<unsigned>(fields.tm_wday + 6) % 7,
          static_cast<unsigned>(fields.tm_hour) * 60 + static_cast<unsigned>(fields.tm_min)};
}

}  // namespace

LocalTime local_time(const std::string& zone, std::int64_t now) {
  static std::map<std::pair<std::string, std::int64_t>, LocalTime> known;
  const std::pair key{zone, now};
  if (const auto found = known.find(key); found != known.end()) return found->second;
  if (known.size() > 4096) known.clear();
  return known[key] = ask_the_system(zone, now);
}

}  // namespace doorward::reference
