// Who signed in, by a sign-in log. Private to io.
#pragma once

#include "log_record.h"

namespace doorward {

bool map_log_identity(const LogRecord& record, RecordError& error, SignIn& sign_in);

}  // namespace doorward
