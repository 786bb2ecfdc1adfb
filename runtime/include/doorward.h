// Doorward's C interface: decide sign-ins with a compiled policy set, from C99 or anything that calls C.
//
//   load a module once -> doorward_policy_set, shared by all threads
//   one doorward_evaluator, doorward_sign_in and doorward_decision for each thread, reused for every sign-in
//   fill the sign-in (doorward/runtime/c/sign_in.h), decide, read the decision (doorward/runtime/c/decision.h)
//
// Rules that hold for every function:
//   errors     A doorward_status is answered; `out` arguments are written on DOORWARD_OK only, unless stated. A null
//              argument is DOORWARD_NULL_ARGUMENT, failed allocation DOORWARD_OUT_OF_MEMORY. Nothing is printed, nothing
//              is thrown, no signal is raised, errno means nothing.
//   closed     What cannot be decided is a block: a decision that was never filled, or whose filling failed, reads so.
//   ownership  Texts and arrays that are handed in are copied. Texts that are handed out belong to what they were asked
//              of, for as long as stated there. Handles are freed by who created them, in any order.
//   threads    Functions on different handles may run at the same time. One handle is used by one thread at a time,
//              except policy sets, policy slots, principals and devices, which any number of threads may use.
//   allocation A decision allocates nothing once its evaluator, sign-in and decision have been used for its like.
#pragma once
// NOLINTBEGIN(readability-identifier-naming): C has no namespaces, and names its types and constants in its own way

#include "doorward/runtime/c/base.h"
#include "doorward/runtime/c/decision.h"
#include "doorward/runtime/c/sign_in.h"

#ifdef __cplusplus
extern "C" {
#endif

/** The ABI version that the library was built with. */
DOORWARD_API uint32_t doorward_abi_version(void) DOORWARD_NOEXCEPT;

/** DOORWARD_OK when `abi_version`, the caller's DOORWARD_ABI_VERSION, is the library's; else DOORWARD_OTHER_ABI, and
 * nothing else of the library may be called. */
DOORWARD_API doorward_status doorward_check_abi(uint32_t abi_version) DOORWARD_NOEXCEPT;

/** The library's version, `0.1.0`. Static, ended by NUL. */
DOORWARD_API const char* doorward_version(void) DOORWARD_NOEXCEPT;

/** One line of English for a status. Static, ended by NUL; never NULL, also for a status that there is not. */
DOORWARD_API const char* doorward_status_text(doorward_status status) DOORWARD_NOEXCEPT;

/** `text`, which is ended by NUL, as a doorward_text; NULL is the empty text. */
DOORWARD_API doorward_text doorward_text_of(const char* text) DOORWARD_NOEXCEPT;

/* Hooks, to be set before anything else of the library is used */

/** From now on `log` is told what the library has to say; NULL ends that. It is copied. */
DOORWARD_API doorward_status doorward_set_log(const doorward_log* log) DOORWARD_NOEXCEPT;

/** From now on all memory of the library comes from `allocator`, which is copied. Of libdoorward.so alone: a program that
 * links the runtime statically replaces `operator new`, as any C++ program may.
 * @return DOORWARD_OK, DOORWARD_NULL_ARGUMENT, DOORWARD_TOO_LATE when the library has taken memory already, or
 *         DOORWARD_UNSUPPORTED in a statically linked program */
DOORWARD_API doorward_status doorward_set_allocator(const doorward_allocator* allocator) DOORWARD_NOEXCEPT;

/* Policy sets */

/**
 * Verifies and loads a module, as `doorward compile` writes it. The bytes are copied and need not outlive the call. The
 * envelope of a signed module is passed over, not checked: doorward_signature.h does that.
 *
 * @param module        the bytes; any bytes are safe
 * @param size          how many
 * @param out           the set, to be freed with doorward_policy_set_free; NULL unless DOORWARD_OK
 * @param message       where to write what is wrong with the module, one line ended by NUL, cut to fit; may be NULL
 * @param message_size  bytes at `message`, the NUL included; 0 with NULL
 * @return DOORWARD_OK, DOORWARD_NULL_ARGUMENT, DOORWARD_BAD_MODULE, DOORWARD_OUT_OF_MEMORY or DOORWARD_INTERNAL
 */
DOORWARD_API doorward_status doorward_policy_set_load(const void* module, size_t size, doorward_policy_set** out,
                                                      char* message, size_t message_size) DOORWARD_NOEXCEPT;

/** Gives the handle up. Evaluators, principals and decisions that use the set keep it alive. NULL is allowed. */
DOORWARD_API void doorward_policy_set_free(doorward_policy_set* set) DOORWARD_NOEXCEPT;

/** How many policies the set holds, disabled ones included; 0 for NULL. */
DOORWARD_API size_t doorward_policy_set_size(const doorward_policy_set* set) DOORWARD_NOEXCEPT;

/** Whether a policy takes part. */
typedef int32_t doorward_policy_state;
enum { DOORWARD_POLICY_ENABLED = 0, DOORWARD_POLICY_REPORT_ONLY = 1, DOORWARD_POLICY_DISABLED = 2 };

/** One policy of a set. The texts live as long as the set. */
typedef struct doorward_policy {
  doorward_text name;          /**< as decisions name it */
  doorward_text graph_id;      /**< empty without one */
  doorward_text title;         /**< empty without one, and in a stripped module */
  doorward_policy_state state; /**< whether it takes part */
  bool blocks;                 /**< its grant control is block */
} doorward_policy;

/** The policy at `index`; policies are sorted by name. @return also DOORWARD_BAD_INDEX */
DOORWARD_API doorward_status doorward_policy_set_policy(const doorward_policy_set* set, size_t index,
                                                        doorward_policy* out) DOORWARD_NOEXCEPT;

/* Deciding */

/** An evaluator for `set`, which it keeps alive. It is strict: see doorward_evaluator_set_strict. */
DOORWARD_API doorward_status doorward_evaluator_create(const doorward_policy_set* set,
                                                       doorward_evaluator** out) DOORWARD_NOEXCEPT;

/** NULL is allowed. */
DOORWARD_API void doorward_evaluator_free(doorward_evaluator* evaluator) DOORWARD_NOEXCEPT;

/** Strict, the default: a sign-in that lacks a signal on which an enforced policy would have turned is a block with
 * status DOORWARD_DECISION_SIGNAL_MISSING. Lenient: the signal is assumed, as DOORWARD_LIST_ASSUMED tells. */
DOORWARD_API doorward_status doorward_evaluator_set_strict(doorward_evaluator* evaluator,
                                                           bool strict) DOORWARD_NOEXCEPT;

/** Declares what the host supplies whenever there is something to say, by the paths of signals as DOORWARD_LIST_ASSUMED
 * names them (`device.trustType`): where one of them is absent, that is a fact of the sign-in and nothing is assumed. What
 * was declared before is replaced. @return also DOORWARD_BAD_VALUE for a path that is none; nothing is then changed */
DOORWARD_API doorward_status doorward_evaluator_set_supplied(doorward_evaluator* evaluator,
                                                             const doorward_text* signals,
                                                             size_t count) DOORWARD_NOEXCEPT;

/**
 * Decides `sign_in`, which has a user or a workload, into `decision`, whose former content is lost.
 *
 * @param now  the time of the decision: seconds since 1970-01-01T00:00:00Z, without leap seconds
 * @return DOORWARD_OK when the decision holds what the policies say. Else it is a block with status
 *         DOORWARD_DECISION_INTERNAL: DOORWARD_NULL_ARGUMENT, or the status of the first setter of `sign_in` that failed
 *         since it was created or cleared. A sign-in that is too large, or has no user and no workload, is DOORWARD_OK
 *         and a block, as the status of the decision tells.
 */
DOORWARD_API doorward_status doorward_decide(doorward_evaluator* evaluator, const doorward_sign_in* sign_in,
                                             int64_t now, doorward_decision* decision) DOORWARD_NOEXCEPT;

/** Decides sign_ins[i] into decisions[i], for i below `count`. All are decided, each as doorward_decide does; the first
 * status that is not DOORWARD_OK is answered. */
DOORWARD_API doorward_status doorward_decide_batch(doorward_evaluator* evaluator,
                                                   const doorward_sign_in* const* sign_ins, size_t count, int64_t now,
                                                   doorward_decision* const* decisions) DOORWARD_NOEXCEPT;

/* Users who come again */

/**
 * Binds the user of `sign_in` to `set`, so that later sign-ins need not bring and look up their groups, roles and
 * attributes. Nothing of `sign_in` but its user is used. How long what was bound may be trusted is the caller's to know.
 *
 * @return also DOORWARD_BAD_VALUE when the sign-in has no user, and the status of a setter of it that failed
 */
DOORWARD_API doorward_status doorward_principal_create(const doorward_policy_set* set, const doorward_sign_in* sign_in,
                                                       doorward_principal** out) DOORWARD_NOEXCEPT;

/** NULL is allowed. */
DOORWARD_API void doorward_principal_free(doorward_principal* principal) DOORWARD_NOEXCEPT;

/** Decides as doorward_decide does for a sign-in of that user: the user of `sign_in` is ignored, a workload in it is a
 * block. With an evaluator of another set than the principal's the answer is the same and comes slower. */
DOORWARD_API doorward_status doorward_decide_principal(doorward_evaluator* evaluator,
                                                       const doorward_principal* principal,
                                                       const doorward_sign_in* sign_in, int64_t now,
                                                       doorward_decision* decision) DOORWARD_NOEXCEPT;

/**
 * Binds the device of `sign_in`, its platform included, to `set`: its properties are read and the set's device rules
 * judged once. Nothing of `sign_in` but its device is used.
 *
 * @return also the status of a setter of `sign_in` that failed
 */
DOORWARD_API doorward_status doorward_device_create(const doorward_policy_set* set, const doorward_sign_in* sign_in,
                                                    doorward_device** out) DOORWARD_NOEXCEPT;

/** NULL is allowed. */
DOORWARD_API void doorward_device_free(doorward_device* device) DOORWARD_NOEXCEPT;

/** Decides as doorward_decide_principal does for a sign-in on that device: the device of `sign_in` is ignored too. */
DOORWARD_API doorward_status doorward_decide_bound(doorward_evaluator* evaluator, const doorward_principal* principal,
                                                   const doorward_device* device, const doorward_sign_in* sign_in,
                                                   int64_t now, doorward_decision* decision) DOORWARD_NOEXCEPT;

/* Replacing policies while threads decide */

/** A slot with `set` in force, to be freed with doorward_policy_slot_free. */
DOORWARD_API doorward_status doorward_policy_slot_create(const doorward_policy_set* set,
                                                         doorward_policy_slot** out) DOORWARD_NOEXCEPT;

/** Puts `set` in force. Every decision that begins after this has returned, in any thread, is taken with it or a later
 * one; those under way are finished with the set that they began with. Nobody waits: deciding takes no lock.
 * @return DOORWARD_OK, DOORWARD_NULL_ARGUMENT, or DOORWARD_OUT_OF_MEMORY when nothing was changed */
DOORWARD_API doorward_status doorward_policy_slot_replace(doorward_policy_slot* slot,
                                                          const doorward_policy_set* set) DOORWARD_NOEXCEPT;

/** Gives the handle up. Evaluators that were made for it go on with the last set. NULL is allowed. */
DOORWARD_API void doorward_policy_slot_free(doorward_policy_slot* slot) DOORWARD_NOEXCEPT;

/** An evaluator that decides with the set in force of `slot`: the first decision after a replacement moves on to the new
 * set, which allocates; where memory runs out, deciding answers DOORWARD_OUT_OF_MEMORY and a block, and the next one
 * tries again. An evaluator that does not decide keeps the set that it used last alive. */
DOORWARD_API doorward_status doorward_evaluator_create_for_slot(const doorward_policy_slot* slot,
                                                                doorward_evaluator** out) DOORWARD_NOEXCEPT;

#ifdef __cplusplus
}
#endif
// NOLINTEND(readability-identifier-naming)
