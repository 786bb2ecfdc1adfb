terraform {
  required_providers {
    azuread = {
      source  = "hashicorp/azuread"
      version = ">= 3.8.0"
    }
  }
}

resource "azuread_named_location" "head_office_oslo" {
  display_name = "Head office (Oslo)"

  ip {
    ip_ranges = ["203.0.113.0/24", "2001:db8:17::/48"]
    trusted   = true
  }
}

import {
  to = azuread_named_location.head_office_oslo
  id = "/identity/conditionalAccess/namedLocations/5b1c2d7e-0000-4000-8000-0000000000c1"
}

resource "azuread_named_location" "nordics" {
  display_name = "nordics"

  country {
    countries_and_regions = [
      "DK",
      "FI",
      "IS",
      "NO",
      "SE",
    ]
    include_unknown_countries_and_regions = true
    country_lookup_method                 = "clientIpAddress"
  }
}

resource "azuread_conditional_access_policy" "ca001" {
  display_name = "Vendors \"step up\" for $${everything}"
  state        = "enabled"

  conditions {
    client_app_types    = ["browser"]
    sign_in_risk_levels = ["high"]

    applications {
      included_applications = ["All"]
      excluded_applications = ["Office365"]
    }

    devices {
      filter {
        mode = "include"
        rule = "device.isCompliant -ne True -and device.trustType -ne \"ServerAD\""
      }
    }

    locations {
      included_locations = ["All"]
      excluded_locations = ["AllTrusted", azuread_named_location.nordics.object_id]
    }

    platforms {
      included_platforms = ["windows", "macOS"]
    }

    users {
      included_groups = ["4f1c2d7e-0000-4000-8000-000000000002"]
      excluded_groups = ["4f1c2d7e-0000-4000-8000-000000000001"]

      included_guests_or_external_users {
        guest_or_external_user_types = ["b2bCollaborationGuest"]

        external_tenants {
          membership_kind = "enumerated"
          members         = ["9d1c2d7e-0000-4000-8000-0000000000e1"]
        }
      }
    }
  }

  grant_controls {
    operator                          = "AND"
    authentication_strength_policy_id = "/policies/authenticationStrengthPolicies/00000000-0000-0000-0000-000000000004"
    terms_of_use                      = ["7b1c2d7e-0000-4000-8000-0000000000b1"]
  }

  session_controls {
    persistent_browser_mode               = "never"
    sign_in_frequency                     = 4
    sign_in_frequency_authentication_type = "primaryAndSecondaryAuthentication"
    sign_in_frequency_interval            = "timeBased"
    sign_in_frequency_period              = "hours"
  }
}

import {
  to = azuread_conditional_access_policy.ca001
  id = "/identity/conditionalAccess/policies/4f1c2d7e-0000-4000-8000-000000000c01"
}

resource "azuread_conditional_access_policy" "ca002" {
  display_name = "Device code flow"
  state        = "enabledForReportingButNotEnforced"

  conditions {
    authentication_flow_transfer_methods = ["deviceCodeFlow"]
    client_app_types                     = ["all"]

    applications {
      included_user_actions = ["urn:user:registersecurityinfo"]
    }

    users {
      included_users = ["All"]
    }
  }

  grant_controls {
    operator          = "OR"
    built_in_controls = ["block"]
  }
}
