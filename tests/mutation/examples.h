// The Ward that the documents and the examples show, as texts that check without an error.
#pragma once

#include <string>
#include <vector>

namespace doorward::tests {

struct Example {
  std::string document;
  std::string nouns;  // declarations that stand beside it
  std::string text;
};

/// docs/language.md, README.md and the folders below examples/.
std::vector<Example> documented_examples();

}  // namespace doorward::tests
