// The canonical text of a file: its statements as blocks, each with the comments of the source that belong to it.
#include "doorward/grammar/format.h"

#include <algorithm>

#include "doorward/grammar/parse.h"
#include "layout.h"
#include "writer.h"

namespace doorward {
namespace {

using namespace writing;

// Phrases that a policy with a head may have and still stand on one line.
constexpr std::size_t kFewPhrases = 1;

Section section_of(Pieces pieces, bool joinable = true) {
  Section section;
  section.joinable = joinable;
  for (Piece& piece : pieces) section.pieces.push_back({std::move(piece), {}, {}});
  return section;
}

void append(Pieces& to, Pieces from) { std::move(from.begin(), from.end(), std::back_inserter(to)); }

class Formatter {
 public:
  Formatter(const ast::File& file, std::string_view text) : file_(file), text_(text), writer_(file) {
    if (text.empty()) next_ = file.comments.size();
  }

  std::string text() {
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < file_.order.size(); ++i) {
      Block block = block_of(file_.order[i]);
      place_comments(block, i);
      blocks.push_back(std::move(block));
    }
    std::vector<std::string> rest;
    const bool blank = next_ < file_.comments.size() && empty_line_before(file_.comments[next_].span.begin);
    while (next_ < file_.comments.size()) {
      if (!rest.empty() && empty_line_before(file_.comments[next_].span.begin)) rest.emplace_back();
      rest.push_back(comment(file_.comments[next_++]));
    }
    return lay_out(blocks, rest, blank);
  }

 private:
  Block block_of(const ast::StatementRef& ref) {
    using Kind = ast::StatementKind;
    Block block;
    switch (ref.kind) {
      case Kind::edition:
        block.sections.push_back(
            section_of({{{"ward", writer_.text(file_.editions[ref.index].number)}, ref.span.begin}}));
        break;
      case Kind::include:
        block.sections.push_back(section_of({{{"use", writer_.text(file_.includes[ref.index].path)}, ref.span.begin}}));
        break;
      case Kind::settings:
        block.sections.push_back(section_of(writer_.settings(file_.settings[ref.index]), false));
        break;
      case Kind::declaration:
        declaration(file_.declarations[ref.index], block);
        break;
      case Kind::policy:
        policy(file_.policies[ref.index], block);
        break;
      case Kind::proof:
        proof(file_.proofs[ref.index], block);
        break;
      case Kind::test:
        test(file_.tests[ref.index], block);
        break;
    }
    return block;
  }

  // One item a line where a comment stands among them, else one piece that is aligned with its neighbours.
  void declaration(const ast::Declaration& said, Block& block) {
    block.kind = writer_.declared_kind(said);
    block.name = writer_.declared_name(said);
    const std::vector<std::uint32_t> begins = item_begins(said);
    // A comment behind the last item stays behind all of them.
    if (begins.size() < 2 || !has_comment_inside({said.span.source, said.span.begin, begins.back()})) {
      block.aligned = true;
      block.sections.push_back(section_of({{writer_.declared_value(said), said.span.begin}}));
      return;
    }
    Pieces pieces{{{block.kind, block.name, "="}, said.span.begin}};
    std::size_t item = 0;
    for (const std::string& word : writer_.declared_value(said)) {
      const bool begins_item = pieces.size() == 1 || pieces.back().words.back().ends_with(',');
      if (begins_item && item < begins.size()) pieces.push_back({{}, begins[item++]});
      pieces.back().words.push_back(word);
    }
    block.sections.push_back(section_of(std::move(pieces), false));
  }

  static std::vector<std::uint32_t> item_begins(const ast::Declaration& said) {
    std::vector<std::uint32_t> begins;
    if (const auto* names = std::get_if<ast::List<ast::Name>>(&said.value)) {
      for (const ast::Name& name : *names) begins.push_back(name.span.begin);
    }
    if (const auto* people = std::get_if<ast::List<ast::Person>>(&said.value)) {
      for (const ast::Person& person : *people) {
        if (person.guests != nullptr && person.guests->tenant_list.size() > 1)
          return {};  // its commas are not those of the list
        begins.push_back(person.span.begin);
      }
    }
    const auto* place = std::get_if<ast::Place>(&said.value);
    if (place != nullptr && place->kind != ast::Place::Kind::all_except) {
      for (const ast::Word& word : place->words) begins.push_back(word.span.begin);
    }
    return begins;
  }

  void policy(const ast::Policy& said, Block& block) {
    Pieces pieces = writer_.sentence(said.sentence);
    append(pieces, writer_.effect(said.effect));
    if (said.head) block.sections.push_back(section_of(writer_.policy_head(*said.head)));
    const bool few = !said.head || said.sentence.phrases.size() <= kFewPhrases;
    block.sections.push_back(section_of(std::move(pieces), few));
  }

  void proof(const ast::Proof& said, Block& block) {
    Pieces pieces = writer_.sentence(said.sentence);
    pieces.front().words.insert(pieces.front().words.begin(), "prove");
    pieces.push_back(writer_.claim(said.claim));
    block.sections.push_back(section_of(std::move(pieces)));
  }

  void test(const ast::Test& said, Block& block) {
    Pieces pieces = writer_.sentence(said.sentence);
    Pieces parts;
    if (!said.done.empty()) parts.push_back(writer_.done(said));
    for (const ast::Expr& given : said.given) {
      Piece piece{{"given"}, given.span.begin};
      const Words condition = writer_.condition(given);
      piece.words.insert(piece.words.end(), condition.begin(), condition.end());
      parts.push_back(std::move(piece));
    }
    for (const ast::Expect& expect : said.expects) parts.push_back(writer_.expect(expect));
    if (!said.title) {
      append(pieces, std::move(parts));
      block.sections.push_back(section_of(std::move(pieces)));
      return;
    }
    block.sections.push_back(section_of({{{"test", writer_.text(*said.title)}, said.span.begin}}));
    block.sections.push_back(section_of(std::move(pieces)));
    for (Piece& part : parts) block.sections.push_back(section_of({std::move(part)}));
  }

  // ---- comments ----

  std::string comment(const ast::Comment& said) const {
    std::string_view text = text_.substr(said.span.begin, said.span.end - said.span.begin);
    while (text.ends_with(' ') || text.ends_with('\t') || text.ends_with('\r')) text.remove_suffix(1);
    return std::string(text);
  }

  bool has_comment_inside(const Span& span) const {
    const auto first = std::partition_point(file_.comments.begin(), file_.comments.end(),
                                            [&](const ast::Comment& said) { return said.span.begin <= span.begin; });
    return first != file_.comments.end() && first->span.begin < span.end;
  }

  bool empty_line_before(std::uint32_t offset) const {
    std::size_t lines = 0;
    while (offset > 0 && std::string_view(" \t\r\n").find(text_[offset - 1]) != std::string_view::npos) {
      --offset;
      lines += text_[offset] == '\n' ? 1U : 0U;
    }
    return lines > 1;
  }

  // Hands the comments before, inside and behind statement `i` to its pieces.
  void place_comments(Block& block, std::size_t i) {
    const Span& span = file_.order[i].span;
    const std::uint32_t following = i + 1 < file_.order.size() ? file_.order[i + 1].span.begin : ~std::uint32_t{0};
    std::vector<Placed*> pieces;
    for (Section& section : block.sections) {
      for (Placed& placed : section.pieces) pieces.push_back(&placed);
    }
    const bool comments_first = next_ < file_.comments.size() && file_.comments[next_].span.begin < span.begin;
    if (!text_.empty()) {
      block.blank_before = empty_line_before(comments_first ? file_.comments[next_].span.begin : span.begin);
    }
    for (; next_ < file_.comments.size(); ++next_) {
      const ast::Comment& said = file_.comments[next_];
      const bool leads = said.span.begin < span.begin;
      if (said.span.begin >= following || (said.own_line && said.span.begin > span.end)) break;
      Placed& owner = leads ? *pieces.front() : said.own_line ? piece_after(pieces, said) : piece_before(pieces, said);
      if (leads || said.own_line) {
        add_before(owner, said, leads ? span.begin : 0);
      } else {
        if (!owner.behind.empty()) owner.before.push_back(std::move(owner.behind));
        owner.behind = comment(said);
      }
    }
  }

  // An empty line between a comment and what follows stays: it says that the comment is of its own.
  void add_before(Placed& owner, const ast::Comment& said, std::uint32_t statement) {
    if (statement != 0 && !owner.before.empty() && empty_line_before(said.span.begin)) owner.before.emplace_back();
    owner.before.push_back(comment(said));
    const bool last = next_ + 1 == file_.comments.size() || file_.comments[next_ + 1].span.begin > statement;
    if (statement != 0 && last && empty_line_before(statement)) owner.before.emplace_back();
  }

  static Placed& piece_before(const std::vector<Placed*>& pieces, const ast::Comment& said) {
    Placed* found = pieces.front();
    for (Placed* placed : pieces) {
      const std::uint32_t begin = placed->piece.begin;
      if (begin < said.span.begin && begin >= found->piece.begin) found = placed;
    }
    return *found;
  }

  static Placed& piece_after(const std::vector<Placed*>& pieces, const ast::Comment& said) {
    Placed* found = nullptr;
    for (Placed* placed : pieces) {
      const std::uint32_t begin = placed->piece.begin;
      if (begin > said.span.begin && (found == nullptr || begin < found->piece.begin)) found = placed;
    }
    return found != nullptr ? *found : piece_before(pieces, said);
  }

  const ast::File& file_;
  std::string_view text_;  // empty when the tree was made by a program
  Writer writer_;
  std::size_t next_ = 0;  // the first comment that has no place yet
};

}  // namespace

std::optional<std::string> format(const SourceMap& sources, SourceId source, DiagnosticSink& sink) {
  const std::size_t errors_before = sink.errors();
  const ast::File file = parse(sources, source, sink);
  if (sink.errors() != errors_before) return std::nullopt;
  return Formatter(file, sources.text(source)).text();
}

std::string write(const ast::File& file) { return Formatter(file, {}).text(); }

std::string write(const ast::Sentence& sentence) {
  Words words;
  for (const Piece& piece : Writer().sentence(sentence)) {
    words.insert(words.end(), piece.words.begin(), piece.words.end());
  }
  return joined(words);
}

std::string write(const ast::Expr& condition) { return joined(Writer().condition(condition)); }

}  // namespace doorward
