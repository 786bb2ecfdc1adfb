// From a source text to its syntax tree. Every error of the text is reported, at most one for each statement; a
// statement with an error is left out of the tree. Must not know names, kinds or meanings.
#pragma once

#include <cstddef>
#include <optional>

#include "doorward/grammar/ast.h"
#include "doorward/grammar/diagnostic.h"
#include "doorward/grammar/source.h"

namespace doorward {

/// Parentheses and brackets may be nested this deep.
inline constexpr std::size_t kMaxNesting = 64;
/// A statement may have this many words.
inline constexpr std::size_t kMaxWords = 1U << 20U;
/// After this many errors in one source the rest is not reported.
inline constexpr std::size_t kMaxErrors = 1000;
/// A source may have this many bytes.
inline constexpr std::size_t kMaxSourceBytes = std::size_t{128} << 20;

/// The syntax tree of a source. `sources` must outlive it.
ast::File parse(const SourceMap& sources, SourceId source, DiagnosticSink& sink);

/// The whole source as one sign-in sentence (the question of `ask`); nullopt when errors were reported.
std::optional<ast::Question> parse_sentence(const SourceMap& sources, SourceId source, DiagnosticSink& sink);

}  // namespace doorward
