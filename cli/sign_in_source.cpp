#include "sign_in_source.h"

#include <utility>

namespace doorward::cli {
namespace {

/// Users of a store who stay in memory, about a kilobyte each.
constexpr std::size_t kWarmUsers = 250'000;

}  // namespace

std::unique_ptr<SignInSource> SignInSource::open(const SignInOptions& options, std::string& error) {
  std::unique_ptr<const Directory> directory;
  if (!options.directory.empty()) {
    directory = Directory::read_file(options.directory, error);
    if (!directory) return nullptr;
  }
  auto stream = RecordStream::open(options.path, error);
  if (!stream) return nullptr;
  return std::unique_ptr<SignInSource>(new SignInSource(options, std::move(directory), std::move(stream)));
}

SignInSource::SignInSource(const SignInOptions& options, std::unique_ptr<const Directory> directory,
                           std::unique_ptr<RecordStream> stream)
    : allow_unknown_users_(options.allow_unknown_users),
      now_(options.now),
      fixed_time_(options.fixed_time),
      directory_(std::move(directory)),
      stream_(std::move(stream)) {}

bool SignInSource::next() {
  if (!stream_->next(record_)) return false;
  read();
  return true;
}

void SignInSource::read() {
  fault_ = record_.error;
  if (!fault_.empty()) return;
  if (!reader_.read(record_.text, sign_in_, record_.readable)) {
    fault_ = reader_.error();
    return;
  }
  if (directory_ == nullptr) return;
  directory_->keep_at_most(kWarmUsers);
  const DirectoryMatch match = directory_->fill(sign_in_);
  const bool unknown = match == DirectoryMatch::unknown || match == DirectoryMatch::unnamed;
  if (!unknown || !allow_unknown_users_) fault_ = directory_error(*directory_, match, sign_in_);
}

std::int64_t SignInSource::decision_time() const {
  // SEMANTICS.md §1: a log is replayed at its own time unless --at says otherwise.
  return sign_in_.from_log && sign_in_.time && !fixed_time_ ? *sign_in_.time : now_;
}

}  // namespace doorward::cli
