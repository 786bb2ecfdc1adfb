#include <doctest/doctest.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <set>

#include "models.h"
#include "rules.h"

using namespace doorward;
using namespace doorward::test;
using bytecode::VerifyStatus;

namespace {

std::string refusal(const bytecode::VerifyResult& result) {
  if (result) return "sound";
  const std::string reason(result.reason);
  if (result.section >= bytecode::kSectionCount) return reason;
  return std::string(bytecode::section_name(static_cast<bytecode::Section>(result.section))) + ": " + reason;
}

std::vector<BrokenRule> all_rules() {
  std::vector<BrokenRule> rules;
  for (const auto part : {rules_of_sets(), rules_of_networks(), rules_of_demands(), rules_of_code()}) {
    rules.insert(rules.end(), part.begin(), part.end());
  }
  return rules;
}

struct BrokenEnvelope {
  std::string_view wanted;
  VerifyStatus status;
  bool resealed;
  void (*damage)(std::vector<std::byte>&);
};

bytecode::Header& header(std::vector<std::byte>& module) { return *reinterpret_cast<bytecode::Header*>(module.data()); }
bytecode::SectionEntry& section(std::vector<std::byte>& module, bytecode::Section which) {
  auto* table = reinterpret_cast<bytecode::SectionEntry*>(module.data() + sizeof(bytecode::Header));
  return table[static_cast<std::size_t>(which)];
}

const BrokenEnvelope kEnvelopes[] = {
    {"not a module: it does not begin with the magic bytes", VerifyStatus::not_a_module, false,
     [](auto& m) { m[0] = std::byte{0x88}; }},
    {"not a module: it does not begin with the magic bytes", VerifyStatus::not_a_module, false,
     [](auto& m) { m.clear(); }},
    {"the module ends inside its header", VerifyStatus::wrong_size, false, [](auto& m) { m.resize(40); }},
    {"the module is of another format version", VerifyStatus::wrong_version, false,
     [](auto& m) { header(m).major = 2; }},
    {"the module is of another format version", VerifyStatus::wrong_version, false,
     [](auto& m) { header(m).minor = 1; }},
    {"the module is above the size limit", VerifyStatus::over_limit, false,
     [](auto& m) { header(m).size = bytecode::kMaxModuleSize + 1; }},
    {"the module is longer or shorter than its header says", VerifyStatus::wrong_size, false,
     [](auto& m) { m.push_back({}); }},
    {"the module ends inside its section table", VerifyStatus::wrong_size, false,
     [](auto& m) {
       m.resize(100);
       header(m).size = 100;
     }},
    {"the checksum is wrong", VerifyStatus::damaged, false, [](auto& m) { header(m).crc ^= 1; }},
    {"the number of sections is wrong", VerifyStatus::malformed, true, [](auto& m) { header(m).section_count += 1; }},
    {"the header has an unknown flag", VerifyStatus::malformed, true, [](auto& m) { header(m).flags = 2; }},
    {"the header's reserved bytes are not zero", VerifyStatus::malformed, true,
     [](auto& m) { header(m).reserved[7] = 1; }},
    {"a stripped module has a source hash", VerifyStatus::malformed, true,
     [](auto& m) { header(m).flags = bytecode::kStripped; }},
    {"the vocabulary date is not a date", VerifyStatus::malformed, true,
     [](auto& m) { header(m).vocabulary_date = 20261301; }},
    {"strings: the section does not begin where the one before it ends", VerifyStatus::malformed, true,
     [](auto& m) { section(m, bytecode::Section::strings).offset += 8; }},
    {"debug_names: the section runs past the module", VerifyStatus::malformed, true,
     [](auto& m) { section(m, bytecode::Section::debug_names).size += 1U << 20U; }},
    {"strings: the section is not a whole number of records", VerifyStatus::malformed, true,
     [](auto& m) { section(m, bytecode::Section::strings).size -= 1; }},
    {"controls: the padding after the section is not zero", VerifyStatus::malformed, true,
     [](auto& m) {
       const bytecode::SectionEntry controls = section(m, bytecode::Section::controls);
       m[controls.offset + controls.size] = std::byte{1};
     }},
    {"bytes follow the last section", VerifyStatus::malformed, true,
     [](auto& m) {
       m.resize(m.size() + 8);
       header(m).size += 8;
     }},
};

}  // namespace

TEST_CASE("the full sample is sound, stripped and not") {
  CHECK(refusal(bytecode::verify(compiled(full_set()))) == "sound");
  CHECK(refusal(bytecode::verify(compiled(full_set(), true))) == "sound");
}

TEST_CASE("tables survive being written and read") {
  const auto module = compiled(full_set());
  const auto again = bytecode::write_module(bytecode::read_tables(bytecode::ModuleView(module)));
  CHECK(again == module);
}

TEST_CASE("each rule of the sections refuses what breaks it") {
  const auto module = compiled(full_set());
  for (const BrokenRule& rule : all_rules()) {
    CAPTURE(rule.wanted);
    auto tables = bytecode::read_tables(bytecode::ModuleView(module));
    rule.damage(tables);
    const auto result = bytecode::verify(bytecode::write_module(tables));
    CHECK(refusal(result) == rule.wanted);
    const bool limit = rule.wanted.find(": too many") != std::string_view::npos || rule.wanted.ends_with("too deep");
    CHECK(result.status == (limit ? VerifyStatus::over_limit : VerifyStatus::malformed));
  }
}

TEST_CASE("each rule of the envelope refuses what breaks it") {
  for (const BrokenEnvelope& rule : kEnvelopes) {
    CAPTURE(rule.wanted);
    auto module = compiled(full_set());
    rule.damage(module);
    if (rule.resealed) bytecode::reseal(module);
    const auto result = bytecode::verify(module);
    CHECK(refusal(result) == rule.wanted);
    CHECK(result.status == rule.status);
  }
}

TEST_CASE("a module at an odd address is refused, not read") {
  const auto module = compiled(full_set());
  std::vector<std::byte> moved(module.size() + 1);
  std::copy(module.begin(), module.end(), moved.begin() + 1);
  CHECK(bytecode::verify(std::span(moved).subspan(1)).status == VerifyStatus::misaligned);
}

TEST_CASE("no rule of the verifier is without a test") {
  std::set<std::string> tested{"the module does not lie at a multiple of 8 bytes in memory"};
  for (const BrokenEnvelope& rule : kEnvelopes) {
    const std::size_t colon = rule.status == VerifyStatus::malformed ? rule.wanted.find(": ") : std::string_view::npos;
    tested.emplace(rule.wanted.substr(colon == std::string_view::npos ? 0 : colon + 2));
  }
  for (const BrokenRule& rule : all_rules()) tested.emplace(rule.wanted.substr(rule.wanted.find(": ") + 2));
  std::size_t reasons = 0;
  for (const char* file : {"verify", "verify_tables", "verify_networks", "verify_demands", "verify_code"}) {
    std::ifstream in(std::string(DOORWARD_SOURCE_DIR "/runtime/bytecode/") + file + ".cpp");
    for (std::string line; std::getline(in, line);) {
      const std::size_t begin = line.find('"');
      if (begin == std::string::npos || line.starts_with("#include")) continue;
      const std::string reason = line.substr(begin + 1, line.find('"', begin + 1) - begin - 1);
      if (reason == ":") continue;
      ++reasons;
      CHECK_MESSAGE(tested.count(reason) == 1, reason);
    }
  }
  CHECK(reasons > 100);
}

TEST_CASE("a fault says where it is") {
  auto tables = bytecode::read_tables(bytecode::ModuleView(compiled(full_set())));
  tables.settings[0].flags = 2;
  const auto module = bytecode::write_module(tables);
  const bytecode::ModuleView view(module);
  const auto offset = reinterpret_cast<const std::byte*>(view.settings.data()) - module.data();
  CHECK(bytecode::describe(bytecode::verify(module)) ==
        "settings at byte " + std::to_string(offset) + ": an unknown flag");
}
