#include "models.h"

#include <doctest/doctest.h>

#include "doorward/bytecode/disassemble.h"

namespace doorward::test {

model::Id guid(std::uint32_t number) {
  std::string text = "00000000-0000-4000-8000-000000000000";
  for (std::size_t i = text.size(); number != 0; number /= 10) text[--i] = static_cast<char>('0' + number % 10);
  return model::Id::of(text);
}

model::SubjectItem subject(model::SubjectItem::Kind kind, model::Id id) {
  model::SubjectItem item;
  item.kind = kind;
  item.id = std::move(id);
  return item;
}

model::TargetItem target(model::TargetItem::Kind kind, model::Id id) {
  model::TargetItem item;
  item.kind = kind;
  item.id = std::move(id);
  return item;
}

model::Expr device_is(DeviceAttribute attribute, CompareOp op, std::vector<std::string> values) {
  model::Expr expr;
  expr.kind = model::Expr::Kind::comparison;
  expr.comparison = {{model::AttributeScope::device, attribute, {}}, op, std::move(values)};
  return expr;
}

model::Expr of_scope(model::AttributeScope scope, std::string name, CompareOp op, std::vector<std::string> values) {
  model::Expr expr;
  expr.kind = model::Expr::Kind::comparison;
  expr.comparison = {{scope, {}, std::move(name)}, op, std::move(values)};
  return expr;
}

model::Expr negation(model::Expr expr) {
  model::Expr out;
  out.kind = model::Expr::Kind::negation;
  out.children.push_back(std::move(expr));
  return out;
}

model::Expr junction(model::Expr::Kind kind, std::vector<model::Expr> children) {
  model::Expr out;
  out.kind = kind;
  out.children = std::move(children);
  return out;
}

model::Control control(ControlKind kind, model::Id id) {
  model::Control out;
  out.kind = kind;
  out.id = std::move(id);
  return out;
}

model::Policy plain_policy(std::string name) {
  model::Policy policy;
  policy.name = std::move(name);
  policy.users.emplace().include.push_back(subject(model::SubjectItem::Kind::everyone));
  policy.targets.include.push_back(target(model::TargetItem::Kind::all));
  policy.grant.emplace().controls.push_back(control(ControlKind::mfa));
  return policy;
}

std::vector<std::byte> compiled(const model::PolicySet& set, const SourceMap& sources, bool strip) {
  DiagnosticSink sink;
  auto module = compile(set, sources, {strip}, sink);
  for (const Diagnostic& diagnostic : sink.diagnostics()) MESSAGE(diagnostic.message);
  REQUIRE(sink.diagnostics().empty());
  return module;
}

std::vector<std::byte> compiled(const model::PolicySet& set, bool strip) { return compiled(set, SourceMap{}, strip); }

std::string reports(const model::PolicySet& set) {
  DiagnosticSink sink;
  const auto module = compile(set, SourceMap{}, {}, sink);
  CHECK(module.empty() == sink.has_errors());
  std::string text;
  for (const Diagnostic& diagnostic : sink.diagnostics()) {
    text += std::string(row_of(diagnostic.code).id) + ' ' + diagnostic.message + '\n';
  }
  return text;
}

std::string disassembly(std::span<const std::byte> module) {
  std::string listing;
  std::string error;
  CHECK(bytecode::disassemble(module, listing, error));
  CHECK(error == "");
  return listing;
}

}  // namespace doorward::test
