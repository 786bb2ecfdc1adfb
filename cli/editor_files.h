// What editors need to colour Ward and to show what `doorward check` finds, made of the table of keywords, so that it is
// in step with the tool that writes it. Must not know where the files go.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace doorward::cli {

struct EditorFile {
  std::string file;  // below the editor's folder: `syntax/ward.vim`
  std::string text;
};

/// An extension for Visual Studio Code: colours, comments and brackets, and the problem matcher `$doorward`.
[[nodiscard]] std::vector<EditorFile> vscode_files(std::string_view version);

/// A package for Vim: colours, file type, and the compiler `doorward` for `:make`.
[[nodiscard]] std::vector<EditorFile> vim_files();

}  // namespace doorward::cli
