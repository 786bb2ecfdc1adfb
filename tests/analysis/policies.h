// The commissioned policy with its nouns, which every case here is about.
#pragma once

#include <string>

namespace doorward::test {

inline const std::string kNouns =
    "user alice = alice@contoso.example\n"
    "group contractors = 4f1c2d7e-0000-4000-8000-000000000001\n"
    "app procurement = 6a1c2d7e-0000-4000-8000-0000000000a1\n"
    "trusted network hq = 203.0.113.0/24, 2001:db8:17::/48\n";

inline const std::string kCommissioned =
    "contractors on untrusted networks using non-joined devices for procurement require mfa\n";

}  // namespace doorward::test
