// The objects and lists inside a sign-in log record. Private to io.
#pragma once

#include "log_record.h"

namespace doorward {

/// A scalar as text: logs write booleans and numbers also as strings. Null is absent.
bool read_loose_text(ondemand::value& value, const FieldPath& path, RecordError& error, std::string_view& out);

/// `value` is the object or list that `field` holds.
bool read_log_composite(LogField field, ondemand::value& value, RecordError& error, LogRecord& record);

/// `value` is the member `name` of the object that `field` holds; members that say nothing are passed over.
bool read_log_member(LogField field, std::string_view name, ondemand::value& value, RecordError& error,
                     LogRecord& record);

/// `field` holds a word where an object or a list was expected.
bool take_log_word(LogField field, std::string_view word, RecordError& error, LogRecord& record);

}  // namespace doorward
