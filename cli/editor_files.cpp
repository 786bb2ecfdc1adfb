#include "editor_files.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <nlohmann/json.hpp>

#include "doorward/grammar/keyword.h"

namespace doorward::cli {
namespace {

using Json = nlohmann::ordered_json;

enum class Kind { opening, reserved, other };

Kind kind_of(const KeywordText& keyword) {
  if (keyword.reserved) return Kind::reserved;
  return keyword.opens ? Kind::opening : Kind::other;
}

/// The keywords of one kind with `between` between them.
std::string words(Kind kind, std::string_view between) {
  std::vector<std::string_view> list;
  for (const KeywordText& keyword : keywords()) {
    if (kind_of(keyword) == kind) list.push_back(keyword.text);
  }
  return fmt::format("{}", fmt::join(list, between));
}

constexpr std::string_view kBefore = R"((?<![\w.@-]))";
constexpr std::string_view kBehind = R"((?![\w@-]|\.\w))";

std::string whole_words(Kind kind) { return fmt::format("(?i){}(?:{}){}", kBefore, words(kind, "|"), kBehind); }

Json pattern(std::string_view scope, const std::string& match) {
  return {{"name", fmt::format("{}.ward", scope)}, {"match", match}};
}

std::string value(std::string_view shape) { return fmt::format("{}(?:{}){}", kBefore, shape, kBehind); }

/// In the order in which they are tried: a word of a shape is no keyword, and a keyword begins a statement in column 1.
std::string text_mate_grammar() {
  const Json string{{"name", "string.quoted.double.ward"},
                    {"begin", "\""},
                    {"end", "\"|$"},
                    {"patterns", Json::array({pattern("constant.character.escape", R"(\\["\\])")})}};
  const Json patterns = Json::array(
      {pattern("comment.line.number-sign", R"((?:^|(?<=\s))#.*$)"), string,
       pattern("constant.other.id", value("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")),
       pattern("constant.other.user", value(R"([\w.+'-]+@[\w-]+(?:\.[\w-]+)*)")),
       pattern("constant.other.address",
               R"((?<![\w.:@-])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*)(?:/\d{1,3})?)"),
       pattern("constant.numeric", value(R"(\d{4}-\d\d-\d\d|\d\d:\d\d|\d+(?:\.\d+)*)")),
       pattern("keyword.declaration", fmt::format("(?i)^(?:{}){}", words(Kind::opening, "|"), kBehind)),
       pattern("keyword.control", whole_words(Kind::reserved)), pattern("support.type", whole_words(Kind::opening)),
       pattern("support.type", whole_words(Kind::other))});
  return Json{{"name", "Ward"}, {"scopeName", "source.ward"}, {"fileTypes", {"ward"}}, {"patterns", patterns}}.dump(2) +
         "\n";
}

std::string extension(std::string_view version) {
  const Json place{{"regexp", R"(^(.+?):(\d+):(\d+): (error|warning|note)\[(\w+)\]: (.*)$)"},
                   {"file", 1},
                   {"line", 2},
                   {"column", 3},
                   {"severity", 4},
                   {"code", 5},
                   {"message", 6}};
  const Json matcher{{"name", "doorward"},
                     {"owner", "doorward"},
                     {"severity", "info"},  // of notes
                     {"fileLocation", Json::array({"autoDetect", "${workspaceFolder}"})},
                     {"pattern", place}};
  const Json language{{"id", "ward"},
                      {"aliases", {"Ward"}},
                      {"extensions", {".ward"}},
                      {"configuration", "./language-configuration.json"}};
  const Json grammar{{"language", "ward"}, {"scopeName", "source.ward"}, {"path", "./syntaxes/ward.tmLanguage.json"}};
  const Json contributes{{"languages", Json::array({language})},
                         {"grammars", Json::array({grammar})},
                         {"problemMatchers", Json::array({matcher})}};
  return Json{{"name", "doorward"},
              {"displayName", "Doorward"},
              {"description", "Conditional access policies in Ward"},
              {"publisher", "doorward"},
              {"version", version},
              {"engines", {{"vscode", "^1.60.0"}}},
              {"categories", {"Programming Languages"}},
              {"contributes", contributes}}
             .dump(2) +
         "\n";
}

std::string language_configuration() {
  const Json pairs = Json::array({Json::array({"(", ")"}), Json::array({"[", "]"})});
  Json closing = pairs;
  closing.push_back(Json::array({"\"", "\""}));
  return Json{{"comments", {{"lineComment", "#"}}},
              {"brackets", pairs},
              {"autoClosingPairs", closing},
              {"wordPattern", R"([A-Za-z][\w.-]*)"},
              {"indentationRules", {{"increaseIndentPattern", "^\\S.*$"}, {"decreaseIndentPattern", "^\\s*$"}}}}
             .dump(2) +
         "\n";
}

std::string vim_keywords(std::string_view group, Kind kind) {
  return fmt::format("syntax match {} /\\c\\%([[:alnum:]_.@-]\\)\\@1<!\\%({}\\)\\%([[:alnum:]_@-]\\|\\.\\w\\)\\@!/\n",
                     group, words(kind, "\\|"));
}

std::string vim_syntax() {
  std::string text =
      "\" Ward, the language of conditional access policies.\n"
      "if exists('b:current_syntax')\n"
      "  finish\n"
      "endif\n";
  text += vim_keywords("wardWord", Kind::other);
  text += vim_keywords("wardWord", Kind::opening);
  text += vim_keywords("wardKeyword", Kind::reserved);
  text += fmt::format("syntax match wardStatement /\\c^\\%({}\\)\\%([[:alnum:]_@-]\\|\\.\\w\\)\\@!/\n",
                      words(Kind::opening, "\\|"));
  text +=
      "syntax match wardNumber /\\<\\d[[:alnum:].:\\/-]*/\n"
      "syntax match wardId /\\<\\x\\{8}\\%(-\\x\\{4}\\)\\{3}-\\x\\{12}\\>/\n"
      "syntax match wardUser /[[:alnum:]_.+'-]\\+@[[:alnum:].-]\\+/\n"
      "syntax region wardText start=/\"/ skip=/\\\\./ end=/\"/ oneline\n"
      "syntax match wardComment /\\%(^\\|\\s\\)\\zs#.*$/\n"
      "highlight default link wardWord Type\n"
      "highlight default link wardKeyword Keyword\n"
      "highlight default link wardStatement Statement\n"
      "highlight default link wardNumber Number\n"
      "highlight default link wardId Constant\n"
      "highlight default link wardUser Constant\n"
      "highlight default link wardText String\n"
      "highlight default link wardComment Comment\n"
      "let b:current_syntax = 'ward'\n";
  return text;
}

constexpr std::string_view kVimCompiler =
    "\" `:compiler doorward`, then `:make policies/` fills the quickfix list.\n"
    "if exists('current_compiler')\n"
    "  finish\n"
    "endif\n"
    "let current_compiler = 'doorward'\n"
    "CompilerSet makeprg=doorward\\ check\\ --color\\ never\n"
    "CompilerSet errorformat=%f:%l:%c:\\ %trror[%.%#]:\\ %m,%f:%l:%c:\\ %tarning[%.%#]:\\ %m,%f:%l:%c:\\ "
    "%tote[%.%#]:\\ "
    "%m,%-G%.%#\n";

constexpr std::string_view kVimFileType =
    "setlocal comments=:# commentstring=#\\ %s expandtab shiftwidth=2 iskeyword+=-\n"
    "setlocal formatprg=doorward\\ fmt\\ -\n";

}  // namespace

std::vector<EditorFile> vscode_files(std::string_view version) {
  return {{"package.json", extension(version)},
          {"language-configuration.json", language_configuration()},
          {"syntaxes/ward.tmLanguage.json", text_mate_grammar()}};
}

std::vector<EditorFile> vim_files() {
  return {{"ftdetect/ward.vim", "autocmd BufNewFile,BufRead *.ward setfiletype ward\n"},
          {"ftplugin/ward.vim", std::string(kVimFileType)},
          {"syntax/ward.vim", vim_syntax()},
          {"compiler/doorward.vim", std::string(kVimCompiler)}};
}

}  // namespace doorward::cli
