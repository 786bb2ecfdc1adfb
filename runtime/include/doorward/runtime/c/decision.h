// What a set says of one sign-in, for C: outcome, demands, what to prompt for, and which policies said so. Include
// doorward.h, which explains the rules of the whole. What the parts mean is docs/semantics.md.
#pragma once
// NOLINTBEGIN(readability-identifier-naming): C has no namespaces, and names its types and constants in its own way

#include "doorward/runtime/c/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What happens to the sign-in. */
typedef int32_t doorward_outcome;
enum { DOORWARD_OUTCOME_GRANT = 0, DOORWARD_OUTCOME_CHALLENGE = 1, DOORWARD_OUTCOME_BLOCK = 2 };

/** Why a decision is what it is when that is not the policies' word alone. Anything but OK is a block. */
typedef int32_t doorward_decision_status;
enum {
  DOORWARD_DECISION_OK = 0,
  DOORWARD_DECISION_SIGNAL_MISSING = 1, /**< strict, and a signal that mattered was absent */
  DOORWARD_DECISION_TOO_LARGE = 2,      /**< the sign-in is beyond the limits */
  DOORWARD_DECISION_INTERNAL = 3        /**< not decided: no actor, a failed setter, out of memory */
};

/** How far a demand is met: pending is what prompts alone can still satisfy. */
typedef int32_t doorward_clause_status;
enum { DOORWARD_CLAUSE_SATISFIED = 0, DOORWARD_CLAUSE_PENDING = 1, DOORWARD_CLAUSE_FAILED = 2 };

/** An empty decision: a block with status DOORWARD_DECISION_INTERNAL. */
DOORWARD_API doorward_status doorward_decision_create(doorward_decision** out) DOORWARD_NOEXCEPT;

/** NULL is allowed. */
DOORWARD_API void doorward_decision_free(doorward_decision* decision) DOORWARD_NOEXCEPT;

/* The texts that the functions below hand out live until the decision is decided into again or freed. */

/** The outcome; DOORWARD_OUTCOME_BLOCK for NULL. */
DOORWARD_API doorward_outcome doorward_decision_outcome(const doorward_decision* decision) DOORWARD_NOEXCEPT;

/** The status; DOORWARD_DECISION_INTERNAL for NULL. */
DOORWARD_API doorward_decision_status doorward_decision_get_status(const doorward_decision* decision) DOORWARD_NOEXCEPT;

/** Whether a session timer ran out, so that the user must authenticate anew. True for NULL. */
DOORWARD_API bool doorward_decision_reauthenticate(const doorward_decision* decision) DOORWARD_NOEXCEPT;

/** Whether the user must register for multifactor authentication. False for NULL. */
DOORWARD_API bool doorward_decision_register(const doorward_decision* decision) DOORWARD_NOEXCEPT;

/** Lists of texts in a decision. */
typedef int32_t doorward_list;
enum {
  DOORWARD_LIST_NEXT = 0,                /**< controls to prompt for now, in Entra's order: `mfa`, `strength:ID` */
  DOORWARD_LIST_APPLIED = 1,             /**< enforced policies that apply, blocking ones included, by name */
  DOORWARD_LIST_BLOCKED_BY = 2,          /**< those of them that block */
  DOORWARD_LIST_ASSUMED = 3,             /**< absent signals that mattered, by their path: `network.ip` */
  DOORWARD_LIST_APPROXIMATED = 4,        /**< policies whose source was not wholly understood and was read strictly */
  DOORWARD_LIST_OVERRODE = 5,            /**< policies whose word the user state overrode */
  DOORWARD_LIST_RESILIENCE_DISABLED = 6, /**< policies that ask to disable resilience defaults */
  DOORWARD_LIST_FILTERING_PROFILES = 7   /**< ids of Global Secure Access filtering profiles */
};

/** How many texts the list has; 0 for NULL and for a list that there is not. */
DOORWARD_API size_t doorward_decision_list_size(const doorward_decision* decision,
                                                doorward_list list) DOORWARD_NOEXCEPT;

/** The text at `index` of a list. @return also DOORWARD_BAD_VALUE (no such list) and DOORWARD_BAD_INDEX */
DOORWARD_API doorward_status doorward_decision_list_item(const doorward_decision* decision, doorward_list list,
                                                         size_t index, doorward_text* out) DOORWARD_NOEXCEPT;

/** The grant controls of one applying enforced policy. */
typedef struct doorward_clause {
  doorward_text policy;          /**< its name */
  doorward_clause_status status; /**< whether it is met, can be met, or cannot */
  bool any;        /**< true: one control is enough (OR), also for one control alone; false: all are needed (AND) */
  size_t controls; /**< how many, for doorward_decision_clause_control */
} doorward_clause;

/** How many clauses the decision has; 0 for NULL. */
DOORWARD_API size_t doorward_decision_clauses(const doorward_decision* decision) DOORWARD_NOEXCEPT;

/** The clause at `index`, sorted by policy. @return also DOORWARD_BAD_INDEX */
DOORWARD_API doorward_status doorward_decision_clause(const doorward_decision* decision, size_t index,
                                                      doorward_clause* out) DOORWARD_NOEXCEPT;

/** One control of a clause. */
typedef struct doorward_control {
  doorward_text name; /**< `mfa`, `compliantDevice`, `strength:ID`, `terms:ID`, `custom:ID` */
  bool met;           /**< by this sign-in */
} doorward_control;

/** The control at `index` of the clause at `clause`, in Entra's order. @return also DOORWARD_BAD_INDEX */
DOORWARD_API doorward_status doorward_decision_clause_control(const doorward_decision* decision, size_t clause,
                                                              size_t index, doorward_control* out) DOORWARD_NOEXCEPT;

/** What a report-only policy would have done. */
typedef int32_t doorward_report_result;
enum { DOORWARD_REPORT_SUCCESS = 0, DOORWARD_REPORT_INTERRUPTED = 1, DOORWARD_REPORT_FAILURE = 2 };

/** A report-only policy that applied. */
typedef struct doorward_report {
  doorward_text policy;          /**< its name */
  doorward_report_result result; /**< what it would have come to */
} doorward_report;

/** How many report-only policies applied; 0 for NULL. */
DOORWARD_API size_t doorward_decision_reports(const doorward_decision* decision) DOORWARD_NOEXCEPT;

/** The report at `index`, sorted by policy. @return also DOORWARD_BAD_INDEX */
DOORWARD_API doorward_status doorward_decision_report(const doorward_decision* decision, size_t index,
                                                      doorward_report* out) DOORWARD_NOEXCEPT;

/** A sign-in frequency. */
typedef struct doorward_timer {
  bool present;    /**< whether any policy asks; the rest means nothing otherwise */
  bool every_time; /**< at each sign-in */
  uint32_t hours;  /**< 0 with `every_time` */
} doorward_timer;

/** Whether the browser may keep the session. */
typedef int32_t doorward_persistence;
enum { DOORWARD_PERSISTENCE_UNSET = 0, DOORWARD_PERSISTENCE_ALWAYS = 1, DOORWARD_PERSISTENCE_NEVER = 2 };

/** Cloud app security. */
typedef int32_t doorward_cloud_app_security;
enum {
  DOORWARD_CLOUD_APP_UNSET = 0,
  DOORWARD_CLOUD_APP_BLOCK_DOWNLOADS = 1,
  DOORWARD_CLOUD_APP_MONITOR_ONLY = 2,
  DOORWARD_CLOUD_APP_MCAS_CONFIGURED = 3
};

/** Continuous access evaluation. */
typedef int32_t doorward_access_evaluation;
enum {
  DOORWARD_ACCESS_EVALUATION_UNSET = 0,
  DOORWARD_ACCESS_EVALUATION_STRICT_LOCATION = 1,
  DOORWARD_ACCESS_EVALUATION_STRICT_ENFORCEMENT = 2,
  DOORWARD_ACCESS_EVALUATION_DISABLED = 3
};

/** Session controls, merged by the strictest; all unset on a block. See also DOORWARD_LIST_RESILIENCE_DISABLED and
 * DOORWARD_LIST_FILTERING_PROFILES. */
typedef struct doorward_session {
  doorward_timer primary_and_secondary;           /**< how often both factors are asked for */
  doorward_timer secondary;                       /**< how often the second factor is asked for */
  doorward_persistence persistent_browser;        /**< whether the browser session outlives the browser */
  doorward_cloud_app_security cloud_app_security; /**< the strictest that applies */
  doorward_access_evaluation continuous_access;   /**< the strictest that applies */
  bool application_enforced_restrictions;         /**< asked for by some policy */
  bool secure_sign_in_session;                    /**< asked for by some policy */
} doorward_session;

/** The session controls of the decision. */
DOORWARD_API doorward_status doorward_decision_session(const doorward_decision* decision,
                                                       doorward_session* out) DOORWARD_NOEXCEPT;

/** What the per-user MFA state does. */
typedef int32_t doorward_state_effect;
enum {
  DOORWARD_EFFECT_NONE = 0,
  DOORWARD_EFFECT_REQUIRE_MFA = 1,
  DOORWARD_EFFECT_REQUIRE_REGISTRATION = 2,
  DOORWARD_EFFECT_APP_PASSWORD = 3,
  DOORWARD_EFFECT_EXEMPT = 4
};

/** Why a user state asks for nothing, with DOORWARD_EFFECT_EXEMPT. */
typedef int32_t doorward_exemption;
enum { DOORWARD_EXEMPT_NOTHING = 0, DOORWARD_EXEMPT_TRUSTED_IP = 1, DOORWARD_EXEMPT_REMEMBERED_DEVICE = 2 };

/** The word of the user's MFA state. See also DOORWARD_LIST_OVERRODE. */
typedef struct doorward_state_result {
  doorward_user_state state;     /**< that the sign-in came with */
  doorward_state_effect effect;  /**< what it led to */
  doorward_exemption exempt_by;  /**< why it led to nothing */
  doorward_clause_status status; /**< of the state's own demand */
} doorward_state_result;

/** What the per-user MFA state had to say. */
DOORWARD_API doorward_status doorward_decision_user_state(const doorward_decision* decision,
                                                          doorward_state_result* out) DOORWARD_NOEXCEPT;

#ifdef __cplusplus
}
#endif
// NOLINTEND(readability-identifier-naming)
