// Reading a module: verification, which refuses every module that the runtime could trip over, and typed views of
// the sections of a verified one. After `verify` every index, list and run of the module is in range, so readers
// check nothing. Must not know sources, the model or sign-ins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "doorward/bytecode/format.h"

namespace doorward::bytecode {

enum class VerifyStatus : std::uint8_t {
  ok,
  misaligned,     // the bytes do not start at a multiple of 8 in memory: copy them first
  not_a_module,   // no magic
  wrong_version,  // another major, or a newer minor
  wrong_size,     // truncated, or longer than the header says
  damaged,        // the checksum is wrong
  malformed,      // breaks a rule of docs/bytecode.md
  over_limit      // beyond a kMax… limit
};

/// `section` is kSectionCount when the fault is in the header or in the section table. `offset` counts from the
/// start of the module. `reason` is one line without place, lower case, no final period, and lives for ever.
struct VerifyResult {
  VerifyStatus status = VerifyStatus::ok;
  std::uint32_t section = kSectionCount;
  std::uint64_t offset = 0;
  std::string_view reason;
  explicit operator bool() const noexcept { return status == VerifyStatus::ok; }
};

/// Holds `module` to the whole of docs/bytecode.md. Allocates nothing; time is linear in the size of the module.
VerifyResult verify(std::span<const std::byte> module) noexcept;

/// `subjects at byte 4711: a list runs past its pool`.
std::string describe(const VerifyResult& result);

std::string_view section_name(Section section) noexcept;

/// The sections of a verified module, in place. The bytes must outlive the view.
class ModuleView {
 public:
  ModuleView() = default;
  /// `module` passed `verify`.
  explicit ModuleView(std::span<const std::byte> module) noexcept;

  const Header& header() const noexcept { return *header_; }
  std::span<const std::byte> bytes() const noexcept { return bytes_; }
  bool stripped() const noexcept { return (header_->flags & kStripped) != 0; }

#define DW_SECTION_MEMBER(name, Record) std::span<const Record> name;
  DW_SECTIONS(DW_SECTION_MEMBER)
#undef DW_SECTION_MEMBER

  std::string_view string(std::uint32_t index) const noexcept {
    const StringRef& ref = strings[index];
    return {string_bytes.data() + ref.offset, ref.length};
  }
  /// A list of the `indices` section.
  std::span<const std::uint32_t> list(List list) const noexcept { return indices.subspan(list.first, list.count); }
  std::span<const Instruction> code_of(List run) const noexcept { return code.subspan(run.first, run.count); }

 private:
  std::span<const std::byte> bytes_;
  const Header* header_ = nullptr;
};

}  // namespace doorward::bytecode
