// Ward in its canonical form: of a source, with its comments, and of a tree that a program made. The form is that of
// docs/language.md: phrases in one order, long sentences one phrase a line, declarations aligned. Formatting what is
// formatted changes nothing. Must not know what names mean.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "doorward/grammar/ast.h"
#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward {

/// The canonical text of a source; nullopt when it has errors, which are reported.
std::optional<std::string> format(const SourceMap& sources, SourceId source, DiagnosticSink& sink);

/// The canonical text of a tree, without comments. Names are written as they are, so one that is no bare name must
/// have the shape of a string.
std::string write(const ast::File& file);
/// One line, without a line end.
std::string write(const ast::Sentence& sentence);
std::string write(const ast::Expr& condition);

/// Whether `text` is a name without double quotes: no reserved word and no literal of another shape.
bool is_bare_name(std::string_view text);
/// In double quotes, with escapes.
std::string quoted(std::string_view text);

}  // namespace doorward
