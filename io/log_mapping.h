// What the fields of a sign-in log mean as signals (docs/sign-ins.md has the tables). Private to io.
#pragma once

#include "log_record.h"

namespace doorward {

/// The trust type that `text` names in any spelling of logs and the portal; empty when it names none.
std::string_view trust_type_of(std::string_view text) noexcept;

bool map_log_record(const LogRecord& record, RecordError& error, SignIn& sign_in);

}  // namespace doorward
