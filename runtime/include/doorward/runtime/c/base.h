// What every part of the C interface shares: statuses, texts, vocabularies and the handles. C99 and C++. Include
// doorward.h, which explains the rules of the whole. Must not know how any of it is implemented.
#pragma once
// NOLINTBEGIN(readability-identifier-naming): C has no namespaces, and names its types and constants in its own way

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define DOORWARD_API __attribute__((visibility("default")))
#else
#define DOORWARD_API
#endif
#ifdef __cplusplus
#define DOORWARD_NOEXCEPT noexcept
#else
#define DOORWARD_NOEXCEPT
#endif

/** The version of this interface. It changes whenever a program that was compiled against it must be compiled anew. */
#define DOORWARD_ABI_VERSION 1u

/** What a function answers: DOORWARD_OK, or what went wrong. The rows are in doorward/runtime/c/statuses.def. */
typedef int32_t doorward_status;
enum {
#define DW_STATUS(name, value, text) DOORWARD_##name = value,
#include "doorward/runtime/c/statuses.def"
#undef DW_STATUS
};

/** UTF-8 bytes, not ended by NUL. Size 0 is the empty text, whatever `data` is. */
typedef struct doorward_text {
  const char* data; /**< the bytes */
  size_t size;      /**< in bytes */
} doorward_text;

/* Closed vocabularies. The members are the rows of the named table: DOORWARD_PLATFORM_windows, for example. Each is a
 * typedef of int32_t and not an enum, so that its size does not depend on the compiler. */

/** How the user came: doorward/facts/client_apps.def. */
typedef int32_t doorward_client_app;
enum {
#define DW_CLIENT_APP(name, value, graph, ward, legacy) DOORWARD_CLIENT_APP_##name = value,
#include "doorward/facts/client_apps.def"
#undef DW_CLIENT_APP
};

/** The device's platform: doorward/facts/platforms.def. `unknown` is a platform that has no name there. */
typedef int32_t doorward_platform;
enum {
#define DW_PLATFORM(name, value, graph, ward) DOORWARD_PLATFORM_##name = value,
#include "doorward/facts/platforms.def"
#undef DW_PLATFORM
};

/** Risk of a sign-in, user, workload or agent: doorward/facts/risk_levels.def. */
typedef int32_t doorward_risk_level;
enum {
#define DW_RISK_LEVEL(name, value, graph, ward) DOORWARD_RISK_##name = value,
#include "doorward/facts/risk_levels.def"
#undef DW_RISK_LEVEL
};

/** Insider risk: doorward/facts/insider_risk_levels.def. */
typedef int32_t doorward_insider_risk;
enum {
#define DW_INSIDER_RISK(name, value, graph, ward) DOORWARD_INSIDER_RISK_##name = value,
#include "doorward/facts/insider_risk_levels.def"
#undef DW_INSIDER_RISK
};

/** The authentication flow: doorward/facts/flows.def. */
typedef int32_t doorward_flow;
enum {
#define DW_FLOW(name, value, graph, ward) DOORWARD_FLOW_##name = value,
#include "doorward/facts/flows.def"
#undef DW_FLOW
};

/** A user action as the target of a sign-in: doorward/facts/user_actions.def. */
typedef int32_t doorward_user_action;
enum {
#define DW_USER_ACTION(name, value, graph, ward) DOORWARD_USER_ACTION_##name = value,
#include "doorward/facts/user_actions.def"
#undef DW_USER_ACTION
};

/** The per-user MFA state: doorward/facts/user_states.def. */
typedef int32_t doorward_user_state;
enum {
#define DW_USER_STATE(name, value, graph) DOORWARD_USER_STATE_##name = value,
#include "doorward/facts/user_states.def"
#undef DW_USER_STATE
};

/** A property of a device: doorward/facts/device_attributes.def. */
typedef int32_t doorward_device_attribute;
enum {
#define DW_DEVICE_ATTRIBUTE(name, value, graph, ward, type, signal) DOORWARD_DEVICE_##name = value,
#include "doorward/facts/device_attributes.def"
#undef DW_DEVICE_ATTRIBUTE
};

/** A set of members of one vocabulary: DOORWARD_BIT of each, joined by `|`. */
typedef uint32_t doorward_mask;
#define DOORWARD_BIT(member) ((doorward_mask)1 << (member))

/** Kinds of guests, for a doorward_mask: doorward/facts/guest_kinds.def. */
enum {
#define DW_GUEST_KIND(name, value, graph, ward) DOORWARD_GUEST_##name = value,
#include "doorward/facts/guest_kinds.def"
#undef DW_GUEST_KIND
};

/** Authentication methods, for a doorward_mask: doorward/facts/methods.def. */
enum {
#define DW_METHOD(name, value, graph, ward) DOORWARD_METHOD_##name = value,
#include "doorward/facts/methods.def"
#undef DW_METHOD
};

/* Hooks, both for the whole process. */

/** How grave a line of the log is. */
typedef int32_t doorward_log_level;
enum { DOORWARD_LOG_INFO = 0, DOORWARD_LOG_WARNING = 1, DOORWARD_LOG_ERROR = 2 };

/** Where the library's lines go: sets that were loaded, refused or put in force, and faults. */
typedef struct doorward_log {
  /** Takes one line, ended by NUL, without line feed, that lives until it returns. Any thread may call it. */
  void (*write)(void* context, doorward_log_level level, const char* line);
  void* context; /**< handed to `write` */
} doorward_log;

/** Where the library's memory comes from. */
typedef struct doorward_allocator {
  /** `size` bytes, not 0, at a multiple of `alignment`, a power of two; NULL when there are none. Any thread may call
   * it. */
  void* (*allocate)(void* context, size_t size, size_t alignment);
  /** Takes back what `allocate` gave; never NULL. */
  void (*release)(void* context, void* memory);
  void* context; /**< handed to both */
} doorward_allocator;

/* Handles. Each is created by its `create` (or `load`) and released by its `free`, which takes NULL. */

/** A loaded, verified, immutable policy set. Threads may share it. */
typedef struct doorward_policy_set doorward_policy_set;
/** The place of the set in force, which is replaced while threads decide with it. Threads may share it. */
typedef struct doorward_policy_slot doorward_policy_slot;
/** The buffers of one thread that decides, with one set or with the one in force of a slot. One thread at a time. */
typedef struct doorward_evaluator doorward_evaluator;
/** A sign-in under construction. One thread at a time. */
typedef struct doorward_sign_in doorward_sign_in;
/** A user bound to one set, for many sign-ins. Immutable; threads may share it. */
typedef struct doorward_principal doorward_principal;
/** A device bound to one set, for many sign-ins. Immutable; threads may share it. */
typedef struct doorward_device doorward_device;
/** What a set says of one sign-in. One thread at a time; reused, it keeps its storage. */
typedef struct doorward_decision doorward_decision;
// NOLINTEND(readability-identifier-naming)
