#include "record_shape.h"

#include "log_mapping.h"
#include "log_record.h"
#include "native_sign_in.h"
#include "what_if.h"

namespace doorward {

RecordShape shape_of(ondemand::document& document, RecordError& error) {
  RecordError damage;
  ondemand::object object;
  if (document.get_object().get(object) != simdjson::SUCCESS) return RecordShape::native;
  bool native = false;
  bool log = false;
  bool what_if = false;
  bool foreign = false;
  for (auto item : object) {
    ondemand::field field;
    std::string_view key;
    const auto code = std::move(item).get(field);
    if (code != simdjson::SUCCESS) damage.malformed(code);
    if (code != simdjson::SUCCESS || !read_key(field, damage, key)) {
      error = damage;
      return RecordShape::native;
    }
    native = native || is_native_landmark(key);
    log = log || is_log_landmark(key);
    what_if = what_if || is_what_if_landmark(key);
    foreign = foreign || !is_native_field(key);
  }
  if (native || !foreign || (log && what_if)) return RecordShape::native;
  if (what_if) return RecordShape::what_if;
  return log ? RecordShape::log : RecordShape::unknown;
}

OtherShapes::OtherShapes() : nested_(std::make_unique<NestedJson>()) {}
OtherShapes::~OtherShapes() = default;

bool OtherShapes::read(RecordShape shape, ondemand::document& document, RecordError& error, SignIn& sign_in) {
  ondemand::object object;
  if (const auto code = document.get_object().get(object)) return error.malformed(code);
  if (shape == RecordShape::what_if) return read_what_if(object, error, sign_in);
  LogRecord record;
  nested_->reset();
  return read_log_record(object, *nested_, error, record) && map_log_record(record, error, sign_in);
}

}  // namespace doorward
