// What policies leave open between them: a sign-in that gets in without mfa (ENTRA.md D036), and an app that asks for
// something else than the services behind it (ENTRA.md D043). Must not know how a finding is reported.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "doorward/analysis/compare.h"

namespace doorward::analysis {

struct MfaGap {
  enum class Kind : std::uint8_t { none, found, undecided };
  Kind kind = Kind::none;
  std::string sentence;  // of a sign-in that no policy blocks or insists on mfa of
  SignIn example;        // the same; its texts live as long as `storage`
  std::shared_ptr<const void> storage;
};

/// Of users who are not `exempt`, for any app. `now` is the decision time in Unix seconds.
MfaGap find_mfa_gap(const ComparedSet& policies, std::int64_t now, const std::vector<model::SubjectItem>& exempt);

/// An app that some policy names and a service that it signs in to, which are decided otherwise.
struct ServiceDifference {
  std::size_t policy = 0;  // the first that names the app, an index into the model's
  std::string app;         // names, as Ward writes them
  std::string service;
  std::string app_outcome;  // `challenge, requires mfa`
  std::string service_outcome;
  SignIn example;  // for the app; its texts are static
};

/// For a member from nowhere in particular on a device that nobody knows.
std::vector<ServiceDifference> find_service_differences(const ComparedSet& policies, std::int64_t now);

}  // namespace doorward::analysis
