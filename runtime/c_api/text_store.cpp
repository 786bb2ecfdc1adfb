#include "c_api/text_store.h"

#include <algorithm>
#include <cstring>

namespace doorward::c_api {
namespace {

constexpr std::size_t kBlockSize = 4096;

}  // namespace

std::string_view TextStore::keep(std::string_view text) {
  if (text.empty()) return {};
  while (current_ < blocks_.size() && blocks_[current_].size - used_ < text.size()) {
    ++current_;
    used_ = 0;
  }
  if (current_ == blocks_.size()) {
    const std::size_t size = std::max(kBlockSize, text.size());
    // Value-initialised memory would be written twice.
    blocks_.push_back({std::unique_ptr<char[]>(new char[size]), size});
  }
  char* const place = blocks_[current_].bytes.get() + used_;
  std::memcpy(place, text.data(), text.size());
  used_ += text.size();
  return {place, text.size()};
}

void TextStore::clear() noexcept {
  current_ = 0;
  used_ = 0;
}

}  // namespace doorward::c_api
