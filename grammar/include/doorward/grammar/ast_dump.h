// The syntax tree as indented text, for goldens and for people who look for a misunderstanding. The same tree gives
// the same text. Must not know what names mean.
#pragma once

#include <string>

#include "doorward/grammar/ast.h"

namespace doorward {

std::string dump(const ast::File& file);
std::string dump(const ast::Sentence& sentence);

}  // namespace doorward
