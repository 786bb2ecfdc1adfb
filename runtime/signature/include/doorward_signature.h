/* Doorward's C interface to signed modules: whether a module may be taken, before it is loaded with doorward.h. In a
 * library of its own, since it needs libsodium. The rules of doorward.h hold: errors are statuses, nothing is printed
 * or thrown, functions may run at the same time. */
#pragma once
// NOLINTBEGIN(readability-identifier-naming): C has no namespaces, and names its types and constants in its own way

#include "doorward/runtime/c/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Whether a signed module may be taken. The rows are in doorward/signature/statuses.def. */
typedef int32_t doorward_signature_status;
enum {
#define DW_SIGNATURE_STATUS(c_name, name, value, text) DOORWARD_SIGNATURE_##c_name = value,
#include "doorward/signature/statuses.def"
#undef DW_SIGNATURE_STATUS
};

/** The public half of an Ed25519 key, as RFC 8032 encodes it. */
typedef struct doorward_verify_key {
  uint8_t bytes[32]; /**< the encoded point */
} doorward_verify_key;

/** The module that a service took last; what it must remember to refuse older ones. All zero before the first. */
typedef struct doorward_taken_module {
  uint64_t sequence; /**< 0: none was taken yet */
  uint8_t hash[32];  /**< SHA-256 of the module without its envelope */
} doorward_taken_module;

/** Whom a service believes, and what it knows already. */
typedef struct doorward_signature_rules {
  doorward_verify_key key;    /**< the only key whose signature counts */
  doorward_text set_name;     /**< the policy set that is wanted; empty: any */
  int64_t now;                /**< seconds since 1970-01-01T00:00:00Z */
  doorward_taken_module last; /**< from an earlier check of the same set */
} doorward_signature_rules;

/** What a signed file holds. Pointers are into the file. */
typedef struct doorward_signed_module {
  const void* module;          /**< for doorward_policy_set_load */
  size_t size;                 /**< of the module, in bytes */
  doorward_taken_module taken; /**< to be remembered as `last` once the module is in force */
  doorward_text set_name;      /**< that it was signed for */
  int64_t not_after;           /**< the last second at which it may be taken; INT64_MAX: no end */
} doorward_signed_module;

/** One line of English for a status. Static, ended by NUL; never NULL, also for a status that there is not. */
DOORWARD_API const char* doorward_signature_status_text(doorward_signature_status status) DOORWARD_NOEXCEPT;

/** The public key in the `size` bytes of a key file: PEM (SubjectPublicKeyInfo), or 32 bare bytes.
 * @return DOORWARD_SIGNATURE_OK, DOORWARD_SIGNATURE_NULL_ARGUMENT, DOORWARD_SIGNATURE_BAD_KEY or
 *         DOORWARD_SIGNATURE_OUT_OF_MEMORY */
DOORWARD_API doorward_signature_status doorward_verify_key_read(const void* file, size_t size,
                                                                doorward_verify_key* out) DOORWARD_NOEXCEPT;

/** Checks a signed module. `out` is all zero unless DOORWARD_SIGNATURE_OK: a module that must not be taken cannot be
 * loaded by mistake. Allocates nothing. Any bytes are safe.
 * @return DOORWARD_SIGNATURE_OK, or the first check that failed, in the order of the statuses */
DOORWARD_API doorward_signature_status doorward_signed_module_check(const void* file, size_t size,
                                                                    const doorward_signature_rules* rules,
                                                                    doorward_signed_module* out) DOORWARD_NOEXCEPT;

#ifdef __cplusplus
}
#endif
// NOLINTEND(readability-identifier-naming)
