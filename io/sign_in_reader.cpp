#include "doorward/io/sign_in_reader.h"

#include "native_sign_in.h"
#include "record_shape.h"

namespace doorward {

static_assert(SignInReader::kPadding >= simdjson::SIMDJSON_PADDING);

struct SignInReader::State {
  ondemand::parser parser;
  std::string copy;  // of records that are not followed by readable bytes
  RecordError error;
  OtherShapes others;

  bool read(std::string_view record, std::size_t readable, SignIn& sign_in);
  bool read_object(ondemand::document& document, SignIn& sign_in);
};

SignInReader::SignInReader() : state_(std::make_unique<State>()) {}
SignInReader::~SignInReader() = default;
SignInReader::SignInReader(SignInReader&&) noexcept = default;
SignInReader& SignInReader::operator=(SignInReader&&) noexcept = default;

bool SignInReader::State::read_object(ondemand::document& document, SignIn& sign_in) {
  ondemand::object object;
  if (const auto code = document.get_object().get(object)) {
    if (code != simdjson::INCORRECT_TYPE) return error.malformed(code);
    return error.fail("a sign-in is a JSON object, this is something else");
  }
  if (read_native(object, error, sign_in)) return true;
  if (error.is_malformed()) return false;
  document.rewind();
  const RecordShape shape = shape_of(document, error);
  if (shape == RecordShape::native) return false;
  if (shape == RecordShape::unknown) {
    error.clear();
    return error.fail("not a sign-in: none of its fields tells the shape (docs/sign-ins.md lists them)");
  }
  error.clear();
  sign_in.clear();
  document.rewind();
  return others.read(shape, document, error, sign_in);
}

bool SignInReader::State::read(std::string_view record, std::size_t readable, SignIn& sign_in) {
  error.clear();
  sign_in.clear();
  if (readable < record.size() + kPadding) {
    copy.assign(record);
    copy.append(kPadding, ' ');
    record = {copy.data(), record.size()};
    readable = copy.size();
  }
  ondemand::document document;
  const simdjson::padded_string_view padded(record.data(), record.size(), readable);
  if (const auto code = parser.iterate(padded).get(document)) return error.malformed(code);
  if (!read_object(document, sign_in)) return false;
  const bool at_end = document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  return at_end || error.malformed(simdjson::TAPE_ERROR);
}

bool SignInReader::read(std::string_view record, SignIn& sign_in, std::size_t readable) {
  return state_->read(record, readable, sign_in);
}

std::string_view SignInReader::error() const noexcept { return state_->error.text(); }

}  // namespace doorward
