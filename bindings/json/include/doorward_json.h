// Doorward for languages that would rather hand over JSON than call a setter for each field: a sign-in goes in as one JSON
// record, of any shape that docs/sign-ins.md knows, and its decision comes out as the line that `doorward eval` prints.
//
//   load a module once -> doorward_json_policies, shared by all threads, replaced while they decide
//   one doorward_json_decider for each thread, reused for every sign-in
//
// It is a library of its own (`libdoorward-json.so`) that needs no other of Doorward's. The rules of doorward.h hold for
// every function: statuses, ownership, threads, and that what cannot be decided is never a grant.
#pragma once
// NOLINTBEGIN(readability-identifier-naming): C has no namespaces, and names its types and constants in its own way

#include "doorward/runtime/c/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The policies in force. Threads may share it. */
typedef struct doorward_json_policies doorward_json_policies;
/** The buffers of one thread that reads, decides and writes. One thread at a time. */
typedef struct doorward_json_decider doorward_json_decider;

/** DOORWARD_OK when `abi_version`, the caller's DOORWARD_ABI_VERSION, is the library's; else DOORWARD_OTHER_ABI, and
 * nothing else of the library may be called. */
DOORWARD_API doorward_status doorward_json_check_abi(uint32_t abi_version) DOORWARD_NOEXCEPT;

/** One line of English for a status. Static, ended by NUL; never NULL, also for a status that there is not. */
DOORWARD_API const char* doorward_json_status_text(doorward_status status) DOORWARD_NOEXCEPT;

/**
 * Verifies a module, as `doorward compile` writes it, and puts it in force. The bytes are copied. The envelope of a signed
 * module is passed over, not checked: doorward_signature.h does that.
 *
 * @param module        the bytes; any bytes are safe
 * @param size          how many
 * @param out           the policies, to be freed with doorward_json_policies_free; NULL unless DOORWARD_OK
 * @param message       where to write what is wrong with the module, one line ended by NUL, cut to fit; may be NULL
 * @param message_size  bytes at `message`, the NUL included; 0 with NULL
 * @return DOORWARD_OK, DOORWARD_NULL_ARGUMENT, DOORWARD_BAD_MODULE, DOORWARD_OUT_OF_MEMORY or DOORWARD_INTERNAL
 */
DOORWARD_API doorward_status doorward_json_policies_load(const void* module, size_t size, doorward_json_policies** out,
                                                         char* message, size_t message_size) DOORWARD_NOEXCEPT;

/** Puts another module in force. Every decision that begins after this has returned, in any thread, is taken with it or a
 * later one; nobody waits. Parameters and statuses are those of doorward_json_policies_load; unless DOORWARD_OK nothing
 * was changed. */
DOORWARD_API doorward_status doorward_json_policies_replace(doorward_json_policies* policies, const void* module,
                                                            size_t size, char* message,
                                                            size_t message_size) DOORWARD_NOEXCEPT;

/** Gives the handle up. Deciders that were made of it go on with the last module. NULL is allowed. */
DOORWARD_API void doorward_json_policies_free(doorward_json_policies* policies) DOORWARD_NOEXCEPT;

/** A decider that follows `policies`. It is strict: see doorward_json_decider_set_strict. */
DOORWARD_API doorward_status doorward_json_decider_create(const doorward_json_policies* policies,
                                                          doorward_json_decider** out) DOORWARD_NOEXCEPT;

/** NULL is allowed. */
DOORWARD_API void doorward_json_decider_free(doorward_json_decider* decider) DOORWARD_NOEXCEPT;

/** Strict, the default: a sign-in that lacks a signal on which an enforced policy would have turned is a block with
 * status `signal-missing`. Lenient: the signal is assumed, as `assumed` of the decision tells. */
DOORWARD_API doorward_status doorward_json_decider_set_strict(doorward_json_decider* decider,
                                                              bool strict) DOORWARD_NOEXCEPT;

/** Declares signals of which an absent one is a fact and not assumed, by the paths that `assumed` names
 * (`device.trustType`). What was declared before is replaced. @return also DOORWARD_BAD_VALUE for a path that is none;
 * nothing is then changed */
DOORWARD_API doorward_status doorward_json_decider_set_supplied(doorward_json_decider* decider,
                                                                const doorward_text* signals,
                                                                size_t count) DOORWARD_NOEXCEPT;

/**
 * Decides one sign-in.
 *
 * @param sign_in  one JSON object, UTF-8, at most 16 MiB
 * @param now      the time of the decision: seconds since 1970-01-01T00:00:00Z. A record of a log that has its time is
 *                 decided as of that instead
 * @param answer   with DOORWARD_OK the decision, one JSON object without line feed (docs/decisions.md); with
 *                 DOORWARD_BAD_VALUE one line that says what is wrong with the record; else empty. It lives until the
 *                 decider decides again or is freed
 * @return DOORWARD_OK, DOORWARD_NULL_ARGUMENT, DOORWARD_BAD_VALUE when the record is no sign-in, DOORWARD_OUT_OF_MEMORY or
 *         DOORWARD_INTERNAL. Without DOORWARD_OK there is no decision, and nobody is to be let in
 */
DOORWARD_API doorward_status doorward_json_decide(doorward_json_decider* decider, doorward_text sign_in, int64_t now,
                                                  doorward_text* answer) DOORWARD_NOEXCEPT;

#ifdef __cplusplus
}
#endif
// NOLINTEND(readability-identifier-naming)
