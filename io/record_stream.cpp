#include "doorward/io/record_stream.h"

#include <fmt/format.h>

#include "element_scanner.h"

namespace doorward {
namespace {

constexpr std::size_t kLook = std::size_t{64} << 10U;

bool is_blank(std::string_view text) noexcept { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

/// Two ways of reading: line by line, where a list on one line is taken apart; and scanning, chosen by how the input
/// begins, where records and lists spread over lines as they like.
struct RecordStream::State {
  std::unique_ptr<LineStream> lines;
  std::size_t max_record = 0;
  ElementScanner scanner;
  Line piece;                 // what is being scanned
  std::size_t at = 0;         // in the piece
  std::size_t open_from = 0;  // of the open record in the piece
  std::uint64_t open_line = 0;
  std::string parts;       // of the open record, from earlier pieces
  bool too_large = false;  // the open record
  std::string fault;
  bool decided = false;
  bool scanning = false;     // the whole input
  bool inside_line = false;  // a list on one line

  bool decide();
  bool fail(std::uint64_t line, std::string message, Record& record);
  bool next_line(Record& record);
  bool next_scanned(Record& record);
  bool refill(Record& record, bool& failed);
  bool complete(Record& record);
  void keep_open();
};

/// Looks at how the input begins. Returns false when there is nothing in it.
bool RecordStream::State::decide() {
  std::string_view view = lines->peek_line(kLook);
  while (is_blank(view)) {
    Line blank;
    if (view.empty() || !lines->next(blank)) return false;
    view = lines->peek_line(kLook);
  }
  decided = true;
  // Whoever writes a record a line and waits for the answer has written the line.
  if (begins_open(view)) view = lines->peek(kLook);
  scanning = begins_container(view);
  return true;
}

bool RecordStream::State::fail(std::uint64_t line, std::string message, Record& record) {
  fault = std::move(message);
  record = {line, {}, 0, fault};
  return true;
}

bool RecordStream::State::next_line(Record& record) {
  while (lines->next(piece)) {
    if (is_blank(piece.text)) continue;
    if (piece.too_long) {
      return fail(piece.number, fmt::format("the line is longer than {} bytes", max_record), record);
    }
    if (is_container_line(piece.text)) {
      inside_line = true;
      scanner.reset();
      at = 0;
      return next_scanned(record);
    }
    record = {piece.number, piece.text, piece.text.size() + LineStream::kPadding, {}};
    return true;
  }
  return false;
}

void RecordStream::State::keep_open() {
  if (!scanner.in_record()) return;
  if (parts.size() + piece.text.size() - open_from > max_record) too_large = true;
  if (too_large)
    parts.clear();
  else
    parts.append(piece.text.substr(open_from)).append(piece.too_long ? "" : "\n");
  open_from = 0;
}

bool RecordStream::State::complete(Record& record) {
  const std::string_view last = piece.text.substr(open_from, at - open_from);
  if (too_large || parts.size() + last.size() > max_record) {
    return fail(open_line, fmt::format("the record is longer than {} bytes", max_record), record);
  }
  if (parts.empty()) {
    record = {open_line, last, last.size() + LineStream::kPadding, {}};
    return true;
  }
  parts.append(last);
  const std::size_t size = parts.size();
  parts.append(LineStream::kPadding, ' ');
  record = {open_line, std::string_view(parts).substr(0, size), parts.size(), {}};
  return true;
}

/// The piece is used up. Returns false when there is no further one; `failed` says that `record` tells why.
bool RecordStream::State::refill(Record& record, bool& failed) {
  failed = false;
  if (scanning) {
    keep_open();
    at = 0;
    if (lines->next_piece(piece)) return true;
  }
  inside_line = false;
  const std::uint64_t line = scanner.in_record() ? open_line : piece.number;
  if (!scanner.idle() && lines->error().empty()) {
    failed = fail(line, "not valid JSON: a bracket, brace or string is not closed", record);
  }
  scanner.reset();
  piece.text = {};
  at = 0;
  return false;
}

bool RecordStream::State::next_scanned(Record& record) {
  for (;;) {
    switch (scanner.next(piece.text, at)) {
      case ElementScanner::Event::none: {
        bool failed = false;
        if (refill(record, failed)) break;
        return failed || (!scanning && next_line(record));
      }
      case ElementScanner::Event::begin:
        open_from = at - 1;
        open_line = piece.number;
        parts.clear();
        too_large = false;
        break;
      case ElementScanner::Event::wrapper:
        parts.clear();
        break;
      case ElementScanner::Event::record:
        return complete(record);
      case ElementScanner::Event::bad_element:
        return fail(piece.number, "a sign-in is a JSON object, this element of the list is something else", record);
      case ElementScanner::Event::bad_root:
        at = piece.text.size();
        return fail(piece.number, "a sign-in is a JSON object, this is something else", record);
    }
  }
}

std::unique_ptr<RecordStream> RecordStream::open(const std::string& path, std::string& error, std::size_t max_record) {
  auto lines = LineStream::open(path, error, max_record);
  if (lines == nullptr) return nullptr;
  auto state = std::make_unique<State>();
  state->lines = std::move(lines);
  state->max_record = max_record;
  return std::unique_ptr<RecordStream>(new RecordStream(std::move(state)));
}

RecordStream::RecordStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
RecordStream::~RecordStream() = default;

bool RecordStream::next(Record& record) {
  State& s = *state_;
  if (!s.decided && !s.decide()) return false;
  return s.scanning || s.inside_line ? s.next_scanned(record) : s.next_line(record);
}

void RecordStream::on_wait(std::function<void()> waiting) { state_->lines->on_wait(std::move(waiting)); }
const std::string& RecordStream::error() const noexcept { return state_->lines->error(); }
std::uint64_t RecordStream::bytes_read() const noexcept { return state_->lines->bytes_read(); }

}  // namespace doorward
