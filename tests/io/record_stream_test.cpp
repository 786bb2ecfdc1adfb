#include "doorward/io/record_stream.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include "doorward/io/sign_in_reader.h"
#include "temporary.h"

using namespace doorward;
using namespace doorward::test;

namespace {

/// All records as `line:text|`, faults as `line!fault|`.
std::string records_of(std::string_view bytes, std::size_t max_record = LineStream::kMaxLine) {
  const TemporaryFolder folder;
  std::string error;
  const auto stream = RecordStream::open(folder.file("input", bytes), error, max_record);
  REQUIRE(stream != nullptr);
  std::string text;
  Record record;
  while (stream->next(record)) {
    text += std::to_string(record.line) + (record.error.empty() ? ":" : "!") +
            std::string(record.error.empty() ? record.text : record.error) + "|";
  }
  return text + stream->error();
}

}  // namespace

TEST_CASE("one record a line, blank lines counted and passed over") {
  CHECK(records_of("\n{\"a\":1}\n \r\n{\"b\":2}\r\nnot json\n{\"c\":3}") ==
        "2:{\"a\":1}|4:{\"b\":2}|5:not json|6:{\"c\":3}|");
  CHECK(records_of("") == "");
  CHECK(records_of("\n \n\t\n") == "");
}

TEST_CASE("a broken line does not reach into the next one") {
  CHECK(records_of("{\"a\": {\n{\"b\":2}\n") == "1:{\"a\": {|2:{\"b\":2}|");
}

TEST_CASE("a list is taken apart, on one line or over many") {
  CHECK(records_of(R"([{"a":1},{"b":[{"c":"]}"}]}])") == R"(1:{"a":1}|1:{"b":[{"c":"]}"}]}|)");
  CHECK(records_of("[\n  {\n\"a\":1},\n\n{\"b\":2}\n]\n") == "2:{\n\"a\":1}|5:{\"b\":2}|");
  CHECK(records_of("\xEF\xBB\xBF[ ]") == "");
}

TEST_CASE("a list under value or records is taken apart, whatever stands around it") {
  CHECK(records_of(R"({"@odata.context":"x [","value":[{"a":1},{"b":2}],"@odata.nextLink":["y"]})") ==
        R"(1:{"a":1}|1:{"b":2}|)");
  CHECK(records_of("{\n  \"count\": 2,\n  \"records\": [\n{\"a\":1},\n{\"value\":[{}]}]}\n") ==
        "4:{\"a\":1}|5:{\"value\":[{}]}|");
  CHECK(records_of("{\"records\":[{\"a\":1}]}\n{\"records\":[{\"b\":2},{\"c\":3}]}\n") ==
        "1:{\"a\":1}|2:{\"b\":2}|2:{\"c\":3}|");
}

TEST_CASE("a list may stand on any line") {
  CHECK(records_of("{\"a\":1}\n[{\"b\":2},{\"c\":3}]\n{\"value\":[{\"d\":4}]}\n{\"e\":5}\n") ==
        "1:{\"a\":1}|2:{\"b\":2}|2:{\"c\":3}|3:{\"d\":4}|4:{\"e\":5}|");
  CHECK(records_of("{\"a\":1}\n[{\"b\":2},{\"c\"\n{\"d\":4}\n") ==
        "1:{\"a\":1}|2:{\"b\":2}|2!not valid JSON: a bracket, brace or string is not closed|3:{\"d\":4}|");
}

TEST_CASE("objects that spread over lines follow one another") {
  CHECK(records_of("{\n\"a\": {\"value\": 1}\n}\n{\n\"b\":2\n}") == "1:{\n\"a\": {\"value\": 1}\n}|4:{\n\"b\":2\n}|");
}

TEST_CASE("a record that begins on its first line may go on over others") {
  CHECK(records_of("{\"a\": 1,\n \"b\": {\"c\":\n  [{\"d\": 2},\n {}]}}\n{\"e\": 5}\n") ==
        "1:{\"a\": 1,\n \"b\": {\"c\":\n  [{\"d\": 2},\n {}]}}|5:{\"e\": 5}|");
  CHECK(records_of("{\"a\": [\n  {\"b\": 1}]}") == "1:{\"a\": [\n  {\"b\": 1}]}|");
  CHECK(records_of("{\"a\": 1\n, \"b\": 2\r\n}\r\n") == "1:{\"a\": 1\n, \"b\": 2\r\n}|");
  CHECK(records_of("{\"a\": 1,\n\"value\": [{\"b\": 2}]}") == "2:{\"b\": 2}|");
}

TEST_CASE("a first line that is broken off is one fault, whatever it was broken off behind") {
  for (const std::string_view broken :
       {"{\"a\"", "{\"a\":", "{\"a\": {\"b", "{\"a\": 1,", "{\"a\": [", "{\"a\": [{},"}) {
    CAPTURE(broken);
    CHECK(records_of(std::string(broken) + "\n{\"b\": 2}\n{\"c\": 3}\n") ==
          "1:" + std::string(broken) + "|2:{\"b\": 2}|3:{\"c\": 3}|");
    CHECK(records_of(std::string(broken) + "\nnot json\n{\"c\": 3}\n") ==
          "1:" + std::string(broken) + "|2:not json|3:{\"c\": 3}|");
    CHECK(records_of(broken) == "1:" + std::string(broken) + "|");
  }
}

TEST_CASE("a record is given as soon as its line is there, and who waits for it is told of") {
  int ends[2] = {};
  REQUIRE(pipe(ends) == 0);
  const auto write_line = [&](std::string_view line) {
    REQUIRE(write(ends[1], line.data(), line.size()) == static_cast<ssize_t>(line.size()));
  };
  std::string error;
  const auto stream = RecordStream::open("/dev/fd/" + std::to_string(ends[0]), error);
  REQUIRE(stream != nullptr);
  int waited = 0;
  stream->on_wait([&] {
    ++waited;
    if (waited == 1) write_line("{\"b\":2}\n{\"c\":3}\n{\"d\":");
    if (waited == 2) write_line("4}\n");
    if (waited == 3) close(ends[1]);
  });
  write_line("{\"a\":1}\n");
  std::string seen;
  Record record;
  while (stream->next(record)) seen += std::string(record.text) + '@' + std::to_string(waited) + ' ';
  CHECK(seen == "{\"a\":1}@0 {\"b\":2}@1 {\"c\":3}@1 {\"d\":4}@2 ");
  CHECK(waited == 3);
  close(ends[0]);
}

TEST_CASE("faults of a list are told with their line, and the rest is read") {
  CHECK(records_of("[{\"a\":1},\n5, \"x,y\", [1,2],\n{\"b\":2}]\n") ==
        "1:{\"a\":1}|2!a sign-in is a JSON object, this element of the list is something else|"
        "2!a sign-in is a JSON object, this element of the list is something else|"
        "2!a sign-in is a JSON object, this element of the list is something else|3:{\"b\":2}|");
  CHECK(records_of("[{\"a\":1},\n{\"b\":\n") ==
        "1:{\"a\":1}|2!not valid JSON: a bracket, brace or string is not closed|");
  CHECK(records_of("[{\"a\":1}]\nrubbish [\n{\"b\":2}\n") ==
        "1:{\"a\":1}|2!a sign-in is a JSON object, this is something else|3:{\"b\":2}|");
}

TEST_CASE("a record beyond the limit is a fault, and the rest is read") {
  const std::string big = "{\"a\":\"" + std::string(2'000'000, 'x') + "\"}";
  CHECK(records_of("[" + big + ",{\"b\":2}]", 1000) == "1!the record is longer than 1000 bytes|1:{\"b\":2}|");
  CHECK(records_of("{\"b\":1}\n" + big + "\n{\"b\":2}", 1000) ==
        "1:{\"b\":1}|2!the line is longer than 1000 bytes|3:{\"b\":2}|");
}

TEST_CASE("a list far longer than any buffer is read in pieces, in place") {
  std::string bytes = "[";
  for (int i = 0; i < 100'000; ++i)
    bytes += (i > 0 ? "," : "") + std::string("{\"id\":\"") + std::to_string(i) + "\",\"user\":{\"id\":\"u\"}}";
  bytes += "]";
  const TemporaryFolder folder;
  std::string error;
  const auto stream = RecordStream::open(folder.gzip("list.json.gz", bytes), error, 1000);
  REQUIRE(stream != nullptr);
  SignInReader reader;
  SignIn sign_in;
  Record record;
  int count = 0;
  while (stream->next(record)) {
    REQUIRE(record.error.empty());
    REQUIRE(record.readable >= record.text.size() + SignInReader::kPadding);
    REQUIRE(reader.read(record.text, sign_in, record.readable));
    REQUIRE(sign_in.id == std::to_string(count));
    ++count;
  }
  CHECK(count == 100'000);
  CHECK(stream->error().empty());
}
