// What becomes of a module that is damaged: exhaustive for a small one. Everything is refused as it is; with sizes and
// checksum made right again it is refused, or safe to list and to decide with, alike by both engines.
#include <doctest/doctest.h>

#include <array>
#include <cstring>

#include "doorward/bytecode/disassemble.h"
#include "doorward/io/decision_writer.h"
#include "doorward/runtime/evaluate.h"
#include "models.h"
#include "reference/generate.h"

namespace doorward::test {
namespace {

using Bytes = std::vector<std::byte>;

/// More than any record and than the padding between sections.
constexpr std::size_t kLongest = 64;

Bytes with_right_checksum(Bytes module) {
  if (module.size() < sizeof(bytecode::Header)) return module;
  bytecode::reseal(module);
  return module;
}

Bytes with_right_header(Bytes module) {
  if (module.size() < sizeof(bytecode::Header)) return module;
  const auto size = static_cast<std::uint32_t>(module.size());
  std::memcpy(module.data() + offsetof(bytecode::Header, size), &size, sizeof size);
  return with_right_checksum(std::move(module));
}

bytecode::SectionEntry entry(const Bytes& module, std::size_t section) {
  bytecode::SectionEntry found;
  std::memcpy(&found, module.data() + sizeof(bytecode::Header) + section * sizeof found, sizeof found);
  return found;
}

/// The module with `contents` in place of those of a section, laid out as the format wants it: the table is right, and
/// sections begin at multiples of 8.
Bytes relaid(const Bytes& module, std::size_t section, const Bytes& contents) {
  std::array<bytecode::SectionEntry, bytecode::kSectionCount> table{};
  Bytes out(module.begin(), module.begin() + sizeof(bytecode::Header) + sizeof table);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bytecode::SectionEntry old = entry(module, i);
    const auto begin = module.begin() + static_cast<std::ptrdiff_t>(old.offset);
    const Bytes part = i == section ? contents : Bytes(begin, begin + static_cast<std::ptrdiff_t>(old.size));
    table[i] = {static_cast<std::uint32_t>(out.size()), static_cast<std::uint32_t>(part.size())};
    out.insert(out.end(), part.begin(), part.end());
    out.resize((out.size() + 7) / 8 * 8);
  }
  std::memcpy(out.data() + sizeof(bytecode::Header), table.data(), sizeof table);
  return with_right_header(std::move(out));
}

/// A section of a module: where it lies, and what is in it.
struct Part {
  std::size_t section = 0;
  std::ptrdiff_t end = 0;
  Bytes contents;
};

std::vector<Part> parts_of(const Bytes& module) {
  std::vector<Part> parts;
  for (std::size_t section = 0; section < bytecode::kSectionCount; ++section) {
    const bytecode::SectionEntry here = entry(module, section);
    const auto begin = module.begin() + static_cast<std::ptrdiff_t>(here.offset);
    const auto end = begin + static_cast<std::ptrdiff_t>(here.size);
    parts.push_back({section, end - module.begin(), Bytes(begin, end)});
  }
  return parts;
}

/// Meets damaged modules, and counts what became of them.
class Witness {
 public:
  Witness() {
    reference::Random random(20261129);
    for (int i = 0; i < 4; ++i) sign_ins_.push_back(reference::random_sign_in(random, model_));
  }

  void must_refuse(const Bytes& module) { CHECK_FALSE(meet(module)); }

  /// Whether it was listed and decided; else it was refused with one line.
  bool meet(const Bytes& module) {
    std::string error;
    const auto set = PolicySet::load(module, error);
    if (set == nullptr) {
      ++refused_;
      CHECK_FALSE(error.empty());
      CHECK(error.find('\n') == std::string::npos);
      return false;
    }
    ++decided_;
    std::string listing;
    CHECK(bytecode::disassemble(module, listing, error));
    Scratch scratch(set);
    DecisionWriter writer(set);
    for (std::size_t i = 0; i < sign_ins_.size(); ++i) {
      const bool strict = i % 2 == 0;
      const std::string interpreted = decide(scratch, writer, sign_ins_[i], strict, Evaluation::interpreter);
      CHECK(decide(scratch, writer, sign_ins_[i], strict, Evaluation::index) == interpreted);
    }
    return true;
  }

  std::size_t refused() const { return refused_; }
  std::size_t decided() const { return decided_; }

 private:
  std::string decide(Scratch& scratch, DecisionWriter& writer, const SignIn& sign_in, bool strict, Evaluation engine) {
    evaluate(scratch, sign_in, {.now = 1795600000, .strict = strict, .evaluation = engine}, decision_);
    return std::string(writer.write(sign_in.id, decision_));
  }

  const model::PolicySet model_ = full_set();
  std::vector<SignIn> sign_ins_;
  Decision decision_;
  std::size_t refused_ = 0;
  std::size_t decided_ = 0;
};

TEST_CASE("a module cut at any length is refused, or safe when its header is made right") {
  const Bytes module = compiled(full_set());
  Witness witness;
  for (std::size_t length = 0; length < module.size(); ++length) {
    const Bytes part(module.begin(), module.begin() + static_cast<std::ptrdiff_t>(length));
    witness.must_refuse(part);
    witness.meet(with_right_checksum(part));
    witness.meet(with_right_header(part));
  }
  CHECK(witness.decided() == 0);
}

TEST_CASE("a module with any bit flipped is refused, or safe when its checksum is made right") {
  SourceMap sources;
  for (const Bytes& module : {compiled(full_set()), compiled(commissioned_set(sources), sources)}) {
    Witness witness;
    for (std::size_t bit = 0; bit < module.size() * 8; ++bit) {
      Bytes flipped = module;
      flipped[bit / 8] ^= std::byte{1} << (bit % 8);
      witness.must_refuse(flipped);
      witness.meet(with_right_checksum(std::move(flipped)));
    }
    CHECK(witness.refused() > module.size() * 12);
    CHECK(witness.decided() > 0);
  }
}

TEST_CASE("a module with bytes after its end is refused, or safe when its header is made right") {
  const Bytes module = compiled(full_set());
  Witness witness;
  const auto lengthen = [&](const Bytes& more) {
    Bytes longer = module;
    longer.insert(longer.end(), more.begin(), more.end());
    witness.must_refuse(longer);
    witness.meet(with_right_checksum(longer));
    witness.meet(with_right_header(std::move(longer)));
  };
  for (const std::byte filled : {std::byte{0}, std::byte{1}, std::byte{0xff}}) {
    for (std::size_t more = 1; more <= kLongest; ++more) lengthen(Bytes(more, filled));
  }
  for (std::size_t more = 1; more <= module.size(); ++more) {
    lengthen(Bytes(module.begin(), module.begin() + static_cast<std::ptrdiff_t>(more)));
  }
  CHECK(witness.decided() == 0);
}

TEST_CASE("a module with bytes put in after any section is refused, or safe when its table is made right") {
  const Bytes module = compiled(full_set());
  Witness witness;
  const auto insert = [&](const Part& part, const Bytes& bytes) {
    Bytes longer = module;
    longer.insert(longer.begin() + part.end, bytes.begin(), bytes.end());
    witness.must_refuse(longer);
    witness.meet(with_right_checksum(longer));
    witness.meet(with_right_header(std::move(longer)));
    Bytes contents = part.contents;
    contents.insert(contents.end(), bytes.begin(), bytes.end());
    witness.meet(relaid(module, part.section, contents));
  };
  for (const Part& part : parts_of(module)) {
    CAPTURE(part.section);
    for (std::size_t more = 1; more <= kLongest; ++more) {
      insert(part, Bytes(more, std::byte{0}));
      insert(part, Bytes(more, std::byte{0xff}));
      // What ends the section, twice: for some lengths a record or several.
      if (more <= part.contents.size()) {
        insert(part, Bytes(part.contents.end() - static_cast<std::ptrdiff_t>(more), part.contents.end()));
      }
    }
    insert(part, part.contents);
  }
  CHECK(witness.refused() > 0);
  CHECK(witness.decided() > 0);
}

TEST_CASE("a module with the end of any section cut away is refused, or safe when its table is made right") {
  const Bytes module = compiled(full_set());
  Witness witness;
  for (const Part& part : parts_of(module)) {
    CAPTURE(part.section);
    CHECK(relaid(module, part.section, part.contents) == module);
    for (std::size_t less = 1; less <= part.contents.size(); ++less) {
      Bytes shorter = module;
      shorter.erase(shorter.begin() + part.end - static_cast<std::ptrdiff_t>(less), shorter.begin() + part.end);
      witness.must_refuse(shorter);
      witness.meet(with_right_header(std::move(shorter)));
      const auto kept = part.contents.begin() + static_cast<std::ptrdiff_t>(part.contents.size() - less);
      witness.meet(relaid(module, part.section, Bytes(part.contents.begin(), kept)));
    }
  }
  CHECK(witness.refused() > 0);
}

}  // namespace
}  // namespace doorward::test
