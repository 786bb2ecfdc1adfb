// Small models built in code, and what the tests do with them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doorward/bytecode/module.h"
#include "doorward/bytecode/module_tables.h"
#include "doorward/compiler/compile.h"
#include "doorward/compiler/model.h"

namespace doorward::test {

model::Id guid(std::uint32_t number);  // 00000000-0000-4000-8000-0000000000NN
model::SubjectItem subject(model::SubjectItem::Kind kind, model::Id id = {});
model::TargetItem target(model::TargetItem::Kind kind, model::Id id = {});
model::Expr device_is(DeviceAttribute attribute, CompareOp op, std::vector<std::string> values);
model::Expr of_scope(model::AttributeScope scope, std::string name, CompareOp op, std::vector<std::string> values);
model::Expr negation(model::Expr expr);
model::Expr junction(model::Expr::Kind kind, std::vector<model::Expr> children);
model::Control control(ControlKind kind, model::Id id = {});

/// Everyone, for all apps, requires mfa.
model::Policy plain_policy(std::string name);
/// A set that uses every section, every instruction and every kind of record.
model::PolicySet full_set();
/// The commissioned sentence, with its source.
model::PolicySet commissioned_set(SourceMap& sources);

/// Compiles and requires that nothing was reported.
std::vector<std::byte> compiled(const model::PolicySet& set, bool strip = false);
std::vector<std::byte> compiled(const model::PolicySet& set, const SourceMap& sources, bool strip = false);
/// The codes and messages that compiling reports, one a line.
std::string reports(const model::PolicySet& set);
std::string disassembly(std::span<const std::byte> module);

}  // namespace doorward::test
