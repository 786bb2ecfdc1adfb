// What a user is told whose state was switched on: the letter, and the file it goes to.
#pragma once

#include <string>

#include "doorward/store/store.h"

namespace doorward::cli {

/// What is known of a user's programs that cannot ask for a second step.
enum class LegacyClients : std::uint8_t { unknown, none, some };

/// By app passwords made, and by the profile attribute `legacyClients` (true or false).
LegacyClients legacy_clients_of(Store& store, const StoredUser& user);

/// Whether `to` asks something new of the user.
bool has_to_be_told(const StoredUser& user, const MfaStanding& to);

/// The letter, with a first line for the address and one for the subject.
std::string notification_text(const StoredUser& user, const MfaStanding& to, LegacyClients legacy);

/// A file name made of the user's name: letters, digits and `@.-_`, everything else as `%XX`.
std::string notification_file(const StoredUser& user);

}  // namespace doorward::cli
