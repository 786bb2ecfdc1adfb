#include "doorward/io/line_stream.h"

#include <doctest/doctest.h>

#include "temporary.h"

using namespace doorward;
using namespace doorward::test;

namespace {

/// All lines as `number:text`, `…` after one that is too long, and the error at the end.
std::string lines_of(const std::string& path, std::size_t max_line = LineStream::kMaxLine) {
  std::string error;
  const auto stream = LineStream::open(path, error, max_line);
  if (stream == nullptr) return error;
  std::string text;
  Line line;
  while (stream->next(line)) {
    text += std::to_string(line.number) + ":" + std::string(line.text) + (line.too_long ? "…" : "") + "|";
  }
  return text + stream->error();
}

}  // namespace

TEST_CASE("lines are counted, line ends and the byte order mark dropped") {
  const TemporaryFolder folder;
  CHECK(lines_of(folder.file("a", "\xEF\xBB\xBFone\r\n\r\n\ntwo\nlast")) == "1:one|2:|3:|4:two|5:last|");
  CHECK(lines_of(folder.file("b", "one\n")) == "1:one|");
  CHECK(lines_of(folder.file("c", "")) == "");
  CHECK(lines_of(folder.file("d", "\xEF\xBB\xBF")) == "1:|");
}

TEST_CASE("gzip is told by its content, and its members follow one another") {
  const TemporaryFolder folder;
  CHECK(lines_of(folder.gzip("plain-name.json", "one\ntwo\n")) == "1:one|2:two|");
  CHECK(lines_of(folder.file("two.gz", gzipped("one\ntw") + gzipped("o\nthree"))) == "1:one|2:two|3:three|");
}

TEST_CASE("what stands behind the last gzip member and is none is passed over") {
  const TemporaryFolder folder;
  CHECK(lines_of(folder.file("padded.gz", gzipped("one\ntwo\n") + std::string(512, '\0'))) == "1:one|2:two|");
  CHECK(lines_of(folder.file("short.gz", gzipped("one\n") + "\x1F")) == "1:one|");
  CHECK(lines_of(folder.file("escape", "\x1F")) == "1:\x1F|");
}

TEST_CASE("a damaged gzip file gives its whole lines and then an error") {
  const TemporaryFolder folder;
  std::string bytes;
  for (unsigned i = 0; i < 100000; ++i) bytes += std::to_string(i * 2654435761U) + "\n";
  std::string packed = gzipped(bytes);
  packed.resize(packed.size() / 2);
  const std::string path = folder.file("cut.gz", packed);
  std::string error;
  const auto stream = LineStream::open(path, error);
  REQUIRE(stream != nullptr);
  Line line;
  std::string seen;
  while (stream->next(line)) seen += std::string(line.text) + "\n";
  CHECK(seen.size() > 100000);
  CHECK(bytes.starts_with(seen));
  CHECK(stream->error() == "cannot read `" + path + "`: damaged gzip, unexpected end of file");
}

TEST_CASE("a line beyond the limit is cut, and the stream goes on") {
  const TemporaryFolder folder;
  CHECK(lines_of(folder.file("a", "12345678\n123456789\nx\n"), 8) == "1:12345678|2:12345678…|3:x|");
  const std::string huge(3 << 20U, 'y');
  CHECK(lines_of(folder.file("b", "a\n" + huge + "\nb\n" + huge), 4) == "1:a|2:yyyy…|3:b|4:yyyy…|");
}

TEST_CASE("lines longer than a buffer are whole, and followed by readable bytes") {
  const TemporaryFolder folder;
  const std::string one(1'000'000, 'a');
  const std::string two(700'000, 'b');
  std::string error;
  const auto stream = LineStream::open(folder.file("long", one + "\n" + two + "\nend"), error);
  REQUIRE(stream != nullptr);
  Line line;
  REQUIRE(stream->next(line));
  CHECK(line.text == one);
  REQUIRE(stream->next(line));
  CHECK(line.text == two);
  REQUIRE(stream->next(line));
  CHECK(line.text == "end");
  CHECK(std::string_view(line.text.data(), line.text.size() + LineStream::kPadding).size() == 67);
  CHECK(stream->bytes_read() == 1'700'005);
  CHECK_FALSE(stream->next(line));
}

TEST_CASE("what cannot be opened says why") {
  const TemporaryFolder folder;
  CHECK(lines_of(folder.path("absent")) == "cannot read `" + folder.path("absent") + "`: No such file or directory");
  CHECK(lines_of(folder.root()) == "cannot read `" + folder.root() + "`: it is a folder");
}

TEST_CASE("a whole file is read as it is, unpacked, within a limit") {
  const TemporaryFolder folder;
  std::string text;
  std::string error;
  const std::string bytes = std::string(1'000'000, 'z') + "\r\n\n";
  CHECK(read_whole(folder.file("plain", bytes), text, error));
  CHECK(text == bytes);
  CHECK(read_whole(folder.gzip("packed", bytes), text, error));
  CHECK(text == bytes);
  CHECK_FALSE(read_whole(folder.path("packed"), text, error, 1000));
  CHECK(error == "cannot read `" + folder.path("packed") + "`: it is larger than 1000 bytes");
}
