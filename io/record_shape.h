// Which shape a JSON record has, told by its root fields, and the readers of the shapes that are not native. Private
// to io.
#pragma once

#include <memory>

#include "json_value.h"

namespace doorward {

class NestedJson;

enum class RecordShape : std::uint8_t { native, log, what_if, unknown };

/// `native` also for a record that mixes shapes or holds nothing that the native shape does not have: then `error`,
/// what the native reader said of it, stands. Where the record is not JSON after all, `error` says that instead.
RecordShape shape_of(ondemand::document& document, RecordError& error);

/// Keeps the buffers of the readers of logs between records.
class OtherShapes {
 public:
  OtherShapes();
  ~OtherShapes();

  bool read(RecordShape shape, ondemand::document& document, RecordError& error, SignIn& sign_in);

 private:
  std::unique_ptr<NestedJson> nested_;
};

}  // namespace doorward
