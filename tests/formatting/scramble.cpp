#include "scramble.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <set>

namespace doorward::tests {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kSigns = ",()[]=<>";

const std::set<std::string_view> kReserved{
    "a",       "all",      "agents", "always", "an",     "and",   "are",    "at",       "because", "block",
    "by",      "everyone", "for",    "except", "expect", "given", "guests", "having",   "in",      "is",
    "members", "never",    "no",     "nobody", "not",    "of",    "on",     "or",       "require", "running",
    "the",     "through",  "until",  "using",  "when",   "where", "with",   "workloads"};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Scrambler {
 public:
  Scrambler(std::string_view text, std::mt19937& random) : text_(text), random_(random) {
    if (text_.starts_with(kByteOrderMark)) text_.remove_prefix(kByteOrderMark.size());
  }

  std::string run() {
    while (at_ < text_.size()) {
      const bool blank = is_blank(text_[at_]);
      if (text_[at_] == '#' && (at_ == 0 || is_blank(text_[at_ - 1]))) {
        commented_ = commented_ || out_.empty() || at_ == 0 || text_[at_ - 1] == '\n';
        skip_line();
        pending_comment_ = true;
      } else if (blank) {
        spaced_ = true;
        ++at_;
      } else {
        word();
      }
    }
    if (chance(4)) out_ += comment();
    out_ += '\n';
    return chance(8) ? with_crlf() : out_;
  }

 private:
  bool chance(unsigned of) { return random_() % of == 0; }
  std::string comment() { return fmt::format(" # c{}", comments_++); }
  void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  void word() {
    const bool begins = at_ == 0 || text_[at_ - 1] == '\n';
    const std::size_t first = at_;
    bool sign = true;
    if (text_[at_] == '"') {
      for (++at_; text_[at_] != '"'; ++at_) at_ += text_[at_] == '\\' ? 1 : 0;
      ++at_;
    } else if (kSigns.find(text_[at_]) != std::string_view::npos) {
      const bool compares = text_[at_] == '<' || text_[at_] == '>';
      at_ += compares && text_.substr(at_ + 1).starts_with('=') ? 2 : 1;
    } else {
      sign = false;
      while (at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != '"' &&
             kSigns.find(text_[at_]) == std::string_view::npos) {
        ++at_;
      }
    }
    out_ += begins ? between() : inside(sign || sign_before_ ? !spaced_ : false);
    out_ += cased(std::string(text_.substr(first, at_ - first)));
    sign_before_ = sign;
    spaced_ = pending_comment_ = commented_ = false;
  }

  // Before a word that begins a statement.
  std::string between() {
    if (out_.empty()) return chance(4) ? "# c" + std::to_string(comments_++) + "\n" : "";
    std::string gap = pending_comment_ && chance(2) ? comment() : "";
    gap += '\n';
    if (chance(3)) gap += '\n';
    if (commented_ || chance(8)) gap += fmt::format("{}# c{}\n", chance(2) ? "" : "   ", comments_++);
    if (chance(6)) gap += " \t\n";
    return gap;
  }

  // Before any other word; `touching` when nothing has to stand there.
  std::string inside(bool touching) {
    if (touching && chance(2)) return "";
    switch (random_() % 16) {
      case 0:
        return "\n  ";
      case 1:
        return "\n\n\t";
      case 2:
        return comment() + "\n  ";
      case 3:
        return fmt::format("\n{}# c{}\n    ", chance(2) ? "" : "  ", comments_++);
      case 4:
        return "\t";
      case 5:
        return "   ";
      default:
        return " ";
    }
  }

  std::string cased(std::string word) {
    if (!kReserved.contains(word) || !chance(8)) return word;
    for (char& c : word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return word;
  }

  std::string with_crlf() const {
    std::string text(kByteOrderMark);
    for (const char c : out_) text += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return text;
  }

  std::string_view text_;
  std::mt19937& random_;
  std::string out_;
  std::size_t at_ = 0;
  int comments_ = 0;
  bool spaced_ = false;           // a blank stood before the next word
  bool sign_before_ = false;      // the word before is a sign or a text
  bool pending_comment_ = false;  // a comment stood before the next word
  bool commented_ = false;        // … on a line of its own
};

}  // namespace

std::string scramble(std::string_view text, std::mt19937& random) { return Scrambler(text, random).run(); }

}  // namespace doorward::tests
