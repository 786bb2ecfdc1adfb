// The objects inside a native sign-in. Private to io.
#pragma once

#include "json_value.h"

namespace doorward {

/// `signals` becomes true when the object says anything of the user.
bool read_native_user(ondemand::value& value, RecordError& error, UserSignals& user, bool& signals);
bool read_native_workload(ondemand::value& value, RecordError& error, WorkloadSignals& workload);
bool read_native_app(ondemand::value& value, RecordError& error, SignIn& sign_in);
bool read_native_network(ondemand::value& value, RecordError& error, SignIn& sign_in);
bool read_native_device(ondemand::value& value, RecordError& error, DeviceSignals& device);
bool read_native_risk(ondemand::value& value, RecordError& error, SignIn& sign_in);
bool read_native_session(ondemand::value& value, RecordError& error, SignIn& sign_in);

}  // namespace doorward
