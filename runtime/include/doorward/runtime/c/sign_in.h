// A sign-in, built field by field, for C. Include doorward.h, which explains the rules of the whole. What each field
// means, and what its absence means, is docs/sign-ins.md and docs/semantics.md.
//
// A setter replaces what the field held; an `add` appends. Every text is copied. An empty text is an absent field; an
// empty list (count 0, NULL allowed) is a present one. Besides DOORWARD_OK, DOORWARD_NULL_ARGUMENT and
// DOORWARD_OUT_OF_MEMORY setters answer DOORWARD_BAD_VALUE for what is outside its vocabulary or range. A setter that
// failed spoils the sign-in: until it is cleared, deciding it is a block.
#pragma once
// NOLINTBEGIN(readability-identifier-naming): C has no namespaces, and names its types and constants in its own way

#include "doorward/runtime/c/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** An empty sign-in. */
DOORWARD_API doorward_status doorward_sign_in_create(doorward_sign_in** out) DOORWARD_NOEXCEPT;

/** NULL is allowed. */
DOORWARD_API void doorward_sign_in_free(doorward_sign_in* sign_in) DOORWARD_NOEXCEPT;

/** Makes every field absent and keeps the storage. */
DOORWARD_API doorward_status doorward_sign_in_clear(doorward_sign_in* sign_in) DOORWARD_NOEXCEPT;

/* Who: a user or a workload, never both. The setters of a user's fields make the sign-in one of a user. */

/** The user's object id. */
DOORWARD_API doorward_status doorward_sign_in_set_user(doorward_sign_in* sign_in, doorward_text id) DOORWARD_NOEXCEPT;
/** The user principal name. */
DOORWARD_API doorward_status doorward_sign_in_set_user_upn(doorward_sign_in* sign_in,
                                                           doorward_text upn) DOORWARD_NOEXCEPT;
/** The user's type: guest, or member. */
DOORWARD_API doorward_status doorward_sign_in_set_user_guest(doorward_sign_in* sign_in, bool guest) DOORWARD_NOEXCEPT;
/** The kinds of guest that the user is, DOORWARD_GUEST_…; 0 is none. */
DOORWARD_API doorward_status doorward_sign_in_set_user_guest_kinds(doorward_sign_in* sign_in,
                                                                   doorward_mask kinds) DOORWARD_NOEXCEPT;
/** The tenant that a guest comes from. */
DOORWARD_API doorward_status doorward_sign_in_set_user_home_tenant(doorward_sign_in* sign_in,
                                                                   doorward_text tenant) DOORWARD_NOEXCEPT;
/** The ids of all groups of the user, nested ones included. */
DOORWARD_API doorward_status doorward_sign_in_set_user_groups(doorward_sign_in* sign_in, const doorward_text* groups,
                                                              size_t count) DOORWARD_NOEXCEPT;
/** The template ids of the user's directory roles. */
DOORWARD_API doorward_status doorward_sign_in_set_user_roles(doorward_sign_in* sign_in, const doorward_text* roles,
                                                             size_t count) DOORWARD_NOEXCEPT;
/** Whether the user is an agent's. */
DOORWARD_API doorward_status doorward_sign_in_set_user_agent(doorward_sign_in* sign_in, bool agent) DOORWARD_NOEXCEPT;
/** The per-user MFA state. */
DOORWARD_API doorward_status doorward_sign_in_set_user_mfa_state(doorward_sign_in* sign_in,
                                                                 doorward_user_state state) DOORWARD_NOEXCEPT;
/** Whether the user has registered for MFA. */
DOORWARD_API doorward_status doorward_sign_in_set_user_mfa_registered(doorward_sign_in* sign_in,
                                                                      bool registered) DOORWARD_NOEXCEPT;
/** Whether the user has an app password. */
DOORWARD_API doorward_status doorward_sign_in_set_user_app_password(doorward_sign_in* sign_in,
                                                                    bool has_one) DOORWARD_NOEXCEPT;
/** An attribute of the user, with its values; `is_list` when it is one of several values by nature. */
DOORWARD_API doorward_status doorward_sign_in_add_user_attribute(doorward_sign_in* sign_in, doorward_text name,
                                                                 const doorward_text* values, size_t count,
                                                                 bool is_list) DOORWARD_NOEXCEPT;

/** The workload's id: the sign-in is one of a service principal or an agent. */
DOORWARD_API doorward_status doorward_sign_in_set_workload(doorward_sign_in* sign_in,
                                                           doorward_text id) DOORWARD_NOEXCEPT;
/** Whether the workload is registered in the own tenant. */
DOORWARD_API doorward_status doorward_sign_in_set_workload_own_tenant(doorward_sign_in* sign_in,
                                                                      bool own) DOORWARD_NOEXCEPT;
/** Whether the workload is an agent. */
DOORWARD_API doorward_status doorward_sign_in_set_workload_agent(doorward_sign_in* sign_in,
                                                                 bool agent) DOORWARD_NOEXCEPT;
/** As doorward_sign_in_add_user_attribute, of the workload. */
DOORWARD_API doorward_status doorward_sign_in_add_workload_attribute(doorward_sign_in* sign_in, doorward_text name,
                                                                     const doorward_text* values, size_t count,
                                                                     bool is_list) DOORWARD_NOEXCEPT;

/* What for */

/** The id of the app that is signed in to. */
DOORWARD_API doorward_status doorward_sign_in_set_app(doorward_sign_in* sign_in, doorward_text id) DOORWARD_NOEXCEPT;
/** Further resources of the request, by id. */
DOORWARD_API doorward_status doorward_sign_in_set_audiences(doorward_sign_in* sign_in, const doorward_text* ids,
                                                            size_t count) DOORWARD_NOEXCEPT;
/** Whether the app is an agent resource. */
DOORWARD_API doorward_status doorward_sign_in_set_app_agent(doorward_sign_in* sign_in, bool agent) DOORWARD_NOEXCEPT;
/** As doorward_sign_in_add_user_attribute, of the app. */
DOORWARD_API doorward_status doorward_sign_in_add_app_attribute(doorward_sign_in* sign_in, doorward_text name,
                                                                const doorward_text* values, size_t count,
                                                                bool is_list) DOORWARD_NOEXCEPT;
/** The user action that is asked for. */
DOORWARD_API doorward_status doorward_sign_in_set_user_action(doorward_sign_in* sign_in,
                                                              doorward_user_action action) DOORWARD_NOEXCEPT;
/** The authentication context that is asked for: 1 to 99 for `c1` to `c99`. */
DOORWARD_API doorward_status doorward_sign_in_set_auth_context(doorward_sign_in* sign_in,
                                                               uint32_t context) DOORWARD_NOEXCEPT;

/* From where and how */

/** The kind of client. */
DOORWARD_API doorward_status doorward_sign_in_set_client_app(doorward_sign_in* sign_in,
                                                             doorward_client_app client) DOORWARD_NOEXCEPT;
/** The address, in network byte order: 4 bytes of IPv4 or 16 of IPv6. */
DOORWARD_API doorward_status doorward_sign_in_set_ip(doorward_sign_in* sign_in, const uint8_t* bytes,
                                                     size_t size) DOORWARD_NOEXCEPT;
/** The country, two letters of ISO 3166-1 in any case. */
DOORWARD_API doorward_status doorward_sign_in_set_country(doorward_sign_in* sign_in,
                                                          doorward_text country) DOORWARD_NOEXCEPT;
/** Whether the network is a compliant one. */
DOORWARD_API doorward_status doorward_sign_in_set_network_compliant(doorward_sign_in* sign_in,
                                                                    bool compliant) DOORWARD_NOEXCEPT;
/** The device's platform. */
DOORWARD_API doorward_status doorward_sign_in_set_platform(doorward_sign_in* sign_in,
                                                           doorward_platform platform) DOORWARD_NOEXCEPT;
/** Whether the device is compliant. */
DOORWARD_API doorward_status doorward_sign_in_set_device_compliant(doorward_sign_in* sign_in,
                                                                   bool compliant) DOORWARD_NOEXCEPT;
/** A property of the device that is a text: all but is_compliant, physical_ids and system_labels. */
DOORWARD_API doorward_status doorward_sign_in_set_device_text(doorward_sign_in* sign_in,
                                                              doorward_device_attribute attribute,
                                                              doorward_text value) DOORWARD_NOEXCEPT;
/** A property of the device that is a list: physical_ids or system_labels. */
DOORWARD_API doorward_status doorward_sign_in_set_device_list(doorward_sign_in* sign_in,
                                                              doorward_device_attribute attribute,
                                                              const doorward_text* values,
                                                              size_t count) DOORWARD_NOEXCEPT;
/** The authentication flow. */
DOORWARD_API doorward_status doorward_sign_in_set_flow(doorward_sign_in* sign_in, doorward_flow flow) DOORWARD_NOEXCEPT;

/** The risk of this sign-in. */
DOORWARD_API doorward_status doorward_sign_in_set_sign_in_risk(doorward_sign_in* sign_in,
                                                               doorward_risk_level level) DOORWARD_NOEXCEPT;
/** The risk of the user. */
DOORWARD_API doorward_status doorward_sign_in_set_user_risk(doorward_sign_in* sign_in,
                                                            doorward_risk_level level) DOORWARD_NOEXCEPT;
/** The risk of the service principal. */
DOORWARD_API doorward_status doorward_sign_in_set_workload_risk(doorward_sign_in* sign_in,
                                                                doorward_risk_level level) DOORWARD_NOEXCEPT;
/** The risk of the agent. */
DOORWARD_API doorward_status doorward_sign_in_set_agent_risk(doorward_sign_in* sign_in,
                                                             doorward_risk_level level) DOORWARD_NOEXCEPT;
/** The insider risk of the user. */
DOORWARD_API doorward_status doorward_sign_in_set_insider_risk(doorward_sign_in* sign_in,
                                                               doorward_insider_risk level) DOORWARD_NOEXCEPT;

/* What was already done */

/** Controls that are met, as decisions write them (DOORWARD_LIST_NEXT), and `appPassword`. */
DOORWARD_API doorward_status doorward_sign_in_set_satisfied(doorward_sign_in* sign_in, const doorward_text* controls,
                                                            size_t count) DOORWARD_NOEXCEPT;
/** The ids of authentication strengths that are met. */
DOORWARD_API doorward_status doorward_sign_in_set_strengths(doorward_sign_in* sign_in, const doorward_text* ids,
                                                            size_t count) DOORWARD_NOEXCEPT;
/** One combination of methods that the user gave, DOORWARD_METHOD_…. */
DOORWARD_API doorward_status doorward_sign_in_add_methods(doorward_sign_in* sign_in,
                                                          doorward_mask methods) DOORWARD_NOEXCEPT;
/** Seconds since the user last passed MFA; not negative. */
DOORWARD_API doorward_status doorward_sign_in_set_mfa_age(doorward_sign_in* sign_in, int64_t seconds) DOORWARD_NOEXCEPT;
/** Seconds since the user last authenticated; not negative. */
DOORWARD_API doorward_status doorward_sign_in_set_auth_age(doorward_sign_in* sign_in,
                                                           int64_t seconds) DOORWARD_NOEXCEPT;
/** Whether the user chose to remember MFA on this device. */
DOORWARD_API doorward_status doorward_sign_in_set_remembered_device(doorward_sign_in* sign_in,
                                                                    bool remembered) DOORWARD_NOEXCEPT;

#ifdef __cplusplus
}
#endif
// NOLINTEND(readability-identifier-naming)
