# Gets what `doorward import graph` reads out of a tenant, with the least privileges that Graph asks for:
#   Policy.Read.All      policies, named locations, authentication strengths and contexts
#   Agreement.Read.All   terms of use
#   GroupMember.Read.All, User.ReadBasic.All, Application.Read.All   names of what the policies refer to
# It only reads. Run it in PowerShell 7 with the module Microsoft.Graph.Authentication, then:
#   doorward import graph tenant/policies --names tenant/names -o policies
$ErrorActionPreference = 'Stop'
$scopes = 'Policy.Read.All', 'Agreement.Read.All', 'GroupMember.Read.All', 'User.ReadBasic.All', 'Application.Read.All'
Connect-MgGraph -Scopes $scopes -NoWelcome
New-Item -ItemType Directory -Force tenant/policies, tenant/names | Out-Null

# Every page of a list, as one JSON file.
function Save-List([string] $Uri, [string] $File) {
  $items = @()
  while ($Uri) {
    $page = Invoke-MgGraphRequest -Method GET -Uri $Uri -OutputType PSObject
    $items += $page.value
    $Uri = $page.'@odata.nextLink'
  }
  @{ value = $items } | ConvertTo-Json -Depth 32 | Set-Content -Encoding utf8 $File
}

$graph = 'https://graph.microsoft.com/v1.0'
Save-List "$graph/identity/conditionalAccess/policies" tenant/policies/policies.json
Save-List "$graph/identity/conditionalAccess/namedLocations" tenant/policies/named-locations.json
Save-List "$graph/policies/authenticationStrengthPolicies" tenant/policies/strengths.json
Save-List "$graph/identity/conditionalAccess/authenticationContextClassReferences" tenant/names/contexts.json
Save-List "$graph/identityGovernance/termsOfUse/agreements" tenant/policies/terms.json
Save-List "$graph/groups?`$select=id,displayName" tenant/names/groups.json
Save-List "$graph/users?`$select=id,displayName,userPrincipalName" tenant/names/users.json
Save-List "$graph/servicePrincipals?`$select=id,appId,displayName" tenant/names/service-principals.json
Save-List "$graph/applications?`$select=id,appId,displayName" tenant/names/applications.json
Disconnect-MgGraph | Out-Null
