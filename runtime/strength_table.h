// Authentication strengths of a module: which strengths a listed strength meets, and which a combination of methods
// meets (SEMANTICS.md §2, §8.8).
#pragma once

#include <cstdint>
#include <vector>

#include "bit_words.h"
#include "doorward/bytecode/module.h"
#include "doorward/facts/facts.h"
#include "key_index.h"

namespace doorward::runtime {

class StrengthTable {
 public:
  /// The bytes of `module` must outlive the table. False when comparing its strengths would take too long.
  bool build(const bytecode::ModuleView& module);

  std::size_t size() const noexcept { return meets_.size(); }
  /// The strength that equals the control mfa.
  std::uint32_t builtin_mfa() const noexcept { return builtin_mfa_; }

  /// Calls `visit` with every strength whose id is `id`.
  template <class Visit>
  void for_each_named(std::string_view id, Visit visit) const {
    for (const KeyIndex::Entry& entry : by_id_.find(IdKey(id))) visit(entry.value);
  }
  /// Adds to `met` every strength that listing the strength `id` meets. An id that the module does not know meets none.
  void add_listed(std::string_view id, Words& met) const noexcept;
  /// Adds every strength that a sign-in with these methods meets.
  void add_methods(Mask methods, Words& met) const noexcept;

 private:
  bool contains(const std::vector<Mask>& open, bytecode::List wanted) const noexcept;

  struct OpenCombination {
    Mask methods;
    std::uint32_t strength;
  };
  const bytecode::ModuleView* module_ = nullptr;
  KeyIndex by_id_;
  std::vector<Words> meets_;
  std::vector<OpenCombination> open_;  // combinations without configurations
  std::uint32_t builtin_mfa_ = 0;
};

}  // namespace doorward::runtime
