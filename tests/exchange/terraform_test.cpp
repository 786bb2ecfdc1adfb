// What is exported to Terraform has only arguments that the provider documents, and all that it demands.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <sstream>

#include "doorward/compiler/terraform_writer.h"
#include "golden.h"
#include "sources.h"

namespace doorward::tests {
namespace {

struct Argument {
  std::string_view resource;
  std::string_view path;
  bool block;
  bool required;
};
constexpr auto kArguments = std::to_array<Argument>({
#define DW_TERRAFORM(resource, path, kind, need, graph) \
  {#resource, path, std::string_view(#kind) == "block", std::string_view(#need) == "required"},
#include "../../compiler/exchange/terraform.def"
#undef DW_TERRAFORM
});

struct Block {
  std::string resource;           // of the table
  std::set<std::string> paths{};  // blocks and arguments
};

/// The resources of a configuration, read line by line as it is laid out.
std::vector<Block> blocks_of(const std::string& text) {
  std::vector<Block> blocks;
  std::vector<std::string> open;
  std::istringstream lines(text);
  std::string line;
  bool list = false;
  for (bool in = false; std::getline(lines, line);) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == std::string::npos) continue;
    const std::string word = line.substr(begin, line.find(' ', begin) - begin);
    if (line.starts_with("resource ")) {
      in = true;
      blocks.push_back({line.find("named_location") != std::string::npos ? "location" : "policy"});
    } else if (line == "}") {
      in = false;
      open.clear();
    } else if (!in || list) {
      list = list && word != "]";
    } else if (word == "}") {
      open.pop_back();
    } else {
      std::string path;
      for (const std::string& outer : open) path += outer + '.';
      blocks.back().paths.insert(path + word);
      list = line.ends_with("= [");
      if (line.ends_with(" {")) open.push_back(word);
    }
  }
  return blocks;
}

void check_against_schema(const std::string& text) {
  for (const Block& block : blocks_of(text)) {
    for (const std::string& path : block.paths) {
      CAPTURE(path);
      CHECK(std::any_of(kArguments.begin(), kArguments.end(), [&](const Argument& argument) {
        return argument.resource == block.resource && argument.path == path;
      }));
    }
    for (const Argument& argument : kArguments) {
      if (argument.resource != block.resource || !argument.required) continue;
      const std::size_t dot = argument.path.rfind('.');
      const std::string outer(dot == std::string_view::npos ? "" : argument.path.substr(0, dot));
      CAPTURE(argument.path);
      CHECK((block.paths.count(std::string(argument.path)) == 1) == (outer.empty() || block.paths.count(outer) == 1));
    }
    if (block.resource != "policy") continue;
    CHECK(block.paths.count("grant_controls") + block.paths.count("session_controls") > 0);
    CHECK(block.paths.count("conditions.applications.included_applications") +
              block.paths.count("conditions.applications.included_user_actions") ==
          1);
  }
}

std::string messages(const DiagnosticSink& sink) {
  std::string text;
  for (const Diagnostic& one : sink.diagnostics()) {
    if (one.severity == Severity::error) text += fmt::format("{}: {}\n", row_of(one.code).id, one.message);
  }
  return text;
}

std::string written(const std::string& ward, std::string& said) {
  const Read read = read_ward({{"p.ward", ward}});
  REQUIRE(read.messages == "");
  DiagnosticSink sink;
  const std::string text = write_terraform(read.set, {}, sink);
  said = messages(sink);
  return text;
}

}  // namespace

TEST_CASE("the corpus has only arguments that the provider documents, or is refused by name") {
  std::size_t resources = 0;
  std::set<std::string> refused;
  for (const CorpusCase& one : corpus()) {
    CAPTURE(one.name);
    DiagnosticSink sink;
    const std::string text = write_terraform(one.set, {}, sink);
    check_against_schema(text);
    resources += blocks_of(text).size();
    for (const Diagnostic& fault : sink.diagnostics()) {
      if (fault.severity != Severity::error) continue;
      CHECK(fault.code == Code::no_terraform_argument);
      const std::size_t what = fault.message.find("no argument for ");
      refused.insert(fault.message.substr(what + 16));
    }
  }
  CHECK(resources > 150);
  CHECK(refused.count("`sessionControls.continuousAccessEvaluation.mode`") == 1);
  CHECK(refused.count("`conditions.clientApplications.includeAgentIdServicePrincipals`") == 1);
}

TEST_CASE("policies and networks become resources, and what Graph knows is taken over") {
  const std::string folder = DW_EXCHANGE_TESTS "/golden/";
  std::string said;
  const std::string text = written(file_text(folder + "terraform.ward"), said);
  CHECK(said == "");
  check_against_schema(text);
  test::check_golden(folder + "terraform.tf", text);
}

TEST_CASE("what the provider has no argument for is an error that names it") {
  std::string said;
  CHECK(written("policy p \"P\" everyone for all apps with token protection\n", said) == "");
  CHECK(said ==
        "E3620: `p`: the azuread provider has no argument for `sessionControls.secureSignInSession.isEnabled`\n");
  CHECK(written("context c1 = \"x\"\npolicy p \"P\" everyone for context c1 require mfa\n", said) == "");
  CHECK(said.find("no argument for `conditions.applications.includeAuthenticationContextClassReferences`\n") !=
        std::string::npos);
  CHECK(written("policy p \"P\" everyone for all apps when day is sun block\n", said) == "");
  CHECK(said.find("no argument for `conditions.times.includeDays.daysOfWeek`\n") != std::string::npos);
  CHECK(written("policy p \"P\" everyone at minor or moderate insider risk for all apps block\n", said) == "");
  CHECK(said == "E3620: `p`: the azuread provider has no argument for several `insiderRiskLevels`\n");
  CHECK(written("policy p \"P\" everyone for all apps when user.department is \"HR\" block\n", said) == "");
  CHECK(said == "E3610: `p`: Graph has no condition for `user.department is \"HR\"`\n");
}

}  // namespace doorward::tests
