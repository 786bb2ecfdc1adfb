#include "allows.h"

#include <algorithm>

#include "doorward/compiler/graph_reader.h"
#include "doorward/grammar/parse.h"
#include "doorward/lint/lint.h"

namespace doorward::cli {
namespace {

constexpr std::string_view kWord = "allow(";
constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = kBlanks.find(c) != std::string_view::npos;
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

/// The statement that a comment speaks of: the one that it stands in or beside, else the one that follows.
const ast::StatementRef* statement_of(const ast::File& tree, const SourceMap& sources, const ast::Comment& comment) {
  const std::uint32_t line = sources.position(tree.source, comment.span.begin).line;
  for (const ast::StatementRef& statement : tree.order) {
    if (!comment.own_line) {
      const std::uint32_t first = sources.position(tree.source, statement.span.begin).line;
      const std::uint32_t last =
          sources.position(tree.source, std::max(statement.span.end, statement.span.begin + 1) - 1).line;
      if (first <= line && line <= last) return &statement;
    }
    if (statement.span.end > comment.span.begin) return &statement;
  }
  return nullptr;
}

void read_comment(const ast::File& tree, const SourceMap& sources, const ast::Comment& comment,
                  std::vector<Allow>& allows) {
  std::string_view text = trimmed(sources.text(comment.span).substr(1));
  if (!text.starts_with(kWord)) return;
  text.remove_prefix(kWord.size());
  const std::size_t close = text.find(')');
  if (close == std::string_view::npos) return;
  std::string_view rest = trimmed(text.substr(close + 1));
  if (rest.starts_with(':')) rest = trimmed(rest.substr(1));
  const ast::StatementRef* statement = statement_of(tree, sources, comment);
  std::string_view codes = text.substr(0, close);
  while (!codes.empty()) {
    const std::size_t comma = std::min(codes.find(','), codes.size());
    Allow allow;
    allow.code = trimmed(codes.substr(0, comma));
    allow.reason = rest;
    allow.comment = comment.span;
    allow.statement = statement == nullptr ? comment.span : statement->span;
    allow.file = sources.name(tree.source);
    allow.said_of = statement == nullptr ? std::string() : squeezed(sources.text(statement->span));
    allows.push_back(std::move(allow));
    codes.remove_prefix(std::min(comma + 1, codes.size()));
  }
}

bool covers(const Allow& allow, const Diagnostic& diagnostic) {
  return diagnostic.severity != Severity::error && equals_ignoring_case(row_of(diagnostic.code).id, allow.code) &&
         diagnostic.span.source == allow.statement.source && diagnostic.span.begin >= allow.statement.begin &&
         diagnostic.span.begin <= allow.statement.end;
}

bool holds(const std::vector<Allow>& base, const Allow& allow) {
  return std::any_of(base.begin(), base.end(), [&](const Allow& each) {
    return each.file == allow.file && each.code == allow.code && each.reason == allow.reason &&
           each.said_of == allow.said_of;
  });
}

}  // namespace

std::vector<Allow> read_allows(const SourceMap& sources, const std::vector<SourceId>& ids) {
  std::vector<Allow> allows;
  DiagnosticSink said_before;
  for (const SourceId id : ids) {
    if (looks_like_json(sources.text(id)) || sources.text(id).find(kWord) == std::string_view::npos) continue;
    const ast::File tree = parse(sources, id, said_before);
    for (const ast::Comment& comment : tree.comments) read_comment(tree, sources, comment, allows);
  }
  return allows;
}

namespace {

/// Takes the comment away, with its line where it has one of its own.
Fix removal(const SourceMap& sources, const Span& comment) {
  const std::string_view text = sources.text(comment.source);
  Span gone = comment;
  while (gone.begin > 0 && (text[gone.begin - 1] == ' ' || text[gone.begin - 1] == '\t')) --gone.begin;
  const bool own_line = gone.begin == 0 || text[gone.begin - 1] == '\n';
  if (own_line && gone.end < text.size() && text[gone.end] == '\r') ++gone.end;
  if (own_line && gone.end < text.size() && text[gone.end] == '\n') ++gone.end;
  return {"delete the comment", {{gone, ""}}, true};
}

}  // namespace

void apply_allows(std::vector<Allow>& allows, const std::vector<Allow>* base, const std::string& revision,
                  const SourceMap& sources, DiagnosticSink& sink) {
  DiagnosticSink said;
  std::vector<const Allow*> counting;
  for (const Allow& allow : allows) {
    const CodeRow* row = find_code(allow.code);
    if (row == nullptr || row->severity == Severity::error) {
      said.report<Code::allow_of_no_lint>(allow.comment, allow.code).help = "name the code of a warning";
    } else if (allow.reason.empty()) {
      said.report<Code::allow_without_reason>(allow.comment, allow.code).help =
          fmt::format("write `# allow({}): why`", allow.code);
    } else if (base != nullptr && !holds(*base, allow)) {
      said.report<Code::new_allow>(allow.comment, allow.code, revision, allow.reason);
    } else {
      counting.push_back(&allow);
    }
  }
  DiagnosticSink left;
  for (Diagnostic& diagnostic : sink.diagnostics()) {
    const auto allow =
        std::find_if(counting.begin(), counting.end(), [&](const Allow* each) { return covers(*each, diagnostic); });
    if (allow == counting.end()) {
      left.add(std::move(diagnostic));
    } else {
      (*allow)->used = true;
    }
  }
  for (const Allow* allow : counting) {
    // What is looked for only where it is asked for may be found in another run.
    if (allow->used || is_optional_lint(find_code(allow->code)->code)) continue;
    Diagnostic& found = said.report<Code::useless_allow>(allow->comment, allow->code);
    found.help = "delete the comment";
    const auto same =
        std::count_if(allows.begin(), allows.end(), [&](const Allow& each) { return each.comment == allow->comment; });
    if (same == 1) found.fixes.push_back(removal(sources, allow->comment));
  }
  for (Diagnostic& diagnostic : said.diagnostics()) left.add(std::move(diagnostic));
  sink = std::move(left);
}

}  // namespace doorward::cli
