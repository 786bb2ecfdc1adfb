#include "finding_place.h"

#include <fmt/format.h>

#include <array>
#include <unordered_map>

namespace doorward::cli {
namespace {

constexpr std::size_t kBlock = 100;
constexpr std::uint64_t kFactor = 37;
constexpr std::uint64_t kEndOfText = 65535;

constexpr std::uint64_t first_factor() {
  std::uint64_t product = 1;
  for (std::size_t i = 0; i < kBlock; ++i) product *= kFactor;
  return product;
}

/// GitHub's rolling hash over a window of characters; a line is hashed when its first character leaves the window.
class RollingHash {
 public:
  void take(std::uint64_t unit) {
    if (unit == ' ' || unit == '\t' || (after_return_ && unit == '\n')) {
      after_return_ = false;
      return;
    }
    after_return_ = unit == '\r';
    if (after_return_) unit = '\n';
    emit();
    if (line_start_) begins_[index_] = true;
    line_start_ = unit == '\n';
    push(unit);
  }

  std::vector<std::string> finish() {
    take(kEndOfText);
    for (std::size_t i = 0; i < kBlock; ++i) {
      emit();
      push(0);
    }
    return std::move(hashes_);
  }

 private:
  void emit() {
    if (!begins_[index_]) return;
    begins_[index_] = false;
    std::string hash = fmt::format("{:x}", hash_);
    const std::size_t times = ++seen_[hash];
    hashes_.push_back(fmt::format("{}:{}", hash, times));
  }
  void push(std::uint64_t unit) {
    constexpr std::uint64_t kFirst = first_factor();
    hash_ = kFactor * hash_ + unit - kFirst * window_[index_];
    window_[index_] = unit;
    index_ = (index_ + 1) % kBlock;
  }

  std::array<std::uint64_t, kBlock> window_{};
  std::array<bool, kBlock> begins_{};
  std::uint64_t hash_ = 0;
  std::size_t index_ = 0;
  bool line_start_ = true;
  bool after_return_ = false;
  std::unordered_map<std::string, std::size_t> seen_;
  std::vector<std::string> hashes_;
};

/// One code point of UTF-8 text that is known to be whole.
std::uint32_t code_point(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at++]);
  const std::size_t more = lead < 0xc0U ? 0U : lead < 0xe0U ? 1U : lead < 0xf0U ? 2U : 3U;
  std::uint32_t point = more == 0 ? lead : lead & (0x3fU >> more);
  for (std::size_t i = 0; i < more && at < text.size(); ++i) {
    point = point << 6U | (static_cast<unsigned char>(text[at++]) & 0x3fU);
  }
  return point;
}

}  // namespace

std::optional<FindingPlace> place_of(const SourceMap& sources, const Span& span) {
  if (span.source >= sources.size()) return std::nullopt;
  return FindingPlace{sources.name(span.source), sources.position(span.source, span.begin),
                      sources.position(span.source, span.end)};
}

std::vector<std::string> line_hashes(std::string_view text) {
  RollingHash hash;
  constexpr std::uint32_t kPlane = 0x10000;
  for (std::size_t at = 0; at < text.size();) {
    const std::uint32_t point = code_point(text, at);
    if (point < kPlane) {
      hash.take(point);
    } else {
      hash.take(0xd800U + ((point - kPlane) >> 10U));
      hash.take(0xdc00U + ((point - kPlane) & 0x3ffU));
    }
  }
  return hash.finish();
}

const std::string& Fingerprints::line_hash(const Span& span) {
  static const std::string kNone;
  if (span.source >= sources_.size()) return kNone;
  const auto [lines, fresh] = lines_.try_emplace(span.source);
  if (fresh) lines->second = line_hashes(sources_.text(span.source));
  const std::uint32_t line = sources_.position(span.source, span.begin).line;
  return line <= lines->second.size() ? lines->second[line - 1] : kNone;
}

std::string Fingerprints::of(const Diagnostic& diagnostic) {
  std::string text(row_of(diagnostic.code).id);
  if (diagnostic.span.source < sources_.size()) {
    text += fmt::format("\n{}\n", sources_.name(diagnostic.span.source));
    // JSON may be one line, so there the value itself is what tells findings apart.
    const std::string_view found = diagnostic.json_path.empty()
                                       ? sources_.line_at(diagnostic.span.source, diagnostic.span.begin)
                                       : sources_.text(diagnostic.span);
    for (const char c : found) {
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') text += c;
    }
  }
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  return fmt::format("{:016x}", hash);
}

}  // namespace doorward::cli
