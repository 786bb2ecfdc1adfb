#include "lexer.h"

#include <cstring>

#include "doorward/grammar/parse.h"
#include "shape.h"

namespace doorward::words {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

void set_fault(Statement& statement, Fault::Kind kind, std::uint32_t begin, std::uint32_t end) {
  if (statement.fault.kind == Fault::Kind::none) statement.fault = {kind, {begin, end}};
}

Code sign_code(char c) {
  switch (c) {
    case ',':
      return kComma;
    case '(':
      return kOpen;
    case ')':
      return kClose;
    case '[':
      return kOpenBracket;
    case ']':
      return kCloseBracket;
    case '=':
      return kEquals;
    case '<':
      return kLess;
    default:
      return kGreater;
  }
}

}  // namespace

// Goes to the first character of the next word. `at_line_start` becomes true when that is in column 1.
bool Lexer::skip_to_word(bool& at_line_start) {
  at_line_start = at_ == 0 || text_[at_ - 1] == '\n';
  bool after_blank = at_line_start;
  bool own_line = at_line_start;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (c == '\n') {
      ++at_;
      at_line_start = after_blank = own_line = true;
    } else if (is_blank(c)) {
      if (c == '\t' && !first_tab_) first_tab_ = at_;
      ++at_;
      at_line_start = false;
      after_blank = true;
    } else if (c == '#' && after_blank) {
      read_comment(own_line);
    } else {
      return true;
    }
  }
  return false;
}

bool Lexer::next(Statement& statement) {
  statement.words.clear();
  statement.codes.clear();
  statement.fault = {};
  depth_ = 0;
  bool at_line_start = false;
  if (!skip_to_word(at_line_start)) return false;
  const std::uint32_t begin = at_;
  if (!at_line_start && !mode_.whole && !started_) set_fault(statement, Fault::Kind::indented, at_, at_ + 1);
  started_ = true;
  do {
    read_word(statement);
  } while (skip_to_word(at_line_start) && (mode_.whole || !at_line_start));
  const std::uint32_t end = statement.words.empty() ? begin + 1 : statement.words.back().end;
  statement.extent = {begin, end};
  return true;
}

void Lexer::read_word(Statement& statement) {
  const char c = text_[at_];
  if (c == '"') {
    read_string(statement);
  } else if (kClasses[static_cast<unsigned char>(c)] == kSign) {
    read_sign(statement);
  } else {
    read_run(statement);
  }
}

void Lexer::read_sign(Statement& statement) {
  const std::uint32_t begin = at_;
  Code code = sign_code(text_[at_++]);
  const bool comparison = code == kLess || code == kGreater;
  if (comparison && at_ < text_.size() && text_[at_] == '=') {
    ++at_;
    code = code == kLess ? kLessEqual : kGreaterEqual;
  }
  nest(statement, code, begin);
  push(statement, code, begin);
}

void Lexer::nest(Statement& statement, Code code, std::uint32_t begin) {
  if (code == kOpen || code == kOpenBracket) {
    if (++depth_ > kMaxNesting) set_fault(statement, Fault::Kind::too_deep, begin, begin + 1);
  } else if ((code == kClose || code == kCloseBracket) && depth_ > 0) {
    --depth_;
  }
}

void Lexer::read_string(Statement& statement) {
  const std::uint32_t begin = at_++;
  bool wide = false;
  while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n') {
    const auto c = static_cast<unsigned char>(text_[at_]);
    wide = wide || c >= 0x80 || c < 0x20 || c == 0x7F;
    if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n') {
      if (text_[at_ + 1] != '"' && text_[at_ + 1] != '\\') set_fault(statement, Fault::Kind::bad_escape, at_, at_ + 2);
      ++at_;
    }
    ++at_;
  }
  if (at_ < text_.size() && text_[at_] == '"') {
    ++at_;
  } else {
    const std::uint32_t end = at_ > begin + 1 && text_[at_ - 1] == '\r' ? at_ - 1 : at_;
    set_fault(statement, Fault::Kind::open_string, begin, end);
  }
  if (wide && was_mended(text_.substr(begin, at_ - begin))) statement.fault.kind = Fault::Kind::reported;
  if (wide) {
    const Extent hidden = find_hidden(text_.substr(begin, at_ - begin), false);
    if (hidden.end != 0) {
      set_fault(statement, Fault::Kind::hidden_letter, begin + hidden.begin, begin + hidden.end);
    }
  }
  push(statement, kString, begin);
}

void Lexer::read_run(Statement& statement) {
  const std::uint32_t begin = at_;
  std::uint8_t classes = 0;
  while (at_ < text_.size()) {
    const std::uint8_t c = kClasses[static_cast<unsigned char>(text_[at_])];
    if (c == kSign) break;
    classes |= c;
    ++at_;
  }
  const std::string_view run = text_.substr(begin, at_ - begin);
  const Code code = shape_of(run, classes);
  if (code == kNone) set_fault(statement, was_mended(run) ? Fault::Kind::reported : Fault::Kind::shapeless, begin, at_);
  push(statement, code, begin);
}

bool Lexer::was_mended(std::string_view text) const {
  return mode_.mended && text.find("\xEF\xBF\xBD") != std::string_view::npos;
}

void Lexer::read_comment(bool own_line) {
  const std::uint32_t begin = at_;
  const void* line_end = std::memchr(text_.data() + at_, '\n', text_.size() - at_);
  at_ = line_end == nullptr ? static_cast<std::uint32_t>(text_.size())
                            : static_cast<std::uint32_t>(static_cast<const char*>(line_end) - text_.data());
  const std::uint32_t end = at_ > begin && text_[at_ - 1] == '\r' ? at_ - 1 : at_;
  comments_.push_back({{source_, begin, end}, own_line});
  const Extent hidden = find_hidden(text_.substr(begin, end - begin), false);
  if (hidden.end != 0) hidden_.push_back({begin + hidden.begin, begin + hidden.end});
}

void Lexer::push(Statement& statement, Code code, std::uint32_t begin) {
  if (statement.words.size() == kMaxWords) {
    set_fault(statement, Fault::Kind::too_many_words, begin, at_);
    return;
  }
  statement.words.push_back({begin, at_});
  statement.codes.push_back(code);
}

}  // namespace doorward::words
