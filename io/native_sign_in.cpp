#include "native_sign_in.h"

#include "doorward/io/timestamp.h"
#include "native_parts.h"
#include "signal_words.h"

namespace doorward {
namespace {

enum class RootField : std::uint8_t {
#define DW_ROOT_FIELD(name, key) name,
#include "native_fields.def"
};
constexpr FieldTable kRootFields{std::to_array<std::string_view>({
#define DW_ROOT_FIELD(name, key) key,
#include "native_fields.def"
})};

bool read_time(ondemand::value& value, RecordError& error, SignIn& sign_in) {
  const FieldPath path{{}, "time"};
  std::string_view text;
  if (!read_text(value, path, error, text)) return false;
  if (text.empty()) return true;
  sign_in.time = parse_timestamp(text, false);
  return sign_in.time.has_value() || error.unfit(path, text, "a time such as 2026-11-24T09:30:00Z");
}

bool read_user_action(ondemand::value& value, RecordError& error, SignIn& sign_in) {
  return read_enum(value, {{}, "userAction"}, error, kUserActions, sign_in.user_action);
}

bool read_root_field(RootField field, ondemand::value& value, RecordError& error, SignIn& s, bool& user_signals) {
  switch (field) {
    case RootField::id:
      return read_text(value, {{}, "id"}, error, s.id);
    case RootField::time:
      return read_time(value, error, s);
    case RootField::user:
      s.has_user = true;
      return read_native_user(value, error, s.user, user_signals);
    case RootField::app:
      return read_native_app(value, error, s);
    case RootField::user_action:
      return read_user_action(value, error, s);
    case RootField::auth_context:
      return read_auth_context(value, {{}, "authContext"}, error, s.auth_context);
    case RootField::client_app:
      return read_enum(value, {{}, "clientApp"}, error, sign_in_client_apps(), s.client_app);
    case RootField::network:
      return read_native_network(value, error, s);
    case RootField::device:
      return read_native_device(value, error, s.device);
    case RootField::risk:
      return read_native_risk(value, error, s);
    case RootField::flow:
      return read_enum(value, {{}, "flow"}, error, kFlows, s.flow);
    case RootField::workload:
      s.has_workload = true;
      return read_native_workload(value, error, s.workload);
    case RootField::satisfied:
      return read_satisfied(value, {{}, "satisfied"}, error, s.satisfied);
    case RootField::strengths:
      return read_texts(value, {{}, "strengths"}, error, s.strengths);
    case RootField::methods:
      return read_methods(value, {{}, "methods"}, error, s.methods);
    case RootField::session:
      return read_native_session(value, error, s);
  }
  return false;
}

/// A workload without id is none; a user of whom nothing is said stands for nobody beside a workload.
bool settle_identity(RecordError& error, SignIn& s, bool user_signals) {
  const bool workload_named = s.has_workload && !s.workload.id.empty();
  if (workload_named && s.has_user && user_signals) {
    return error.fail("a sign-in has a `user` or a `workload`, this one has both");
  }
  if (!workload_named && !s.has_user) {
    return error.fail(s.has_workload ? "a sign-in has a `user` or a `workload`, and this `workload` has no `id`"
                                     : "a sign-in has a `user` or a `workload`, this one has neither");
  }
  s.has_workload = workload_named;
  s.has_user = !workload_named;
  return true;
}

}  // namespace

bool is_native_field(std::string_view key) noexcept { return kRootFields.find(key) >= 0; }

bool is_native_landmark(std::string_view key) noexcept {
  const int index = kRootFields.find(key);
  if (index < 0) return false;
  const auto field = static_cast<RootField>(index);
  return field != RootField::id && field != RootField::time;
}

bool read_native(ondemand::object& object, RecordError& error, SignIn& sign_in) {
  bool user_signals = false;
  const bool ok = read_fields(object, {}, kRootFields, error, [&](int index, ondemand::value& value) {
    return read_root_field(static_cast<RootField>(index), value, error, sign_in, user_signals);
  });
  return ok && settle_identity(error, sign_in, user_signals);
}

}  // namespace doorward
