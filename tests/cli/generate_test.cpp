// `doorward generate`: man pages and completions name every command and option.
#include <doctest/doctest.h>

#include "process.h"

namespace doorward::test {
namespace {

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST_CASE("generate man writes a page for each command, with synopsis, options, example and exit status") {
  const ScratchFolder folder;
  CHECK(folder.run("generate man pages/man1").exit == 0);
  CHECK(contains(folder.read("pages/man1/doorward.1"), "\\fBdoorward\\-check\\fR(1)\nparse, resolve"));
  const std::string page = folder.read("pages/man1/doorward-users-list.1");
  CHECK(page.starts_with(".TH DOORWARD\\-USERS\\-LIST 1 "));
  CHECK(contains(page, ".SH NAME\ndoorward\\-users\\-list \\- users and their states\n"));
  CHECK(contains(page, ".SH SYNOPSIS\n\\fBdoorward users list\\fR [options] [\\fIUSER\\fR]\n"));
  CHECK(contains(page, ".TP\n\\fB\\-\\-store\\fR \\fIFILE\\fR\nthe store of users and their states (required)\n"));
  CHECK(contains(page, "(disabled, enabled, enforced)"));
  CHECK(contains(page, ".SH EXAMPLE\n"));
  CHECK(contains(page, ".SH EXIT STATUS\n"));
}

TEST_CASE("generate editor writes what an editor knows of the language, made of its keywords") {
  const ScratchFolder folder;
  CHECK_EQ(folder.run("generate editor vscode code").exit, 0);
  CHECK(contains(folder.read("code/package.json"), "\"extensions\": [\n          \".ward\"\n        ]"));
  CHECK(contains(folder.read("code/syntaxes/ward.tmLanguage.json"), "|report-only|disabled|policy|prove|test)"));
  CHECK(contains(folder.read("code/language-configuration.json"), "\"lineComment\": \"#\""));
  CHECK_EQ(folder.run("generate editor vim vim").exit, 0);
  CHECK(contains(folder.read("vim/ftdetect/ward.vim"), "*.ward setfiletype ward"));
  CHECK(contains(folder.read("vim/syntax/ward.vim"), "\\|everyone\\|except\\|"));
  CHECK(contains(folder.read("vim/compiler/doorward.vim"), "makeprg=doorward\\ check"));
}

TEST_CASE("generate man says where it cannot write") {
  const ScratchFolder folder;
  folder.write("file", "x");
  const Result result = folder.run("generate man file");
  CHECK(result.exit == 2);
  CHECK(contains(result.err, "doorward: error: cannot write "));
}

TEST_CASE("bash completes commands, commands of commands, options and their values") {
  const ScratchFolder folder;
  folder.write("completion.bash", folder.run("generate completion bash").out);
  folder.write("try.bash",
               "source completion.bash\n"
               "try() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _doorward; echo \"${COMPREPLY[@]}\"; }\n"
               "try doorward disa\n"
               "try doorward users li\n"
               "try doorward users list --regi\n"
               "try doorward users list --state en\n"
               "exit 3\n");
  // The tool itself is not wanted here: `run` is the way to a shell in the folder.
  const Result result = folder.run("--version > version; bash try.bash");
  CHECK(result.exit == 3);
  CHECK(result.out == "disasm\nlist\n--registered\nenabled enforced\n");
}

TEST_CASE("zsh and fish completions name every command") {
  const ScratchFolder folder;
  const std::string zsh = folder.run("generate completion zsh").out;
  CHECK(zsh.starts_with("#compdef doorward\n"));
  CHECK(contains(zsh, "'check:parse, resolve"));
  CHECK(contains(zsh, "_doorward_users_list() {"));
  const std::string fish = folder.run("generate completion fish").out;
  CHECK(contains(fish, "complete -c doorward -n '__fish_use_subcommand' -a check -d 'parse, resolve"));
  CHECK(contains(fish, "-n '__fish_seen_subcommand_from list' -l state -r -f -a 'disabled enabled enforced'"));
}

TEST_CASE("generate completion refuses a shell that it does not know") {
  const ScratchFolder folder;
  CHECK(folder.run("generate completion tcsh").exit == 2);
}

}  // namespace
}  // namespace doorward::test
