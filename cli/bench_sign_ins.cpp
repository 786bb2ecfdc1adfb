#include "bench_sign_ins.h"

#include <fmt/format.h>

#include <array>

#include "doorward/io/record_stream.h"

namespace doorward::cli {

BenchSignIns::BenchSignIns() {
  constexpr std::array kClients{ClientApp::browser, ClientApp::desktop, ClientApp::other};
  constexpr std::array kPlatforms{Platform::android, Platform::ios, Platform::windows, Platform::macos};
  constexpr std::array kRisks{RiskLevel::none, RiskLevel::low, RiskLevel::medium, RiskLevel::high};
  constexpr std::array<std::array<char, 2>, 3> kCountries{{{'F', 'I'}, {'U', 'S'}, {'B', 'R'}}};
  // By numbers of which no two share a factor, every combination comes.
  for (std::size_t i = 0; i < kClients.size() * kPlatforms.size() * kRisks.size() * 5; ++i) {
    SignIn sign_in;
    sign_in.has_user = sign_in.user.has_groups = sign_in.user.has_roles = true;
    sign_in.user.id = "00000000-0000-4000-8000-00000000beac";
    sign_in.app = "00000000-0000-4000-8000-00000000bea0";
    sign_in.client_app = kClients[i % kClients.size()];
    sign_in.device.platform = kPlatforms[i / 3 % kPlatforms.size()];
    sign_in.device.is_compliant = i % 5 < 3;
    sign_in.sign_in_risk = kRisks[i / 12 % kRisks.size()];
    sign_in.user_risk = kRisks[i % 7 % kRisks.size()];
    sign_in.country = kCountries[i % 11 % kCountries.size()];
    sign_in.ip = IpAddress{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 198, 51, 100, static_cast<std::uint8_t>(i)};
    list_.push_back(sign_in);
  }
}

bool BenchSignIns::read(const Context& context, const std::string& path, const std::string& directory) {
  list_.clear();
  std::string error;
  if (!directory.empty() && (directory_ = Directory::read_file(directory, error)) == nullptr) {
    context.error(error);
    return false;
  }
  const auto stream = RecordStream::open(path, error);
  if (!stream) {
    context.error(error);
    return false;
  }
  std::size_t refused = 0;
  Record record;
  while (list_.size() < kMost && stream->next(record)) {
    auto kept = std::make_unique<Kept>();
    kept->line.reserve(record.text.size() + SignInReader::kPadding);
    kept->line = record.text;
    SignIn sign_in;
    if (!record.error.empty() || !kept->reader.read(kept->line, sign_in, kept->line.capacity())) {
      ++refused;
      continue;
    }
    if (directory_ != nullptr) directory_->fill(sign_in);
    list_.push_back(std::move(sign_in));
    kept_.push_back(std::move(kept));
  }
  if (refused != 0) context.note(fmt::format("{} line{} not a sign-in", refused, refused == 1 ? " was" : "s were"));
  if (list_.empty()) context.error(fmt::format("`{}` holds no sign-in to decide", path));
  return !list_.empty();
}

}  // namespace doorward::cli
