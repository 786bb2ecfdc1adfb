// Reads Graph JSON and Ward from memory, and the corpus from its folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "doorward/compiler/model.h"

namespace doorward::tests {

struct TextFile {
  std::string name;
  std::string text;
};

struct Read {
  model::PolicySet set;
  std::shared_ptr<SourceMap> sources = std::make_shared<SourceMap>();
  bool errors = false;
  std::string messages;  // `name:line: E3012: message`, one a line
};

Read read_graph(const std::vector<TextFile>& files);
Read read_ward(const std::vector<TextFile>& files);

/// Each file of the corpus that loads, with ids for its placeholders where it has some, and with the named locations and strengths of its repository beside it.
struct CorpusCase {
  std::string name;
  std::vector<TextFile> files;
  model::PolicySet set;
  std::shared_ptr<SourceMap> sources;
};
const std::vector<CorpusCase>& corpus();

std::string file_text(const std::string& path);

}  // namespace doorward::tests
