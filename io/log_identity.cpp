#include "log_identity.h"

namespace doorward {
namespace {

constexpr std::string_view kNoUser = "00000000-0000-0000-0000-000000000000";

/// The record's type says service principal: its category, its Log Analytics table, or its event types.
bool is_workload_record(const LogRecord& record) noexcept {
  for (const std::string_view kind : {record.text(LogField::category), record.text(LogField::type)}) {
    for (const std::string_view known :
         {"ServicePrincipalSignInLogs", "ManagedIdentitySignInLogs", "MicrosoftServicePrincipalSignInLogs",
          "AADServicePrincipalSignInLogs", "AADManagedIdentitySignInLogs"}) {
      if (equals_ignoring_case(kind, known)) return true;
    }
  }
  for (const std::string_view kind : record.event_types) {
    if (equals_ignoring_case(kind, "servicePrincipal") || equals_ignoring_case(kind, "managedIdentity")) return true;
  }
  return false;
}

bool holds_flag(std::string_view flags, std::string_view flag) noexcept {
  while (!flags.empty()) {
    const std::size_t comma = std::min(flags.find(','), flags.size());
    std::string_view word = flags.substr(0, comma);
    while (!word.empty() && word.front() == ' ') word.remove_prefix(1);
    if (equals_ignoring_case(word, flag)) return true;
    flags.remove_prefix(std::min(comma + 1, flags.size()));
  }
  return false;
}

/// The guest kind where the record settles it; otherwise it stays absent, and a guest of absent kind is caught by
/// includes and missed by excludes (SEMANTICS.md §1).
void map_guest_kind(const LogRecord& record, UserSignals& user) {
  const std::string_view access = record.text(LogField::cross_tenant);
  const std::string_view home = record.text(LogField::home_tenant);
  const std::string_view here = record.text(LogField::resource_tenant);
  const bool at_home =
      access.empty() ? !home.empty() && equals_ignoring_case(home, here) : equals_ignoring_case(access, "none");
  if (at_home && user.guest) user.guest_kinds = *user.guest ? bit(GuestKind::internal_guest) : Mask{0};
  if (holds_flag(access, "b2bCollaboration") && user.guest) {
    user.guest_kinds = *user.guest ? bit(GuestKind::b2b_collaboration_guest) : bit(GuestKind::b2b_collaboration_member);
  }
  if (holds_flag(access, "b2bDirectConnect")) user.guest_kinds = bit(GuestKind::b2b_direct_connect_user);
  if (holds_flag(access, "serviceProvider")) user.guest_kinds = bit(GuestKind::service_provider);
  if (!user.guest_kinds && !user.guest && holds_flag(access, "b2bCollaboration")) user.guest = true;
}

bool map_user(const LogRecord& record, RecordError& error, SignIn& s) {
  s.has_user = true;
  s.user.id = record.text(LogField::user_id);
  s.user.upn = record.text(LogField::upn);
  s.user.home_tenant = record.text(LogField::home_tenant);
  const std::string_view type = record.text(LogField::user_type);
  if (!type.empty()) {
    const bool guest = equals_ignoring_case(type, "guest");
    if (!guest && !equals_ignoring_case(type, "member")) {
      return error.unfit({{}, "userType"}, type, "member or guest");
    }
    s.user.guest = guest;
  }
  if (equals_ignoring_case(record.agent_type, "agentIDuser")) s.user.agent = true;
  map_guest_kind(record, s.user);
  return true;
}

}  // namespace

bool map_log_identity(const LogRecord& record, RecordError& error, SignIn& s) {
  const std::string_view user_id = record.text(LogField::user_id);
  const bool user = (!user_id.empty() && user_id != kNoUser) || !record.text(LogField::upn).empty();
  const std::string_view principal = record.text(LogField::service_principal);
  const bool workload = is_workload_record(record);
  if (workload && principal.empty()) {
    return error.fail("the record is a service principal's and has no `servicePrincipalId`");
  }
  if (!workload && user) return map_user(record, error, s);
  if (principal.empty()) {
    return error.fail("the record has neither `userId`, `userPrincipalName` nor `servicePrincipalId`");
  }
  s.has_workload = true;
  s.workload.id = principal;
  if (equals_ignoring_case(record.agent_type, "agenticAppInstance")) s.workload.agent = true;
  return true;
}

}  // namespace doorward
