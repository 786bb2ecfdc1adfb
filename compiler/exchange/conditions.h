// Conditions as Ward writes them, behind `where` and `when`. Must not know sentences.
#pragma once

#include <optional>
#include <string>

#include "doorward/compiler/model.h"
#include "doorward/grammar/diagnostic.h"
#include "exchange/nouns.h"

namespace doorward::exchange {

class ConditionWriter {
 public:
  /// `scope` empty: the condition of a `when`. `nouns` may be null where no condition is about membership.
  ConditionWriter(std::optional<model::AttributeScope> scope, Nouns* nouns, DiagnosticSink& sink)
      : scope_(scope), nouns_(nouns), sink_(sink) {}

  /// The condition. `nested` puts it in parentheses where something follows that could be read as part of it.
  std::string write(const model::Expr& expr, bool nested = false);

  /// False once something was reported.
  bool good() const { return good_; }

 private:
  std::string comparison(const model::Comparison& comparison);
  std::string attribute(const model::AttributeRef& attribute) const;
  std::string value(const model::Comparison& comparison, const std::string& text) const;
  std::string window(const model::TimeWindow& window, bool nested) const;
  std::string member(const model::Expr& expr, bool negated);
  std::string negation(const model::Expr& inner);
  std::string refuse(const model::Expr& expr, std::string_view what);

  std::optional<model::AttributeScope> scope_;
  Nouns* nouns_;
  DiagnosticSink& sink_;
  bool good_ = true;
};

/// `unmanaged or kiosk`, when the whole device condition is said by adjectives of the prelude.
std::optional<std::string> as_adjectives(const model::Expr& expr, bool nested = false);

}  // namespace doorward::exchange
