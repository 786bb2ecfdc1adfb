#include <algorithm>

#include "checksum.h"
#include "verifier.h"

namespace doorward::bytecode {
namespace {

constexpr std::size_t kTableEnd = sizeof(Header) + kSectionCount * sizeof(SectionEntry);

constexpr std::uint32_t kRecordSizes[] = {
#define DW_SECTION_SIZE(name, Record) sizeof(Record),
    DW_SECTIONS(DW_SECTION_SIZE)
#undef DW_SECTION_SIZE
};

VerifyResult refuse(VerifyStatus status, std::string_view reason, std::uint64_t offset = 0,
                    std::uint32_t section = kSectionCount) noexcept {
  return {status, section, offset, reason};
}

bool all_zero(std::span<const std::byte> bytes) noexcept {
  return std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0}; });
}

/// 0, or a day written yyyymmdd.
bool is_date(std::uint32_t date) noexcept {
  const std::uint32_t month = date / 100 % 100;
  const std::uint32_t day = date % 100;
  return date == 0 || (date <= 99991231 && month >= 1 && month <= 12 && day >= 1 && day <= 31);
}

VerifyResult check_envelope(std::span<const std::byte> module) noexcept {
  const auto* magic = reinterpret_cast<const std::byte*>(kMagic.data());
  if (module.size() < kMagic.size() || !std::equal(magic, magic + kMagic.size(), module.begin())) {
    return refuse(VerifyStatus::not_a_module, "not a module: it does not begin with the magic bytes");
  }
  if (module.size() < sizeof(Header)) return refuse(VerifyStatus::wrong_size, "the module ends inside its header");
  if (reinterpret_cast<std::uintptr_t>(module.data()) % 8 != 0) {
    return refuse(VerifyStatus::misaligned, "the module does not lie at a multiple of 8 bytes in memory");
  }
  const Header& header = *reinterpret_cast<const Header*>(module.data());
  if (header.major != kMajor || header.minor > kMinor) {
    return refuse(VerifyStatus::wrong_version, "the module is of another format version");
  }
  if (header.size > kMaxModuleSize) return refuse(VerifyStatus::over_limit, "the module is above the size limit");
  if (header.size != module.size()) {
    return refuse(VerifyStatus::wrong_size, "the module is longer or shorter than its header says");
  }
  if (module.size() < kTableEnd) return refuse(VerifyStatus::wrong_size, "the module ends inside its section table");
  if (checksum_of(module) != header.crc) return refuse(VerifyStatus::damaged, "the checksum is wrong");
  return {};
}

VerifyResult check_header(const Header& header) noexcept {
  if (header.section_count != kSectionCount) return refuse(VerifyStatus::malformed, "the number of sections is wrong");
  if ((header.flags & ~kStripped) != 0) return refuse(VerifyStatus::malformed, "the header has an unknown flag");
  if (!all_zero(std::as_bytes(std::span(header.reserved)))) {
    return refuse(VerifyStatus::malformed, "the header's reserved bytes are not zero");
  }
  if ((header.flags & kStripped) != 0 && !all_zero(std::as_bytes(std::span(header.source_hash)))) {
    return refuse(VerifyStatus::malformed, "a stripped module has a source hash");
  }
  if (!is_date(header.vocabulary_date)) return refuse(VerifyStatus::malformed, "the vocabulary date is not a date");
  return {};
}

VerifyResult check_sections(std::span<const std::byte> module) noexcept {
  const auto* table = reinterpret_cast<const SectionEntry*>(module.data() + sizeof(Header));
  std::uint64_t expected = kTableEnd;
  for (std::uint32_t i = 0; i < kSectionCount; ++i) {
    const SectionEntry& entry = table[i];
    if (entry.offset != expected) {
      return refuse(VerifyStatus::malformed, "the section does not begin where the one before it ends", entry.offset,
                    i);
    }
    if (entry.size > module.size() - expected) {
      return refuse(VerifyStatus::malformed, "the section runs past the module", entry.offset, i);
    }
    if (entry.size % kRecordSizes[i] != 0) {
      return refuse(VerifyStatus::malformed, "the section is not a whole number of records", entry.offset, i);
    }
    const std::uint64_t end = expected + entry.size;
    expected = (end + 7) & ~std::uint64_t{7};
    if (expected > module.size() || !all_zero(module.subspan(end, expected - end))) {
      return refuse(VerifyStatus::malformed, "the padding after the section is not zero", end, i);
    }
  }
  if (expected != module.size()) return refuse(VerifyStatus::malformed, "bytes follow the last section", expected);
  return {};
}

}  // namespace

Verifier::Verifier(const ModuleView& view) noexcept
    : view_(view),
      indices_(view.indices.size()),
      guests_(view.guests.size()),
      ranges_(view.ranges.size()),
      transitions_(view.transitions.size()),
      combinations_(view.combinations.size()),
      code_(view.code.size()) {}

VerifyResult Verifier::run() noexcept {
  // Indices are walked in the order of the sections that hold lists; policies come before expressions in `code`.
  const bool sound = check_strings() && check_ids() && check_subjects() && check_guests() && check_machines() &&
                     check_targets() && check_networks() && check_ranges() && check_network_sets() &&
                     check_comparisons() && check_windows() && check_zones() && check_transitions() &&
                     check_strengths() && check_combinations() && check_controls() && check_sessions() &&
                     check_settings() && check_policies() && check_expressions() && check_debug();
  if (sound && !indices_.at_end()) fail(Section::indices, "no list refers to the end of the pool");
  if (sound && !code_.at_end()) fail(Section::code, "neither a policy nor an expression holds the last instructions");
  return result_;
}

bool Verifier::fail(Section section, std::string_view reason, VerifyStatus status) noexcept {
  const auto* table = reinterpret_cast<const SectionEntry*>(view_.bytes().data() + sizeof(Header));
  return fail_at(section, view_.bytes().data() + table[static_cast<std::size_t>(section)].offset, reason, status);
}

bool Verifier::fail_at(Section section, const std::byte* place, std::string_view reason, VerifyStatus status) noexcept {
  result_ = refuse(status, reason, static_cast<std::uint64_t>(place - view_.bytes().data()),
                   static_cast<std::uint32_t>(section));
  return false;
}

bool Verifier::ascending_below(List list, std::size_t limit) const noexcept {
  const auto values = view_.list(list);
  if (!values.empty() && values.back() >= limit) return false;
  return std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) == values.end();
}

VerifyResult verify(std::span<const std::byte> module) noexcept {
  if (const VerifyResult envelope = check_envelope(module); !envelope) return envelope;
  if (const VerifyResult header = check_header(*reinterpret_cast<const Header*>(module.data())); !header) return header;
  if (const VerifyResult sections = check_sections(module); !sections) return sections;
  const ModuleView view(module);
  return Verifier(view).run();
}

}  // namespace doorward::bytecode
