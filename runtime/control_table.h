// Grant controls of a module, and which of them a sign-in meets (SEMANTICS.md §2).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "bit_words.h"
#include "doorward/bytecode/module.h"
#include "doorward/facts/facts.h"
#include "doorward/runtime/sign_in.h"
#include "key_index.h"
#include "strength_table.h"

namespace doorward::runtime {

inline constexpr std::uint32_t kNoControl = 0xffffffffU;

/// What of a sign-in decides which controls are met, beside what it lists itself.
struct ControlFacts {
  bool promptable = true;  // false for legacy clients, workloads and agents
  bool compliant = false;
  bool domain_joined = false;
};

/// Met controls, one bit each; `mfa` also where no policy of the module asks for it.
struct MetControls {
  Words controls;
  Words strengths;
  bool mfa = false;
  bool app_password = false;
};

class ControlTable {
 public:
  /// The bytes of `module` and `strengths` must outlive the table.
  void build(const bytecode::ModuleView& module, const StrengthTable& strengths);

  /// The control `mfa`: one of the module's, or the number after the last when no policy asks for it.
  std::uint32_t mfa() const noexcept { return mfa_; }
  ControlKind kind(std::uint32_t control) const noexcept { return kinds_[control]; }
  bool interactive(std::uint32_t control) const noexcept {
    return nature_of(kinds_[control]) == ControlNature::interactive;
  }

  /// The words of `met` are sized for the module.
  void meet(const SignIn& sign_in, const ControlFacts& facts, MetControls& met) const noexcept;

 private:
  void meet_satisfied(std::string_view word, MetControls& met) const noexcept;
  void meet_kind(ControlKind kind, MetControls& met) const noexcept;
  void meet_strengths(const SignIn& sign_in, MetControls& met) const noexcept;

  const StrengthTable* strengths_ = nullptr;
  std::vector<ControlKind> kinds_;
  std::array<std::uint32_t, kControls.size()> by_kind_{};  // controls without an id
  std::vector<std::uint32_t> by_strength_;
  KeyIndex terms_;
  KeyIndex custom_;
  std::uint32_t mfa_ = 0;
};

}  // namespace doorward::runtime
