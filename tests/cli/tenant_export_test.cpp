// What a tenant is exported with, and what is said of an export that holds less than the tenant.
#include <doctest/doctest.h>

#include <string>

#include "process.h"

namespace doorward::test {
namespace {

/// What Graph of this version answers when it is asked for the policies.
std::string answer_of(const std::string& version) {
  return R"({"@odata.context": "https://graph.microsoft.com/)" + version +
         R"(/$metadata#identity/conditionalAccess/policies", "value": [
  {"id": "4f1c2d7e-0000-4000-8000-000000000c01", "displayName": "CA001: Staff step up", "state": "enabled",
   "conditions": {"users": {"includeUsers": ["All"]}, "applications": {"includeApplications": ["All"]}},
   "grantControls": {"operator": "OR", "builtInControls": ["mfa"]}}]})";
}

}  // namespace

TEST_CASE("--how prints a script that only reads and asks for the least") {
  ScratchFolder folder;
  const Result result = folder.run("import graph --how");
  CHECK_EQ(result.exit, 0);
  CHECK_EQ(result.err, "");
  for (const char* part :
       {"identity/conditionalAccess/policies", "identity/conditionalAccess/namedLocations",
        "policies/authenticationStrengthPolicies", "identity/conditionalAccess/authenticationContextClassReferences",
        "identityGovernance/termsOfUse/agreements", "'groups?", "'users?", "'servicePrincipals?", "'Policy.Read.All'",
        "'Agreement.Read.All'", "'GroupMember.Read.All'", "'User.ReadBasic.All'", "'Application.Read.All'"}) {
    CAPTURE(part);
    CHECK_NE(result.out.find(part), std::string::npos);
  }
  for (const char* part : {"ReadWrite", "Directory.", "POST", "PATCH", "DELETE", "PUT"}) {
    CAPTURE(part);
    CHECK_EQ(result.out.find(part), std::string::npos);
  }
}

TEST_CASE("--how reads policies from beta with every value, and says loudly when it cannot") {
  ScratchFolder folder;
  const Result result = folder.run("import graph --how");
  for (const char* part :
       {"@{ Prefer = 'include-unknown-enum-members' }", "-Headers $headers", "Save-List $Path $File 'beta'",
        "Save-BetaList 'identity/conditionalAccess/policies'",
        "Save-BetaList 'identity/conditionalAccess/namedLocations'",
        "Save-BetaList 'policies/authenticationStrengthPolicies'", "Write-Warning \"$File is read from v1.0"}) {
    CAPTURE(part);
    CHECK_NE(result.out.find(part), std::string::npos);
  }
}

TEST_CASE("policies of Graph v1.0 are imported with a note") {
  ScratchFolder folder;
  folder.write("v1.json", answer_of("v1.0"));
  folder.write("beta.json", answer_of("beta"));
  const Result noted = folder.run("import graph v1.json -o out");
  CHECK_EQ(noted.exit, 0);
  CHECK_NE(noted.err.find("v1.json:1:20: $.@odata.context: note[W3064]: the file comes from Graph v1.0"),
           std::string::npos);
  const Result plain = folder.run("import graph beta.json -o out2");
  CHECK_EQ(plain.exit, 0);
  CHECK_EQ(plain.err.find("note["), std::string::npos);
}

}  // namespace doorward::test
