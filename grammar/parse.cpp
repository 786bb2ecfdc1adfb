#include "doorward/grammar/parse.h"

#include "build.h"
#include "diagnose.h"
#include "lexer.h"

namespace doorward {
namespace {

using words::Match;
using words::Root;
using words::Statement;

constexpr std::size_t kBrokenNames = 4;

bool too_long(const SourceMap& sources, SourceId source, DiagnosticSink& sink) {
  if (sources.text(source).size() <= kMaxSourceBytes) return false;
  sink.report<Code::source_too_long>({source, 0, 0}, kMaxSourceBytes);
  return true;
}

void report_invalid_bytes(const SourceMap& sources, SourceId source, DiagnosticSink& sink) {
  const auto& invalid = sources.invalid(source);
  if (!invalid) return;
  sink.report<Code::not_utf8>({source, invalid->text_offset, invalid->text_offset + 3}, invalid->byte,
                              invalid->file_offset)
      .help = "save the file as UTF-8";
}

void report_hidden(const std::vector<words::Extent>& places, std::string_view text, SourceId source,
                   DiagnosticSink& sink) {
  for (const words::Extent& at : places) {
    words::report_hidden_character(text, {source, at.begin, at.end}, sink);
  }
}

// The names that a broken statement may have declared: those before its `=`, or its first few.
void keep_names(const Statement& statement, words::Builder& builder, ast::File& file) {
  for (std::size_t i = 0; i < statement.words.size() && i < kBrokenNames; ++i) {
    if (statement.codes[i] == words::Code::kEquals) break;
    const bool closed = statement.fault.kind != words::Fault::Kind::open_string;
    if (words::is_name(statement.codes[i]) && closed) file.broken.push_back(builder.word(statement, i));
  }
}

}  // namespace

ast::File parse(const SourceMap& sources, SourceId source, DiagnosticSink& sink) {
  ast::File file;
  file.source = source;
  if (too_long(sources, source, sink)) return file;
  report_invalid_bytes(sources, source, sink);
  const std::string_view text = sources.text(source);
  words::Lexer lexer(text, source, {false, sources.invalid(source).has_value()});
  words::Builder builder(text, source, file.texts, file.memory);
  words::Diagnosis diagnosis(text, source, Root::statement, sink);
  Statement statement;
  Match match;
  const std::size_t errors_before = sink.errors();
  while (lexer.next(statement)) {
    if (diagnosis.accepts(statement, match)) {
      builder.add_statement(statement, match.nodes, file);
    } else {
      keep_names(statement, builder, file);
      if (sink.errors() - errors_before < kMaxErrors) continue;
      sink.report<Code::too_many_errors>({source, statement.extent.begin, statement.extent.end}, kMaxErrors);
      break;
    }
  }
  diagnosis.finish();
  report_hidden(lexer.hidden_in_comments(), text, source, sink);
  file.comments = std::move(lexer.comments());
  if (lexer.first_tab()) words::report_tabs(text, source, *lexer.first_tab(), file.comments, sink);
  return file;
}

std::optional<ast::Question> parse_sentence(const SourceMap& sources, SourceId source, DiagnosticSink& sink) {
  if (too_long(sources, source, sink)) return std::nullopt;
  const std::size_t errors_before = sink.errors();
  report_invalid_bytes(sources, source, sink);
  const std::string_view text = sources.text(source);
  words::Lexer lexer(text, source, {true, sources.invalid(source).has_value()});
  words::Diagnosis diagnosis(text, source, Root::question, sink);
  Statement statement;
  Match match;
  ast::Question question;
  words::Builder builder(text, source, question.texts, question.memory);
  if (!lexer.next(statement)) {
    sink.report<Code::empty_question>({source, 0, 0}).help =
        "write who signs in and what for: `contractors for procurement`";
    return std::nullopt;
  }
  if (diagnosis.accepts(statement, match)) question.sentence = builder.question(statement, match.nodes);
  diagnosis.finish();
  report_hidden(lexer.hidden_in_comments(), text, source, sink);
  if (sink.errors() != errors_before) return std::nullopt;
  return question;
}

}  // namespace doorward
