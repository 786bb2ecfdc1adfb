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

$graph = 'https://graph.microsoft.com'
# Without it Graph writes `unknownFutureValue` for every value that an enumeration got later.
$headers = @{ Prefer = 'include-unknown-enum-members' }

# Every page of a list.
function Get-List([string] $Uri) {
  $items = @()
  while ($Uri) {
    $page = Invoke-MgGraphRequest -Method GET -Uri $Uri -Headers $headers -OutputType PSObject
    $items += $page.value
    $Uri = $page.'@odata.nextLink'
  }
  , $items
}

# A list as one JSON file, with the version of Graph that it comes from.
function Save-List([string] $Path, [string] $File, [string] $Version = 'v1.0') {
  $items = Get-List "$graph/$Version/$Path"
  [ordered]@{ '@odata.context' = "$graph/$Version/`$metadata#$Path"; value = $items } |
    ConvertTo-Json -Depth 32 | Set-Content -Encoding utf8 $File
}

# The same from beta. v1.0 leaves conditions out without a word (times, agents, risks of agents, continuous access
# evaluation, filtering profiles …), so policies from there may decide otherwise than the tenant does.
function Save-BetaList([string] $Path, [string] $File) {
  try {
    Save-List $Path $File 'beta'
  } catch {
    Write-Warning "Graph beta refused $Path`: $_"
    Write-Warning "$File is read from v1.0, WHICH LEAVES OUT CONDITIONS: decisions may differ from the tenant's."
    Save-List $Path $File
  }
}

Save-BetaList 'identity/conditionalAccess/policies' tenant/policies/policies.json
Save-BetaList 'identity/conditionalAccess/namedLocations' tenant/policies/named-locations.json
Save-BetaList 'policies/authenticationStrengthPolicies' tenant/policies/strengths.json
Save-List 'identity/conditionalAccess/authenticationContextClassReferences' tenant/names/contexts.json
Save-List 'identityGovernance/termsOfUse/agreements' tenant/policies/terms.json
Save-List 'groups?$select=id,displayName' tenant/names/groups.json
Save-List 'users?$select=id,displayName,userPrincipalName' tenant/names/users.json
Save-List 'servicePrincipals?$select=id,appId,displayName' tenant/names/service-principals.json
Save-List 'applications?$select=id,appId,displayName' tenant/names/applications.json
Disconnect-MgGraph | Out-Null
